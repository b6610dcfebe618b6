import { getClientConfigOutput } from "@pulumi/azure-native/authorization/getClientConfig.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";
import { uniqueOf } from "./names.ts";

/** Where everything is made, and under which name. */
export interface Place {
  group: ResourceGroup;
  in: { resourceGroupName: pulumi.Output<string>; location: string };
  unique: pulumi.Output<string>;
  subscriptionId: pulumi.Output<string>;
  tenantId: pulumi.Output<string>;
}

export const createPlace = (room: Room, { location }: AzureBlueprint): Place => {
  const group = new ResourceGroup(childName(room, "group"), { location, ...tagged(room) }, evidence(room));
  const client = getClientConfigOutput({ parent: room.component });
  return {
    group,
    in: { resourceGroupName: group.name, location },
    unique: group.id.apply(uniqueOf),
    subscriptionId: client.subscriptionId,
    tenantId: client.tenantId,
  };
};
