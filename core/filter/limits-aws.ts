/** Characters of an event pattern's compact JSON, unless the account's quota is raised. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const eventPatternCharacters = 2_048;

/** Characters of a metric filter's pattern. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const filterPatternCharacters = 1_024;
