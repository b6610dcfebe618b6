import { type Issue, issue } from "../../contract/issues.ts";
import type { PlannedChannel } from "../../plan/plan.ts";
import { healthTexts } from "../health.ts";
import { undeliveredQueue } from "./alert-policies.ts";
import { type AlertTopic, destinationsOfAlarms, isUnread } from "./channels.ts";
import { type HealthAlarm, type HealthMetric, healthAlarm } from "./health-alarm.ts";
import { ownName } from "./policies.ts";

const atOnce = { isOfAbsence: false, periodSeconds: 300, evaluationPeriods: 1 } as const;

/**
 * What a rule fails to deliver for good is in the queue: its alarm is told by topics, which need no rule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
const undelivered: HealthMetric = {
  namespace: "AWS/SQS",
  name: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: undeliveredQueue },
  statistic: "Maximum",
};

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
const failedOf = (topic: string): HealthMetric => ({
  namespace: "AWS/SNS",
  name: "NumberOfNotificationsFailed",
  dimensions: { TopicName: ownName(topic) },
  statistic: "Sum",
});

/** A topic that fails is told of by the others; where there are none by itself, whose other subscribers may hear it. */
const besides = (topic: string, topics: readonly string[]): readonly string[] =>
  topics.length === 1 ? topics : topics.filter((one) => one !== topic);

/** Alarms on the way from an alert to people; an adopted topic is its owner's to watch. */
export const alertPathAlarms = (topics: readonly AlertTopic[]): readonly HealthAlarm[] => {
  const keys = topics.map(({ key }) => key);
  const own = topics.filter(({ isAdopted }) => !isAdopted).map(({ key }) => key);
  return [
    healthAlarm(healthTexts.alertPath, "undelivered", { metric: undelivered, ...atOnce, topics: keys }),
    ...own.map((topic) =>
      healthAlarm(healthTexts.alertPath, `failed-${topic}`, {
        metric: failedOf(topic),
        ...atOnce,
        topics: besides(topic, keys),
      }),
    ),
  ];
};

/** Where all channels are reached the same way, which its own alarms take too. */
export const oneWayIssues = (channels: readonly PlannedChannel[], topics: readonly AlertTopic[]): Issue[] => {
  const byTopic = topics.some((topic) => topic.isAdopted || !isUnread(topic));
  const byRule = destinationsOfAlarms(channels).length > 0;
  if (byTopic === byRule) return [];
  const [failing, kinds] = byTopic
    ? (["SNS", ["slack", "pagerDuty", "webhook"]] as const)
    : (["EventBridge", ["email"]] as const);
  return [issue("notice", "aws-health-one-way", ["channels"], { failing, kinds })];
};
