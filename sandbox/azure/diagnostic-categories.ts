import type { Json } from "../resource.ts";
import { normalizeId } from "./arm.ts";
import { read, readFlag, readText } from "./properties.ts";

export interface Categories {
  logs: readonly string[];
  /** What a category group stands for; `allLogs` stands for all. */
  groups: { readonly [group: string]: readonly string[] };
}

const withAllLogs = (logs: readonly string[], audit?: readonly string[]): Categories => ({
  logs,
  groups: { allLogs: logs, ...(audit === undefined ? {} : { audit }) },
});

/** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories */
export const ACTIVITY_LOG = withAllLogs([
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
]);

/** https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options */
export const ENTRA: Categories = {
  logs: [
    "ADFSSignInLogs",
    "AuditLogs",
    "B2CRequestLogs",
    "EnrichedOffice365AuditLogs",
    "GraphNotificationsActivityLogs",
    "ManagedIdentitySignInLogs",
    "MicrosoftGraphActivityLogs",
    "MicrosoftServicePrincipalSignInLogs",
    "NetworkAccessAlerts",
    "NetworkAccessConnectionEvents",
    "NetworkAccessGenerativeAIInsights",
    "NetworkAccessTrafficLogs",
    "NonInteractiveUserSignInLogs",
    "ProvisioningLogs",
    "RemoteNetworkHealthLogs",
    "RiskyServicePrincipals",
    "RiskyUsers",
    "ServicePrincipalRiskEvents",
    "ServicePrincipalSignInLogs",
    "SignInLogs",
    "UserRiskEvents",
  ],
  groups: {},
};

const NONE: Categories = { logs: [], groups: {} };
const VAULT = withAllLogs(["AuditEvent", "AzurePolicyEvaluationDetails"], ["AuditEvent"]);
const BLOBS = withAllLogs(
  ["StorageRead", "StorageWrite", "StorageDelete"],
  ["StorageRead", "StorageWrite", "StorageDelete"],
);
const WORKSPACE = withAllLogs(["Audit", "Jobs", "SummaryLogs"], ["Audit"]);

/** https://learn.microsoft.com/azure/azure-monitor/reference/logs-index */
const BY_PATH: readonly (readonly [RegExp, Categories])[] = [
  [/^subscriptions\/[^/]+$/, ACTIVITY_LOG],
  [/\/microsoft\.keyvault\/vaults\/[^/]+$/, VAULT],
  [/\/microsoft\.storage\/storageaccounts\/[^/]+$/, NONE],
  [/\/microsoft\.storage\/storageaccounts\/[^/]+\/(?:blob|queue|table|file)services\/[^/]+$/, BLOBS],
  [/\/microsoft\.operationalinsights\/workspaces\/[^/]+$/, WORKSPACE],
  [/\/microsoft\.managedidentity\/userassignedidentities\/[^/]+$/, NONE],
];

/** The categories of a resource, or nothing for a type that isn't known here. */
export function categoriesOf(resourceUri: string): Categories | undefined {
  const path = normalizeId(resourceUri);
  return BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
}

/** The categories that an entry of a setting's logs turns on. */
export function expandEntry(entry: Json, known: Categories | undefined): readonly string[] {
  if (readFlag(entry, "enabled") !== true) return [];
  const category = readText(entry, "category");
  if (category !== undefined) return [category];
  const group = readText(entry, "categoryGroup");
  if (group === undefined) return [];
  return known?.groups[group] ?? [`group ${group}`];
}

export function isKnownEntry(entry: Json, known: Categories): boolean {
  const category = read(entry, "category");
  if (typeof category === "string") return known.logs.includes(category);
  const group = readText(entry, "categoryGroup");
  return group === undefined || Object.hasOwn(known.groups, group);
}
