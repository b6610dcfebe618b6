import { LogViewIamMember } from "@pulumi/gcp/logging/logViewIamMember.js";
import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { IAMMember } from "@pulumi/gcp/projects/iammember.js";
import type { Bucket } from "@pulumi/gcp/storage/bucket.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import * as pulumi from "@pulumi/pulumi";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { child, childName, type Room } from "../room.ts";
import type { Sinks } from "./collect.ts";

/** The sinks' writers may write. A sink to a log bucket of its own project has no writer and needs no grant. */
export const grantWriters = (
  room: Room,
  { project, organizationId }: GcpBlueprint,
  sinks: Sinks,
  archive: Bucket,
  logBucket: ProjectBucketConfig,
): void => {
  new BucketIAMMember(
    childName(room, "archive-writer"),
    { bucket: archive.name, role: "roles/storage.objectCreator", member: sinks.archive.writerIdentity },
    child(room),
  );
  if (organizationId === undefined) return;
  new IAMMember(
    childName(room, "search-writer"),
    {
      project,
      role: "roles/logging.bucketWriter",
      member: sinks.search.writerIdentity,
      condition: {
        title: "Only the log bucket of the audit logs",
        expression: pulumi.interpolate`resource.name.endsWith("locations/${logBucket.location}/buckets/${logBucket.bucketId}")`,
      },
    },
    child(room),
  );
};

/** The readers, by names of the user's own, so that a change of one leaves the others alone. */
export const grantReaders = (
  room: Room,
  { project, location }: GcpBlueprint,
  readers: Record<string, pulumi.Input<string>>,
  archive: Bucket,
  logBucket: ProjectBucketConfig,
): void => {
  for (const [reader, member] of Object.entries(readers)) {
    new BucketIAMMember(
      childName(room, `archive-reader-${reader}`),
      { bucket: archive.name, role: "roles/storage.objectViewer", member },
      child(room),
    );
    new LogViewIamMember(
      childName(room, `search-reader-${reader}`),
      {
        parent: `projects/${project}`,
        location,
        bucket: logBucket.bucketId,
        name: "_AllLogs",
        role: "roles/logging.viewAccessor",
        member,
      },
      child(room),
    );
  }
};
