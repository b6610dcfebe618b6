import { SavedSearch } from "@pulumi/azure-native/operationalinsights/savedSearch.js";
import type { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { child, childName, type Room } from "../room.ts";
import { lastSegment, type Place } from "./place.ts";

/** The questions among the workspace's queries, in a category of their own. */
export const saveQueries = (
  room: Room,
  { savedQueries }: AzureBlueprint,
  { in: { resourceGroupName } }: Place,
  workspace: Workspace,
): void => {
  for (const { id, title, text } of savedQueries) {
    new SavedSearch(
      childName(room, `query-${id}`),
      {
        resourceGroupName,
        workspaceName: workspace.id.apply(lastSegment),
        savedSearchId: `auditlog-${id}`,
        category: "Audit log",
        displayName: title,
        query: text,
      },
      // Azure overwrites a saved search by its ETag alone, which azure-native doesn't send.
      // https://github.com/MicrosoftDocs/azure-docs/issues/49275
      child(room, { replaceOnChanges: ["category", "displayName", "query"], deleteBeforeReplace: true }),
    );
  }
};
