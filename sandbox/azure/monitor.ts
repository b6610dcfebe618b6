import type { Call, Properties, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, autoname, findAny, findById, isSameId, normalizeId, subscriptionPath } from "./arm.ts";
import { ACTIVITY_LOG, categoriesOf } from "./diagnostic-categories.ts";
import { namespaceOf } from "./diagnostic-event-hub.ts";
import { diagnosticRetentionRule, diagnosticRules, type SettingKind } from "./diagnostic-rules.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Insights/diagnosticSettings";
const REGIONAL = "https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations";

const sourceUri = (inputs: Properties) => `/${(readText(inputs, "resourceUri") ?? "").replace(/^\/+|\/+$/g, "")}`;

/** A subscription's setting can be made through either type: they are the same to Azure. */
function listSettingsOf(uri: string, { store }: Call) {
  const suffix = `/providers/${ARM_TYPE}/`.toLowerCase();
  return [...store.list(TOKENS.subscriptionSetting), ...store.list(TOKENS.resourceSetting)].filter((setting) =>
    isSameId(setting.id.slice(0, setting.id.toLowerCase().lastIndexOf(suffix)), uri),
  );
}

const subscriptionKind: SettingKind = {
  service: "subscription-diagnostic-setting",
  sourceOf: ({ config }) => subscriptionPath(config),
  categoriesOf: () => ACTIVITY_LOG,
  listSiblings: (call) => listSettingsOf(subscriptionPath(call.config), call),
};

const resourceKind: SettingKind = {
  service: "diagnostic-setting",
  sourceOf: ({ inputs }) => sourceUri(inputs),
  categoriesOf: ({ inputs }) => categoriesOf(sourceUri(inputs)),
  listSiblings: (call) => listSettingsOf(sourceUri(call.inputs), call),
};

const resourceExists: Rule = {
  id: "diagnostic-setting-resource-exists",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  on: ["create"],
  refuse({ inputs, store }) {
    const uri = sourceUri(inputs);
    const isOfSandbox = categoriesOf(uri) !== undefined && uri.toLowerCase().includes("/resourcegroups/");
    // Every account has its services, whether or not a program sets their properties.
    const owner = uri.replace(/\/(?:blob|queue|table|file)Services\/[^/]+$/i, "");
    if (!isOfSandbox || findAny(store, owner) !== undefined) return undefined;
    return { name: "ResourceNotFound", message: `The Resource '${uri}' was not found.` };
  },
};

const storageIsInTheRegion: Rule = {
  id: "diagnostic-setting-storage-is-in-the-region",
  source: REGIONAL,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const source = findAny(store, sourceUri(inputs));
    const account = findById(store, TOKENS.account, readText(inputs, "storageAccountId") ?? "");
    const [here, there] = [readText(source?.outputs, "location"), readText(account?.outputs, "location")];
    if (here === undefined || there === undefined || here === there) return undefined;
    return {
      name: "BadRequest",
      message: `Resource '${sourceUri(inputs)}' is in region '${here}' and resource '${account?.id}' is in region '${there}'. Resources should be in the same region.`,
    };
  },
};

const namespaceIsInTheRegion: Rule = {
  id: "diagnostic-setting-event-hub-namespace-is-in-the-region",
  source: REGIONAL,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const source = findAny(store, sourceUri(inputs));
    const namespace = namespaceOf({ inputs, store });
    const [here, there] = [readText(source?.outputs, "location"), readText(namespace?.outputs, "location")];
    if (here === undefined || there === undefined || here === there) return undefined;
    return {
      name: "BadRequest",
      message: `Resource '${sourceUri(inputs)}' is in region '${here}' and resource '${namespace?.id}' is in region '${there}'. Resources should be in the same region.`,
    };
  },
};

const storeIsNotItsOwn: Rule = {
  id: "diagnostic-setting-store-is-not-its-own",
  source: "https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage#destination-limitations",
  on: ["create", "update"],
  refuse({ inputs }) {
    const account = normalizeId(readText(inputs, "storageAccountId") ?? "");
    const source = normalizeId(sourceUri(inputs));
    if (account === "" || !`${source}/`.startsWith(`${account}/`)) return undefined;
    return { name: "BadRequest", message: `The storage account '${account}' can't deliver its logs to itself.` };
  },
};

/** Where logs were delivered there are blobs, which outlive the setting: rules on deletion need to know. */
export const leaveTraceInStorage: NonNullable<ResourceType["onDelete"]> = ({ inputs }) =>
  readText(inputs, "storageAccountId") === undefined ? "remove" : "tombstone";

function settingType(token: string, kind: SettingKind, replaceOn: readonly string[], extra: Rule[]): ResourceType {
  return {
    token,
    autoname: autoname("name"),
    replaceOn,
    rules: [...diagnosticRules(kind), ...extra],
    id: (inputs, config) => `${kind.sourceOf({ inputs, config })}/providers/${ARM_TYPE}/${readText(inputs, "name")}`,
    conflict: ALREADY_EXISTS,
    outputs: (inputs) => ({ name: readText(inputs, "name") ?? "", type: ARM_TYPE }),
    onDelete: leaveTraceInStorage,
  };
}

export const subscriptionDiagnosticSetting = settingType(TOKENS.subscriptionSetting, subscriptionKind, ["name"], []);

export const diagnosticSetting = settingType(
  TOKENS.resourceSetting,
  resourceKind,
  ["name", "resourceUri"],
  [
    diagnosticRetentionRule(resourceKind),
    resourceExists,
    storageIsInTheRegion,
    namespaceIsInTheRegion,
    storeIsNotItsOwn,
  ],
);
