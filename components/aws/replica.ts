import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import type { Key } from "@pulumi/aws/kms/key.js";
import { BucketReplicationConfig } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { AwsReplica } from "../../core/compile/aws/replica.ts";
import { type Bindings, child, childName, documentText, filled, type Room, tagged } from "../room.ts";
import { createBucketPolicy } from "./access.ts";
import { createKeyOf } from "./encrypt.ts";
import { createLockableBucket, createLogBucket, lock, logAccess, protect, type Store } from "./store.ts";

/** The archive's copy in a second region; nothing where none is asked for. */
export interface Replica {
  /** What must exist before the trail writes, so that nothing is written that is not copied. */
  ready: pulumi.Resource[];
  /** ARNs of what stays. */
  kept: pulumi.Output<string>[];
  /** What its buckets are called. */
  buckets: Bindings;
}

export const createReplica = (
  room: Room,
  blueprint: AwsBlueprint,
  bindings: Bindings,
  archive: pulumi.Resource[],
): Replica => {
  const { replica, key } = blueprint;
  if (replica === undefined) return { ready: [], kept: [], buckets: {} };
  const { region } = replica;
  const bucket = createLockableBucket(room, "replica", region);
  const logBucket = createLogBucket(room, "replica-access-logs", region);
  const buckets: Bindings = { replica: bucket.bucket, replicaLogs: logBucket.bucket };
  const named: Bindings = { ...bindings, ...buckets };
  const own =
    key && replica.key
      ? createKeyOf(room, "replica-key", { ...key, policy: replica.key, region, named: bucket.bucket }, named)
      : undefined;
  const made: Bindings = { ...named, ...(own && { replicaKey: own.keyId }) };
  const logs = createReplicaLogs(room, blueprint, replica, logBucket, made);
  const store = createReplicaStore(room, blueprint, replica, { bucket, logs, key: own }, made);
  const replication = createReplication(room, blueprint.region, replica, made, [...archive, ...store.ready]);
  return { ready: [replication], kept: [bucket.arn, logBucket.arn, ...(own ? [own.arn] : [])], buckets };
};

const createReplicaLogs = (
  room: Room,
  { accessLogs }: AwsBlueprint,
  { region, accessLogs: policy }: AwsReplica,
  bucket: Store["bucket"],
  bindings: Bindings,
): Store => {
  const part = "replica-access-logs";
  const ready = protect(room, part, region, bucket, undefined, accessLogs!.lifecycle);
  return { bucket, ready: [...ready, createBucketPolicy(room, part, region, bucket, policy, bindings, ready)] };
};

const createReplicaStore = (
  room: Room,
  { archive }: AwsBlueprint,
  { region, policy }: AwsReplica,
  { bucket, logs, key }: { bucket: Store["bucket"]; logs: Store; key: Key | undefined },
  bindings: Bindings,
): Store => {
  const ready = protect(room, "replica", region, bucket, key, archive!.lifecycle);
  ready.push(lock(room, "replica", region, { bucket, ready }, archive!.objectLock));
  logAccess(room, "replica", region, bucket, logs);
  return { bucket, ready: [...ready, createBucketPolicy(room, "replica", region, bucket, policy, bindings, ready)] };
};

/** It goes when it is no longer asked for, or S3 would go on copying: the replica itself stays. */
const createReplication = (
  room: Room,
  region: string,
  { replication: { role: name, trust, permissions, rule } }: AwsReplica,
  bindings: Bindings,
  stores: pulumi.Resource[],
): BucketReplicationConfig => {
  const role = new Role(
    childName(room, "replication"),
    {
      name: filled(name, bindings),
      description: "Lets S3 copy the archive to its replica",
      assumeRolePolicy: documentText(trust, bindings),
      ...tagged(room),
    },
    child(room),
  );
  const may = new RolePolicy(
    childName(room, "replication-policy"),
    { role: role.name, policy: documentText(permissions, bindings) },
    child(room),
  );
  return new BucketReplicationConfig(
    childName(room, "archive-replication"),
    { region, bucket: bindings.archive!, role: role.arn, rules: [filled(rule, bindings)] },
    child(room, { dependsOn: [...stores, may] }),
  );
};
