import { expect, test } from "vitest";
import { subscriptionDiagnosticSetting } from "../../sandbox/azure/monitor.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { type Case, CONFIG, checkRules, edit, judge, letters, place } from "./azure-cases.ts";
import { encrypted, encryptionCases } from "./azure-encryption-cases.ts";
import { account, accountInputs, group, identity } from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";

const bad = (rule: string, when: string, faulty: Properties, near: Properties, refusal: Case["expect"]): Case => ({
  rule,
  when,
  inputs: faulty,
  given: [group],
  expect: refusal,
  mended: { inputs: near },
});

const badName = (when: string, accountName: string, near: string) =>
  bad(
    "storage-account-name-is-valid",
    when,
    { ...accountInputs, accountName },
    { ...accountInputs, accountName: near },
    { name: "AccountNameInvalid", message: /between 3 and 24 characters in length/ },
  );

const badSku = (kind: string, sku: string, near: string) =>
  bad(
    "storage-account-sku-fits-its-kind",
    `${sku} for the kind ${kind}`,
    { ...accountInputs, kind, sku: { name: sku } },
    { ...accountInputs, kind, sku: { name: near } },
    { name: "InvalidAccountType", message: new RegExp(`AccountType ${sku} is invalid`) },
  );

const elsewhere = place(storageAccount, { ...accountInputs, resourceGroupName: "other" }, [group]);
const ofAnother = place(storageAccount, accountInputs, [], {
  ...CONFIG,
  subscriptionId: "00000000-0000-0000-0000-00000000000f",
});

const placement: Case[] = [
  {
    rule: "storage-account-resource-group-exists",
    when: "an account in a group that doesn't exist",
    inputs: accountInputs,
    expect: { name: "ResourceGroupNotFound", message: /'logs'/ },
    mended: { given: [group] },
  },
  bad(
    "storage-account-location-is-a-region",
    "a location that isn't a region",
    { ...accountInputs, location: "eu" },
    { ...accountInputs, location: "westeurope" },
    { name: "LocationNotAvailableForResourceType", message: /'eu'.*Microsoft\.Storage\/storageAccounts/ },
  ),
  badName("a name of 2 characters", "lo", "log"),
  badName("a name of 25 characters", letters(25), letters(24)),
  badName("a hyphen, as in a name made from a logical name", "audit-logs1a2b3c4d", "auditlogs1a2b3c4d"),
  badName("an upper-case letter", "auditLogs", "auditlogs2"),
  {
    rule: "storage-account-name-is-globally-unique",
    when: "the name of another subscription's account",
    inputs: accountInputs,
    given: [group, ofAnother],
    expect: { name: "StorageAccountAlreadyTaken", message: /storage account named auditlogs is already taken/ },
    mended: { inputs: { ...accountInputs, accountName: "auditlogs2" } },
  },
  {
    rule: "storage-account-name-is-unique-in-the-subscription",
    when: "the name of another group's account",
    inputs: accountInputs,
    given: [group, elsewhere],
    expect: { name: "StorageAccountInAnotherResourceGroup", message: /already in another resource group/ },
    mended: { inputs: { ...accountInputs, accountName: "auditlogs2" } },
  },
  badSku("BlobStorage", "Standard_ZRS", "Standard_GRS"),
  badSku("BlockBlobStorage", "Standard_LRS", "Premium_ZRS"),
  badSku("StorageV2", "StandardV2_LRS", "Standard_RAGZRS"),
  bad(
    "storage-account-minimum-tls-is-supported",
    "TLS 1.3 as the minimum",
    { ...accountInputs, minimumTlsVersion: "TLS1_3" },
    { ...accountInputs, minimumTlsVersion: "TLS1_2" },
    { name: "InvalidRequestPropertyValue", message: /'TLS1_3' is not allowed for property minimumTlsVersion/ },
  ),
  {
    rule: "storage-account-identities-exist",
    when: "an identity that doesn't exist",
    inputs: { ...accountInputs, identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] } },
    given: [group],
    expect: { name: "FailedIdentityOperation", message: /userAssignedIdentities\/encryptor' was not found/ },
    mended: { given: [group, identity] },
  },
];

const BLOCK = "immutableStorageWithVersioning";
const worm = (policy?: Properties, enabled = true): Properties => ({
  ...accountInputs,
  [BLOCK]: { enabled, ...(policy === undefined ? {} : { immutabilityPolicy: policy }) },
});
const policy = (state: string, days = 400, allowProtectedAppendWrites = true): Properties => ({
  state,
  immutabilityPeriodSinceCreationInDays: days,
  allowProtectedAppendWrites,
});
const existingWorm = (state: string) => place(storageAccount, worm(policy(state)), [group]);
const POLICY_ERROR = "InvalidStorageAccountImmutabilityPolicy";

const badPeriod = (days: number, near: number) =>
  bad(
    "storage-immutability-period-is-in-range",
    `an immutability period of ${days} days`,
    worm(policy("Unlocked", days)),
    worm(policy("Unlocked", near)),
    { name: POLICY_ERROR, message: /between 1 and 146000 days/ },
  );

const badUpdate = (rule: string, when: string, faulty: Properties, near: Properties, message: RegExp): Case => ({
  rule,
  when,
  existing: existingWorm("Locked"),
  inputs: faulty,
  given: [group],
  expect: { name: POLICY_ERROR, message },
  mended: { inputs: near },
});

