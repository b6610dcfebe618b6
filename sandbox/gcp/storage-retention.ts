import type { Call, CloudError, Properties, Rule } from "../resource.ts";
import { googleError, providerError } from "./errors.ts";
import { list, number, object, text } from "./read.ts";
import { invalid, isStorageClass } from "./storage-bucket-rules.ts";
import { tokens } from "./tokens.ts";

const bucketLock = "https://cloud.google.com/storage/docs/bucket-lock";
const hundredYears = 3_155_760_000;

function retentionSeconds(inputs: Properties | undefined): number | undefined {
  const period = object(inputs?.retentionPolicy)?.retentionPeriod;
  if (typeof period === "number") return period;
  return /^\d+$/.test(text(period) ?? "") ? Number(period) : undefined;
}

function isLocked(inputs: Properties | undefined): boolean {
  return object(inputs?.retentionPolicy)?.isLocked === true;
}

const periodIsInRange: Rule = {
  id: "storage-retention-period-is-in-range",
  source: "https://cloud.google.com/storage/docs/json_api/v1/buckets#retentionPolicy.retentionPeriod",
  on: ["create", "update"],
  refuse(call) {
    if (!object(call.inputs.retentionPolicy)) return undefined;
    const seconds = retentionSeconds(call.inputs) ?? 0;
    if (seconds > 0 && seconds < hundredYears) return undefined;
    return invalid(
      `The retention period must be a whole number of seconds, greater than 0 and less than ${hundredYears} (100 years)`,
    );
  },
};

const lockIsPermanent: Rule = {
  id: "storage-locked-retention-stays",
  source: bucketLock,
  on: ["update"],
  refuse(call) {
    if (!isLocked(call.existing?.inputs) || isLocked(call.inputs)) return undefined;
    return googleError(403, "forbidden", `Cannot remove locked Retention Policy for bucket '${call.existing?.id}'.`);
  },
};

const lockedPeriodOnlyGrows: Rule = {
  id: "storage-locked-retention-only-grows",
  source: bucketLock,
  on: ["update"],
  refuse(call) {
    if (!isLocked(call.existing?.inputs)) return undefined;
    const before = retentionSeconds(call.existing?.inputs) ?? 0;
    const after = retentionSeconds(call.inputs);
    if (after === undefined || after >= before) return undefined;
    return googleError(
      403,
      "forbidden",
      `Cannot reduce retention duration of a locked Retention Policy for bucket '${call.existing?.id}'.`,
    );
  },
};

const versioningExcludesRetention: Rule = {
  id: "storage-versioning-excludes-retention",
  source: "https://cloud.google.com/storage/docs/object-versioning",
  on: ["create", "update"],
  refuse(call) {
    if (object(call.inputs.versioning)?.enabled !== true || !object(call.inputs.retentionPolicy)) return undefined;
    return invalid("Object Versioning cannot be enabled on a bucket that currently has a retention policy");
  },
};

/** A bucket to which a sink delivers, or did before it was deleted, has objects, and they are young. */
function isEmpty(call: Call): boolean {
  const destination = `storage.googleapis.com/${call.existing?.id}`;
  const sinks = [tokens.projectSink, tokens.organizationSink].flatMap((token) =>
    call.store.list(token, { tombstones: true }),
  );
  return !sinks.some(({ inputs }) => inputs.destination === destination && inputs.disabled !== true);
}

/** What the provider does before it deletes a bucket. */
const deletion =
  "https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/storage/resource_storage_bucket.go";

function onDeletion(id: string, source: string, refuse: (call: Call, name: string) => CloudError | undefined): Rule {
  const ofBucket = (call: Call) => (isEmpty(call) ? undefined : refuse(call, call.existing?.id ?? ""));
  return { id, source, on: ["delete"], refuse: ofBucket };
}

const lockedObjectsStay = onDeletion("storage-locked-objects-stay", bucketLock, (call, name) => {
  if (!isLocked(call.inputs)) return undefined;
  return providerError(
    `Bucket '${name}' contains objects that have not met the retention period yet and cannot be deleted.`,
  );
});

const deletionNeedsEmptyBucket = onDeletion("storage-deletion-needs-an-empty-bucket", deletion, (call, name) => {
  if (isLocked(call.inputs) || call.inputs.forceDestroy === true) return undefined;
  return providerError(`Error trying to delete bucket ${name} without \`force_destroy\` set to true`);
});

/** `forceDestroy` deletes the objects first, which a retention policy forbids even when it isn't locked. */
const retainedObjectsStay = onDeletion("storage-retained-objects-stay", bucketLock, (call, name) => {
  if (isLocked(call.inputs) || call.inputs.forceDestroy !== true || !object(call.inputs.retentionPolicy)) {
    return undefined;
  }
  const refusal = googleError(
    403,
    "retentionPolicyNotMet",
    `Object '${name}' is subject to bucket's retention policy and cannot be deleted, overwritten or archived`,
  );
  const context = "could not delete non-empty bucket due to error when deleting contents";
  return { name: refusal.name, message: `${context}: ${refusal.message}` };
});

const maxRules = 100;
const uploadConditions = ["age", "sendAgeIfZero", "matchesPrefixes", "matchesSuffixes"];

function ruleProblem(rule: Properties | undefined): string | undefined {
  const action = object(rule?.action);
  const condition = object(rule?.condition) ?? {};
  const type = text(action?.type);
  const names = Object.keys(condition).filter((name) => !name.startsWith("__"));
  if (type === undefined || !["Delete", "SetStorageClass", "AbortIncompleteMultipartUpload"].includes(type)) {
    return `Unknown lifecycle action: ${type}`;
  }
  if (type === "SetStorageClass" && !isStorageClass(text(action?.storageClass) ?? "")) {
    return "A SetStorageClass action needs a valid storage class";
  }
  if (names.length === 0) return "A lifecycle rule must specify at least one condition";
  if (type === "AbortIncompleteMultipartUpload" && names.some((name) => !uploadConditions.includes(name))) {
    return "The AbortIncompleteMultipartUpload action supports the conditions age, matchesPrefix and matchesSuffix only";
  }
  if ((number(condition.age) ?? 0) < 0) return "The age of a lifecycle condition can't be negative";
  if (!["", "LIVE", "ARCHIVED", "ANY"].includes(text(condition.withState) ?? "")) {
    return `expected with_state to be one of ["LIVE" "ARCHIVED" "ANY" ""], got ${text(condition.withState)}`;
  }
  return undefined;
}

const lifecycleIsValid: Rule = {
  id: "storage-lifecycle-is-valid",
  source: "https://cloud.google.com/storage/docs/lifecycle",
  on: ["create", "update"],
  refuse(call) {
    const rules = list(call.inputs.lifecycleRules);
    if (rules.length > maxRules) return invalid(`A bucket can have at most ${maxRules} lifecycle rules`);
    const problem = rules.map((rule) => ruleProblem(object(rule))).find((found) => found !== undefined);
    return problem === undefined ? undefined : invalid(problem);
  },
};

export const retentionRules: readonly Rule[] = [
  periodIsInRange,
  lockIsPermanent,
  lockedPeriodOnlyGrows,
  versioningExcludesRetention,
  lifecycleIsValid,
  lockedObjectsStay,
  deletionNeedsEmptyBucket,
  retainedObjectsStay,
];
