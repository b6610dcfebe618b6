import type { Json } from "../../sandbox/resource.ts";
import type { Case } from "./azure-cases.ts";
import { bad, ruleInputs, where } from "./azure-scheduled-query-cases.ts";

export const measured = { timeAggregation: "Total", metricMeasureColumn: "Lost" };
const dynamic = { criterionType: "DynamicThresholdCriterion", threshold: undefined, alertSensitivity: "High" };
export const dimension = (name: string, more: { [key: string]: Json } = {}) => ({
  name,
  operator: "Include",
  values: ["*"],
  ...more,
});
const six = ["a", "b", "c", "d", "e", "f"];
const wide = `AzureActivity | project ${[...six, "g"].map((name) => `${name} = Caller`).join(", ")}`;
const split = (names: string[]) => where({ query: wide, dimensions: names.map((name) => dimension(name)) });
const periods = (least: number, of: number) =>
  where({ failingPeriods: { minFailingPeriodsToAlert: least, numberOfEvaluationPeriods: of } });

/** The rules on what of a query's result makes an alert. */
export const criteriaCases: Case[] = [
  bad("has-a-condition", "a rule without a condition", { criteria: { allOf: [] } }, {}, /at least one condition/),
  bad(
    "operator-is-known",
    "the operator that the SDK's enum calls GreaterThan",
    where({ operator: "gt" }),
    where({ operator: "GreaterThan" }),
    /properties\.criteria\.allOf\[0\]\.operator: Requested value 'gt' was not found/,
  ),
  bad(
    "operator-is-known",
    "the operator that the specification calls Equals",
    where({ operator: "Equals" }),
    where({ operator: "Equal" }),
    /Requested value 'Equals' was not found/,
  ),
  bad("operator-is-known", "a condition without an operator", where({ operator: undefined }), {}, /Requested value ''/),
  bad(
    "operator-is-known",
    "an operator of dynamic thresholds with a static one",
    where({ operator: "GreaterOrLessThan" }),
    where({ operator: "GreaterOrLessThan", ...dynamic }),
    /'GreaterOrLessThan' was not found/,
  ),
  bad(
    "threshold-is-given",
    "no threshold",
    where({ threshold: undefined }),
    where({ threshold: 0.5 }),
    /static threshold/,
  ),
  bad(
    "threshold-is-given",
    "an unknown sensitivity",
    where({ ...dynamic, alertSensitivity: "Highest" }),
    where(dynamic),
    /alertSensitivity: Requested value 'Highest' was not found/,
  ),
  bad(
    "aggregation-is-known",
    "a sum",
    where({ timeAggregation: "Sum", metricMeasureColumn: "Lost" }),
    where(measured),
    /timeAggregation: Requested value 'Sum' was not found/,
  ),
  bad(
    "measure-fits-its-aggregation",
    "a total of nothing",
    where({ timeAggregation: "Total" }),
    where(measured),
    /required where the timeAggregation is Total/,
  ),
  bad(
    "measure-fits-its-aggregation",
    "a count of a column",
    where({ metricMeasureColumn: "Lost" }),
    where({ ...dynamic, metricMeasureColumn: "Lost" }),
    /can't be given where the timeAggregation is Count/,
  ),
  bad("dimensions-are-at-most-6", "seven dimensions", split([...six, "g"]), split(six), /up to 6 dimensions .* not 7/),
  bad(
    "dimensions-are-valid",
    "a dimension that equals",
    where({ dimensions: [dimension("Caller", { operator: "Equals" })] }),
    where({ dimensions: [dimension("Caller", { operator: "Exclude" })] }),
    /dimensions\[0\]\.operator: Requested value 'Equals' was not found/,
  ),
  bad(
    "dimensions-are-valid",
    "a dimension without values",
    where({ dimensions: [dimension("Caller", { values: [] })] }),
    where({ dimensions: [dimension("Caller")] }),
    /dimensions\[0\]\.values: values are required/,
  ),
  bad("failing-periods-are-in-range", "no period", periods(0, 0), periods(1, 1), /minFailingPeriodsToAlert 0 and/),
  bad("failing-periods-are-in-range", "seven periods", periods(7, 7), periods(6, 6), /numberOfEvaluationPeriods 7 are/),
  bad(
    "failing-periods-are-in-range",
    "three of two periods",
    periods(3, 2),
    periods(2, 2),
    /the first at most the second/,
  ),
  bad(
    "metric-has-a-name",
    "a metric without a name",
    { kind: "LogToMetric" },
    { kind: "LogToMetric", ...where({ metricName: "Lost" }) },
    /metricName is required/,
  ),
];

/** Whatever these ask of a log alert, rules of other kinds aren't asked. */
export const metricRule = {
  ...ruleInputs,
  kind: "LogToMetric",
  severity: null,
  evaluationFrequency: null,
  windowSize: null,
  criteria: { allOf: [{ metricName: "Lost", dimensions: [dimension("Computer")] }] },
};
