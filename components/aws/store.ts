import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketObjectLockConfiguration } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type * as pulumi from "@pulumi/pulumi";
import type { LifecycleRule, ObjectLock } from "../../core/compile/aws/archive.ts";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { type Bindings, childName, evidence, filled, type Room, tagged } from "../room.ts";
import type { UsedKey } from "./existing.ts";

/** A bucket and what must exist before anything is delivered to it. */
export interface Store {
  bucket: Bucket;
  ready: pulumi.Resource[];
}

/**
 * The bucket of the evidence. Object Lock is always enabled, since it costs nothing and a bucket without it could not be
 * locked later but by replacing it; only `immutability` gives it a retention.
 */
export const createLockableBucket = (room: Room, part: string, region: string): Bucket =>
  new Bucket(
    childName(room, part),
    { region, objectLockEnabled: true, forceDestroy: !room.keep, ...tagged(room) },
    evidence(room),
  );

export const createArchiveBucket = (room: Room, { region }: AwsBlueprint): Bucket =>
  createLockableBucket(room, "archive", region);

export const createLogBucket = (room: Room, part: string, region: string): Bucket =>
  new Bucket(childName(room, part), { region, forceDestroy: !room.keep, ...tagged(room) }, evidence(room));

export const createAccessLogBucket = (room: Room, { region }: AwsBlueprint): Bucket =>
  createLogBucket(room, "access-logs", region);

/** What makes a bucket a store of evidence: private, owned, versioned, encrypted, and emptied at the end of the retention. */
export const protect = (
  room: Room,
  part: string,
  region: string,
  bucket: Bucket,
  key: UsedKey | undefined,
  rules: LifecycleRule[],
): pulumi.Resource[] => {
  const name = (suffix: string) => childName(room, `${part}-${suffix}`);
  const of = { bucket: bucket.bucket, region };
  const versioning = new BucketVersioning(
    name("versioning"),
    { ...of, versioningConfiguration: { status: "Enabled" } },
    evidence(room),
  );
  const encryption = key
    ? {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      }
    : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return [
    versioning,
    new BucketPublicAccessBlock(
      name("public-access-block"),
      { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      evidence(room),
    ),
    new BucketOwnershipControls(
      name("ownership"),
      { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
      evidence(room),
    ),
    new BucketServerSideEncryptionConfiguration(name("encryption"), { ...of, rules: [encryption] }, evidence(room)),
    new BucketLifecycleConfiguration(name("lifecycle"), { ...of, rules }, evidence(room, { dependsOn: versioning })),
  ];
};

/** The archive with its locks, and the log of who reads it. */
export const createArchive = (
  room: Room,
  region: string,
  archive: NonNullable<AwsBlueprint["archive"]>,
  bucket: Bucket,
  accessLogs: Store,
  key: UsedKey | undefined,
): Store => {
  const ready = protect(room, "archive", region, bucket, key, archive.lifecycle);
  ready.push(lock(room, "archive", region, { bucket, ready }, archive.objectLock));
  logAccess(room, "archive", region, bucket, accessLogs);
  return { bucket, ready };
};

/** Without a rule it removes the default retention, which a deletion of the resource, whose bucket is kept, would not. */
export const lock = (
  room: Room,
  part: string,
  region: string,
  { bucket, ready }: Store,
  defaultRetention: ObjectLock | undefined,
): pulumi.Resource =>
  new BucketObjectLockConfiguration(
    childName(room, `${part}-object-lock`),
    {
      bucket: bucket.bucket,
      region,
      objectLockEnabled: "Enabled",
      ...(defaultRetention && { rule: { defaultRetention } }),
    },
    evidence(room, { dependsOn: [...ready] }),
  );

export const logAccess = (
  room: Room,
  part: string,
  region: string,
  bucket: Bucket,
  accessLogs: Store,
): pulumi.Resource =>
  new BucketLogging(
    childName(room, `${part}-logging`),
    { bucket: bucket.bucket, region, targetBucket: accessLogs.bucket.bucket, targetPrefix: `${part}/` },
    evidence(room, { dependsOn: accessLogs.ready }),
  );

/** Server access logs can be delivered only to a bucket without Object Lock and with S3's own encryption. */
export const createAccessLogs = (
  room: Room,
  region: string,
  accessLogs: NonNullable<AwsBlueprint["accessLogs"]>,
  bucket: Bucket,
): Store => ({
  bucket,
  ready: protect(room, "access-logs", region, bucket, undefined, accessLogs.lifecycle),
});

export const createLogGroup = (
  room: Room,
  { region, search }: AwsBlueprint,
  key: UsedKey | undefined,
  bindings: Bindings,
): LogGroup =>
  new LogGroup(
    childName(room, "log-group"),
    {
      region,
      name: filled(search.logGroup, bindings),
      retentionInDays: search.retentionInDays,
      ...(key && { kmsKeyId: key.arn }),
      ...tagged(room),
    },
    evidence(room),
  );
