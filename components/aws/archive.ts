import type { Bucket } from "@pulumi/aws/s3/bucket.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import type { Bindings, Room } from "../room.ts";
import { createBucketPolicy } from "./access.ts";
import type { UsedKey } from "./existing.ts";
import { createAccessLogs, createArchive } from "./store.ts";

/** The buckets of an archive that is made here. */
export interface ArchiveBuckets {
  archive: Bucket;
  accessLogs: Bucket;
}

/** What protects the archive and the log of its reads; gives what must be there before a trail writes. */
export const protectArchive = (
  room: Room,
  { region, archive, accessLogs }: AwsBlueprint,
  buckets: ArchiveBuckets | undefined,
  key: UsedKey | undefined,
  bindings: Bindings,
): pulumi.Resource[] => {
  if (archive === undefined || accessLogs === undefined || buckets === undefined) return [];
  const policyOf = createBucketPolicy;
  const reads = createAccessLogs(room, region, accessLogs, buckets.accessLogs);
  reads.ready.push(policyOf(room, "access-logs", region, buckets.accessLogs, accessLogs.policy, bindings, reads.ready));
  const store = createArchive(room, region, archive, buckets.archive, reads, key);
  const policy = policyOf(room, "archive", region, buckets.archive, archive.policy, bindings, store.ready);
  return [...store.ready, policy];
};
