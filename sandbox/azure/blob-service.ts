import type { Call, Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, accountIdOf, findById } from "./arm.ts";
import { parentExists } from "./placement.ts";
import { read, readFlag, readNumber, readText } from "./properties.ts";
import { hasVersionLevelImmutability } from "./storage-immutability.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Storage/storageAccounts/blobServices";
const REST = "https://learn.microsoft.com/rest/api/storagerp/blob-services/set-service-properties";
const WORM = "https://learn.microsoft.com/azure/storage/blobs/immutable-version-level-worm-policies";
const RETENTION_DAYS = { minimum: 1, maximum: 365 };

const isImmutable = ({ inputs, config, store }: Call) =>
  hasVersionLevelImmutability(findById(store, TOKENS.account, accountIdOf(inputs, config)));

const nameIsDefault: Rule = {
  id: "blob-service-name-is-default",
  source: REST,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "blobServicesName") ?? "default";
    if (name === "default") return undefined;
    return {
      name: "InvalidRequestPropertyValue",
      message: `The value '${name}' is not allowed for property blobServicesName: it must be 'default'.`,
    };
  },
};

function retentionIsInRange(property: "deleteRetentionPolicy" | "containerDeleteRetentionPolicy", id: string): Rule {
  return {
    id,
    source: `${REST}#deleteretentionpolicy`,
    on: ["create", "update"],
    refuse({ inputs }) {
      if (readFlag(inputs, `${property}.enabled`) !== true) return undefined;
      const days = readNumber(inputs, `${property}.days`);
      const isValid = days !== undefined && Number.isInteger(days);
      if (isValid && days >= RETENTION_DAYS.minimum && days <= RETENTION_DAYS.maximum) return undefined;
      return {
        name: "InvalidRequestPropertyValue",
        message: `The value '${days ?? ""}' is not allowed for property ${property}.days: it must be between ${RETENTION_DAYS.minimum} and ${RETENTION_DAYS.maximum}.`,
      };
    },
  };
}

const versioningStaysOn: Rule = {
  id: "blob-service-versioning-stays-on-with-immutability",
  source: `${WORM}#version-dependency`,
  on: ["create", "update"],
  refuse(call) {
    if (readFlag(call.inputs, "isVersioningEnabled") !== false || !isImmutable(call)) return undefined;
    return {
      name: "ConflictFeatureEnabled",
      message: "Conflicting feature 'Account level WORM' is enabled: blob versioning can't be disabled.",
    };
  },
};

const restoreIsOff: Rule = {
  id: "blob-service-has-no-point-in-time-restore-with-immutability",
  source: "https://learn.microsoft.com/azure/storage/blobs/point-in-time-restore-overview#limitations-and-known-issues",
  on: ["create", "update"],
  refuse(call) {
    if (readFlag(call.inputs, "restorePolicy.enabled") !== true || !isImmutable(call)) return undefined;
    return {
      name: "ConflictFeatureEnabled",
      message: "Conflicting feature 'Account level WORM' is enabled: point-in-time restore can't be enabled.",
    };
  },
};

const blobServiceId = (inputs: Properties, config: ProviderConfig) =>
  `${accountIdOf(inputs, config)}/blobServices/${readText(inputs, "blobServicesName") ?? "default"}`;

export const blobService: ResourceType = {
  token: TOKENS.blobService,
  replaceOn: ["accountName", "resourceGroupName", "blobServicesName"],
  rules: [
    parentExists("blob-service", ARM_TYPE, TOKENS.account, accountIdOf),
    nameIsDefault,
    retentionIsInRange("deleteRetentionPolicy", "blob-service-delete-retention-is-in-range"),
    retentionIsInRange("containerDeleteRetentionPolicy", "blob-service-container-delete-retention-is-in-range"),
    versioningStaysOn,
    restoreIsOff,
  ],
  id: blobServiceId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const account = findById(store, TOKENS.account, accountIdOf(inputs, config));
    return {
      name: "default",
      type: ARM_TYPE,
      sku: read(account?.inputs, "sku") ?? {},
    };
  },
};
