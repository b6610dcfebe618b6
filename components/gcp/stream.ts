import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import type { OrganizationSink } from "@pulumi/gcp/logging/organizationSink.js";
import type { ProjectSink } from "@pulumi/gcp/logging/projectSink.js";
import { ServiceIdentity } from "@pulumi/gcp/projects/serviceIdentity.js";
import { Subscription } from "@pulumi/gcp/pubsub/subscription.js";
import { Topic } from "@pulumi/gcp/pubsub/topic.js";
import { TopicIAMMember } from "@pulumi/gcp/pubsub/topicIAMMember.js";
import * as pulumi from "@pulumi/pulumi";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { child, childName, type Room, tagged } from "../room.ts";
import { createSink } from "./collect.ts";
import { encrypterDecrypter, type StoreKey } from "./encrypt.ts";

export interface Stream {
  topic: Topic;
  subscription: Subscription;
  sink: ProjectSink | OrganizationSink;
}

/** What is captured, sent on: a copy, which goes with the stack. */
export const createStream = (
  room: Room,
  blueprint: GcpBlueprint,
  key: StoreKey | undefined,
  services: pulumi.Resource[],
): Stream | undefined => {
  const { project, stream } = blueprint;
  if (stream === undefined) return undefined;
  const topic = createTopic(room, project, stream, key, services);
  const subscription = new Subscription(
    childName(room, "stream-subscription"),
    {
      project,
      topic: topic.id,
      messageRetentionDuration: stream.messageRetentionDuration,
      // Nobody reading for a month is no reason to stop.
      expirationPolicy: { ttl: "" },
      ackDeadlineSeconds: 60,
      ...labelled(room),
    },
    child(room),
  );
  // After the subscription: what a topic without one gets is gone.
  const sink = createSink(room, blueprint, "stream", pulumi.interpolate`pubsub.googleapis.com/${topic.id}`, [
    subscription,
  ]);
  new TopicIAMMember(
    childName(room, "stream-writer"),
    { project, topic: topic.name, role: "roles/pubsub.publisher", member: sink.writerIdentity },
    child(room),
  );
  return { topic, subscription, sink };
};

const labelled = (room: Room): { labels?: Record<string, pulumi.Input<string>> } => {
  const { tags: labels } = tagged(room);
  return labels ? { labels } : {};
};

const createTopic = (
  room: Room,
  project: string,
  { allowedPersistenceRegions }: NonNullable<GcpBlueprint["stream"]>,
  key: StoreKey | undefined,
  services: pulumi.Resource[],
): Topic =>
  new Topic(
    childName(room, "stream-topic"),
    {
      project,
      messageStoragePolicy: { allowedPersistenceRegions },
      ...(key && { kmsKeyName: key.key.id }),
      ...labelled(room),
    },
    child(room, { dependsOn: key ? [grantKey(room, project, key, services)] : services }),
  );

/** Pub/Sub's own agent may encrypt with the key. It is made on request: a project that never used Pub/Sub has none. */
const grantKey = (room: Room, project: string, key: StoreKey, services: pulumi.Resource[]): CryptoKeyIAMMember => {
  const agent = new ServiceIdentity(
    childName(room, "stream-agent"),
    { project, service: "pubsub.googleapis.com" },
    child(room, { dependsOn: services }),
  );
  return new CryptoKeyIAMMember(
    childName(room, "key-pubsub"),
    { cryptoKeyId: key.key.id, role: encrypterDecrypter, member: agent.member },
    child(room),
  );
};
