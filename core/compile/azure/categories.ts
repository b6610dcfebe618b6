import type { Filter } from "../../filter/ast.ts";
import { inCategory } from "../../filter/azure-categories.ts";
import { type ActivityLogCategory, activityLogCategories } from "../../filter/azure-log-categories.ts";
import { forCloud } from "../../filter/for-cloud.ts";
import type { AzureAlert } from "./alerts.ts";

/** The categories of the activity log that audit; the other four are health and advice. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema */
const auditCategories: readonly ActivityLogCategory[] = ["Administrative", "Security", "Policy", "Alert"];

const mayMatchIn = (filter: Filter, category: ActivityLogCategory): boolean => {
  const left = inCategory(filter, category);
  return left.kind !== "constant" || left.value;
};

/** What a query looks for that nobody does, so that it is meant: health, say. What is done is sent in any case. */
const neededBy = ({ query, filter }: AzureAlert): readonly ActivityLogCategory[] => {
  const asked = forCloud(filter, "azure");
  if (query === undefined || mayMatchIn(asked, "Administrative")) return [];
  return activityLogCategories.filter((category) => mayMatchIn(asked, category));
};

/** The categories that are sent: those that audit, and those that queries of alerts look into; none that is excluded. */
export const sentCategories = (alerts: readonly AzureAlert[], excluded: readonly string[]): ActivityLogCategory[] => {
  const needed = alerts.flatMap(neededBy);
  const more = activityLogCategories.filter((one) => needed.includes(one) && !auditCategories.includes(one));
  return [...auditCategories, ...more].filter((category) => !excluded.includes(category));
};
