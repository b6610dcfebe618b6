/** The categories of the activity log. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories */
export const activityLogCategories = [
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
] as const;

export type ActivityLogCategory = (typeof activityLogCategories)[number];
