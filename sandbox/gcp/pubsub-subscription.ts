import type { ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { secondsOf } from "./duration.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { labelsAreValid } from "./labels.ts";
import { bridgedName } from "./names.ts";
import { projectIdIsValid, projectIsSet, projectOf } from "./project.ts";
import { apiIsEnabled, pubSubReference, resourceNameIsValid, topicIdOf } from "./pubsub-names.ts";
import { outOfRange } from "./pubsub-topic.ts";
import { object, text } from "./read.ts";
import { tokens } from "./tokens.ts";

const fields = `${pubSubReference}projects.subscriptions#Subscription.FIELDS.`;
const secondsADay = 86_400;

export const subscribedTopicExists: Rule = {
  id: "pubsub-subscribed-topic-exists",
  source: `${pubSubReference}projects.subscriptions/create`,
  on: ["create"],
  refuse(call) {
    const id = topicIdOf(call.inputs, call.config);
    if (call.store.get(tokens.topic, id)) return undefined;
    return googleError(404, "NOT_FOUND", `Resource not found (resource=${id.split("/").at(-1)}).`);
  },
};

const retentionIsInRange: Rule = {
  id: "pubsub-subscription-retention-is-in-range",
  source: `${fields}message_retention_duration`,
  on: ["create", "update"],
  refuse: (call) => outOfRange(call, "subscription"),
};

const acknowledgementIsInRange: Rule = {
  id: "pubsub-ack-deadline-is-in-range",
  source: `${fields}ack_deadline_seconds`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const seconds = inputs.ackDeadlineSeconds;
    if (typeof seconds !== "number" || (seconds >= 10 && seconds <= 600)) return undefined;
    return invalidArgument(`Invalid ack deadline given: ${seconds}, and must be 10 to 600 seconds`);
  },
};

/** An empty time to live is none: the subscription never expires. */
const expirationIsAtLeastADay: Rule = {
  id: "pubsub-expiration-is-at-least-a-day",
  source: `${pubSubReference}projects.subscriptions#ExpirationPolicy.FIELDS.ttl`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const ttl = text(object(inputs.expirationPolicy)?.ttl);
    if (!ttl || (secondsOf(ttl) ?? 0) >= secondsADay) return undefined;
    return invalidArgument(`The expiration policy's time to live must be at least 1 day, not ${ttl}`);
  },
};

export const subscription: ResourceType = {
  token: tokens.subscription,
  autoname: bridgedName,
  replaceOn: ["name", "project", "topic", "filter", "enableMessageOrdering"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    apiIsEnabled("subscriptions"),
    resourceNameIsValid("subscription"),
    subscribedTopicExists,
    retentionIsInRange,
    acknowledgementIsInRange,
    expirationIsAtLeastADay,
    labelsAreValid,
    deletionIsAllowed,
  ],
  id: (inputs, config) => `projects/${projectOf(inputs, config)}/subscriptions/${text(inputs.name)}`,
  conflict: "Error 409 alreadyExists",
  outputs(inputs, config) {
    const labels = object(inputs.labels) ?? {};
    return {
      project: projectOf(inputs, config),
      topic: topicIdOf(inputs, config),
      ackDeadlineSeconds: inputs.ackDeadlineSeconds ?? 10,
      messageRetentionDuration: inputs.messageRetentionDuration ?? "604800s",
      expirationPolicy: inputs.expirationPolicy ?? { ttl: "2678400s" },
      effectiveLabels: labels,
      pulumiLabels: labels,
      deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    };
  },
  onDelete: (call) => leftBehind(call, "remove"),
};
