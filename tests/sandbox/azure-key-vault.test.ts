import { expect, test } from "vitest";
import { key } from "../../sandbox/azure/key.ts";
import { vault } from "../../sandbox/azure/key-vault.ts";
import type { Properties, Stored } from "../../sandbox/resource.ts";
import { type Case, CONFIG, checkRules, edit, judge, letters, place } from "./azure-cases.ts";
import { encryptionKey, group, keyInputs, keyVault, vaultInputs } from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";

const deleted: Stored = { ...keyVault, tombstone: true };
const elsewhere = place(vault, { ...vaultInputs, resourceGroupName: "other" }, [group]);
const RETENTION = "properties.softDeleteRetentionInDays";

const badVault = (rule: string, when: string, faulty: Properties, near: Properties, refusal: Case["expect"]): Case => ({
  rule,
  when,
  inputs: faulty,
  given: [group],
  expect: refusal,
  mended: { inputs: near },
});

const badVaultName = (when: string, name: string, near: string) =>
  badVault(
    "vault-name-is-valid",
    when,
    { ...vaultInputs, vaultName: name },
    { ...vaultInputs, vaultName: near },
    { name: "VaultNameNotValid", message: /must be between 3-24 alphanumeric characters/ },
  );

const badVaultRetention = (days: number, near: number) =>
  badVault(
    "vault-soft-delete-retention-is-in-range",
    `a soft-delete retention of ${days} days`,
    edit(vaultInputs, RETENTION, days),
    edit(vaultInputs, RETENTION, near),
    { name: "BadRequest", message: />= 7 and <= 90/ },
  );

