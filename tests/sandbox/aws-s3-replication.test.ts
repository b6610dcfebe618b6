import { TOKEN } from "../../sandbox/aws/place.ts";
import { replication } from "../../sandbox/aws/s3-replication.ts";
import { sharedRules } from "../../sandbox/aws/s3-state.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { allow, arnOf, document } from "./aws-alert-world.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, testCases } from "./aws-case.ts";
import { bucket, encrypted, LOGS, part, status, XML } from "./aws-s3-world.ts";
import type { Given } from "./memory-store.ts";

const REPLICA = "audit-replica";
const REMOTE = "eu-west-1";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/copier`;

const inReplica = { bucket: REPLICA, region: REMOTE };
const source = bucket({ objectLockEnabled: true });
const replica: Given = { token: TOKEN.bucket, inputs: { ...inReplica, objectLockEnabled: true } };
const plainSource = bucket();
const plainReplica: Given = { token: TOKEN.bucket, inputs: inReplica };
const versioned = (of: Properties): Given => ({ token: TOKEN.versioning, inputs: { ...of, ...status("Enabled") } });

const role: Given = {
  token: TOKEN.role,
  inputs: {
    name: "copier",
    assumeRolePolicy: document({
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  },
};

const grant = (Action: Json, Resource: Json, over: Properties = {}): Properties => ({
  Effect: "Allow",
  Action,
  Resource,
  ...over,
});
const may = (...statements: Json[]): Given => ({
  token: TOKEN.rolePolicy,
  inputs: { role: "copier", name: "copy", policy: document(...statements) },
});
const reads = [
  grant(["s3:GetReplicationConfiguration", "s3:ListBucket"], `arn:aws:s3:::${LOGS}`),
  grant(["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"], `arn:aws:s3:::${LOGS}/*`),
];
const locks = grant(["s3:GetObjectRetention", "s3:GetObjectLegalHold"], `arn:aws:s3:::${LOGS}/*`);
const writes = grant("s3:ReplicateObject", `arn:aws:s3:::${REPLICA}/*`);

const keyPolicy = {
  policy: document({ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" }),
};
const key: Given = { token: TOKEN.key, inputs: keyPolicy };
const replicaKey: Given = { token: TOKEN.key, inputs: { ...keyPolicy, region: REMOTE } };
const [KEY, REPLICA_KEY] = [arnOf(key), arnOf(replicaKey)];
const via = (region: string): Properties => ({
  Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
});
const decrypts = grant("kms:Decrypt", KEY, via("us-east-1"));
const encrypts = grant(["kms:Encrypt", "kms:Decrypt"], REPLICA_KEY, via(REMOTE));
const withKms = part(TOKEN.encryption, encrypted("aws:kms", { kmsMasterKeyId: KEY }, { bucketKeyEnabled: true }));
const replicaWithKms: Given = {
  token: TOKEN.encryption,
  inputs: { ...inReplica, ...encrypted("aws:kms", { kmsMasterKeyId: REPLICA_KEY }, { bucketKeyEnabled: true }) },
};

const plain = [source, replica, role, may(...reads, locks, writes)];
const withKeys = [source, replica, key, replicaKey, withKms, replicaWithKms, role];
const all = [...reads, locks, writes, decrypts, encrypts];

function rule(over: Properties = {}, to: Properties = {}): Properties {
  return {
    id: "replica",
    priority: 1,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    destination: { bucket: `arn:aws:s3:::${REPLICA}`, ...to },
    ...over,
  };
}

const kmsRule = rule(
  { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } },
  { encryptionConfiguration: { replicaKmsKeyId: REPLICA_KEY } },
);

function inputs(...rules: Json[]): Properties {
  return { bucket: LOGS, role: ROLE, rules };
}

function ofRules(id: string, fault: Json[], near: Json[], message: RegExp | "xml", when?: string): Case {
  return {
    rule: `s3-replication-${id}`,
    ...(when && { when }),
    token: TOKEN.replication,
    given: plain,
    inputs: inputs(...fault),
    refused: message === "xml" ? XML : { name: "InvalidRequest", message },
    mended: { inputs: inputs(...near) },
  };
}

function ofWorld(
  id: string,
  given: Given[],
  near: Given[],
  refused: RegExp | Case["refused"],
  of: Json = rule(),
  when?: string,
): Case {
  return {
    rule: `s3-replication-${id}`,
    ...(when && { when }),
    token: TOKEN.replication,
    given,
    inputs: inputs(of),
    refused: refused instanceof RegExp ? { name: "ReplicationFailed", message: refused } : refused,
    mended: { given: near },
  };
}

const requested = (message: RegExp) => ({ name: "InvalidRequest", message });
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => rule({ id: `rule-${index}`, priority: index }));
const { filter: _filter, ...withoutFilter } = rule();
const { deleteMarkerReplication: _markers, ...withoutMarkers } = rule();
const timed = { replicationTime: { status: "Enabled", time: { minutes: 15 } } };
const metered = { metrics: { status: "Enabled", eventThreshold: { minutes: 15 } } };

const replicationCases: Case[] = [
  ofRules("has-1-to-1000-rules", [], [rule()], "xml", "none"),
  ofRules("has-1-to-1000-rules", numbered(1001), numbered(1000), "xml", "1001"),
  ofRules("rule-ids-are-unique", [rule(), rule({ priority: 2 })], [rule(), rule({ id: "b", priority: 2 })], /Rule Id/),
  ofRules("priorities-are-unique", [rule(), rule({ id: "b" })], [rule(), rule({ id: "b", priority: 2 })], /priority/),
  ofRules("rule-status-is-known", [rule({ status: "enabled" })], [rule({ status: "Disabled" })], "xml"),
  ofRules(
    "rule-with-a-filter-says-what-becomes-of-delete-markers",
    [withoutMarkers],
    [rule()],
    /DeleteMarkerReplication must be specified/,
  ),
  ofRules("rule-has-a-filter-or-a-prefix", [rule({ prefix: "a/" })], [{ ...withoutFilter, prefix: "a/" }], "xml"),
  ofRules(
    "time-control-needs-metrics",
    [rule({}, timed)],
    [rule({}, { ...timed, ...metered })],
    /needs Metrics to be enabled/,
  ),
  ofWorld(
    "source-is-versioned",
    [plainSource, replica, role, may(...reads, writes)],
    [plainSource, versioned({ bucket: LOGS }), replica, role, may(...reads, writes)],
    requested(/Versioning must be 'Enabled' on the bucket/),
  ),
  ofWorld("destination-exists", [source, role, may(...reads, locks, writes)], plain, requested(/must exist/)),
  ofWorld(
    "destination-is-versioned",
    [plainSource, versioned({ bucket: LOGS }), plainReplica, role, may(...reads, writes)],
    [plainSource, versioned({ bucket: LOGS }), plainReplica, versioned(inReplica), role, may(...reads, writes)],
    requested(/Destination bucket must have versioning enabled/),
  ),
  ofWorld(
    "of-a-locked-bucket-needs-a-locked-destination",
    [source, plainReplica, versioned(inReplica), role, may(...reads, locks, writes)],
    plain,
    requested(/Object Lock must be enabled on the destination bucket/),
  ),
  {
    ...ofWorld("of-kms-objects-names-the-replicas-key", plain, plain, requested(/ReplicaKmsKeyID must be specified/)),
    inputs: inputs(rule({ sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } })),
    mended: { inputs: inputs(rule()) },
  },
  {
    ...ofWorld(
      "key-of-replicas-needs-a-selection-of-kms-objects",
      [...withKeys, may(...all)],
      [],
      requested(/SseKmsEncryptedObjects must be specified/),
    ),
    inputs: inputs(rule({}, { encryptionConfiguration: { replicaKmsKeyId: REPLICA_KEY } })),
    mended: { inputs: inputs(kmsRule) },
  },
  ofWorld(
    "role-trusts-s3",
    [
      source,
      replica,
      {
        token: TOKEN.role,
        inputs: { name: "copier", assumeRolePolicy: document(allow("ec2.amazonaws.com", "sts:AssumeRole", "*")) },
      },
      may(...reads, locks, writes),
    ],
    plain,
    /does not let s3.amazonaws.com assume it/,
  ),
  ofWorld(
    "role-reads-the-source",
    [source, replica, role, may(reads[1]!, locks, writes)],
    plain,
    /may not call s3:GetReplicationConfiguration and s3:ListBucket/,
    rule(),
    "the bucket",
  ),
  ofWorld(
    "role-reads-the-source",
    [source, replica, role, may(reads[0]!, locks, writes)],
    plain,
    /may not call s3:GetObjectVersionForReplication and s3:GetObjectVersionAcl/,
    rule(),
    "its objects",
  ),
  ofWorld(
    "role-reads-locks",
    [source, replica, role, may(...reads, writes)],
    plain,
    /may not call s3:GetObjectRetention and s3:GetObjectLegalHold/,
  ),
  ofWorld(
    "role-writes-the-destination",
    [source, replica, role, may(...reads, locks, grant("s3:ReplicateObject", `arn:aws:s3:::${LOGS}/*`))],
    plain,
    /may not call s3:ReplicateObject on arn:aws:s3:::audit-replica/,
  ),
  {
    ...ofWorld("selects-what-kms-encrypts", [...withKeys, may(...all)], [], /the rule does not select objects/),
    mended: { inputs: inputs(kmsRule) },
  },
  ofWorld(
    "role-decrypts-the-source",
    [...withKeys, may(...reads, locks, writes, encrypts, grant("kms:Decrypt", KEY, via(REMOTE)))],
    [...withKeys, may(...all)],
    /may not call kms:Decrypt with the key/,
    kmsRule,
    "through S3 in its own region",
  ),
  {
    ...ofWorld(
      "key-is-in-the-region-of-the-destination",
      [...withKeys, may(...all, grant("kms:*", KEY))],
      [],
      /there is no key .* in eu-west-1/,
    ),
    inputs: inputs({
      ...kmsRule,
      destination: { bucket: `arn:aws:s3:::${REPLICA}`, encryptionConfiguration: { replicaKmsKeyId: KEY } },
    }),
    mended: { inputs: inputs(kmsRule) },
  },
  ofWorld(
    "role-encrypts-replicas",
    [...withKeys, may(...reads, locks, writes, decrypts)],
    [...withKeys, may(...all)],
    /may not call kms:Encrypt and kms:Decrypt/,
    kmsRule,
    "at all",
  ),
  ofWorld(
    "role-encrypts-replicas",
    [...withKeys, may(...reads, locks, writes, decrypts, grant("kms:Encrypt", REPLICA_KEY, via(REMOTE)))],
    [...withKeys, may(...all)],
    /may not call kms:Decrypt/,
    kmsRule,
    "with a Bucket Key",
  ),
];

testCases(
  replication.rules.filter((one) => !sharedRules.includes(one)),
  replicationCases,
);
