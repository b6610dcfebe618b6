import type { Call, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { secondsOf } from "./duration.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { mayUseKey, parseKey } from "./keys.ts";
import { labelsAreValid } from "./labels.ts";
import { isStorageRegion } from "./locations.ts";
import { bridgedName } from "./names.ts";
import { projectIdIsValid, projectIsSet, projectNumber, projectOf, pubSubAgent } from "./project.ts";
import { apiIsEnabled, pubSubReference, resourceNameIsValid } from "./pubsub-names.ts";
import { list, object, text } from "./read.ts";
import { tokens } from "./tokens.ts";

const minutes = 60;
const days = 24 * 60 * minutes;

const regionsExist: Rule = {
  id: "pubsub-storage-regions-exist",
  source: "https://cloud.google.com/pubsub/docs/resource-location-restriction#message_storage_policy_overview",
  on: ["create", "update"],
  refuse(call) {
    const policy = object(call.inputs.messageStoragePolicy);
    if (!policy) return undefined;
    const regions = list(policy.allowedPersistenceRegions).map((region) => text(region) ?? "");
    if (regions.length === 0) return invalidArgument("A message storage policy must allow at least one region.");
    const wrong = regions.find((region) => !isStorageRegion(region) || region !== region.toLowerCase());
    return wrong === undefined ? undefined : invalidArgument(`Invalid region in message storage policy: ${wrong}`);
  },
};

const retentionIsInRange: Rule = {
  id: "pubsub-topic-retention-is-in-range",
  source: `${pubSubReference}projects.topics#Topic.FIELDS.message_retention_duration`,
  on: ["create", "update"],
  refuse: (call) => outOfRange(call, "topic"),
};

/** Of topics and subscriptions alike: 10 minutes to 31 days. */
export function outOfRange({ inputs }: Call, kind: "topic" | "subscription") {
  const given = text(inputs.messageRetentionDuration);
  if (given === undefined) return undefined;
  const seconds = secondsOf(given);
  if (seconds !== undefined && seconds >= 10 * minutes && seconds <= 31 * days) return undefined;
  return invalidArgument(
    `The value for message_retention_duration of the ${kind} is out of bounds: ${given}, and must be 600s to 2678400s`,
  );
}

/** The agent is made with the API's first use, or on request. */
const agentMayUseKey: Rule = {
  id: "pubsub-agent-may-use-the-key",
  source: "https://cloud.google.com/pubsub/docs/cmek",
  on: ["create", "update"],
  refuse(call) {
    const name = text(call.inputs.kmsKeyName);
    if (name === undefined) return undefined;
    const key = parseKey(name, call.config);
    const agent = pubSubAgent(projectOf(call.inputs, call.config));
    if (key && mayUseKey(call.store, key, agent, call.config)) return undefined;
    return googleError(
      400,
      "FAILED_PRECONDITION",
      `Cloud Pub/Sub did not have the necessary permissions configured to support this operation. Please verify that the service account ${agent} was granted the Cloud KMS CryptoKey Encrypter/Decrypter role for the project containing the CryptoKey resource ${name}.`,
    );
  },
};

export const topic: ResourceType = {
  token: tokens.topic,
  autoname: bridgedName,
  replaceOn: ["name", "project"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    apiIsEnabled("topics"),
    resourceNameIsValid("topic"),
    regionsExist,
    retentionIsInRange,
    agentMayUseKey,
    labelsAreValid,
    deletionIsAllowed,
  ],
  id: (inputs, config) => `projects/${projectOf(inputs, config)}/topics/${text(inputs.name)}`,
  conflict: "Error 409 alreadyExists",
  outputs(inputs, config) {
    const labels = object(inputs.labels) ?? {};
    const project = projectOf(inputs, config);
    return {
      project,
      effectiveLabels: labels,
      pulumiLabels: labels,
      deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    };
  },
  onDelete: (call) => leftBehind(call, "remove"),
};

/** Whether a topic of a project, by its id or its number, exists. */
export function topicExists(call: Pick<Call, "store">, project: string, name: string): boolean {
  return call.store
    .list(tokens.topic)
    .some(({ outputs }) => outputs.name === name && projectNumber(String(outputs.project)) === projectNumber(project));
}
