import type { CloudError, Json, ResourceType, Rule } from "../resource.ts";
import { ofBucket, record, refusal, TOKEN, text, whole } from "./place.ts";
import { configuration, isLocked, isVersioned, malformedXml } from "./s3-state.ts";

const VERSIONING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html";
const LOCK = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html";
const RETENTION = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html";

function statusOf(configurationOf: Json | undefined): string | undefined {
  return text(record(configurationOf).status);
}

const statusIsKnown: Rule = {
  id: "s3-versioning-status-is-known",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_VersioningConfiguration.html",
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    ["Enabled", "Suspended", "Disabled"].includes(statusOf(inputs.versioningConfiguration) ?? "")
      ? undefined
      : malformedXml,
};

const versioningStaysOn: Rule = {
  id: "s3-versioning-cannot-return-to-disabled",
  source: VERSIONING,
  on: ["update"],
  refuse({ inputs, existing }) {
    const before = statusOf(existing?.inputs.versioningConfiguration);
    const after = statusOf(inputs.versioningConfiguration);
    if (after !== "Disabled" || before === undefined || before === "Disabled") return undefined;
    return refusal(
      "IllegalVersioningConfigurationException",
      `versioning cannot be updated from '${before}' to '${after}': a bucket can never return to an unversioned state`,
    );
  },
};

const lockedBucketStaysVersioned: Rule = {
  id: "s3-versioning-of-a-locked-bucket-cannot-be-suspended",
  source: LOCK,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const suspended = statusOf(inputs.versioningConfiguration) === "Suspended";
    if (!suspended || !isLocked(store, text(inputs.bucket) ?? "")) return undefined;
    return refusal(
      "InvalidBucketState",
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
  },
};

const replicatedBucketStaysVersioned: Rule = {
  id: "s3-versioning-of-a-replicated-bucket-cannot-be-suspended",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList",
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const suspended = statusOf(inputs.versioningConfiguration) === "Suspended";
    if (!suspended || ofBucket(store, TOKEN.replication, text(inputs.bucket) ?? "") === undefined) return undefined;
    return refusal(
      "InvalidBucketState",
      "A replication configuration is present on this bucket, so you cannot change the versioning state. To change the versioning state, first delete the replication configuration.",
    );
  },
};

export const versioning: ResourceType = configuration(
  TOKEN.versioning,
  [statusIsKnown, versioningStaysOn, lockedBucketStaysVersioned, replicatedBucketStaysVersioned],
  ["expectedBucketOwner"],
);

const lockNeedsVersioning: Rule = {
  id: "s3-object-lock-needs-versioning",
  source: LOCK,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    isVersioned(store, text(inputs.bucket) ?? "")
      ? undefined
      : refusal(
          "InvalidBucketState",
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
        ),
};

const lockIsOnlyEnabled: Rule = {
  id: "s3-object-lock-can-only-be-enabled",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ObjectLockConfiguration.html",
  on: ["create", "update"],
  refuse: ({ inputs }) => ((text(inputs.objectLockEnabled) ?? "Enabled") === "Enabled" ? undefined : malformedXml),
};

const retentionHasAMode: Rule = {
  id: "s3-default-retention-has-a-mode",
  source: RETENTION,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.rule === undefined) return undefined;
    const mode = text(record(record(inputs.rule).defaultRetention).mode) ?? "";
    return ["GOVERNANCE", "COMPLIANCE"].includes(mode) ? undefined : malformedXml;
  },
};

const retentionIsInDaysOrYears: Rule = {
  id: "s3-default-retention-is-in-days-or-years",
  source: RETENTION,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (inputs.rule === undefined) return undefined;
    const { days, years } = record(record(inputs.rule).defaultRetention);
    return (days === undefined) === (years === undefined) ? malformedXml : undefined;
  },
};

const retentionIsInRange: Rule = {
  id: "s3-default-retention-is-at-most-100-years",
  source: LOCK,
  on: ["create", "update"],
  refuse({ inputs }): CloudError | undefined {
    const retention = record(record(inputs.rule).defaultRetention);
    const [days, years] = [whole(retention.days), whole(retention.years)];
    if ((days ?? 1) < 1 || (years ?? 1) < 1) {
      return refusal("InvalidArgument", "Default retention period must be a positive integer value.");
    }
    if ((days ?? 0) <= 36_500 && (years ?? 0) <= 100) return undefined;
    return refusal("InvalidArgument", "Default retention period is too large: the maximum is 36500 days or 100 years.");
  },
};

export const objectLock: ResourceType = configuration(
  TOKEN.objectLock,
  [lockNeedsVersioning, lockIsOnlyEnabled, retentionHasAMode, retentionIsInDaysOrYears, retentionIsInRange],
  ["expectedBucketOwner", "objectLockEnabled"],
);
