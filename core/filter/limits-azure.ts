/**
 * The properties of a log alert rule may have 64 KB together: the query has what a description of 4,096 characters leaves.
 * https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts
 */
export const queryBytes = 65_536 - 4_096;

/**
 * Ours: a subscription may have 100 activity log alerts, which can't be raised, and one rule must not take them all.
 * https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts
 */
export const activityLogAlerts = 20;
