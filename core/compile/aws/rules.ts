import type { Filter } from "../../filter/ast.ts";
import { type EventSelector, mostSelectorValues, selectorValues } from "../../filter/to-cloudtrail-selectors.ts";
import { toCloudWatchFilterPattern } from "../../filter/to-cloudwatch-filter-pattern.ts";
import { toEventBridgePatterns } from "../../filter/to-eventbridge-pattern.ts";
import type { AuditPlan, Exclusion, Read } from "../../plan/plan.ts";
import type { CompiledRule } from "../compiled.ts";
import {
  type AlertRule,
  asTextOf,
  compileRules,
  exclusionAnswer,
  type RuleAnswer,
  renderedAnswer,
  ruleIssue,
} from "../rules.ts";
import { dataAnswer } from "./data.ts";
import { eventSelectors, excludedBy } from "./selectors.ts";

export interface AwsRules {
  rules: readonly CompiledRule[];
  selectors: EventSelector[];
}

const metricFilter = (filter: Filter): RuleAnswer => {
  const target = "CloudWatch Logs metric filter";
  return renderedAnswer(toCloudWatchFilterPattern(filter), target, (text) => [{ target, text }]);
};

/** EventBridge tells who did what within seconds; it can't count, and what it can't say CloudWatch Logs sometimes can. */
const alertAnswer = ({ filter, threshold }: Read<AlertRule>): RuleAnswer => {
  if (threshold !== undefined) return metricFilter(filter);
  const target = "EventBridge";
  const patterns = renderedAnswer(toEventBridgePatterns(filter), "EventBridge rule", (all) =>
    all.map((pattern) => ({ target, text: JSON.stringify(pattern) })),
  );
  if (patterns.fidelity === "exact") return patterns;
  const metric = metricFilter(filter);
  return metric.fidelity === "exact" || patterns.fidelity === "unsupported" ? metric : patterns;
};

export const awsRules = (plan: AuditPlan): AwsRules => {
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
  return {
    rules: compileRules(plan, "aws", {
      data,
      exclude,
      alert: alertAnswer,
      benchmark: asTextOf("CloudWatch Logs metric filter"),
    }),
    selectors,
  };
};
