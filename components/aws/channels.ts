import { EventApiDestination } from "@pulumi/aws/cloudwatch/eventApiDestination.js";
import { EventConnection } from "@pulumi/aws/cloudwatch/eventConnection.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type {
  AlertDestination,
  AlertTopic,
  TopicSubscription as Subscription,
} from "../../core/compile/aws/channels.ts";
import { ownName } from "../../core/compile/aws/policies.ts";
import { topicRetries } from "../../core/compile/aws/retries.ts";
import { pagerDutyHost, pagerDutyUrl } from "../../core/compile/channels.ts";
import {
  type Bindings,
  type ChannelInputs,
  channelField,
  child,
  childName,
  documentText,
  filled,
  type Room,
  tagged,
} from "../room.ts";

import type { UsedKey } from "./existing.ts";

/** The way from an alert to people. */
export interface AlertPath {
  /** By their keys. */
  topics: { [key: string]: { arn: pulumi.Input<string> } };
  /** By the channels' names. */
  destinations: { [channel: string]: pulumi.Output<string> };
  /** With which EventBridge posts to destinations and sends events on. */
  role: Role | undefined;
  /** What could not be delivered. */
  undelivered: Queue;
  /** The permissions without which nothing arrives: before anything is sent. */
  ready: pulumi.Resource[];
}

type Alerts = NonNullable<AwsBlueprint["alerts"]>;

export const createAlertPath = (
  room: Room,
  region: string,
  alerts: Alerts,
  channels: ChannelInputs,
  key: UsedKey | undefined,
  bindings: Bindings,
): AlertPath => {
  const ready: pulumi.Resource[] = [];
  const undelivered = createQueue(room, region, alerts, bindings, ready);
  const topics = Object.fromEntries(
    alerts.topics.map((topic) => [
      topic.key,
      topic.isAdopted ? { arn: bindings.topic! } : createTopic(room, region, alerts, topic, key, bindings, ready),
    ]),
  );
  for (const { key: topic, subscriptions } of alerts.topics) {
    for (const one of subscriptions) subscribe(room, region, topics[topic]!, one, channels, undelivered, ready);
  }
  const role = createRole(room, alerts, bindings, ready);
  const destinations = Object.fromEntries(
    alerts.destinations.map((destination) => [
      destination.channel,
      createDestination(room, region, destination, channels, bindings).arn,
    ]),
  );
  return { topics, destinations, role, undelivered, ready };
};

export const twoWeeks = 1_209_600;

const createQueue = (
  room: Room,
  region: string,
  { queue }: Alerts,
  bindings: Bindings,
  ready: pulumi.Resource[],
): Queue => {
  const created = new Queue(
    childName(room, "undelivered-alerts"),
    {
      region,
      name: filled(queue.name, bindings),
      messageRetentionSeconds: twoWeeks,
      sqsManagedSseEnabled: true,
      ...tagged(room),
    },
    child(room),
  );
  const policy = documentText(queue.policy, bindings);
  ready.push(
    new QueuePolicy(
      childName(room, "undelivered-alerts-policy"),
      { region, queueUrl: created.url, policy },
      child(room),
    ),
  );
  return created;
};

const createTopic = (
  room: Room,
  region: string,
  { topicPolicies }: Alerts,
  { key: topicKey }: AlertTopic,
  key: UsedKey | undefined,
  bindings: Bindings,
  ready: pulumi.Resource[],
): Topic => {
  const topic = new Topic(
    childName(room, topicKey),
    {
      region,
      name: filled(ownName(topicKey), bindings),
      ...(key && { kmsMasterKeyId: key.arn }),
      ...tagged(room),
    },
    child(room),
  );
  const policy = documentText(topicPolicies[topicKey]!, bindings);
  const allowed = new TopicPolicy(
    childName(room, `${topicKey}-policy`),
    { region, arn: topic.arn, policy },
    child(room),
  );
  ready.push(allowed);
  return topic;
};

/** By the channels' names, so that a change of one leaves the others' confirmed subscriptions alone. */
const subscribe = (
  room: Room,
  region: string,
  topic: AlertPath["topics"][string],
  { channel, protocol, pagerDutyRegion }: Subscription,
  channels: ChannelInputs,
  undelivered: Queue,
  ready: pulumi.Resource[],
): TopicSubscription =>
  new TopicSubscription(
    childName(room, protocol === "email" ? `channel-${channel}` : `channel-${channel}.topic`),
    {
      region,
      topic: topic.arn,
      protocol,
      ...(protocol === "email"
        ? { endpoint: channelField(channels, channel, "address") }
        : {
            endpoint: pulumi
              .output(channelField(channels, channel, "cloudWatchKey"))
              .apply((key) => pagerDutyUrl(key, pagerDutyRegion)),
            endpointAutoConfirms: true,
            deliveryPolicy: JSON.stringify(topicRetries),
            redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: undelivered.arn }),
          }),
    },
    child(room, { dependsOn: ready }),
  );

const createRole = (room: Room, { role }: Alerts, bindings: Bindings, ready: pulumi.Resource[]): Role | undefined => {
  if (role === undefined) return undefined;
  const created = new Role(
    childName(room, "alerts"),
    {
      name: filled(role.name, bindings),
      description: "Lets EventBridge post alerts to their channels, and send events on to their rules",
      assumeRolePolicy: documentText(role.trust, bindings),
      ...tagged(room),
    },
    child(room),
  );
  const policy = documentText(role.permissions, bindings);
  ready.push(new RolePolicy(childName(room, "alerts-policy"), { role: created.name, policy }, child(room)));
  return created;
};

/** Where it is posted to. */
const endpointOf = ({ kind, channel, pagerDutyRegion }: AlertDestination, channels: ChannelInputs) => {
  switch (kind) {
    case "slackWebhook":
      return channelField(channels, channel, "webhookUrl");
    case "slackToken":
      return "https://slack.com/api/chat.postMessage";
    case "pagerDuty":
      return `https://${pagerDutyHost(pagerDutyRegion)}/v2/enqueue`;
    case "webhook":
      return channelField(channels, channel, "url");
    default:
      return kind satisfies never;
  }
};

/**
 * What is sent with every message. A connection must authorize somehow: where the URL alone is the secret, the header says
 * no more than who sends. PagerDuty's key stands in the body, and not in the rules, which more people may read.
 */
const parametersOf = ({ kind, channel, hasToken }: AlertDestination, channels: ChannelInputs) => ({
  apiKey: hasToken
    ? { key: "Authorization", value: pulumi.interpolate`Bearer ${channelField(channels, channel, "token")}` }
    : { key: "X-Sent-By", value: "auditlog" },
  ...(kind === "pagerDuty" && {
    invocationHttpParameters: {
      bodies: [{ key: "routing_key", value: channelField(channels, channel, "eventsKey"), isValueSecret: true }],
    },
  }),
});

const createDestination = (
  room: Room,
  region: string,
  destination: AlertDestination,
  channels: ChannelInputs,
  bindings: Bindings,
): EventApiDestination => {
  const { channel } = destination;
  const name = filled(ownName(channel), bindings);
  const connection = new EventConnection(
    childName(room, `channel-${channel}.connection`),
    { region, name, authorizationType: "API_KEY", authParameters: parametersOf(destination, channels) },
    child(room),
  );
  return new EventApiDestination(
    childName(room, `channel-${channel}`),
    {
      region,
      name,
      connectionArn: connection.arn,
      httpMethod: "POST",
      invocationEndpoint: endpointOf(destination, channels),
      invocationRateLimitPerSecond: 10,
    },
    child(room),
  );
};
