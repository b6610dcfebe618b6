import { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { Bucket } from "@pulumi/gcp/storage/bucket.js";
import type * as pulumi from "@pulumi/pulumi";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";
import type { StoreKey } from "./encrypt.ts";

export const createArchive = (
  room: Room,
  { project, archive }: GcpBlueprint,
  key: StoreKey | undefined,
  services: pulumi.Resource[],
): Bucket => {
  const { tags: labels } = tagged(room);
  return new Bucket(
    childName(room, "archive"),
    {
      project,
      location: archive.location,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      lifecycleRules: archive.lifecycleRules,
      softDeletePolicy: archive.softDeletePolicy,
      forceDestroy: !room.keep,
      ...(archive.retentionPolicy && { retentionPolicy: archive.retentionPolicy }),
      ...(key && { encryption: { defaultKmsKeyName: key.key.id } }),
      ...(labels && { labels }),
    },
    evidence(room, { dependsOn: key ? [key.storageGrant] : services }),
  );
};

/** The log bucket has the archive's name: a deleted log bucket keeps its name for a week, so a new one needs a new name. */
export const createLogBucket = (
  room: Room,
  { project, location, search }: GcpBlueprint,
  archive: Bucket,
  key: StoreKey | undefined,
): ProjectBucketConfig =>
  new ProjectBucketConfig(
    childName(room, "log-bucket"),
    {
      project,
      location,
      bucketId: archive.name,
      description: `Searchable audit logs of ${room.name}`,
      retentionDays: search.retentionDays,
      ...(key && { cmekSettings: { kmsKeyName: key.key.id } }),
    },
    evidence(room, { dependsOn: key ? [key.loggingGrant] : [] }),
  );
