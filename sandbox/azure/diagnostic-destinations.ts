import type { Rule, Stored } from "../resource.ts";
import { findById, isSameId, isSameText } from "./arm.ts";
import { namespaceTakesKeys, ruleToken, senderHasItsRights } from "./diagnostic-event-hub.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const OVERVIEW = "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings";

const SINKS = [
  "storageAccountId",
  "workspaceId",
  "eventHubAuthorizationRuleId",
  "marketplacePartnerId",
  "serviceBusRuleId",
];

function hasADestination(service: string): Rule {
  return {
    id: `${service}-has-a-destination`,
    source: OVERVIEW,
    on: ["create", "update"],
    refuse({ inputs }) {
      if (SINKS.some((sink) => readText(inputs, sink) !== undefined)) return undefined;
      return {
        name: "BadRequest",
        message: "At least one data sink needs to be specified.",
      };
    },
  };
}

function destinationIdsAreFull(service: string): Rule {
  return {
    id: `${service}-destination-ids-are-full`,
    source: "https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/create-or-update",
    on: ["create", "update"],
    refuse({ inputs }) {
      const wrong = SINKS.find((sink) => {
        const id = readText(inputs, sink);
        return id !== undefined && !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/.+/i.test(id);
      });
      if (wrong === undefined) return undefined;
      return {
        name: "LinkedInvalidPropertyId",
        message: `Property id '${readText(inputs, wrong)}' at path 'properties.${wrong}' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
      };
    },
  };
}

function destinationsExist(service: string): Rule {
  return {
    id: `${service}-destinations-exist`,
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
    on: ["create", "update"],
    refuse({ inputs, store }) {
      const sender = readText(inputs, "eventHubAuthorizationRuleId");
      const sinks = [
        { token: TOKENS.account, id: readText(inputs, "storageAccountId") },
        { token: TOKENS.workspace, id: readText(inputs, "workspaceId") },
        { token: ruleToken(sender), id: sender },
      ];
      const missing = sinks.find(({ token, id }) => id !== undefined && findById(store, token, id) === undefined);
      if (missing === undefined) return undefined;
      return { name: "ResourceNotFound", message: `The Resource '${missing.id}' was not found.` };
    },
  };
}

function storageIsStandard(service: string): Rule {
  return {
    id: `${service}-storage-is-standard`,
    source: `${OVERVIEW}#destinations`,
    on: ["create", "update"],
    refuse({ inputs, store }) {
      const account = findById(store, TOKENS.account, readText(inputs, "storageAccountId") ?? "");
      const isPremium = readText(account?.inputs, "sku.name")?.startsWith("Premium") === true;
      if (!isPremium && !isSameText(account?.inputs.dnsEndpointType, "AzureDnsZone")) return undefined;
      return {
        name: "BadRequest",
        message: `The storage account '${account?.id}' isn't supported: diagnostic settings deliver to standard accounts without DNS zone endpoints.`,
      };
    },
  };
}

export function findSharedSink(left: Stored["inputs"], right: Stored["inputs"]): string | undefined {
  for (const sink of SINKS) {
    const [mine, theirs] = [readText(left, sink), readText(right, sink)];
    const isSameHub =
      sink !== "eventHubAuthorizationRuleId" || readText(left, "eventHubName") === readText(right, "eventHubName");
    if (mine !== undefined && theirs !== undefined && isSameId(mine, theirs) && isSameHub) return mine;
  }
  return undefined;
}

/** The rules on where a setting delivers to. */
export const DESTINATION_RULES = [
  hasADestination,
  destinationIdsAreFull,
  destinationsExist,
  storageIsStandard,
  senderHasItsRights,
  namespaceTakesKeys,
] as const;
