import type { Call, ProviderConfig, Rule } from "../resource.ts";
import { invalidArgument } from "./errors.ts";
import { projectOf } from "./project.ts";
import { text } from "./read.ts";
import { projectOfCall, serviceIsEnabled } from "./services.ts";

export const pubSubReference = "https://cloud.google.com/pubsub/docs/reference/rest/v1/";

/** 3 to 255 characters from a letter on, and not Google's own. */
export const resourceNameIsValid = (kind: "topic" | "subscription"): Rule => ({
  id: `pubsub-${kind}-name-is-valid`,
  source: "https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names",
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.name) ?? "";
    if (/^(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}$/.test(name)) return undefined;
    return invalidArgument(
      `Invalid [${kind}s] name: (name=projects/${projectOf(call.inputs, call.config)}/${kind}s/${name}): it must have 3 to 255 characters, begin with a letter and not with goog`,
    );
  },
});

export const apiIsEnabled = (kind: "topics" | "subscriptions"): Rule =>
  serviceIsEnabled({
    id: `pubsub-api-is-enabled-for-${kind}`,
    service: "pubsub.googleapis.com",
    title: "Cloud Pub/Sub API",
    project: projectOfCall,
  });

/** A topic by its full name, or by its name alone in the project of what names it. */
export const topicIdOf = (inputs: Call["inputs"], config: ProviderConfig): string => {
  const topic = text(inputs.topic) ?? "";
  return topic.includes("/") ? topic : `projects/${projectOf(inputs, config)}/topics/${topic}`;
};
