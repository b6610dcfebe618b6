import { type EventSelector, mostSelectorValues, selectorValues } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, Exclusion, Read } from "../../plan/plan.ts";
import type { Alert } from "../alerts.ts";
import { type CompiledRules, compileRules, exclusionAnswer, type RuleAnswer, ruleIssue } from "../rules.ts";
import { type AwsAlert, awsAlert } from "./alerts.ts";
import { dataAnswer } from "./data.ts";
import { ownTokens } from "./own.ts";
import { eventSelectors, excludedBy } from "./selectors.ts";

export interface AwsRules extends CompiledRules<AwsAlert> {
  selectors: EventSelector[];
}

export const awsRules = (plan: AuditPlan, region: string): AwsRules => {
  const { capture } = plan.settings;
  const selectors = eventSelectors(
    capture,
    plan.rules.exclude.map(({ filter }) => filter),
  );
  const found = selectorValues(selectors);
  const tooLong = { target: "A trail's event selectors", found, max: mostSelectorValues, unit: "values" };
  // What all of them come to is said once, of the last.
  const lastData = capture.data[capture.data.length - 1];
  const lastExclusion = plan.rules.exclude[plan.rules.exclude.length - 1];
  const limited = (rule: unknown, answer: RuleAnswer): RuleAnswer => {
    if (selectors.length === 0 && rule === lastExclusion) {
      return { ...answer, issues: [...answer.issues, ruleIssue("error", "excludes-everything", {})] };
    }
    if (found <= mostSelectorValues || rule !== (lastData ?? lastExclusion)) return answer;
    return { ...answer, issues: [...answer.issues, ruleIssue("error", "rule-too-long", tooLong)] };
  };
  const exclude = (rule: Read<Exclusion>): RuleAnswer =>
    limited(
      rule,
      exclusionAnswer(excludedBy(capture, rule.filter), "left out by the trail", (all) => [
        { target: "CloudTrail event selectors", text: JSON.stringify(all) },
      ]),
    );
  const data = (asked: Parameters<typeof dataAnswer>[1]): RuleAnswer => limited(asked, dataAnswer(plan, asked));
  const tokens = ownTokens(plan);
  const compiler = { data, exclude, alert: (alert: Alert) => awsAlert(alert, region), tokens };
  return { ...compileRules(plan, "aws", compiler), selectors };
};
