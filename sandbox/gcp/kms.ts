import type { Call, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { keyId, keyRingId, parseKey, parseKeyRing } from "./keys.ts";
import { keyRules } from "./kms-key-rules.ts";
import { labelsAreValid } from "./labels.ts";
import { isKmsLocation } from "./locations.ts";
import { etag, grantId, grantReplaceOn, grantRules } from "./members.ts";
import { bridgedName } from "./names.ts";
import { projectIdIsValid, projectIsSet, projectOf } from "./project.ts";
import { object, text } from "./read.ts";
import { projectOfCall, serviceIsEnabled } from "./services.ts";
import { tokens } from "./tokens.ts";

const api = { service: "cloudkms.googleapis.com", title: "Cloud Key Management Service (KMS) API" };

const ringLocationExists: Rule = {
  id: "kms-location-exists",
  source: "https://cloud.google.com/kms/docs/locations",
  on: ["create"],
  refuse(call) {
    const location = text(call.inputs.location) ?? "";
    if (isKmsLocation(location)) return undefined;
    return googleError(
      404,
      "NOT_FOUND",
      `The request concerns location '${location}' but was sent to location 'global'. Either Cloud KMS is not available in '${location}' or the request was misrouted.`,
    );
  },
};

const ringNameIsValid: Rule = {
  id: "kms-key-ring-name-is-valid",
  source: "https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create",
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.name) ?? "";
    if (/^[a-zA-Z0-9_-]{1,63}$/.test(name)) return undefined;
    return invalidArgument(`The key ring id "${name}" does not match the expected pattern [a-zA-Z0-9_-]{1,63}.`);
  },
};

/** A key ring can't be deleted: a second creation finds the first one, even after it has left the state. */
const ringIsNew: Rule = {
  id: "kms-key-ring-is-new",
  source: "https://cloud.google.com/kms/docs/resource-hierarchy#lifetime",
  on: ["create"],
  refuse: (call) => alreadyExists(call, "KeyRing", ringIdOf(call)),
};

const keyIsNew: Rule = {
  id: "kms-crypto-key-is-new",
  source: "https://cloud.google.com/kms/docs/resource-hierarchy#lifetime",
  on: ["create"],
  refuse: (call) => alreadyExists(call, "CryptoKey", keyIdOf(call)),
};

function alreadyExists(call: Call, kind: string, id: string) {
  const found = call.store.list(call.token, { tombstones: true }).some((other) => other.id === id);
  return found ? googleError(409, "alreadyExists", `${kind} ${id} already exists.`) : undefined;
}

const grantedKeyExists: Rule = {
  id: "kms-granted-key-exists",
  source: "https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/setIamPolicy",
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.cryptoKeyId) ?? "";
    const key = parseKey(name, call.config);
    const keys = call.store.list(tokens.cryptoKey, { tombstones: true });
    if (key && keys.some(({ id }) => id === keyId(key))) return undefined;
    return googleError(404, "NOT_FOUND", `CryptoKey ${name} not found.`);
  },
};

function ringIdOf(call: Pick<Call, "inputs" | "config">): string {
  const { inputs, config } = call;
  const location = text(inputs.location) ?? "";
  return keyRingId({ project: projectOf(inputs, config), location, ring: text(inputs.name) ?? "" });
}

function keyIdOf(call: Pick<Call, "inputs" | "config">): string {
  const ring = parseKeyRing(text(call.inputs.keyRing) ?? "", call.config);
  return `${ring ? keyRingId(ring) : text(call.inputs.keyRing)}/cryptoKeys/${text(call.inputs.name)}`;
}

function grantedKeyId(inputs: Call["inputs"], config: Call["config"]): string {
  const key = parseKey(text(inputs.cryptoKeyId) ?? "", config);
  return key ? keyId(key) : (text(inputs.cryptoKeyId) ?? "");
}

function apiIsEnabled(project: (call: Call) => string | undefined, resource: string): Rule {
  return serviceIsEnabled({ id: `kms-api-is-enabled-for-${resource}`, ...api, project });
}

const keyRing: ResourceType = {
  token: tokens.keyRing,
  autoname: bridgedName,
  replaceOn: ["location", "name", "project"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    apiIsEnabled(projectOfCall, "key-rings"),
    ringLocationExists,
    ringNameIsValid,
    ringIsNew,
  ],
  id: (inputs, config) => ringIdOf({ inputs, config }),
  conflict: "Error 409 alreadyExists",
  outputs: (inputs, config) => ({ project: projectOf(inputs, config) }),
  onDelete: () => "tombstone",
};

const cryptoKey: ResourceType = {
  token: tokens.cryptoKey,
  autoname: bridgedName,
  replaceOn: ["cryptoKeyBackend", "destroyScheduledDuration", "importOnly", "keyRing", "name", "purpose"],
  rules: [
    apiIsEnabled((call) => parseKeyRing(text(call.inputs.keyRing) ?? "", call.config)?.project, "keys"),
    ...keyRules,
    labelsAreValid,
    keyIsNew,
    deletionIsAllowed,
  ],
  id: (inputs, config) => keyIdOf({ inputs, config }),
  conflict: "Error 409 alreadyExists",
  outputs(inputs, config, _store, id) {
    const purpose = text(inputs.purpose) ?? "ENCRYPT_DECRYPT";
    const labels = object(inputs.labels) ?? {};
    const version = `${id ?? keyIdOf({ inputs, config })}/cryptoKeyVersions/1`;
    return {
      purpose,
      destroyScheduledDuration: text(inputs.destroyScheduledDuration) ?? "2592000s",
      importOnly: inputs.importOnly ?? false,
      versionTemplate: inputs.versionTemplate ?? {
        algorithm: purpose === "ENCRYPT_DECRYPT" ? "GOOGLE_SYMMETRIC_ENCRYPTION" : "",
        protectionLevel: "SOFTWARE",
      },
      primaries: purpose === "ENCRYPT_DECRYPT" ? [{ name: version, state: "ENABLED" }] : [],
      effectiveLabels: labels,
      pulumiLabels: labels,
    };
  },
  onDelete: (call) => leftBehind(call, "tombstone"),
};

const keyGrant: ResourceType = {
  token: tokens.keyGrant,
  replaceOn: ["cryptoKeyId", ...grantReplaceOn],
  rules: [
    apiIsEnabled((call) => parseKey(text(call.inputs.cryptoKeyId) ?? "", call.config)?.project, "grants"),
    grantedKeyExists,
    ...grantRules,
  ],
  id: (inputs, config) => grantId(grantedKeyId(inputs, config), inputs),
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs: () => ({ etag }),
};

export const kmsTypes: readonly ResourceType[] = [keyRing, cryptoKey, keyGrant];
