import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import type { Forwarding } from "../../core/compile/aws/forwarding.ts";
import type { NotSentOn } from "../../core/compile/aws/not-sent-on.ts";
import { eventRetries } from "../../core/compile/aws/retries.ts";
import type { Json } from "../../core/compile/json.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
import { type AlertPath, twoWeeks } from "./channels.ts";
import { createHealthAlarm } from "./watch.ts";

/** EventBridge is regional: what happens in another region is sent to where the rules are. The alarm is on what could not be. */
export const createForwarding = (
  room: Room,
  region: string,
  { region: from, key, name, description, pattern, state, undelivered }: Forwarding,
  bindings: Bindings,
  path: AlertPath,
): MetricAlarm | undefined => {
  const { queue, allowed } = createQueue(room, from, undelivered, bindings);
  const rule = new EventRule(
    childName(room, key),
    {
      region: from,
      name: filled(name, bindings),
      description,
      eventPattern: documentText(pattern as Json, bindings),
      state,
      ...tagged(room),
    },
    child(room),
  );
  new EventTarget(
    childName(room, `${key}.to.rules`),
    {
      region: from,
      rule: rule.name,
      targetId: "rules",
      arn: pulumi.interpolate`arn:${bindings.partition}:events:${region}:${bindings.account}:event-bus/default`,
      roleArn: path.role!.arn,
      retryPolicy: eventRetries,
      deadLetterConfig: { arn: queue.arn },
    },
    child(room, { dependsOn: [...path.ready, allowed] }),
  );
  return watch(room, from, undelivered, bindings, path);
};

const createQueue = (
  room: Room,
  region: string,
  { key, name, policy }: NotSentOn,
  bindings: Bindings,
): { queue: Queue; allowed: QueuePolicy } => {
  const queue = new Queue(
    childName(room, key),
    {
      region,
      name: filled(name, bindings),
      messageRetentionSeconds: twoWeeks,
      sqsManagedSseEnabled: true,
      ...tagged(room),
    },
    child(room),
  );
  const allowed = new QueuePolicy(
    childName(room, `${key}-policy`),
    { region, queueUrl: queue.url, policy: documentText(policy, bindings) },
    child(room),
  );
  return { queue, allowed };
};

/** An alarm tells a topic of its own region, and that the queue where the stack is, whose alarm tells people. */
const watch = (
  room: Room,
  region: string,
  { key, name, watch: watched }: NotSentOn,
  bindings: Bindings,
  { undelivered, ready }: AlertPath,
): MetricAlarm | undefined => {
  if (watched === undefined) return undefined;
  const topic = new Topic(
    childName(room, `${key}-topic`),
    { region, name: filled(name, bindings), ...tagged(room) },
    child(room),
  );
  const allowed = new TopicPolicy(
    childName(room, `${key}-topic-policy`),
    { region, arn: topic.arn, policy: documentText(watched.topicPolicy, bindings) },
    child(room),
  );
  const subscribed = new TopicSubscription(
    childName(room, `${key}-subscription`),
    { region, topic: topic.arn, protocol: "sqs", endpoint: undelivered.arn },
    child(room, { dependsOn: ready }),
  );
  const path = { topics: { [key]: topic }, ready: [allowed, subscribed] };
  return createHealthAlarm(room, region, bindings, path, watched.alarm);
};
