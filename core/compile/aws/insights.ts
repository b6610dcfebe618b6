import type { EventSelector } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, InsightType } from "../../plan/plan.ts";
import { type Answer, because } from "../compiled.ts";
import { asksForInsights, withoutInsights } from "../insights.ts";

/** As CloudTrail calls them. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_InsightSelector.html */
const insightTypes = {
  apiCallRate: "ApiCallRateInsight",
  apiErrorRate: "ApiErrorRateInsight",
} as const satisfies Record<InsightType, string>;

export type InsightSelector = { insightType: string };

const equals = ({ fieldSelectors }: EventSelector, field: string): readonly string[] =>
  fieldSelectors.find((one) => one.field === field)?.equals ?? [];

/** Are there management events that a type is found among? Of calls those that change something, of errors any. */
const isFound = (type: InsightType, selectors: readonly EventSelector[]): boolean =>
  selectors.some(
    (one) =>
      equals(one, "eventCategory").includes("Management") &&
      (type === "apiErrorRate" || !equals(one, "readOnly").includes("true")),
  );

/** Of the trail that records management events: none where it has none to analyse. */
export const insightSelectors = (
  { settings }: AuditPlan,
  selectors: readonly EventSelector[],
): InsightSelector[] | undefined => {
  const asked = [...new Set(settings.capture.insights)];
  if (asked.length === 0 || !asked.every((type) => isFound(type, selectors))) return undefined;
  return asked.map((type) => ({ insightType: insightTypes[type] }));
};

export const insightsAnswer = (plan: AuditPlan, found: readonly InsightSelector[] | undefined): Answer | undefined => {
  if (!asksForInsights(plan)) return undefined;
  if (found === undefined)
    return withoutInsights(
      plan,
      "aws",
      "what is excluded leaves none of the management events that they are found among",
    );
  const given = `CloudTrail Insights, ${found.map(({ insightType }) => insightType).join(" and ")}`;
  return { given, issue: because("notice", "aws-insights-billed", "capture.insights", { types: found.length }) };
};
