import type { Call, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { googleError } from "./errors.ts";
import { mayUseKey, parseKey } from "./keys.ts";
import { labelsAreValid } from "./labels.ts";
import { isStorageRegion, keyLocationFor } from "./locations.ts";
import { etag, grantId, grantReplaceOn, grantRules, isPublic } from "./members.ts";
import { projectIdIsValid, projectIsSet, projectNumber, projectOf, storageAgent } from "./project.ts";
import { object, text } from "./read.ts";
import { bucketRules, invalid } from "./storage-bucket-rules.ts";
import { retentionRules } from "./storage-retention.ts";
import { tokens } from "./tokens.ts";

function keyOf(call: Call): string | undefined {
  return text(object(call.inputs.encryption)?.defaultKmsKeyName);
}

const keyIsInLocation: Rule = {
  id: "storage-key-is-in-the-location",
  source: "https://cloud.google.com/storage/docs/encryption/customer-managed-keys#resources",
  on: ["create", "update"],
  refuse(call) {
    const key = parseKey(keyOf(call) ?? "", call.config);
    const location = (text(call.inputs.location) ?? "").toUpperCase();
    if (!key || key.location === keyLocationFor(location)) return undefined;
    return invalid(`Cloud KMS region '${key.location}' not available for use with GCS region '${location}'.`);
  },
};

const agentMayUseKey: Rule = {
  id: "storage-agent-may-use-the-key",
  source: "https://cloud.google.com/storage/docs/encryption/using-customer-managed-keys#service-agent-access",
  on: ["create", "update"],
  refuse(call) {
    const name = keyOf(call);
    if (name === undefined) return undefined;
    const key = parseKey(name, call.config);
    const agent = storageAgent(projectOf(call.inputs, call.config));
    if (key && mayUseKey(call.store, key, agent, call.config)) return undefined;
    return googleError(
      403,
      "forbidden",
      "Permission denied on Cloud KMS key. Please ensure that your Cloud Storage service account has been authorized to use this key.",
    );
  },
};

function bucketOutputs(inputs: Properties, config: ProviderConfig): Properties {
  const project = projectOf(inputs, config);
  const name = text(inputs.name) ?? "";
  const location = (text(inputs.location) ?? "").toUpperCase();
  const labels = object(inputs.labels) ?? {};
  return {
    project,
    projectNumber: Number(projectNumber(project)),
    location,
    selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
    url: `gs://${name}`,
    storageClass: inputs.storageClass ?? "STANDARD",
    publicAccessPrevention: inputs.publicAccessPrevention ?? "inherited",
    uniformBucketLevelAccess: inputs.uniformBucketLevelAccess ?? false,
    softDeletePolicy: { retentionDurationSeconds: 604_800, ...object(inputs.softDeletePolicy) },
    versioning: inputs.versioning ?? { enabled: false },
    rpo: inputs.rpo ?? (isStorageRegion(location) ? "" : "DEFAULT"),
    effectiveLabels: labels,
    pulumiLabels: labels,
  };
}

const bucket: ResourceType = {
  token: tokens.bucket,
  // Capitals stay, and Cloud Storage refuses them: https://github.com/pulumi/pulumi-gcp/issues/2164
  autoname: { property: "name", form: "dash-7-hex", maxLength: 222 },
  replaceOn: ["name", "location", "project", "enableObjectRetention", "hierarchicalNamespace", "customPlacementConfig"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    ...bucketRules,
    labelsAreValid,
    ...retentionRules,
    keyIsInLocation,
    agentMayUseKey,
    deletionIsAllowed,
  ],
  id: (inputs) => text(inputs.name) ?? "",
  conflict: "Error 409 conflict",
  outputs: bucketOutputs,
  onDelete: (call) => leftBehind(call, "remove"),
};

function grantedBucket(call: Call) {
  const name = (text(call.inputs.bucket) ?? "").replace(/^b\//, "");
  return call.store.get(tokens.bucket, name);
}

const grantedBucketExists: Rule = {
  id: "storage-granted-bucket-exists",
  source: "https://cloud.google.com/storage/docs/json_api/v1/buckets/setIamPolicy",
  on: ["create"],
  refuse(call) {
    return grantedBucket(call) ? undefined : googleError(404, "notFound", "The specified bucket does not exist.");
  },
};

const publicAccessIsPrevented: Rule = {
  id: "storage-public-access-is-prevented",
  source: "https://cloud.google.com/storage/docs/public-access-prevention",
  on: ["create"],
  refuse(call) {
    if (!isPublic(text(call.inputs.member) ?? "")) return undefined;
    if (grantedBucket(call)?.inputs.publicAccessPrevention !== "enforced") return undefined;
    return googleError(
      412,
      "conditionNotMet",
      "The member bindings allUsers and allAuthenticatedUsers are not allowed since public access prevention is enforced.",
    );
  },
};

const conditionNeedsUniformAccess: Rule = {
  id: "storage-condition-needs-uniform-access",
  source: "https://cloud.google.com/storage/docs/access-control/iam#conditions",
  on: ["create"],
  refuse(call) {
    const found = grantedBucket(call);
    if (!object(call.inputs.condition) || !found || found.inputs.uniformBucketLevelAccess === true) return undefined;
    return googleError(
      412,
      "conditionNotMet",
      "IAM Conditions can only be used on buckets with uniform bucket-level access enabled.",
    );
  },
};

const bucketGrant: ResourceType = {
  token: tokens.bucketGrant,
  replaceOn: ["bucket", ...grantReplaceOn],
  rules: [grantedBucketExists, ...grantRules, publicAccessIsPrevented, conditionNeedsUniformAccess],
  id: (inputs) => grantId(`b/${(text(inputs.bucket) ?? "").replace(/^b\//, "")}`, inputs),
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs: () => ({ etag }),
};

export const storageTypes: readonly ResourceType[] = [bucket, bucketGrant];
