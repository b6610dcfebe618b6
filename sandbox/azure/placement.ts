import type { Properties, ProviderConfig, Rule } from "../resource.ts";
import { ALREADY_EXISTS, findById, groupId, isSameId } from "./arm.ts";
import { locationOf, REGIONS } from "./locations.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

export function resourceGroupExists(service: string): Rule {
  return {
    id: `${service}-resource-group-exists`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
    on: ["create"],
    refuse({ inputs, config, store }) {
      if (findById(store, TOKENS.group, groupId(inputs, config)) !== undefined) return undefined;
      const name = readText(inputs, "resourceGroupName");
      return { name: "ResourceGroupNotFound", message: `Resource group '${name}' could not be found.` };
    },
  };
}

export function locationIsARegion(service: string, armType: string): Rule {
  return {
    id: `${service}-location-is-a-region`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
    on: ["create"],
    refuse({ inputs, config, store }) {
      const location = locationOf(inputs, config, store);
      if (location === undefined || REGIONS.includes(location)) return undefined;
      return {
        name: "LocationNotAvailableForResourceType",
        message: `The provided location '${location}' is not available for resource type '${armType}'. List of available regions for the resource type is '${REGIONS.join(",")}'.`,
      };
    },
  };
}

export function parentExists(
  service: string,
  armType: string,
  parentToken: string,
  parentId: (inputs: Properties, config: ProviderConfig) => string,
): Rule {
  return {
    id: `${service}-parent-exists`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource",
    on: ["create"],
    refuse({ inputs, config, store }) {
      const id = parentId(inputs, config);
      if (findById(store, parentToken, id) !== undefined) return undefined;
      return {
        name: "ParentResourceNotFound",
        message: `Failed to perform 'write' on resource(s) of type '${armType}', because the parent resource '${id}' could not be found.`,
      };
    },
  };
}

/** Names are the same to ARM whatever their case, and azure-native reads before it creates. */
export function nameIsNew(
  service: string,
  token: string,
  idOf: (inputs: Properties, config: ProviderConfig) => string,
): Rule {
  return {
    id: `${service}-name-is-new`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: ["create"],
    refuse({ inputs, config, store }) {
      const id = idOf(inputs, config);
      const taken = store.list(token).find((other) => isSameId(other.id, id));
      return taken && { name: ALREADY_EXISTS, message: `${taken.id} already exists` };
    },
  };
}
