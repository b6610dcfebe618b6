import type { Call, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, accountIdOf, autoname, findById } from "./arm.ts";
import { parentExists } from "./placement.ts";
import { readFlag, readList, readText } from "./properties.ts";
import { findDeliveries, hasVersionLevelImmutability } from "./storage-immutability.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Storage/storageAccounts/blobServices/containers";
const NAMING =
  "https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata#container-names";
const WORM = "https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies";
const SYSTEM_CONTAINERS = ["$root", "$web", "$logs"];
const IMMUTABLE = "immutableStorageWithVersioning.enabled";

const findAccount = ({ inputs, config, store }: Call) => findById(store, TOKENS.account, accountIdOf(inputs, config));

/** https://learn.microsoft.com/azure/azure-monitor/platform/resource-logs#send-to-azure-storage */
function isWrittenByMonitor({ inputs, config, store }: Call, tombstones: boolean): boolean {
  const container = readText(inputs, "containerName");
  return findDeliveries(store, accountIdOf(inputs, config))
    .filter((setting) => tombstones || setting.tombstone !== true)
    .some((setting) => {
      if (setting.token === TOKENS.subscriptionSetting) return container === "insights-activity-logs";
      const categories = readList(setting.inputs, "logs").map((log) => readText(log, "category")?.toLowerCase());
      return categories.some((category) => container === `insights-logs-${category}`);
    });
}

const nameIsValid: Rule = {
  id: "blob-container-name-is-valid",
  source: NAMING,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "containerName") ?? "";
    const isValid = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/.test(name);
    if (isValid || SYSTEM_CONTAINERS.includes(name)) return undefined;
    return {
      name: "InvalidResourceName",
      message: `The specified container name '${name}' is invalid: 3 to 63 lower-case letters, digits and single hyphens, starting and ending with a letter or a digit.`,
    };
  },
};

// Azure Monitor creates the container when it first delivers: here, at once.
const isNotMadeByMonitor: Rule = {
  id: "blob-container-is-made-before-the-first-delivery",
  source: "https://learn.microsoft.com/azure/azure-monitor/platform/activity-log#send-to-azure-storage",
  on: ["create"],
  refuse(call) {
    if (!isWrittenByMonitor(call, false)) return undefined;
    return { name: ALREADY_EXISTS, message: `'${containerId(call.inputs, call.config)}'` };
  },
};

const publicAccessIsPermitted: Rule = {
  id: "blob-container-public-access-is-permitted",
  source: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
  on: ["create", "update"],
  refuse(call) {
    const access = readText(call.inputs, "publicAccess") ?? "None";
    const account = findAccount(call);
    if (access === "None" || account === undefined) return undefined;
    if (readFlag(account.inputs, "allowBlobPublicAccess") === true) return undefined;
    return { name: "PublicAccessNotPermitted", message: "Public access is not permitted on this storage account." };
  },
};

const immutabilityIsSupported: Rule = {
  id: "blob-container-immutability-is-supported",
  source: `${WORM}#availability`,
  on: ["create", "update"],
  refuse(call) {
    if (readFlag(call.inputs, IMMUTABLE) !== true) return undefined;
    if (readFlag(findAccount(call)?.inputs, "isHnsEnabled") !== true) return undefined;
    return {
      name: "InvalidRequestPropertyValue",
      message:
        "The value 'true' is not allowed for property immutableStorageWithVersioning.enabled: the account has a hierarchical namespace.",
    };
  },
};

const immutabilityStays: Rule = {
  id: "blob-container-immutability-stays",
  source: `${WORM}#migration`,
  on: ["update"],
  refuse({ inputs, existing }) {
    if (readFlag(existing?.inputs, IMMUTABLE) !== true || readFlag(inputs, IMMUTABLE) !== false) return undefined;
    return {
      name: "InvalidRequestPropertyValue",
      message:
        "The value 'false' is not allowed for property immutableStorageWithVersioning.enabled: once enabled it can't be removed.",
    };
  },
};

const isEmptyAtDeletion: Rule = {
  id: "blob-container-is-empty-at-deletion",
  source: `${WORM}#deletion`,
  on: ["delete"],
  refuse(call) {
    const isImmutable =
      readFlag(call.existing?.inputs, IMMUTABLE) === true || hasVersionLevelImmutability(findAccount(call));
    if (!isImmutable || !isWrittenByMonitor(call, true)) return undefined;
    return {
      name: "ContainerProtectedFromDeletion",
      message: `The container ${readText(call.inputs, "containerName")} is protected from deletion: version-level immutability is enabled and it isn't empty.`,
    };
  },
};

function containerId(inputs: Properties, config: ProviderConfig): string {
  return `${accountIdOf(inputs, config)}/blobServices/default/containers/${readText(inputs, "containerName")}`;
}

export const blobContainer: ResourceType = {
  token: TOKENS.container,
  autoname: autoname("containerName"),
  replaceOn: ["containerName", "accountName", "resourceGroupName"],
  rules: [
    parentExists("blob-container", ARM_TYPE, TOKENS.account, accountIdOf),
    nameIsValid,
    isNotMadeByMonitor,
    publicAccessIsPermitted,
    immutabilityIsSupported,
    immutabilityStays,
    isEmptyAtDeletion,
  ],
  id: containerId,
  conflict: ALREADY_EXISTS,
  outputs(inputs) {
    return {
      name: readText(inputs, "containerName") ?? "",
      type: ARM_TYPE,
      publicAccess: readText(inputs, "publicAccess") ?? "None",
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
      deleted: false,
    };
  },
};
