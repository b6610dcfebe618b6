import type { Call, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { ALREADY_EXISTS, armId, autoname, GUID, isSameId, isSameText } from "./arm.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { read, readFlag, readNumber, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.KeyVault/vaults";
const ERROR_CODES = "https://learn.microsoft.com/azure/key-vault/general/common-error-codes";
const SOFT_DELETE = "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";
const VAULT_PROPERTIES =
  "https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/create-or-update#vaultproperties";
const RETENTION = { minimum: 7, maximum: 90 };

export function vaultId(inputs: Properties, config: ProviderConfig): string {
  return armId(inputs, config, `${ARM_TYPE}/${readText(inputs, "vaultName")}`);
}

function findDeleted(store: Store, name: string | undefined) {
  return store
    .list(TOKENS.vault, { tombstones: true })
    .find((vault) => vault.tombstone === true && isSameText(vault.outputs.name, name));
}

const isRecovery = ({ inputs }: Call) => isSameText(read(inputs, "properties.createMode"), "recover");

const nameIsValid: Rule = {
  id: "vault-name-is-valid",
  source: ERROR_CODES,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "vaultName") ?? "";
    const isValid = /^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/.test(name) && !name.includes("--");
    if (isValid) return undefined;
    return {
      name: "VaultNameNotValid",
      message: `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`,
    };
  },
};

const nameIsFree: Rule = {
  id: "vault-name-is-globally-unique",
  source: ERROR_CODES,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const name = readText(inputs, "vaultName");
    const id = vaultId(inputs, config);
    const taken = store
      .list(TOKENS.vault)
      .some((vault) => isSameText(vault.outputs.name, name) && !isSameId(vault.id, id));
    if (!taken) return undefined;
    return {
      name: "VaultAlreadyExists",
      message: `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
    };
  },
};

// The rules have no clock, so a deleted vault keeps its name for good rather than for its retention period.
const nameIsNotSoftDeleted: Rule = {
  id: "vault-name-is-not-soft-deleted",
  source: SOFT_DELETE,
  on: ["create"],
  refuse(call) {
    if (isRecovery(call) || findDeleted(call.store, readText(call.inputs, "vaultName")) === undefined) return undefined;
    return {
      name: "ConflictError",
      message:
        "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    };
  },
};

const recoveryHasADeletedVault: Rule = {
  id: "vault-recovery-has-a-deleted-vault",
  source: "https://learn.microsoft.com/azure/key-vault/general/key-vault-recovery",
  on: ["create"],
  refuse(call) {
    const deleted = findDeleted(call.store, readText(call.inputs, "vaultName"));
    if (!isRecovery(call) || (deleted !== undefined && isSameId(deleted.id, vaultId(call.inputs, call.config)))) {
      return undefined;
    }
    return {
      name: "SoftDeletedVaultDoesNotExist",
      message: `A soft deleted vault with the given name does not exist. Ensure that the name for the vault that is being attempted to recover is in a recoverable state.`,
    };
  },
};

const retentionIsInRange: Rule = {
  id: "vault-soft-delete-retention-is-in-range",
  source: VAULT_PROPERTIES,
  on: ["create", "update"],
  refuse({ inputs }) {
    const days = readNumber(inputs, "properties.softDeleteRetentionInDays");
    if (days === undefined) return undefined;
    if (Number.isInteger(days) && days >= RETENTION.minimum && days <= RETENTION.maximum) return undefined;
    return {
      name: "BadRequest",
      message: `The property "softDeleteRetentionInDays" has the invalid value ${days}: it accepts >= ${RETENTION.minimum} and <= ${RETENTION.maximum}.`,
    };
  },
};

const retentionIsFixed: Rule = {
  id: "vault-soft-delete-retention-is-fixed",
  source: SOFT_DELETE,
  on: ["update"],
  refuse({ inputs, existing }) {
    const before = readNumber(existing?.outputs, "properties.softDeleteRetentionInDays");
    const after = readNumber(inputs, "properties.softDeleteRetentionInDays");
    if (after === undefined || after === before) return undefined;
    return {
      name: "BadRequest",
      message: 'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
    };
  },
};

const softDeleteStaysOn: Rule = {
  id: "vault-soft-delete-stays-on",
  source: VAULT_PROPERTIES,
  on: ["update"],
  refuse({ inputs, existing }) {
    if (readFlag(inputs, "properties.enableSoftDelete") !== false) return undefined;
    if (readFlag(existing?.outputs, "properties.enableSoftDelete") !== true) return undefined;
    return {
      name: "BadRequest",
      message:
        "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' functionality is irreversible.",
    };
  },
};

const purgeProtectionIsNeverFalse: Rule = {
  id: "vault-purge-protection-is-never-false",
  source: VAULT_PROPERTIES,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (readFlag(inputs, "properties.enablePurgeProtection") !== false) return undefined;
    return {
      name: "BadRequest",
      message:
        'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
    };
  },
};

const tenantIsAGuid: Rule = {
  id: "vault-tenant-is-a-guid",
  source: VAULT_PROPERTIES,
  on: ["create", "update"],
  refuse({ inputs }) {
    const tenant = readText(inputs, "properties.tenantId") ?? "";
    if (GUID.test(tenant)) return undefined;
    return {
      name: "BadRequest",
      message: `An invalid value was provided for 'tenantId': '${tenant}' is not the id of a tenant.`,
    };
  },
};

export const vault: ResourceType = {
  token: TOKENS.vault,
  autoname: autoname("vaultName"),
  replaceOn: ["vaultName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("vault"),
    locationIsARegion("vault", ARM_TYPE),
    nameIsValid,
    nameIsFree,
    nameIsNotSoftDeleted,
    recoveryHasADeletedVault,
    retentionIsInRange,
    retentionIsFixed,
    softDeleteStaysOn,
    purgeProtectionIsNeverFalse,
    tenantIsAGuid,
  ],
  id: vaultId,
  conflict: ALREADY_EXISTS,
  outputs: vaultOutputs,
  onDelete: () => "tombstone",
};

// A property left out of an update keeps its value, and the irreversible ones keep it for good.
function vaultOutputs(inputs: Properties, config: ProviderConfig, store: Store): Properties {
  const name = readText(inputs, "vaultName") ?? "";
  const previous = (store.get(TOKENS.vault, vaultId(inputs, config)) ?? findDeleted(store, name))?.outputs;
  const given = inputs.properties;
  const properties: Properties =
    typeof given === "object" && given !== null && !Array.isArray(given) ? { ...given } : {};
  const isPurgeProtected =
    readFlag(inputs, "properties.enablePurgeProtection") ?? readFlag(previous, "properties.enablePurgeProtection");
  return {
    name,
    type: ARM_TYPE,
    location: locationOf(inputs, config, store) ?? "",
    properties: {
      ...properties,
      enableSoftDelete:
        readFlag(inputs, "properties.enableSoftDelete") ?? readFlag(previous, "properties.enableSoftDelete") ?? true,
      softDeleteRetentionInDays:
        readNumber(inputs, "properties.softDeleteRetentionInDays") ??
        readNumber(previous, "properties.softDeleteRetentionInDays") ??
        RETENTION.maximum,
      ...(isPurgeProtected === undefined ? {} : { enablePurgeProtection: isPurgeProtected }),
      vaultUri: `https://${name.toLowerCase()}.vault.azure.net/`,
      provisioningState: "Succeeded",
    },
  };
}
