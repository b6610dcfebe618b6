import type { Call, CloudError, Properties, Rule } from "../resource.ts";
import { invalidArgument } from "./errors.ts";
import { list, object, text } from "./read.ts";

export const alertPolicies = "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies";
const maxConditions = 6;
const maxName = 512;

const kinds = {
  conditionThreshold: "condition_threshold",
  conditionAbsent: "condition_absent",
  conditionMatchedLog: "condition_matched_log",
  conditionMonitoringQueryLanguage: "condition_monitoring_query_language",
  conditionPrometheusQueryLanguage: "condition_prometheus_query_language",
  conditionSql: "condition_sql",
} as const;

export type ConditionKind = keyof typeof kinds;

/** What one condition of a policy says. */
export interface Condition {
  kind: ConditionKind;
  /** What errors call it: `alert_policy.conditions[0].condition_threshold`. */
  path: string;
  body: Properties;
}

function kindsOf(condition: Properties): ConditionKind[] {
  return (Object.keys(kinds) as ConditionKind[]).filter((kind) => object(condition[kind]));
}

function conditionsOf({ conditions }: Properties): Properties[] {
  return list(conditions).map((condition) => object(condition) ?? {});
}

export function bodiesOf(inputs: Properties, ...wanted: ConditionKind[]): Condition[] {
  return conditionsOf(inputs).flatMap((condition, index) =>
    kindsOf(condition)
      .filter((kind) => wanted.includes(kind))
      .map((kind) => ({
        kind,
        path: `alert_policy.conditions[${index}].${kinds[kind]}`,
        body: object(condition[kind]) ?? {},
      })),
  );
}

/** As the API says it; the value is quoted unless it may be a secret. */
export function invalidField(path: string, value: string, why: string): CloudError {
  return invalidArgument(`Field ${path} had an invalid value of "${value}": ${why}`);
}

/** The first problem among the conditions of these kinds. */
export function onConditions(
  wanted: readonly ConditionKind[],
  problem: (condition: Condition, call: Call) => CloudError | undefined,
): Rule["refuse"] {
  return (call) =>
    bodiesOf(call.inputs, ...wanted)
      .map((condition) => problem(condition, call))
      .find((error) => error !== undefined);
}

const conditionsFit: Rule = {
  id: "monitoring-alert-conditions-fit",
  source: `${alertPolicies}#AlertPolicy.FIELDS.conditions`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = list(inputs.conditions).length;
    if (count >= 1 && count <= maxConditions) return undefined;
    return invalidArgument(`An alert policy must have 1 to ${maxConditions} conditions, got ${count}`);
  },
};

const conditionHasOneKind: Rule = {
  id: "monitoring-alert-condition-has-one-kind",
  source: `${alertPolicies}#Condition`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const counts = conditionsOf(inputs).map((condition) => kindsOf(condition).length);
    const index = counts.findIndex((count) => count !== 1);
    if (index < 0) return undefined;
    if (counts[index] === 0) {
      const why = 'Condition subtype (e.g. "condition_absent","condition_threshold", etc.) is absent or unknown.';
      return invalidField(`alert_policy.conditions[${index}].condition_case`, "0", why);
    }
    return invalidArgument(`Invalid JSON payload: conditions[${index}]: oneof field 'condition' is already set`);
  },
};

const logMatchIsAlone: Rule = {
  id: "monitoring-log-match-is-the-only-condition",
  source: `${alertPolicies}#Condition.FIELDS.condition_matched_log`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (bodiesOf(inputs, "conditionMatchedLog").length === 0 || list(inputs.conditions).length === 1) return undefined;
    return invalidArgument("Alert policies with a log matching condition can only have a single condition.");
  },
};

const conditionNamesFit: Rule = {
  id: "monitoring-alert-condition-name-fits",
  source: `${alertPolicies}#Condition.FIELDS.display_name`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const index = conditionsOf(inputs).findIndex(({ displayName }) => [...(text(displayName) ?? "")].length > maxName);
    if (index < 0) return undefined;
    return invalidArgument(
      `Field alert_policy.conditions[${index}].display_name can have at most ${maxName} characters`,
    );
  },
};

export const conditionRules: readonly Rule[] = [conditionsFit, conditionHasOneKind, logMatchIsAlone, conditionNamesFit];
