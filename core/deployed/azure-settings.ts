import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, textOf } from "../event/record.ts";
import { diagnosticCategories, exportsEvent, parseDiagnosticCategories } from "../native/diagnostic-categories.ts";
import { isObject } from "../object.ts";
import { completed } from "../replay/azure.ts";
import { tableOf } from "./azure-rows.ts";
import { azureType } from "./azure-type.ts";
import type { DeployedStore } from "./deployed.ts";
import { knownText, listIn, nativeName, refuse, textIn } from "./property.ts";
import type { NativeResource } from "./resource.ts";

export interface DeployedSetting extends DeployedStore {
  readonly resource: NativeResource;
}

/** What a setting has turned on: categories by their names, and groups of them. */
interface TurnedOn {
  readonly categories: readonly string[];
  readonly groups: readonly string[];
}

const turnedOn = (resource: NativeResource): TurnedOn => {
  const logs = listIn(resource, "logs").map((one) => (isObject(one) ? one : {}));
  const on = logs.filter(({ enabled }) => enabled === true);
  const textsAt = (name: string): string[] =>
    on.flatMap((log) => (typeof log[name] === "string" && log[name] !== "" ? [log[name]] : []));
  const found = { categories: textsAt("category"), groups: textsAt("categoryGroup") };
  if (found.categories.length + found.groups.length === 0) return refuse("no category of it is enabled");
  return found;
};

const textOfLogs = ({ categories, groups }: TurnedOn): string => [...groups, ...categories].join(", ");

type Stores = (event: CommonEvent) => boolean;

/** Of the activity log, of which Microsoft documents one group of categories: all of them. */
const ofActivityLog = ({ categories, groups }: TurnedOn): Stores => {
  const other = groups.find((one) => one !== "allLogs");
  if (other !== undefined) return refuse(`logs: what the group ${other} of the activity log has is not documented`);
  const names = groups.length > 0 ? diagnosticCategories : [...new Set(categories)];
  const { filter, problems } = parseDiagnosticCategories(names.map((category) => ({ category, enabled: true })));
  if (filter === undefined) return refuse(problems.map(({ message }) => message).join("; "));
  return (event) =>
    event.category !== "data" && event.category !== "identity" && exportsEvent(filter, completed(event));
};

/** The categories of Microsoft Entra's logs by the tables that they are kept in. */
const entraCategories: Readonly<Record<string, string>> = {
  AuditLogs: "AuditLogs",
  SigninLogs: "SignInLogs",
  AADNonInteractiveUserSignInLogs: "NonInteractiveUserSignInLogs",
  AADServicePrincipalSignInLogs: "ServicePrincipalSignInLogs",
  AADManagedIdentitySignInLogs: "ManagedIdentitySignInLogs",
};

const isNamed = (names: readonly string[], name: string | undefined): boolean =>
  names.some((one) => one.toLowerCase() === name?.toLowerCase());

const ofEntra = ({ categories, groups }: TurnedOn): Stores => {
  if (groups.length > 0 && !isNamed(groups, "allLogs")) return refuse(`logs: the group ${groups[0]} is not known`);
  return (event) =>
    event.category === "identity" && (groups.length > 0 || isNamed(categories, entraCategories[tableOf(event)]));
};

/** The category that a resource log is of: of a row of Key Vault's own table the only one that audits. */
const resourceCategory = (event: CommonEvent): string | undefined =>
  textOf(fieldsOf(event.native)("category")) ?? (event.service === "Microsoft.KeyVault" ? "AuditEvent" : undefined);

const resourceOf = ({ native }: CommonEvent): string =>
  (textOf(fieldsOf(native)("resourceId")) ?? textOf(native._ResourceId) ?? "").toLowerCase();

/** Categories of Key Vault and storage that audit, as the group of this name has them. https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#category-groups */
const ofResource = (uri: string, { categories, groups }: TurnedOn): Stores => {
  const id = `/${uri.replace(/^\/|\/$/g, "")}`.toLowerCase();
  const isOn = (category: string | undefined): boolean => groups.length > 0 || isNamed(categories, category);
  return (event) => event.category === "data" && resourceOf(event) === id && isOn(resourceCategory(event));
};

const setting = (resource: NativeResource, stores: Stores): readonly DeployedSetting[] => [
  {
    kind: "diagnostic setting",
    name: nativeName(resource, "name"),
    urn: resource.urn,
    text: textOfLogs(turnedOn(resource)),
    resource,
    stores,
  },
];

const isSubscription = (uri: string): boolean => /^\/?subscriptions\/[^/]+\/?$/i.test(uri);

/** Reads a diagnostic setting: of a subscription's activity log, of Microsoft Entra, or of one resource. */
export const readSetting = (resource: NativeResource): readonly DeployedSetting[] => {
  const logs = turnedOn(resource);
  switch (azureType(resource.type)) {
    case "aadiam:DiagnosticSetting":
      return setting(resource, ofEntra(logs));
    case "monitor:SubscriptionDiagnosticSetting":
      return setting(resource, ofActivityLog(logs));
    default: {
      const uri = textIn(resource, "resourceUri") ?? refuse("it says not what it is a setting of");
      return setting(resource, isSubscription(uri) ? ofActivityLog(logs) : ofResource(uri, logs));
    }
  }
};

/** Whether a setting sends to a workspace. */
export const sendsTo = ({ resource }: DeployedSetting, workspaceId: string): boolean =>
  knownText(resource, "workspaceId")?.toLowerCase() === workspaceId.toLowerCase();
