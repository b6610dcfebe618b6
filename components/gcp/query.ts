import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { SavedQuery } from "@pulumi/gcp/logging/savedQuery.js";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import { type Bindings, child, childName, filled, type Room } from "../room.ts";

/** The questions in the Logs Explorer, for all who can see it in the project. */
export const saveQueries = (
  room: Room,
  { project, savedQueries }: GcpBlueprint,
  bindings: Bindings,
  logBucket: ProjectBucketConfig,
): void => {
  for (const { id, title, text } of savedQueries) {
    new SavedQuery(
      childName(room, `query-${id}`),
      {
        parent: `projects/${project}`,
        location: "global",
        name: filled(`auditlog-\${unique}-${id}`, bindings),
        displayName: title,
        description: `Asked of the audit logs of ${room.name}`,
        visibility: "SHARED",
        loggingQuery: { filter: text },
      },
      child(room, { dependsOn: logBucket }),
    );
  }
};
