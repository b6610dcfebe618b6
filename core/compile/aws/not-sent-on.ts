import { healthTexts } from "../health.ts";
import { type HealthAlarm, healthAlarm } from "./health-alarm.ts";
import { denyInsecurePublish, known, ownName, type PolicyDocument, policy, type Statement } from "./policies.ts";

/** What becomes of events that could not be sent on from another region. */
export interface NotSentOn {
  /** The queue's key, of which its children's names are made, and its topic's. */
  readonly key: string;
  readonly name: string;
  /** Who may send to the queue, which EventBridge wants in the rule's own region. */
  readonly policy: PolicyDocument;
  /** Absent where nobody is to be told of what falls silent. */
  readonly watch: { readonly topicPolicy: PolicyDocument; readonly alarm: HealthAlarm } | undefined;
}

const arn = (service: string, region: string, resource: string): string =>
  `arn:${known.partition}:${service}:${region}:${known.account}:${resource}`;

/** Of an alarm of that region, by a way that needs neither the rule that fails nor its role: SNS delivers to other regions. */
const publishes = (region: string, topic: string): Statement => ({
  Sid: "CloudWatchPublish",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: topic,
  Condition: {
    ArnLike: { "aws:SourceArn": arn("cloudwatch", region, "alarm:*") },
    StringEquals: { "aws:SourceAccount": known.account },
  },
});

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
export const notSentOn = (region: string, forwarding: string, rule: string, isWatched: boolean): NotSentOn => {
  const key = `${forwarding}.undelivered`;
  const name = ownName(`${forwarding}-undelivered`);
  const topic = arn("sns", region, name);
  const alarm = healthAlarm(healthTexts.alertPath, key, {
    metric: {
      namespace: "AWS/SQS",
      name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: name },
      statistic: "Maximum",
    },
    isOfAbsence: false,
    periodSeconds: 300,
    evaluationPeriods: 1,
    topics: [key],
  });
  return {
    key,
    name,
    policy: policy({
      Sid: "EventBridgeSend",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: arn("sqs", region, name),
      Condition: { ArnLike: { "aws:SourceArn": arn("events", region, `rule/${rule}`) } },
    }),
    watch: isWatched ? { topicPolicy: policy(publishes(region, topic), denyInsecurePublish(topic)), alarm } : undefined,
  };
};
