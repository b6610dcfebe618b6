import { OrganizationSink } from "@pulumi/gcp/logging/organizationSink.js";
import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { ProjectExclusion } from "@pulumi/gcp/logging/projectExclusion.js";
import { ProjectSink } from "@pulumi/gcp/logging/projectSink.js";
import type { Bucket } from "@pulumi/gcp/storage/bucket.js";
import * as pulumi from "@pulumi/pulumi";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { child, childName, type Room } from "../room.ts";

export interface Sinks {
  archive: ProjectSink | OrganizationSink;
  search: ProjectSink | OrganizationSink;
}

export const createSinks = (
  room: Room,
  blueprint: GcpBlueprint,
  archive: Bucket,
  logBucket: ProjectBucketConfig,
): Sinks => {
  const sinks = {
    archive: createSink(room, blueprint, "archive", pulumi.interpolate`storage.googleapis.com/${archive.name}`),
    search: createSink(room, blueprint, "search", pulumi.interpolate`logging.googleapis.com/${logBucket.id}`),
  };
  // After the sink, and gone before it: between the two, entries would be stored nowhere.
  new ProjectExclusion(
    childName(room, "default-exclusion"),
    {
      project: blueprint.project,
      description: `Stored by ${room.name}: not a second time in _Default`,
      filter: blueprint.sinks.defaultExclusion,
    },
    child(room, { dependsOn: sinks.search }),
  );
  return sinks;
};

export const createSink = (
  room: Room,
  { project, organizationId, sinks }: GcpBlueprint,
  part: "archive" | "search" | "stream",
  destination: pulumi.Output<string>,
  dependsOn: pulumi.Resource[] = [],
): ProjectSink | OrganizationSink => {
  const name = childName(room, `${part}-sink`);
  const routed = {
    destination,
    filter: sinks.filter,
    description: `Audit logs to the ${part} of ${room.name}`,
    ...(sinks.exclusions.length > 0 && { exclusions: [...sinks.exclusions] }),
  };
  return organizationId === undefined
    ? new ProjectSink(name, { project, uniqueWriterIdentity: true, ...routed }, child(room, { dependsOn }))
    : new OrganizationSink(
        name,
        { orgId: organizationId, includeChildren: true, ...routed },
        child(room, { dependsOn }),
      );
};
