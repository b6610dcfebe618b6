import type { Call, ResourceType, Rule, Stored } from "../resource.ts";
import { ALREADY_EXISTS, autoname, isSameId, normalizeId, subscriptionPath } from "./arm.ts";
import { locationOf, REGIONS } from "./locations.ts";
import { readText } from "./properties.ts";
import { isProtectedFromDeletion } from "./storage-immutability.ts";
import { TOKENS } from "./tokens.ts";

const NAME_RULES = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";
const MAXIMUM_NAME_LENGTH = 90;

const nameIsValid: Rule = {
  id: "resource-group-name-is-valid",
  source: `${NAME_RULES}#microsoftresources`,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "resourceGroupName") ?? "";
    if (name.length > MAXIMUM_NAME_LENGTH) {
      return {
        name: "InvalidResourceGroup",
        message: `The provided resource group name '${name}' has a length of ${name.length}, which exceeds the maximum length of ${MAXIMUM_NAME_LENGTH}.`,
      };
    }
    if (/^[-\p{L}\p{N}_.()]+$/u.test(name) && !name.endsWith(".")) return undefined;
    return {
      name: "InvalidResourceGroup",
      message: `The provided resource group name '${name}' is invalid. The name can only be a letter, digit, '-', '.', '(', ')' or '_', and can't end with '.'.`,
    };
  },
};

const hasALocation: Rule = {
  id: "resource-group-has-a-location",
  source: "https://learn.microsoft.com/rest/api/resources/resource-groups/create-or-update",
  on: ["create"],
  refuse({ inputs, config, store }) {
    if (locationOf(inputs, config, store) !== undefined) return undefined;
    return { name: "LocationRequired", message: "The location property is required for this definition." };
  },
};

const locationIsARegion: Rule = {
  id: "resource-group-location-is-a-region",
  source: "https://learn.microsoft.com/azure/reliability/regions-list",
  on: ["create"],
  refuse({ inputs, config, store }) {
    const location = locationOf(inputs, config, store);
    if (location === undefined || REGIONS.includes(location)) return undefined;
    return {
      name: "LocationNotAvailableForResourceGroup",
      message: `The provided location '${location}' is not available for resource group. List of available regions is '${REGIONS.join(",")}'.`,
    };
  },
};

function findUndeletable({ existing, store }: Call): string[] {
  return store
    .list(TOKENS.account)
    .filter((account) => isSameId(account.id.split("/providers/")[0] ?? "", existing?.id ?? ""))
    .filter((account) => isProtectedFromDeletion(account, store))
    .map((account) => account.id);
}

const deletionIsNotBlocked: Rule = {
  id: "resource-group-deletion-is-not-blocked",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group",
  on: ["delete"],
  refuse(call) {
    const blocking = findUndeletable(call);
    if (blocking.length === 0) return undefined;
    const name = readText(call.inputs, "resourceGroupName");
    return {
      name: "ResourceGroupDeletionBlocked",
      message: `Deletion of resource group '${name}' failed as resources with identifiers '${blocking.join(",")}' could not be deleted. The provisioning state of the resource group will be rolled back.`,
    };
  },
};

/**
 * All that lies in the group, whoever manages it, with the role assignments on it. Diagnostic settings outlive the resource
 * whose logs they export: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings
 */
function findContents({ existing, store }: Call): Stored[] {
  const within = `${normalizeId(existing?.id ?? "")}/`;
  return Object.values(TOKENS)
    .filter((token) => token !== TOKENS.resourceSetting)
    .flatMap((token) => store.list(token))
    .filter(({ id }) => normalizeId(id).startsWith(within));
}

export const resourceGroup: ResourceType = {
  token: TOKENS.group,
  autoname: autoname("resourceGroupName"),
  replaceOn: ["resourceGroupName", "location"],
  rules: [nameIsValid, hasALocation, locationIsARegion, deletionIsNotBlocked],
  id: (inputs, config) => `${subscriptionPath(config)}/resourceGroups/${readText(inputs, "resourceGroupName")}`,
  conflict: ALREADY_EXISTS,
  cascade: findContents,
  outputs(inputs, config, store) {
    return {
      name: readText(inputs, "resourceGroupName") ?? "",
      type: "Microsoft.Resources/resourceGroups",
      location: locationOf(inputs, config, store) ?? "",
      properties: { provisioningState: "Succeeded" },
    };
  },
};
