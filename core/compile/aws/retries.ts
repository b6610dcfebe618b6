/**
 * How long EventBridge tries to deliver: as long as it can, since an alert that is told a day late is better than one that is
 * not told. What it gives up goes to the queue of what could not be delivered.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export const eventRetries = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 } as const;

/**
 * How long a topic tries to post: SNS itself gives up after a minute. Five times at once or within some seconds, for what is
 * down for a moment, then for 50 minutes; an hour is the most that SNS allows.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export const topicRetries = {
  healthyRetryPolicy: {
    numRetries: 55,
    numNoDelayRetries: 3,
    numMinDelayRetries: 2,
    minDelayTarget: 5,
    maxDelayTarget: 60,
    numMaxDelayRetries: 48,
    backoffFunction: "exponential",
  },
} as const;
