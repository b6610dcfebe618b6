import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { HealthAlarm, HealthMetric } from "../../core/compile/aws/health-alarm.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
import type { AlertPath } from "./channels.ts";
import type { UsedKey } from "./existing.ts";

/** What CloudTrail tells of each delivery, and the permission to: before the trail, which is refused without it. */
export interface Delivery {
  topic: Topic;
  policy: TopicPolicy;
}

export const createDelivery = (
  room: Room,
  { region, health }: AwsBlueprint,
  key: UsedKey | undefined,
  bindings: Bindings,
): Delivery | undefined => {
  if (health === undefined) return undefined;
  const topic = new Topic(
    childName(room, "trail-delivery"),
    {
      region,
      name: filled(health.delivery.name, bindings),
      ...(key && { kmsMasterKeyId: key.arn }),
      ...tagged(room),
    },
    child(room),
  );
  const policy = new TopicPolicy(
    childName(room, "trail-delivery-policy"),
    { region, arn: topic.arn, policy: documentText(health.delivery.policy, bindings) },
    child(room),
  );
  return { topic, policy };
};

/**
 * An alarm on nothing but a metric waits some periods beyond its own for late data before it takes what is missing for
 * breaching; to a filled metric nothing is missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
const absenceOf = (
  { namespace, name: metricName, statistic: stat }: HealthMetric,
  dimensions: Dimensions,
  period: number,
) => ({
  metricQueries: [
    { id: "arrived", metric: { namespace, metricName, dimensions, stat, period } },
    { id: "filled", expression: "FILL(arrived, 0)", label: metricName, returnData: true },
  ],
  comparisonOperator: "LessThanThreshold",
  treatMissingData: "breaching",
});

const presenceOf = (
  { namespace, name: metricName, statistic }: HealthMetric,
  dimensions: Dimensions,
  period: number,
) => ({
  namespace,
  metricName,
  dimensions,
  statistic,
  period,
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  treatMissingData: "notBreaching",
});

type Dimensions = ReturnType<typeof filled<{ readonly [dimension: string]: string }>>;

export const createHealthAlarm = (
  room: Room,
  region: string,
  bindings: Bindings,
  { topics, ready }: Pick<AlertPath, "topics" | "ready">,
  { key, name, description, metric, isOfAbsence, periodSeconds, evaluationPeriods, topics: told }: HealthAlarm,
): MetricAlarm => {
  const actions = told.map((topic) => topics[topic]!.arn);
  const watched = isOfAbsence ? absenceOf : presenceOf;
  return new MetricAlarm(
    childName(room, key),
    {
      region,
      name: filled(name, bindings),
      alarmDescription: description,
      ...watched(metric, filled(metric.dimensions, bindings), periodSeconds),
      threshold: 1,
      evaluationPeriods,
      datapointsToAlarm: evaluationPeriods,
      alarmActions: actions,
      okActions: actions,
      ...tagged(room),
    },
    child(room, { dependsOn: ready }),
  );
};
