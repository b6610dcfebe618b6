import type { ResourceType, Rule } from "../resource.ts";
import { googleError } from "./errors.ts";
import { etag, grantId, grantReplaceOn, grantRules } from "./members.ts";
import { pubSubReference, topicIdOf } from "./pubsub-names.ts";
import { subscription } from "./pubsub-subscription.ts";
import { topic } from "./pubsub-topic.ts";
import { tokens } from "./tokens.ts";

const grantedTopicExists: Rule = {
  id: "pubsub-granted-topic-exists",
  source: `${pubSubReference}projects.topics/setIamPolicy`,
  on: ["create"],
  refuse(call) {
    const id = topicIdOf(call.inputs, call.config);
    if (call.store.get(tokens.topic, id)) return undefined;
    return googleError(404, "NOT_FOUND", `Resource not found (resource=${id.split("/").at(-1)}).`);
  },
};

const topicGrant: ResourceType = {
  token: tokens.topicGrant,
  replaceOn: ["topic", "project", ...grantReplaceOn],
  rules: [grantedTopicExists, ...grantRules],
  id: (inputs, config) => grantId(topicIdOf(inputs, config), inputs),
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs: () => ({ etag }),
};

export const pubSubTypes: readonly ResourceType[] = [topic, subscription, topicGrant];
