import type { Properties, ProviderConfig, Store } from "../resource.ts";
import { findById, groupId } from "./arm.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

/** https://learn.microsoft.com/azure/reliability/regions-list */
export const REGIONS: readonly string[] = `
  australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth brazilsoutheast
  canadacentral canadaeast centralindia centralus chilecentral denmarkeast eastasia eastus eastus2 francecentral francesouth
  germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral jioindiawest
  koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast norwaywest
  polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southindia spaincentral
  swedencentral swedensouth switzerlandnorth switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope
  westindia westus westus2 westus3
`
  .trim()
  .split(/\s+/);

/** "West Europe" and "westeurope" are the same region to ARM. */
export function normalizeLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}

/** azure-native fills in a location that was left out: its own configuration's, then the resource group's. */
export function locationOf(inputs: Properties, config: ProviderConfig, store: Store): string | undefined {
  const given = readText(inputs, "location") ?? config.location;
  if (given !== undefined) return normalizeLocation(given);
  if (readText(inputs, "resourceGroupName") === undefined) return undefined;
  const group = findById(store, TOKENS.group, groupId(inputs, config));
  return group === undefined ? undefined : readText(group.outputs, "location");
}
