import type { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { child, childName, type Room } from "../room.ts";
import type { Place } from "./place.ts";
import { assignRole } from "./roles.ts";

/** The readers, by names of the user's own, so that a change of one leaves the others alone. */
export const grantReaders = (
  room: Room,
  { readers }: AzureBlueprint,
  principals: Record<string, pulumi.Input<string>>,
  place: Place,
  account: StorageAccount,
  workspace: Workspace,
): void => {
  for (const { name, principalType } of readers) {
    const principal = { principalId: principals[name]!, principalType };
    assignRole(
      childName(room, `archive-reader-${name}`),
      place.subscriptionId,
      { role: "Storage Blob Data Reader", scope: account.id, ...principal },
      child(room),
    );
    assignRole(
      childName(room, `search-reader-${name}`),
      place.subscriptionId,
      { role: "Log Analytics Reader", scope: workspace.id, ...principal },
      child(room),
    );
  }
};