const delivery = place(subscriptionDiagnosticSetting, { name: "export", storageAccountId: account.id });

const immutability: Case[] = [
  {
    rule: "storage-immutability-is-enabled-at-creation",
    when: "to enable version-level immutability later",
    existing: account,
    inputs: worm(),
    given: [group],
    expect: { name: "AccountPropertyCannotBeUpdated", message: /immutableStorageWithVersioning\.enabled/ },
    mended: { inputs: worm(undefined, false) },
  },
  {
    rule: "storage-immutability-is-enabled-at-creation",
    when: "to disable version-level immutability",
    existing: existingWorm("Unlocked"),
    inputs: worm(policy("Unlocked"), false),
    given: [group],
    expect: { name: "AccountPropertyCannotBeUpdated", message: /immutableStorageWithVersioning\.enabled/ },
    mended: { inputs: accountInputs },
  },
  bad(
    "storage-immutability-policy-has-it-enabled",
    "a policy without version-level immutability",
    worm(policy("Unlocked"), false),
    worm(policy("Unlocked")),
    { name: POLICY_ERROR, message: /account level WORM is disabled/ },
  ),
  bad(
    "storage-immutability-account-supports-it",
    "version-level immutability with a hierarchical namespace",
    { ...worm(), isHnsEnabled: true },
    { ...worm(), isHnsEnabled: false },
    { name: "AccountPropertyCannotBeSet", message: /without hierarchical namespace/ },
  ),
  bad(
    "storage-immutability-account-supports-it",
    "version-level immutability for a general-purpose v1 account",
    { ...worm(), kind: "Storage", sku: { name: "Standard_LRS" } },
    { ...worm(), kind: "BlockBlobStorage", sku: { name: "Premium_LRS" } },
    { name: "AccountPropertyCannotBeSet", message: /general-purpose v2/ },
  ),
  badPeriod(0, 1),
  badPeriod(146_001, 146_000),
  bad(
    "storage-immutability-policy-is-locked-from-unlocked",
    "a policy that is locked from the start",
    worm(policy("Locked")),
    worm(policy("Unlocked")),
    { name: POLICY_ERROR, message: /only be created in a Disabled or Unlocked state/ },
  ),
  {
    rule: "storage-immutability-policy-is-locked-from-unlocked",
    when: "to lock a disabled policy",
    existing: existingWorm("Disabled"),
    inputs: worm(policy("Locked")),
    given: [group],
    expect: { name: POLICY_ERROR, message: /Only a policy in an Unlocked state/ },
    mended: { existing: existingWorm("Unlocked") },
  },
  badUpdate(
    "storage-immutability-lock-stays",
    "to unlock a policy",
    worm(policy("Unlocked")),
    worm(policy("Locked")),
    /can't be unlocked, disabled or removed/,
  ),
  badUpdate(
    "storage-immutability-lock-stays",
    "to remove a locked policy",
    worm(),
    worm(policy("Locked")),
    /can't be unlocked, disabled or removed/,
  ),
  badUpdate(
    "storage-immutability-locked-period-only-grows",
    "to shorten the period of a locked policy",
    worm(policy("Locked", 399)),
    worm(policy("Locked", 401)),
    /from 400 days, not to 399/,
  ),
  badUpdate(
    "storage-immutability-locked-append-writes-are-fixed",
    "to forbid appends under a locked policy",
    worm(policy("Locked", 400, false)),
    worm(policy("Locked", 400, true)),
    /only be changed for disabled and unlocked/,
  ),
  {
    rule: "storage-account-is-empty-at-deletion",
    when: "to delete an immutable account that a setting delivered to",
    verb: "delete",
    existing: existingWorm("Unlocked"),
    given: [{ ...delivery, tombstone: true }],
    expect: { name: "AccountProtectedFromDeletion", message: /auditlogs is protected from deletion/ },
    mended: { existing: account },
  },
];

checkRules(storageAccount, [...placement, ...encryptionCases, ...immutability]);

test("An unlocked policy may be shortened, disabled and changed.", () => {
  for (const after of [policy("Unlocked", 1), policy("Disabled", 1), policy("Unlocked", 400, false)]) {
    const situation = { existing: existingWorm("Unlocked"), inputs: worm(after), given: [group] };
    expect(judge(storageAccount, situation)).toEqual([]);
  }
});

test("Immutability outlives the property that enabled it, up to the account's own end.", () => {
  const kept = storageAccount.outputs(accountInputs, CONFIG, memoryStore([group, existingWorm("Unlocked")]));
  expect(kept[BLOCK]).toEqual({ enabled: true, immutabilityPolicy: policy("Unlocked") });
  expect(storageAccount.outputs(accountInputs, CONFIG, memoryStore([group]))).not.toHaveProperty(BLOCK);
});

test("An immutable account that nothing was delivered to can be deleted.", () => {
  expect(judge(storageAccount, { verb: "delete", existing: existingWorm("Unlocked"), given: [group] })).toEqual([]);
});

test("A key of a managed HSM is beyond the sandbox, and accepted.", () => {
  const uri = "https://keys.managedhsm.azure.net/";
  const inputs = edit(encrypted, "encryption.keyVaultProperties.keyVaultUri", uri);
  expect(judge(storageAccount, { inputs, given: [group, identity] })).toEqual([]);
});
