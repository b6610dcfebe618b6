import type { Call, Rule, Stored } from "../resource.ts";
import { findById, isSameId, isSameText, normalizeId } from "./arm.ts";
import { isGranted } from "./authorization.ts";
import { read, readFlag, readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ERROR_CODES = "https://learn.microsoft.com/rest/api/storagerp/srp_error_codes_create_storage_account";
const OVERVIEW = "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview";
const NEW_ACCOUNT = "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-new-account";
const IDENTITY = "encryption.encryptionIdentity.encryptionUserAssignedIdentity";

/**
 * The built-in roles that allow to get, wrap and unwrap a key: Crypto Service Encryption User, Crypto User, Crypto Officer, Administrator.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
 */
const KEY_ROLES = [
  "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "12338af0-0e69-4776-bea7-57ae8d297424",
  "14b46e9e-c2b7-4b41-b07b-48a6ebf60603",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483",
];
const KEY_PERMISSIONS = ["get", "wrapKey", "unwrapKey"];

const isCustomerManaged = ({ inputs }: Call) => isSameText(read(inputs, "encryption.keySource"), "Microsoft.Keyvault");

/** A key of a managed HSM is outside the sandbox. */
const isInVault = (call: Call) =>
  isCustomerManaged(call) &&
  readText(call.inputs, "encryption.keyVaultProperties.keyVaultUri")?.includes(".managedhsm.") === false;

function findVault({ inputs, store }: Call): Stored | undefined {
  const uri = readText(inputs, "encryption.keyVaultProperties.keyVaultUri") ?? "";
  return store
    .list(TOKENS.vault)
    .find((vault) => normalizeId(readText(vault.outputs, "properties.vaultUri") ?? "") === normalizeId(uri));
}

function findKey(call: Call, vault: Stored | undefined): Stored | undefined {
  const name = readText(call.inputs, "encryption.keyVaultProperties.keyName");
  return vault === undefined ? undefined : findById(call.store, TOKENS.key, `${vault.id}/keys/${name}`);
}

/** Whom the key vault sees: the identity that encrypts, or on an existing account its own. */
function findPrincipal({ inputs, existing, store }: Call): string | undefined {
  const id = readText(inputs, IDENTITY);
  if (id === undefined) return readText(existing?.outputs, "identity.principalId");
  return readText(findById(store, TOKENS.identity, id)?.outputs, "principalId");
}

function mayUseKey(call: Call, vault: Stored, key: Stored): boolean {
  const principalId = findPrincipal(call);
  if (principalId === undefined) return false;
  if (readFlag(vault.inputs, "properties.enableRbacAuthorization") === true) {
    return isGranted(call.store, principalId, KEY_ROLES, key.id);
  }
  return readList(vault.inputs, "properties.accessPolicies").some((policy) => {
    const permissions = readList(policy, "permissions.keys");
    const allows = (wanted: string) => permissions.some((p) => isSameText(p, wanted) || isSameText(p, "all"));
    return isSameText(read(policy, "objectId"), principalId) && KEY_PERMISSIONS.every(allows);
  });
}

const keyIsNamed: Rule = {
  id: "storage-encryption-key-is-named",
  source: ERROR_CODES,
  on: ["create", "update"],
  refuse(call) {
    if (!isCustomerManaged(call)) return undefined;
    const missing = ["keyName", "keyVaultUri"].filter(
      (property) => readText(call.inputs, `encryption.keyVaultProperties.${property}`) === undefined,
    );
    if (missing.length === 0) return undefined;
    return {
      name: "InvalidValuesForRequestParameters",
      message: `Values for request parameters are invalid: ${missing.map((name) => `keyVaultProperties.${name}`).join(", ")}.`,
    };
  },
};

const identityIsAssigned: Rule = {
  id: "storage-encryption-identity-is-assigned",
  source: NEW_ACCOUNT,
  on: ["create", "update"],
  refuse(call) {
    if (!isCustomerManaged(call)) return undefined;
    const id = readText(call.inputs, IDENTITY);
    const type = readText(call.inputs, "identity.type") ?? "None";
    const assigned = readList(call.inputs, "identity.userAssignedIdentities");
    const isAssigned =
      id === undefined
        ? call.verb === "update" && type.includes("SystemAssigned")
        : type.includes("UserAssigned") && assigned.some((other) => typeof other === "string" && isSameId(other, id));
    if (isAssigned) return undefined;
    return {
      name: "InvalidValuesForRequestParameters",
      message:
        "Values for request parameters are invalid: encryption.identity.userAssignedIdentity. It must be one of the account's user-assigned identities.",
    };
  },
};

const keyExists: Rule = {
  id: "storage-encryption-key-exists",
  source: ERROR_CODES,
  on: ["create", "update"],
  refuse(call) {
    if (!isInVault(call) || findKey(call, findVault(call)) !== undefined) return undefined;
    const uri = readText(call.inputs, "encryption.keyVaultProperties.keyVaultUri")?.replace(/\/+$/, "");
    const name = readText(call.inputs, "encryption.keyVaultProperties.keyName");
    return {
      name: "KeyVaultKeyNotFound",
      message: `The operation failed because the specified Key Vault key '${uri}/keys/${name}' was not found.`,
    };
  },
};

const keyIsRsa: Rule = {
  id: "storage-encryption-key-is-rsa",
  source: OVERVIEW,
  on: ["create", "update"],
  refuse(call) {
    const key = isInVault(call) ? findKey(call, findVault(call)) : undefined;
    const type = readText(key?.inputs, "properties.kty");
    if (key === undefined || type?.startsWith("RSA") === true) return undefined;
    return {
      name: "InvalidValuesForRequestParameters",
      message: `Values for request parameters are invalid: keyVaultProperties.keyName. Azure Storage encrypts with RSA keys, not with ${type}.`,
    };
  },
};

const vaultIsRecoverable: Rule = {
  id: "storage-encryption-vault-is-recoverable",
  source: ERROR_CODES,
  on: ["create", "update"],
  refuse(call) {
    const vault = isInVault(call) ? findVault(call) : undefined;
    const protections = ["properties.enableSoftDelete", "properties.enablePurgeProtection"];
    if (vault === undefined || protections.every((path) => readFlag(vault.outputs, path) === true)) return undefined;
    return { name: "KeyVaultPolicyError", message: "Keyvault policy recoverable is not set" };
  },
};

const identityMayUseTheKey: Rule = {
  id: "storage-encryption-identity-may-use-the-key",
  source: ERROR_CODES,
  on: ["create", "update"],
  refuse(call) {
    const vault = isInVault(call) ? findVault(call) : undefined;
    const key = findKey(call, vault);
    if (vault === undefined || key === undefined || mayUseKey(call, vault, key)) return undefined;
    return {
      name: "KeyVaultAuthenticationFailure",
      message: "The operation failed because of authentication issue on the keyvault.",
    };
  },
};

const infrastructureEncryptionIsFixed: Rule = {
  id: "storage-infrastructure-encryption-is-fixed",
  source: "https://learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable",
  on: ["update"],
  refuse({ inputs, existing }) {
    const path = "encryption.requireInfrastructureEncryption";
    const after = readFlag(inputs, path);
    if (after === undefined || after === (readFlag(existing?.inputs, path) ?? false)) return undefined;
    return {
      name: "AccountPropertyCannotBeUpdated",
      message: "The property 'requireInfrastructureEncryption' was specified in the input, but it cannot be updated.",
    };
  },
};

export const encryptionRules: readonly Rule[] = [
  keyIsNamed,
  identityIsAssigned,
  keyExists,
  keyIsRsa,
  vaultIsRecoverable,
  identityMayUseTheKey,
  infrastructureEncryptionIsFixed,
];
