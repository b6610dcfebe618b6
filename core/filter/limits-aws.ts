/** Characters of an event pattern's compact JSON, unless the account's quota is raised. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const eventPatternCharacters = 2_048;

/** Characters of a metric filter's pattern. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const filterPatternCharacters = 1_024;

/** Bytes of a query. https://docs.aws.amazon.com/athena/latest/ug/service-limits.html#service-limits-query-string-length */
export const athenaQueryBytes = 262_144;

/** Characters of a query of CloudWatch Logs Insights. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const insightsQueryCharacters = 10_000;
