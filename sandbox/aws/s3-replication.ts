import type { Call, CloudError, Properties, ResourceType, Rule } from "../resource.ts";
import { findBucket, record, refusal, TOKEN, text, whole } from "./place.ts";
import { deliveryRules } from "./s3-replication-delivery.ts";
import { destinationOf, isOn, replicaKeyOf, replicationRules, selectsKms } from "./s3-replication-parts.ts";
import { configuration, isLocked, isVersioned, malformedXml } from "./s3-state.ts";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
const ERRORS = `${API}ErrorResponses.html#ReplicationErrorCodeList`;
const REQUIREMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html";

function invalid(message: string): CloudError {
  return refusal("InvalidRequest", message);
}

/** A rule over each rule of the configuration. */
function each(id: string, source: string, check: (rule: Properties, call: Call) => CloudError | undefined): Rule {
  return {
    id,
    source,
    on: ["create", "update"],
    refuse(call) {
      for (const rule of replicationRules(call.inputs)) {
        const error = check(rule, call);
        if (error !== undefined) return error;
      }
      return undefined;
    },
  };
}

const hasUpTo1000Rules: Rule = {
  id: "s3-replication-has-1-to-1000-rules",
  source: `${API}API_ReplicationConfiguration.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = replicationRules(inputs).length;
    return count < 1 || count > 1_000 ? malformedXml : undefined;
  },
};

const isTwice = (values: readonly unknown[]): boolean => new Set(values).size < values.length;

const idsAreUnique: Rule = {
  id: "s3-replication-rule-ids-are-unique",
  source: `${API}API_ReplicationRule.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const ids = replicationRules(inputs).flatMap(({ id }) => text(id) ?? []);
    return isTwice(ids) ? invalid("Rule Id must be unique") : undefined;
  },
};

const prioritiesAreUnique: Rule = {
  id: "s3-replication-priorities-are-unique",
  source: `${API}API_ReplicationRule.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const priorities = replicationRules(inputs).flatMap(({ priority }) => whole(priority) ?? []);
    return isTwice(priorities) ? invalid("Found two rules with the same priority") : undefined;
  },
};

const statusIsKnown = each("s3-replication-rule-status-is-known", `${API}API_ReplicationRule.html`, ({ status }) =>
  status === "Enabled" || status === "Disabled" ? undefined : malformedXml,
);

const filterNeedsDeleteMarkers = each(
  "s3-replication-rule-with-a-filter-says-what-becomes-of-delete-markers",
  `${API}API_ReplicationRule.html`,
  ({ filter, deleteMarkerReplication }) =>
    filter !== undefined && deleteMarkerReplication === undefined
      ? invalid(
          "DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.",
        )
      : undefined,
);

const filterOrPrefix = each(
  "s3-replication-rule-has-a-filter-or-a-prefix",
  `${API}API_ReplicationRule.html`,
  ({ filter, prefix }) => (filter !== undefined && text(prefix) !== undefined ? malformedXml : undefined),
);

const sourceIsVersioned: Rule = {
  id: "s3-replication-source-is-versioned",
  source: ERRORS,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const bucket = text(inputs.bucket) ?? "";
    if (findBucket(store, bucket) === undefined || isVersioned(store, bucket)) return undefined;
    return invalid("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
  },
};

const destinationExists = each("s3-replication-destination-exists", ERRORS, (rule, call) =>
  destinationOf(call, rule) === undefined ? invalid("Destination bucket must exist.") : undefined,
);

const destinationIsVersioned = each("s3-replication-destination-is-versioned", ERRORS, (rule, call) => {
  const destination = destinationOf(call, rule);
  return destination === undefined || isVersioned(call.store, destination.id)
    ? undefined
    : invalid("Destination bucket must have versioning enabled.");
});

const lockedSourceNeedsLockedDestination = each(
  "s3-replication-of-a-locked-bucket-needs-a-locked-destination",
  REQUIREMENTS,
  (rule, call) => {
    const destination = destinationOf(call, rule);
    const source = text(call.inputs.bucket) ?? "";
    if (destination === undefined || !isLocked(call.store, source) || isLocked(call.store, destination.id)) {
      return undefined;
    }
    return invalid("Object Lock must be enabled on the destination bucket, since it is enabled on the source bucket");
  },
);

const kmsSelectionNeedsKey = each("s3-replication-of-kms-objects-names-the-replicas-key", ERRORS, (rule) =>
  selectsKms(rule) && replicaKeyOf(rule) === undefined
    ? invalid("ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.")
    : undefined,
);

const keyNeedsKmsSelection = each("s3-replication-key-of-replicas-needs-a-selection-of-kms-objects", ERRORS, (rule) =>
  replicaKeyOf(rule) !== undefined && record(rule.sourceSelectionCriteria).sseKmsEncryptedObjects === undefined
    ? invalid("SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.")
    : undefined,
);

const timeNeedsMetrics = each(
  "s3-replication-time-control-needs-metrics",
  `${API}API_ReplicationTime.html`,
  ({ destination }) => {
    const { replicationTime, metrics } = record(destination);
    return isOn(replicationTime) && !isOn(metrics)
      ? invalid("Replication Time Control needs Metrics to be enabled in the same destination")
      : undefined;
  },
);

export const replication: ResourceType = configuration(TOKEN.replication, [
  hasUpTo1000Rules,
  idsAreUnique,
  prioritiesAreUnique,
  statusIsKnown,
  filterNeedsDeleteMarkers,
  filterOrPrefix,
  sourceIsVersioned,
  destinationExists,
  destinationIsVersioned,
  lockedSourceNeedsLockedDestination,
  kmsSelectionNeedsKey,
  keyNeedsKmsSelection,
  timeNeedsMetrics,
  ...deliveryRules,
]);
