import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { isSameText } from "./arm.ts";
import { read, readList, readNumber, readText } from "./properties.ts";
import { conditionsOf, isLogAlert, periodsOf } from "./scheduled-query-timing.ts";

const REST = "https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update";
const CREATE = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule";
const DOCS =
  "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/monitor_scheduled_query_rules_alert_v2.html.markdown";
const MAXIMUM_DIMENSIONS = 6;
const MAXIMUM_PERIODS = 6;

/** `Equal`, whatever the specification says: https://github.com/Azure/azure-rest-api-specs/issues/21794 */
const OPERATORS = ["Equal", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"];
const DYNAMIC_OPERATORS = ["GreaterThan", "LessThan", "GreaterOrLessThan"];
const AGGREGATIONS = ["Count", "Average", "Minimum", "Maximum", "Total"];
const SENSITIVITIES = ["Low", "Medium", "High"];

export const isDynamic = (condition: Json): boolean =>
  isSameText(read(condition, "criterionType"), "DynamicThresholdCriterion");

const isOneOf = (known: readonly string[], value: string | undefined) => known.some((one) => isSameText(one, value));

/** A rule on each condition of a log alert; `at` is where the condition stands in the request. */
export function onEachCondition(
  id: string,
  source: string,
  judge: (condition: Json, at: string, inputs: Properties) => CloudError | undefined,
): Rule {
  return {
    id: `scheduled-query-rule-${id}`,
    source,
    on: ["create", "update"],
    refuse({ inputs }) {
      if (!isLogAlert(inputs)) return undefined;
      for (const [index, condition] of conditionsOf(inputs).entries()) {
        const refusal = judge(condition, `properties.criteria.allOf[${index}]`, inputs);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

export const badRequest = (message: string): CloudError => ({ name: "BadRequest", message });

const notFound = (at: string, value: string | undefined, known: readonly string[]) =>
  badRequest(
    `Invalid input at ${at}: Requested value '${value ?? ""}' was not found. It is one of ${known.join(", ")}.`,
  );

const hasACondition: Rule = {
  id: "scheduled-query-rule-has-a-condition",
  source: `${REST}#scheduledqueryrulecriteria`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (conditionsOf(inputs).length > 0) return undefined;
    return badRequest("Invalid input at properties.criteria.allOf: at least one condition is required.");
  },
};

const operatorIsKnown = onEachCondition(
  "operator-is-known",
  "https://github.com/Azure/azure-cli/issues/27138",
  (condition, at) => {
    const operator = readText(condition, "operator");
    const known = isDynamic(condition) ? DYNAMIC_OPERATORS : OPERATORS;
    return isOneOf(known, operator) ? undefined : notFound(`${at}.operator`, operator, known);
  },
);

const thresholdIsGiven = onEachCondition("threshold-is-given", `${REST}#condition`, (condition, at) => {
  if (!isDynamic(condition)) {
    if (readNumber(condition, "threshold") !== undefined) return undefined;
    return badRequest(`Invalid input at ${at}.threshold: a static threshold is required.`);
  }
  const sensitivity = readText(condition, "alertSensitivity");
  return isOneOf(SENSITIVITIES, sensitivity)
    ? undefined
    : notFound(`${at}.alertSensitivity`, sensitivity, SENSITIVITIES);
});

const aggregationIsKnown = onEachCondition("aggregation-is-known", `${REST}#timeaggregation`, (condition, at) => {
  const aggregation = readText(condition, "timeAggregation");
  return isOneOf(AGGREGATIONS, aggregation) ? undefined : notFound(`${at}.timeAggregation`, aggregation, AGGREGATIONS);
});

const measureFitsAggregation = onEachCondition("measure-fits-its-aggregation", DOCS, (condition, at) => {
  const aggregation = readText(condition, "timeAggregation");
  const hasMeasure = readText(condition, "metricMeasureColumn") !== undefined;
  if (isDynamic(condition) || hasMeasure !== isSameText(aggregation, "Count")) return undefined;
  return badRequest(
    hasMeasure
      ? `Invalid input at ${at}.metricMeasureColumn: it can't be given where the timeAggregation is Count.`
      : `Invalid input at ${at}.metricMeasureColumn: it is required where the timeAggregation is ${aggregation}.`,
  );
});

const dimensionsAreFew = onEachCondition("dimensions-are-at-most-6", `${CREATE}#dimensions`, (condition, at) => {
  const { length } = readList(condition, "dimensions");
  if (length <= MAXIMUM_DIMENSIONS) return undefined;
  return badRequest(
    `Invalid input at ${at}.dimensions: up to ${MAXIMUM_DIMENSIONS} dimensions are supported, not ${length}.`,
  );
});

const dimensionsAreValid = onEachCondition("dimensions-are-valid", `${REST}#dimension`, (condition, at) => {
  for (const [index, dimension] of readList(condition, "dimensions").entries()) {
    const operator = readText(dimension, "operator");
    const place = `${at}.dimensions[${index}]`;
    if (!isOneOf(["Include", "Exclude"], operator)) {
      return notFound(`${place}.operator`, operator, ["Include", "Exclude"]);
    }
    const values = readList(dimension, "values");
    if (values.length > 0 && !values.includes("")) continue;
    return badRequest(`Invalid input at ${place}.values: values are required; '*' is for all.`);
  }
  return undefined;
});

const periodsAreInRange = onEachCondition("failing-periods-are-in-range", DOCS, (condition, at) => {
  const [least, periods] = [
    readNumber(condition, "failingPeriods.minFailingPeriodsToAlert") ?? 1,
    periodsOf(condition),
  ];
  const isValid = [least, periods].every((count) => Number.isInteger(count) && count >= 1 && count <= MAXIMUM_PERIODS);
  if (isValid && least <= periods) return undefined;
  return badRequest(
    `Invalid input at ${at}.failingPeriods: minFailingPeriodsToAlert ${least} and numberOfEvaluationPeriods ${periods} are to be 1 to ${MAXIMUM_PERIODS}, and the first at most the second.`,
  );
});

/** The rules on what of a query's result makes an alert. */
export const criteriaRules: readonly Rule[] = [
  hasACondition,
  operatorIsKnown,
  thresholdIsGiven,
  aggregationIsKnown,
  measureFitsAggregation,
  dimensionsAreFew,
  dimensionsAreValid,
  periodsAreInRange,
];
