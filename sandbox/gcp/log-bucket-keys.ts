import type { Call, Rule, Stored } from "../resource.ts";
import { invalidArgument } from "./errors.ts";
import { mayUseKey, parseKey } from "./keys.ts";
import { keyLocationFor } from "./locations.ts";
import { cmekAgent, projectOf } from "./project.ts";
import { object, text } from "./read.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets";
const cmek = "https://cloud.google.com/logging/docs/routing/managed-encryption-storage";

/** The bucket as it is: a creation takes over one that exists already. */
export function before(call: Call): Stored | undefined {
  return call.existing ?? call.store.get(call.token, logBucketId(call.inputs, call.config));
}

export function logBucketId(inputs: Call["inputs"], config: Call["config"]): string {
  return `projects/${projectOf(inputs, config)}/locations/${text(inputs.location)}/buckets/${text(inputs.bucketId)}`;
}

function keyOf(inputs: Call["inputs"] | undefined): string | undefined {
  return text(object(inputs?.cmekSettings)?.kmsKeyName);
}

const globalHasNoKey: Rule = {
  id: "logging-global-bucket-has-no-key",
  source: `${cmek}#limitations`,
  on: ["create", "update"],
  refuse(call) {
    if (keyOf(call.inputs) === undefined || call.inputs.location !== "global") return undefined;
    return invalidArgument("You can't configure CMEK for log buckets created in the `global` region");
  },
};

const keyIsInLocation: Rule = {
  id: "logging-key-is-in-the-location",
  source: `${cmek}#limitations`,
  on: ["create", "update"],
  refuse(call) {
    const key = parseKey(keyOf(call.inputs) ?? "", call.config);
    const location = text(call.inputs.location) ?? "";
    if (!key || location === "global" || key.location === keyLocationFor(location)) return undefined;
    return invalidArgument("KMS key location must match the bucket location");
  },
};

const agentMayUseKey: Rule = {
  id: "logging-agent-may-use-the-key",
  source: `${cmek}#assign-role`,
  on: ["create", "update"],
  refuse(call) {
    const name = keyOf(call.inputs);
    if (name === undefined) return undefined;
    const key = parseKey(name, call.config);
    const agent = cmekAgent(projectOf(call.inputs, call.config));
    if (key && mayUseKey(call.store, key, agent, call.config)) return undefined;
    return invalidArgument(
      `service account \`${agent}\` must have both encrypt and decrypt access to the CMEK key \`${name}\``,
    );
  },
};

const keyStays: Rule = {
  id: "logging-bucket-keeps-a-key",
  source: `${resource}#LogBucket.FIELDS.cmek_settings`,
  on: ["create", "update"],
  refuse(call) {
    if (keyOf(before(call)?.inputs) === undefined || keyOf(call.inputs) !== undefined) return undefined;
    return invalidArgument("If a log bucket has CMEK settings, the CMEK settings cannot be disabled later");
  },
};

export const logBucketKeyRules: readonly Rule[] = [globalHasNoKey, keyIsInLocation, agentMayUseKey, keyStays];
