import type { Call, Rule } from "../resource.ts";
import { googleError, invalidArgument, providerError } from "./errors.ts";
import { isLoggingLocation } from "./locations.ts";
import { before, logBucketId, logBucketKeyRules } from "./log-bucket-keys.ts";
import { projectOf, sameProject } from "./project.ts";
import { list, number, text } from "./read.ts";
import { isPredefined } from "./sink-destination.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets";
const quotas = "https://cloud.google.com/logging/quotas";
const defaultDays = 30;
const maxDays = 3_650;
const maxBuckets = 100;
const maxIndexes = 20;

/** Zero stands for the default: https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets#LogBucket.FIELDS.retention_days */
export function retentionDays(inputs: Call["inputs"]): number {
  return number(inputs.retentionDays) || defaultDays;
}

const idIsValid: Rule = {
  id: "logging-bucket-id-is-valid",
  source: `${resource}/create#query-parameters`,
  on: ["create"],
  refuse(call) {
    const id = text(call.inputs.bucketId) ?? "";
    if (isPredefined(id) || /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(id)) return undefined;
    return invalidArgument(
      `Invalid bucket id "${id}": identifiers are limited to 100 characters and can include only letters, digits, underscores, hyphens, and periods`,
    );
  },
};

const requiredIsFixed: Rule = {
  id: "logging-bucket-required-is-fixed",
  source: "https://cloud.google.com/logging/docs/store-log-entries#required-bucket",
  on: ["create", "update"],
  refuse(call) {
    if (call.inputs.bucketId !== "_Required") return undefined;
    return invalidArgument("The _Required bucket can't be modified");
  },
};

const locationIsValid: Rule = {
  id: "logging-bucket-location-is-valid",
  source: "https://cloud.google.com/logging/docs/region-support",
  on: ["create"],
  refuse(call) {
    const location = text(call.inputs.location) ?? "";
    if (isLoggingLocation(location)) return undefined;
    return invalidArgument(`Location ${location} is not supported by Cloud Logging`);
  },
};

const retentionIsInRange: Rule = {
  id: "logging-retention-is-in-range",
  source: "https://cloud.google.com/logging/docs/buckets#custom-retention",
  on: ["create", "update"],
  refuse(call) {
    const days = number(call.inputs.retentionDays) ?? defaultDays;
    if (Number.isInteger(days) && days >= 0 && days <= maxDays) return undefined;
    return invalidArgument(`Bucket retention must be between 1 and ${maxDays} days, got ${days}`);
  },
};

const activeBucket: Rule = {
  id: "logging-bucket-is-active",
  source: "https://cloud.google.com/logging/docs/buckets#delete-bucket",
  on: ["create"],
  refuse(call) {
    const id = logBucketId(call.inputs, call.config);
    const waiting = call.store
      .list(call.token, { tombstones: true })
      .some((found) => found.tombstone && found.id === id);
    return waiting ? invalidArgument("Buckets must be in an ACTIVE state to be modified") : undefined;
  },
};

const bucketsFit: Rule = {
  id: "logging-buckets-fit",
  source: quotas,
  on: ["create"],
  refuse(call) {
    const project = projectOf(call.inputs, call.config);
    if (isPredefined(text(call.inputs.bucketId) ?? "") || before(call)) return undefined;
    // Buckets that wait for their deletion count.
    const count = call.store
      .list(call.token, { tombstones: true })
      .filter(({ inputs }) => !isPredefined(text(inputs.bucketId) ?? ""))
      .filter(({ inputs }) => sameProject(projectOf(inputs, call.config), project)).length;
    if (count < maxBuckets) return undefined;
    return googleError(429, "RESOURCE_EXHAUSTED", `The maximum number of log buckets, ${maxBuckets}, has been reached`);
  },
};

const lockStays: Rule = {
  id: "logging-bucket-lock-stays",
  source: "https://cloud.google.com/logging/docs/buckets#locking-logs-buckets",
  on: ["create", "update"],
  refuse(call) {
    if (before(call)?.inputs.locked !== true || call.inputs.locked === true) return undefined;
    return googleError(400, "FAILED_PRECONDITION", "Locked buckets can't be unlocked");
  },
};

const lockedRetentionStays: Rule = {
  id: "logging-locked-retention-stays",
  source: `${resource}#LogBucket.FIELDS.locked`,
  on: ["create", "update"],
  refuse(call) {
    const old = before(call)?.inputs;
    if (old?.locked !== true || retentionDays(old) === retentionDays(call.inputs)) return undefined;
    return googleError(400, "FAILED_PRECONDITION", "The retention period on a locked bucket cannot be changed");
  },
};

const lockedBucketStays: Rule = {
  id: "logging-locked-bucket-stays",
  source: "https://github.com/hashicorp/terraform-provider-google/issues/16099",
  on: ["delete"],
  refuse(call) {
    if (call.inputs.locked !== true || isPredefined(text(call.inputs.bucketId) ?? "")) return undefined;
    return invalidArgument("Locked buckets currently cannot be deleted");
  },
};

const indexesFit: Rule = {
  id: "logging-indexes-fit",
  source: quotas,
  on: ["create", "update"],
  refuse(call) {
    const count = list(call.inputs.indexConfigs).length;
    if (count <= maxIndexes) return undefined;
    return providerError(`Too many index_configs blocks: no more than ${maxIndexes} are allowed, got ${count}`);
  },
};

export const logBucketRules: readonly Rule[] = [
  idIsValid,
  requiredIsFixed,
  locationIsValid,
  retentionIsInRange,
  activeBucket,
  bucketsFit,
  lockStays,
  lockedRetentionStays,
  lockedBucketStays,
  ...logBucketKeyRules,
  indexesFit,
];
