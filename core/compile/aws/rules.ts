import { type EventSelector, mostSelectorValues, selectorValues } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, DataCapture, Exclusion, PlannedPlacements, Read } from "../../plan/plan.ts";
import type { Alert } from "../alerts.ts";
import { type CompiledRules, compileRules, exclusionAnswer, type RuleAnswer, ruleIssue } from "../rules.ts";
import { type AwsAlert, awsAlert } from "./alerts.ts";
import { type Capturing, capturing, isElsewhere, isOfLoss, withTrails } from "./capturing.ts";
import { dataAnswer } from "./data.ts";
import { ownTokens } from "./own.ts";
import { excludedBy, type Selections } from "./selectors.ts";
import { stored } from "./stored.ts";
import type { TrailSelectors } from "./trail.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

export interface AwsRules extends CompiledRules<AwsAlert> {
  selectors: TrailSelectors;
}

const target = "A trail's event selectors";

/** What all of the data and exclusions come to is said once, of the last. */
const limited = ({ settings, rules }: AuditPlan, { main, data }: TrailSelectors) => {
  const found = Math.max(selectorValues(main), selectorValues(data));
  const tooLong = { target, found, max: mostSelectorValues, unit: "values" };
  const lastData = settings.capture.data.at(-1);
  const lastExclusion = rules.exclude.at(-1);
  return (rule: unknown, answer: RuleAnswer): RuleAnswer => {
    if (main.length === 0 && rule === lastExclusion) {
      return { ...answer, issues: [...answer.issues, ruleIssue("error", "excludes-everything", {})] };
    }
    if (found <= mostSelectorValues || rule !== (lastData ?? lastExclusion)) return answer;
    return { ...answer, issues: [...answer.issues, ruleIssue("error", "rule-too-long", tooLong)] };
  };
};

const withLoss = (alert: Alert, { answer, deployed }: ReturnType<typeof awsAlert>): ReturnType<typeof awsAlert> => ({
  answer: isOfLoss(alert)
    ? { ...answer, issues: [...answer.issues, ruleIssue("notice", "aws-deletions-recorded", {})] }
    : answer,
  deployed,
});

/** The sources of management events that selectors leave out. */
const sourcesWithout = (selectors: readonly EventSelector[]): readonly string[] => [
  ...new Set(
    selectors
      .filter(({ fieldSelectors }) => fieldSelectors.some(({ equals }) => equals?.includes("Management")))
      .flatMap(({ fieldSelectors }) =>
        fieldSelectors.flatMap(({ field, notEquals }) => (field === "eventSource" ? (notEquals ?? []) : [])),
      ),
  ),
];

const excluding = (selections: Selections, { filter }: Read<Exclusion>): RuleAnswer => {
  const rendered = excludedBy(selections, filter);
  const answer = exclusionAnswer(rendered, "left out by the trail", (all) => [
    { target: "CloudTrail event selectors", text: JSON.stringify(all) },
  ]);
  const sources = sourcesWithout(rendered.output ?? []);
  if (sources.length === 0) return answer;
  return { ...answer, issues: [...answer.issues, ruleIssue("warning", "aws-management-excluded", { sources })] };
};

const compilerOf = (plan: AuditPlan, { region }: Placement, captured: Capturing) => {
  const { selections, selectors } = captured;
  const within = limited(plan, selectors);
  return {
    data: (asked: DataCapture): RuleAnswer => within(asked, withTrails(captured, asked, dataAnswer(plan, asked))),
    exclude: (rule: Read<Exclusion>): RuleAnswer => within(rule, excluding(selections, rule)),
    alert: (alert: Alert) =>
      withLoss(alert, awsAlert(alert, region, isElsewhere(captured, alert) ? "dataElsewhere" : "all")),
    tokens: ownTokens(plan, selectors.data.length > 0),
    stored,
  };
};

export const awsRules = (plan: AuditPlan, placement: Placement): AwsRules => {
  const captured = capturing(plan, placement);
  return { ...compileRules(plan, "aws", compilerOf(plan, placement, captured)), selectors: captured.selectors };
};