checkRules(vault, [
  {
    rule: "vault-resource-group-exists",
    when: "a vault in a group that doesn't exist",
    inputs: vaultInputs,
    expect: { name: "ResourceGroupNotFound", message: /'logs'/ },
    mended: { given: [group] },
  },
  badVault(
    "vault-location-is-a-region",
    "a location that isn't a region",
    { ...vaultInputs, location: "europe" },
    { ...vaultInputs, location: "North Europe" },
    { name: "LocationNotAvailableForResourceType", message: /'europe'.*Microsoft\.KeyVault\/vaults/ },
  ),
  badVaultName("a name of 2 characters", "kv", "kvt"),
  badVaultName("a name of 25 characters", letters(25), letters(24)),
  badVaultName("a name that starts with a digit", "1vault", "vault1"),
  badVaultName("a name that ends with a hyphen", "vault-", "vault-1"),
  badVaultName("a name with two hyphens in a row", "audit--keys", "audit-keys"),
  {
    rule: "vault-name-is-globally-unique",
    when: "the name of a vault in another group",
    inputs: vaultInputs,
    given: [group, elsewhere],
    expect: { name: "VaultAlreadyExists", message: /'audit-keys' is already in use/ },
    mended: { inputs: { ...vaultInputs, vaultName: "audit-keys-2" } },
  },
  {
    rule: "vault-name-is-not-soft-deleted",
    when: "the name of a soft-deleted vault",
    inputs: vaultInputs,
    given: [group, deleted],
    expect: { name: "ConflictError", message: /same name already exists in deleted state/ },
    mended: { inputs: edit(vaultInputs, "properties.createMode", "recover") },
  },
  {
    rule: "vault-recovery-has-a-deleted-vault",
    when: "the recovery of a vault that nobody deleted",
    inputs: edit(vaultInputs, "properties.createMode", "recover"),
    given: [group],
    expect: { name: "SoftDeletedVaultDoesNotExist", message: /soft deleted vault with the given name does not exist/ },
    mended: { given: [group, deleted] },
  },
  badVaultRetention(6, 7),
  badVaultRetention(91, 90),
  {
    rule: "vault-soft-delete-retention-is-fixed",
    when: "another soft-delete retention for a vault that exists",
    existing: keyVault,
    inputs: edit(vaultInputs, RETENTION, 89),
    expect: { name: "BadRequest", message: /has been set already and it can't be modified/ },
    mended: { inputs: edit(vaultInputs, RETENTION, undefined) },
  },
  {
    rule: "vault-soft-delete-stays-on",
    when: "to switch soft delete off",
    existing: keyVault,
    inputs: edit(vaultInputs, "properties.enableSoftDelete", false),
    expect: { name: "BadRequest", message: /'soft delete' functionality is irreversible/ },
    mended: { inputs: edit(vaultInputs, "properties.enableSoftDelete", true) },
  },
  {
    rule: "vault-purge-protection-is-never-false",
    when: "to switch purge protection off",
    existing: keyVault,
    inputs: edit(vaultInputs, "properties.enablePurgeProtection", false),
    expect: { name: "BadRequest", message: /purge protection for a vault is an irreversible action/ },
    mended: { inputs: edit(vaultInputs, "properties.enablePurgeProtection", undefined) },
  },
  badVault(
    "vault-purge-protection-is-never-false",
    "a new vault with purge protection set to false",
    edit(vaultInputs, "properties.enablePurgeProtection", false),
    edit(vaultInputs, "properties.enablePurgeProtection", undefined),
    { name: "BadRequest", message: /cannot be set to false/ },
  ),
  badVault(
    "vault-tenant-is-a-guid",
    "a tenant by its domain",
    edit(vaultInputs, "properties.tenantId", "contoso.onmicrosoft.com"),
    edit(vaultInputs, "properties.tenantId", "00000000-0000-0000-0000-00000000000A"),
    { name: "BadRequest", message: /'contoso\.onmicrosoft\.com' is not the id of a tenant/ },
  ),
]);

test("Purge protection outlives the property that enabled it.", () => {
  const without = edit(vaultInputs, "properties.enablePurgeProtection", undefined);
  const outputs = vault.outputs(without, CONFIG, memoryStore([group, keyVault]));
  expect(outputs.properties).toMatchObject({ enablePurgeProtection: true });
});

test("A deleted vault leaves its name taken, and a deleted key stays.", () => {
  const call = { inputs: {}, config: CONFIG, store: memoryStore([]), verb: "delete", token: "" } as const;
  expect([vault.onDelete?.(call), key.onDelete?.(call)]).toEqual(["tombstone", "keep"]);
});

const inVault = [group, keyVault];
const ROTATION = "properties.rotationPolicy";

const badKey = (rule: string, when: string, faulty: Properties, near: Properties, message: RegExp): Case => ({
  rule,
  when,
  inputs: faulty,
  given: inVault,
  expect: { name: "BadParameter", message },
  mended: { inputs: near },
});

function rotation(expiryTime: string | undefined, type: "rotate" | "notify", trigger: Properties): Properties {
  const attributes = expiryTime === undefined ? {} : { attributes: { expiryTime } };
  return edit(keyInputs, ROTATION, { ...attributes, lifetimeActions: [{ action: { type }, trigger }] });
}

const badTrigger = (when: string, faulty: Properties, near: Properties, expiry = "P90D") =>
  badKey(
    "key-rotation-trigger-keeps-its-distance",
    when,
    rotation(expiry, "rotate", faulty),
    rotation(expiry, "rotate", near),
    /at least 7 days after creation and at least 7 days before expiry/,
  );

checkRules(key, [
  {
    rule: "key-parent-exists",
    when: "a key in a vault that doesn't exist",
    inputs: keyInputs,
    given: [group],
    expect: { name: "ParentResourceNotFound", message: /parent resource '.*vaults\/audit-keys' could not be found/ },
    mended: { given: inVault },
  },
  badKey(
    "key-name-is-valid",
    "a name of 128 characters",
    { ...keyInputs, keyName: letters(128) },
    { ...keyInputs, keyName: letters(127) },
    /invalid name/,
  ),
  badKey(
    "key-name-is-valid",
    "a name with an underscore",
    { ...keyInputs, keyName: "audit_logs" },
    { ...keyInputs, keyName: "audit-logs" },
    /invalid name: audit_logs/,
  ),
  badKey(
    "key-type-is-supported",
    "a symmetric key",
    edit(keyInputs, "properties.kty", "oct"),
    edit(keyInputs, "properties.kty", "EC"),
    /kty has the invalid value 'oct'/,
  ),
  {
    rule: "key-in-hardware-has-a-premium-vault",
    when: "a hardware-protected key in a standard vault",
    inputs: edit(keyInputs, "properties.kty", "RSA-HSM"),
    given: inVault,
    expect: { name: "BadParameter", message: /'RSA-HSM' is not supported in a vault of the SKU 'standard'/ },
    mended: { given: [group, place(vault, edit(vaultInputs, "properties.sku.name", "premium"), [group])] },
  },
  badKey(
    "key-size-is-supported",
    "an RSA key of 1024 bits",
    edit(keyInputs, "properties.keySize", 1024),
    edit(keyInputs, "properties.keySize", 4096),
    /key_size has the invalid value 1024/,
  ),
  badKey(
    "key-rotation-durations-are-iso-8601",
    "an expiry in days without ISO 8601",
    rotation("90 days", "rotate", { timeAfterCreate: "P30D" }),
    rotation("P1Y6M", "rotate", { timeAfterCreate: "P30D" }),
    /'90 days' isn't an ISO 8601 duration/,
  ),
  badKey(
    "key-rotation-expiry-is-long-enough",
    "an expiry of 27 days",
    rotation("P27D", "rotate", { timeAfterCreate: "P10D" }),
    rotation("P28D", "rotate", { timeAfterCreate: "P10D" }),
    /at least 28 days/,
  ),
  badTrigger("a rotation 6 days after creation", { timeAfterCreate: "P6D" }, { timeAfterCreate: "P7D" }),
  badTrigger("a rotation 6 days before expiry", { timeBeforeExpiry: "P6D" }, { timeBeforeExpiry: "P7D" }),
  badTrigger("a rotation 84 days into 90", { timeAfterCreate: "P84D" }, { timeAfterCreate: "P83D" }),
  badTrigger("a rotation 84 days before the end of 90", { timeBeforeExpiry: "P84D" }, { timeBeforeExpiry: "P83D" }),
  badKey(
    "key-rotation-before-expiry-has-an-expiry",
    "a trigger before an expiry that isn't set",
    rotation(undefined, "rotate", { timeBeforeExpiry: "P30D" }),
    rotation("P1Y", "rotate", { timeBeforeExpiry: "P30D" }),
    /timeBeforeExpiry needs the policy's expiryTime/,
  ),
  badKey(
    "key-rotation-notification-is-before-expiry",
    "a notification some time after creation",
    rotation("P1Y", "notify", { timeAfterCreate: "P30D" }),
    rotation("P1Y", "notify", { timeBeforeExpiry: "P30D" }),
    /a notification has timeBeforeExpiry/,
  ),
]);

test("A key that is never rotated is accepted, and its addresses are those of its vault.", () => {
  expect(judge(key, { inputs: keyInputs, given: inVault })).toEqual([]);
  expect(encryptionKey.outputs.keyUri).toBe("https://audit-keys.vault.azure.net/keys/logs");
  expect(encryptionKey.outputs.keyUriWithVersion).toMatch(/\/keys\/logs\/[0-9a-f]{32}$/);
});
