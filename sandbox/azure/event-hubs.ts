import type { Properties, ProviderConfig, Store, Stored } from "../resource.ts";
import { armId, findById } from "./arm.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

export const NAMESPACE_TYPE = "Microsoft.EventHub/namespaces";
export const NAME_RULES =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub";
export const QUOTAS =
  "https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas#basic-vs-standard-vs-premium-vs-dedicated-tiers";

/** Letters, digits and what is given, from a letter or a digit to one. */
export function isNamed(name: string, most: number, signs = "._-"): boolean {
  const form = new RegExp(`^[A-Za-z0-9](?:[A-Za-z0-9${signs}]*[A-Za-z0-9])?$`);
  return name.length <= most && form.test(name);
}

export function namespaceId(inputs: Properties, config: ProviderConfig): string {
  return armId(inputs, config, `${NAMESPACE_TYPE}/${readText(inputs, "namespaceName")}`);
}

export function hubId(inputs: Properties, config: ProviderConfig): string {
  return `${namespaceId(inputs, config)}/eventhubs/${readText(inputs, "eventHubName")}`;
}

export function findNamespace(inputs: Properties, config: ProviderConfig, store: Store): Stored | undefined {
  return findById(store, TOKENS.eventHubNamespace, namespaceId(inputs, config));
}

export type Tier = "Basic" | "Standard" | "Premium";

export function tierOf(namespace: Stored | undefined): Tier {
  return (readText(namespace?.inputs, "sku.name") ?? "Standard") as Tier;
}
