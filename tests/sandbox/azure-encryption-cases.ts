import { roleAssignment } from "../../sandbox/azure/authorization.ts";
import { key } from "../../sandbox/azure/key.ts";
import { vault } from "../../sandbox/azure/key-vault.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import type { Json, Properties, Stored } from "../../sandbox/resource.ts";
import { type Case, edit, place } from "./azure-cases.ts";
import {
  account,
  accountInputs,
  encryptionKey,
  grant,
  grantInputs,
  group,
  identity,
  keyInputs,
  keyVault,
  READER,
  vaultInputs,
} from "./azure-world.ts";

export const encrypted: Properties = {
  ...accountInputs,
  identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
  encryption: {
    keySource: "Microsoft.Keyvault",
    requireInfrastructureEncryption: true,
    encryptionIdentity: { encryptionUserAssignedIdentity: identity.id },
    keyVaultProperties: { keyName: "logs", keyVaultUri: "https://audit-keys.vault.azure.net" },
  },
};
const foundation = [group, identity, keyVault, encryptionKey, grant];
const withoutPurgeProtection = edit(vaultInputs, "properties.enablePurgeProtection", undefined);
const withPolicies = (permissions: Json[]) =>
  place(
    vault,
    edit(edit(vaultInputs, "properties.enableRbacAuthorization", false), "properties.accessPolicies", [
      { tenantId: "", objectId: identity.outputs.principalId ?? "", permissions: { keys: permissions } },
    ]),
    [group],
  );
const grantOn = (scope: string, roleDefinitionId = grantInputs.roleDefinitionId ?? "") =>
  place(roleAssignment, { ...grantInputs, scope, roleDefinitionId });

const badGrant = (when: string, given: Stored[], near: Stored[]): Case => ({
  rule: "storage-encryption-identity-may-use-the-key",
  when,
  inputs: encrypted,
  given: [group, identity, encryptionKey, ...given],
  expect: { name: "KeyVaultAuthenticationFailure", message: /authentication issue on the keyvault/ },
  mended: { given: [group, identity, encryptionKey, ...near] },
});

const systemAssigned = place(storageAccount, { ...accountInputs, identity: { type: "SystemAssigned" } }, [group]);
const ownKey = edit({ ...encrypted, identity: { type: "SystemAssigned" } }, "encryption.encryptionIdentity", undefined);
const ownGrant = place(roleAssignment, {
  ...grantInputs,
  principalId: (systemAssigned.outputs.identity as Properties).principalId ?? "",
});

export const encryptionCases: Case[] = [
  {
    rule: "storage-encryption-key-is-named",
    when: "a customer-managed key without a name",
    inputs: edit(encrypted, "encryption.keyVaultProperties", { keyVaultUri: "https://keys.managedhsm.azure.net" }),
    given: foundation,
    expect: { name: "InvalidValuesForRequestParameters", message: /keyVaultProperties\.keyName/ },
    mended: { inputs: encrypted },
  },
  {
    rule: "storage-encryption-identity-is-assigned",
    when: "to encrypt with an identity that isn't the account's",
    inputs: { ...encrypted, identity: { type: "SystemAssigned" } },
    given: foundation,
    expect: { name: "InvalidValuesForRequestParameters", message: /encryption\.identity\.userAssignedIdentity/ },
    mended: {
      inputs: {
        ...encrypted,
        identity: { ...(encrypted.identity as Properties), type: "SystemAssigned,UserAssigned" },
      },
    },
  },
  {
    rule: "storage-encryption-identity-is-assigned",
    when: "an identity in the list of an account without user-assigned identities",
    inputs: { ...encrypted, identity: { type: "SystemAssigned", userAssignedIdentities: [identity.id] } },
    given: foundation,
    expect: { name: "InvalidValuesForRequestParameters", message: /encryption\.identity\.userAssignedIdentity/ },
    mended: {
      inputs: {
        ...encrypted,
        identity: { ...(encrypted.identity as Properties), type: "SystemAssigned,UserAssigned" },
      },
    },
  },
  {
    rule: "storage-encryption-identity-is-assigned",
    when: "a new account that encrypts with its own identity",
    inputs: ownKey,
    given: [...foundation, ownGrant],
    expect: { name: "InvalidValuesForRequestParameters", message: /encryption\.identity\.userAssignedIdentity/ },
    mended: { existing: { ...systemAssigned, inputs: ownKey } },
  },
  {
    rule: "storage-encryption-key-exists",
    when: "a key that doesn't exist",
    inputs: encrypted,
    given: [group, identity, keyVault, grant],
    expect: { name: "KeyVaultKeyNotFound", message: /audit-keys\.vault\.azure\.net\/keys\/logs' was not found/ },
    mended: { given: foundation },
  },
  {
    rule: "storage-encryption-key-exists",
    when: "a key of a vault that was deleted",
    inputs: encrypted,
    given: [group, identity, { ...keyVault, tombstone: true }, encryptionKey, grant],
    expect: { name: "KeyVaultKeyNotFound", message: /was not found/ },
    mended: { given: foundation },
  },
  {
    rule: "storage-encryption-key-is-rsa",
    when: "an elliptic-curve key",
    inputs: encrypted,
    given: [group, identity, keyVault, place(key, edit(keyInputs, "properties.kty", "EC"), [keyVault]), grant],
    expect: { name: "InvalidValuesForRequestParameters", message: /encrypts with RSA keys, not with EC/ },
    mended: { given: foundation },
  },
  {
    rule: "storage-encryption-vault-is-recoverable",
    when: "a vault without purge protection",
    inputs: encrypted,
    given: [group, identity, place(vault, withoutPurgeProtection, [group]), encryptionKey, grant],
    expect: { name: "KeyVaultPolicyError", message: /recoverable is not set/ },
    mended: { given: foundation },
  },
  {
    rule: "storage-encryption-vault-is-recoverable",
    when: "a vault without soft delete",
    inputs: encrypted,
    given: [
      group,
      identity,
      place(vault, edit(vaultInputs, "properties.enableSoftDelete", false), [group]),
      encryptionKey,
      grant,
    ],
    expect: { name: "KeyVaultPolicyError", message: /recoverable is not set/ },
    mended: { given: foundation },
  },
  badGrant("an identity without a role", [keyVault], [keyVault, grant]),
  badGrant("an identity with a role that can't use keys", [keyVault, grantOn(keyVault.id, READER)], [keyVault, grant]),
  badGrant(
    "a role on another vault",
    [keyVault, grantOn(keyVault.id.slice(0, -1))],
    [keyVault, grantOn(`${keyVault.id}/keys/logs`)],
  ),
  badGrant(
    "a role on another group",
    [keyVault, grantOn(group.id.slice(0, -1))],
    [keyVault, grantOn(group.id.toUpperCase())],
  ),
  badGrant(
    "an access policy that can't unwrap",
    [withPolicies(["get", "wrapKey"])],
    [withPolicies(["Get", "WrapKey", "UnwrapKey"])],
  ),
  badGrant("a role in a vault that goes by access policies", [withPolicies([]), grant], [keyVault, grant]),
  {
    rule: "storage-infrastructure-encryption-is-fixed",
    when: "to switch infrastructure encryption on later",
    existing: account,
    inputs: { ...accountInputs, encryption: { requireInfrastructureEncryption: true } },
    given: [group],
    expect: { name: "AccountPropertyCannotBeUpdated", message: /'requireInfrastructureEncryption'/ },
    mended: { inputs: { ...accountInputs, encryption: { requireInfrastructureEncryption: false } } },
  },
];
