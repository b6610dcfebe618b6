import { EventHub } from "@pulumi/azure-native/eventhub/eventHub.js";
import { EventHubAuthorizationRule } from "@pulumi/azure-native/eventhub/eventHubAuthorizationRule.js";
import { Namespace } from "@pulumi/azure-native/eventhub/namespace.js";
import { NamespaceAuthorizationRule } from "@pulumi/azure-native/eventhub/namespaceAuthorizationRule.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { child, childName, type Room, tagged } from "../room.ts";
import type { Place } from "./place.ts";

export interface Stream {
  hub: EventHub;
  /** What a diagnostic setting says of it. */
  to: { eventHubAuthorizationRuleId: pulumi.Output<string>; eventHubName: string };
  ready: pulumi.Resource[];
}

const eventHubName = "audit-events";

/** What is captured, sent on: a copy, which goes with the stack. */
export const createStream = (room: Room, blueprint: AzureBlueprint, place: Place): Stream | undefined => {
  const { stream } = blueprint;
  if (stream === undefined) return undefined;
  const namespace = createNamespace(room, stream, place);
  const of = { resourceGroupName: place.in.resourceGroupName, namespaceName: place.namespaceName };
  const hub = new EventHub(
    childName(room, "stream-hub"),
    {
      ...of,
      eventHubName,
      partitionCount: stream.partitionCount,
      retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: stream.retentionTimeInHours },
    },
    child(room, { dependsOn: namespace }),
  );
  // Azure Monitor takes a namespace's rule with all three rights, and none of an event hub.
  const sender = new NamespaceAuthorizationRule(
    childName(room, "stream-sender"),
    { ...of, authorizationRuleName: "azure-monitor", rights: ["Listen", "Manage", "Send"] },
    child(room, { dependsOn: namespace }),
  );
  // For readers that can't sign in with Microsoft Entra: its keys are read by who may, and given out nowhere.
  new EventHubAuthorizationRule(
    childName(room, "stream-reader"),
    { ...of, eventHubName, authorizationRuleName: "reader", rights: ["Listen"] },
    child(room, { dependsOn: hub }),
  );
  return { hub, to: { eventHubAuthorizationRuleId: sender.id, eventHubName }, ready: [hub] };
};

const createNamespace = (room: Room, { units }: NonNullable<AzureBlueprint["stream"]>, place: Place): Namespace =>
  new Namespace(
    childName(room, "stream-namespace"),
    {
      ...place.in,
      namespaceName: place.namespaceName,
      sku: { name: "Standard", tier: "Standard", capacity: units.first },
      isAutoInflateEnabled: true,
      maximumThroughputUnits: units.most,
      minimumTlsVersion: "1.2",
      // Azure Monitor sends with the key of an authorization rule: without local authentication nothing would arrive.
      disableLocalAuth: false,
      // Whoever reads comes from elsewhere.
      publicNetworkAccess: "Enabled",
      ...tagged(room),
    },
    // It has grown by itself where more arrived: a deployment leaves it so.
    child(room, { ignoreChanges: ["sku.capacity"] }),
  );
