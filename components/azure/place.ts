import { getClientConfigOutput } from "@pulumi/azure-native/authorization/getClientConfig.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";
import { uniqueOf } from "./names.ts";

/**
 * Where everything is made, and under which names. They follow from the group's id, which a preview always knows: what
 * else a resource returns is unknown in a preview that updates it, and all that is named by it would seem to be replaced.
 */
export interface Place {
  group: ResourceGroup;
  in: { resourceGroupName: pulumi.Output<string>; location: string };
  accountName: pulumi.Output<string>;
  vaultName: pulumi.Output<string>;
  namespaceName: pulumi.Output<string>;
  subscriptionId: pulumi.Output<string>;
  tenantId: pulumi.Output<string>;
}

export const createPlace = (room: Room, { location }: AzureBlueprint): Place => {
  const group = new ResourceGroup(childName(room, "group"), { location, ...tagged(room) }, evidence(room));
  const client = getClientConfigOutput({ parent: room.component });
  return {
    group,
    in: { resourceGroupName: group.id.apply(lastSegment), location },
    accountName: group.id.apply((id) => `st${uniqueOf(id)}`),
    vaultName: group.id.apply((id) => `kv-${uniqueOf(id)}`),
    namespaceName: group.id.apply((id) => `evhns-${uniqueOf(id)}`),
    subscriptionId: client.subscriptionId,
    tenantId: client.tenantId,
  };
};

/** The name of what has an id. */
export const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
