import { limits } from "../../contract/limits.ts";
import { toCloudLoggingExclusions } from "../../filter/to-cloud-logging-query.ts";
import type { AuditPlan, Exclusion, PlannedPlacements, Read } from "../../plan/plan.ts";
import type { Alert } from "../alerts.ts";
import { type CompiledRules, compileRules, exclusionAnswer, type RuleAnswer, ruleIssue } from "../rules.ts";
import type { StoredEvents } from "../unseen.ts";
import { type GcpAlert, gcpAlert } from "./alerts.ts";
import { dataAnswer } from "./data.ts";
import { ownTokens } from "./own.ts";

/** A filter of a sink by which entries are not routed. */
export type SinkExclusion = { name: string; description: string; filter: string };

export interface GcpRules extends CompiledRules<GcpAlert> {
  exclusions: readonly SinkExclusion[];
}

/** The sinks' exclusions are `_Default`'s too, as far as these logs go: an entry that both leave out is in no bucket. */
const stored: StoredEvents = { targets: ["log-based metric", "log-match alert"] };

/** By the users' names; a filter too long for one exclusion is in several. */
const named = ({ name, reason }: Exclusion, texts: readonly string[]): SinkExclusion[] =>
  texts.map((filter, index) => ({
    name: index === 0 ? name : `${name}_${index + 1}`,
    description: reason,
    filter,
  }));

export const gcpRules = (plan: AuditPlan, placement: NonNullable<PlannedPlacements["gcp"]>): GcpRules => {
  const { max, unit } = limits.exclusions;
  const exclusions: SinkExclusion[] = [];
  const exclude = (rule: Read<Exclusion>): RuleAnswer => {
    const rendered = toCloudLoggingExclusions(rule.filter);
    const answer = exclusionAnswer(rendered, "excluded from both sinks", (texts) =>
      texts.map((text) => ({ target: "sink exclusion", text })),
    );
    exclusions.push(...named(rule, rendered.output ?? []));
    if (exclusions.length <= max) return answer;
    const params = { target: "a sink of Cloud Logging", found: exclusions.length, max, unit };
    return { ...answer, issues: [...answer.issues, ruleIssue("error", "rule-too-long", params)] };
  };
  const alert = (one: Alert) => gcpAlert(one, placement);
  return {
    ...compileRules(plan, "gcp", { data: dataAnswer(placement), exclude, alert, tokens: ownTokens(plan), stored }),
    exclusions,
  };
};
