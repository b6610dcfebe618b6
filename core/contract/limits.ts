/** A range in whole units, and the documentation that sets it. */
export interface Limit {
  min: number;
  max: number;
  unit: string;
  source: string;
}

/** Every number that a cloud sets. The spec's own bounds are the tightest of the clouds', so that one text fits all three. */
export const limits = {
  retentionDays: {
    min: 1,
    max: 36_500,
    unit: "days",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
  },
  /** S3 Glacier Instant Retrieval takes objects from day 0 on; what is never in the usual class was not asked to become cold. */
  coldAfterDays: {
    min: 1,
    max: 36_499,
    unit: "days",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
  },
  searchableDays: {
    min: 1,
    max: 3_650,
    unit: "days",
    source: "https://cloud.google.com/logging/quotas",
  },
  rotationDays: {
    min: 90,
    max: 2_560,
    unit: "days",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html",
  },
  /** Log Analytics keeps data open to queries this long; longer is long-term retention, which needs a search job. */
  azureWorkspaceDays: {
    min: 30,
    max: 730,
    unit: "days",
    source: "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
  },
  /** How long what was not read waits. Event Hubs keeps it 7 days in its standard tier, Pub/Sub and Firehose's bucket longer. */
  streamHours: {
    min: 24,
    max: 168,
    unit: "hours",
    source:
      "https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas#basic-vs-standard-vs-premium-vs-dedicated-tiers",
  },
  dataResources: {
    min: 0,
    max: 50,
    unit: "names",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html",
  },
  dataCaptures: {
    min: 0,
    max: 20,
    unit: "entries",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html",
  },
  exclusions: {
    min: 0,
    max: 50,
    unit: "exclusions",
    source: "https://cloud.google.com/logging/quotas",
  },
  customAlerts: {
    min: 0,
    max: 200,
    unit: "alerts",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  /** So many are said in a metric filter beside what the alert asks. */
  alertRegions: {
    min: 0,
    max: 16,
    unit: "regions",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
  },
  /** An alarm of CloudWatch looks back a week at most. */
  silenceHours: {
    min: 1,
    max: 168,
    unit: "hours",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
  /** The longest absence of data that Cloud Monitoring tells of. */
  gcpSilenceMinutes: {
    min: 2,
    max: 1_410,
    unit: "minutes",
    source:
      "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#MetricAbsence.FIELDS.duration",
  },
  /** How far back a scheduled query rule looks at most. */
  azureSilenceMinutes: {
    min: 1,
    max: 2_880,
    unit: "minutes",
    source: "https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update",
  },
  alertCount: {
    min: 1,
    max: 10_000,
    unit: "events",
    source: "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule",
  },
  alertMinutes: {
    min: 1,
    max: 1_380,
    unit: "minutes",
    source: "https://cloud.google.com/monitoring/quotas",
  },
  /** Targets of a rule of EventBridge. */
  ruleTargets: {
    min: 0,
    max: 5,
    unit: "targets",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  /** Rules of an event bus, but in two regions. */
  eventRules: {
    min: 0,
    max: 300,
    unit: "rules",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  /** Of Cape Town and Milan. */
  eventRulesOfFew: {
    min: 0,
    max: 100,
    unit: "rules",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  ruleName: {
    min: 1,
    max: 64,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  /** Of an account, in each region: one of all regions counts in each. It can't be raised. */
  trails: {
    min: 0,
    max: 5,
    unit: "trails",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html",
  },
  metricFilters: {
    min: 0,
    max: 100,
    unit: "metric filters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
  },
  /** It can't be raised. */
  subscriptionFilters: {
    min: 0,
    max: 2,
    unit: "subscription filters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
  },
  /** Of an account in the regions that have room for the fewest: most have room for 500 to 5,000. */
  deliveryStreams: {
    min: 0,
    max: 100,
    unit: "delivery streams",
    source: "https://docs.aws.amazon.com/firehose/latest/dev/limits.html",
  },
  /** Of a subscription; it can't be raised. */
  activityLogAlerts: {
    min: 0,
    max: 100,
    unit: "activity log alerts",
    source: "https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts",
  },
  channels: {
    min: 0,
    max: 16,
    unit: "channels",
    source: "https://cloud.google.com/monitoring/quotas",
  },
  tags: {
    min: 0,
    max: 50,
    unit: "tags",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
  },
} as const satisfies Record<string, Limit>;

/**
 * The retention periods that CloudWatch Logs accepts, in days.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const cloudWatchRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
