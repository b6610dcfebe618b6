import { blobContainer } from "../../sandbox/azure/blob-container.ts";
import { blobService } from "../../sandbox/azure/blob-service.ts";
import { diagnosticSetting, subscriptionDiagnosticSetting } from "../../sandbox/azure/monitor.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import { managementPolicy } from "../../sandbox/azure/storage-policy.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { type Case, checkRules, edit, letters, place } from "./azure-cases.ts";
import { account, accountInputs, group, keyVault } from "./azure-world.ts";

const ENABLED = "immutableStorageWithVersioning.enabled";
const inAccount = { resourceGroupName: "logs", accountName: "auditlogs" };
const immutable = place(storageAccount, edit(accountInputs, ENABLED, true), [group]);

const serviceInputs: Properties = { ...inAccount, blobServicesName: "default", isVersioningEnabled: true };

function badDays(property: string, rule: string, days: number, near: number): Case {
  return {
    rule,
    when: `${days} days in ${property}`,
    inputs: { ...serviceInputs, [property]: { enabled: true, days } },
    given: [account],
    expect: {
      name: "InvalidRequestPropertyValue",
      message: new RegExp(`${property}.days: it must be between 1 and 365`),
    },
    mended: { inputs: { ...serviceInputs, [property]: { enabled: true, days: near } } },
  };
}

checkRules(blobService, [
  {
    rule: "blob-service-parent-exists",
    when: "the properties of an account that doesn't exist",
    inputs: serviceInputs,
    given: [group],
    expect: { name: "ParentResourceNotFound", message: /storageAccounts\/auditlogs' could not be found/ },
    mended: { given: [account] },
  },
  {
    rule: "blob-service-name-is-default",
    when: "another name than default",
    inputs: { ...serviceInputs, blobServicesName: "logs" },
    given: [account],
    expect: { name: "InvalidRequestPropertyValue", message: /'logs' is not allowed for property blobServicesName/ },
    mended: { inputs: edit(serviceInputs, "blobServicesName", undefined) },
  },
  badDays("deleteRetentionPolicy", "blob-service-delete-retention-is-in-range", 0, 1),
  badDays("deleteRetentionPolicy", "blob-service-delete-retention-is-in-range", 366, 365),
  badDays("containerDeleteRetentionPolicy", "blob-service-container-delete-retention-is-in-range", 0, 1),
  badDays("containerDeleteRetentionPolicy", "blob-service-container-delete-retention-is-in-range", 366, 365),
  {
    rule: "blob-service-versioning-stays-on-with-immutability",
    when: "to disable versioning in an immutable account",
    inputs: { ...serviceInputs, isVersioningEnabled: false },
    given: [immutable],
    expect: { name: "ConflictFeatureEnabled", message: /versioning can't be disabled/ },
    mended: { given: [account] },
  },
  {
    rule: "blob-service-has-no-point-in-time-restore-with-immutability",
    when: "point-in-time restore in an immutable account",
    inputs: { ...serviceInputs, restorePolicy: { enabled: true, days: 6 } },
    given: [immutable],
    expect: { name: "ConflictFeatureEnabled", message: /point-in-time restore can't be enabled/ },
    mended: { inputs: { ...serviceInputs, restorePolicy: { enabled: false } } },
  },
]);

const containerInputs: Properties = { ...inAccount, containerName: "insights-activity-logs" };
const delivery = place(subscriptionDiagnosticSetting, { name: "export", storageAccountId: account.id });
const vaultDelivery = place(diagnosticSetting, {
  name: "export",
  resourceUri: keyVault.id,
  storageAccountId: account.id,
  logs: [{ category: "AuditEvent", enabled: true }],
});
const immutableContainer = place(blobContainer, edit(containerInputs, ENABLED, true));

const badName = (when: string, containerName: string, near: string): Case => ({
  rule: "blob-container-name-is-valid",
  when,
  inputs: { ...inAccount, containerName },
  given: [account],
  expect: { name: "InvalidResourceName", message: /3 to 63 lower-case letters, digits and single hyphens/ },
  mended: { inputs: { ...inAccount, containerName: near } },
});

checkRules(blobContainer, [
  {
    rule: "blob-container-parent-exists",
    when: "a container in an account that doesn't exist",
    inputs: containerInputs,
    given: [group],
    expect: { name: "ParentResourceNotFound", message: /containers'.*storageAccounts\/auditlogs'/ },
    mended: { given: [account] },
  },
  badName("a name of 2 characters", "lo", "log"),
  badName("a name of 64 characters", letters(64), letters(63)),
  badName("an upper-case letter", "auditLogs", "$root"),
  badName("two hyphens in a row", "audit--logs", "audit-logs"),
  badName("a hyphen at the end", "logs-", "logs-1"),
  {
    rule: "blob-container-is-made-before-the-first-delivery",
    when: "the container that Azure Monitor made for the activity log",
    inputs: containerInputs,
    given: [account, delivery],
    expect: { name: "cannot create already existing resource", message: /containers\/insights-activity-logs/ },
    mended: { inputs: { ...inAccount, containerName: "insights-logs-auditevent" } },
  },
  {
    rule: "blob-container-is-made-before-the-first-delivery",
    when: "the container that Azure Monitor made for a vault",
    inputs: { ...inAccount, containerName: "insights-logs-auditevent" },
    given: [account, vaultDelivery],
    expect: { name: "cannot create already existing resource", message: /insights-logs-auditevent/ },
    mended: { given: [account, { ...vaultDelivery, tombstone: true }] },
  },
  {
    rule: "blob-container-public-access-is-permitted",
    when: "public access in an account that doesn't permit it",
    inputs: { ...containerInputs, publicAccess: "Blob" },
    given: [account],
    expect: { name: "PublicAccessNotPermitted", message: /Public access is not permitted/ },
    mended: { given: [place(storageAccount, { ...accountInputs, allowBlobPublicAccess: true }, [group])] },
  },
  {
    rule: "blob-container-immutability-is-supported",
    when: "version-level immutability in an account with a hierarchical namespace",
    inputs: edit(containerInputs, ENABLED, true),
    given: [place(storageAccount, { ...accountInputs, isHnsEnabled: true }, [group])],
    expect: { name: "InvalidRequestPropertyValue", message: /hierarchical namespace/ },
    mended: { given: [account] },
  },
  {
    rule: "blob-container-immutability-stays",
    when: "to disable version-level immutability of a container",
    existing: immutableContainer,
    inputs: edit(containerInputs, ENABLED, false),
    given: [account],
    expect: { name: "InvalidRequestPropertyValue", message: /once enabled it can't be removed/ },
    mended: { inputs: containerInputs },
  },
  {
    rule: "blob-container-is-empty-at-deletion",
    when: "to delete an immutable container that the activity log was delivered to",
    verb: "delete",
    existing: immutableContainer,
    given: [account, { ...delivery, tombstone: true }],
    expect: { name: "ContainerProtectedFromDeletion", message: /insights-activity-logs is protected from deletion/ },
    mended: { given: [account] },
  },
]);

const rule = (name: string, actions: Json, filters?: Json): Json => ({
  name,
  type: "Lifecycle",
  definition: { actions, ...(filters === undefined ? {} : { filters }) },
});
const removal = (days: number): Json => ({ baseBlob: { delete: { daysAfterModificationGreaterThan: days } } });
const cooling: Json = { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 } } };
const ofAppendBlobs: Json = { blobTypes: ["appendBlob"], prefixMatch: ["insights-activity-logs/"] };
const policyOf = (...rules: Json[]): Properties => ({
  ...inAccount,
  managementPolicyName: "default",
  policy: { rules },
});
const manyRules = (count: number) =>
  policyOf(...Array.from({ length: count }, (_, index) => rule(`rule${index}`, removal(400))));
const manyPrefixes = (count: number) =>
  policyOf(rule("expire", removal(400), { blobTypes: ["appendBlob"], prefixMatch: Array(count).fill("logs/") }));

const badPolicy = (id: string, when: string, faulty: Properties, near: Properties, message: RegExp): Case => ({
  rule: id,
  when,
  inputs: faulty,
  given: [account],
  expect: { name: "InvalidRequestPropertyValue", message },
  mended: { inputs: near },
});

checkRules(managementPolicy, [
  {
    rule: "management-policy-parent-exists",
    when: "a policy of an account that doesn't exist",
    inputs: manyRules(1),
    expect: { name: "ParentResourceNotFound", message: /managementPolicies/ },
    mended: { given: [account] },
  },
  badPolicy(
    "management-policy-name-is-default",
    "another name than default",
    { ...manyRules(1), managementPolicyName: "expiry" },
    edit(manyRules(1), "managementPolicyName", undefined),
    /must be 'default'/,
  ),
  badPolicy(
    "management-policy-rule-count-is-in-range",
    "no rules",
    manyRules(0),
    manyRules(1),
    /1 to 100 rules, not 0/,
  ),
  badPolicy("management-policy-rule-count-is-in-range", "101 rules", manyRules(101), manyRules(100), /not 101/),
  badPolicy(
    "management-policy-rule-names-are-unique",
    "two rules of the same name",
    policyOf(rule("expire", removal(400)), rule("expire", removal(500))),
    policyOf(rule("expire", removal(400)), rule("Expire", removal(500))),
    /'expire' is used twice/,
  ),
  badPolicy(
    "management-policy-rule-name-is-valid",
    "a rule name of 257 characters",
    policyOf(rule(letters(257), removal(400))),
    policyOf(rule(letters(256), removal(400))),
    /isn't 1 to 256 alphanumeric characters/,
  ),
  badPolicy(
    "management-policy-rule-name-is-valid",
    "a rule name with a space",
    policyOf(rule("expire logs", removal(400))),
    policyOf(rule("expireLogs", removal(400))),
    /'expire logs' isn't/,
  ),
  badPolicy(
    "management-policy-blob-types-are-valid",
    "a rule on page blobs",
    policyOf(rule("expire", removal(400), { blobTypes: ["pageBlob"] })),
    policyOf(rule("expire", removal(400), { blobTypes: ["blockBlob", "appendBlob"] })),
    /lists 'blockBlob', 'appendBlob' or both/,
  ),
  badPolicy(
    "management-policy-append-blobs-are-only-deleted",
    "to tier append blobs",
    policyOf(rule("cool", cooling, ofAppendBlobs)),
    policyOf(rule("cool", cooling, { blobTypes: ["blockBlob"] }), rule("expire", removal(400), ofAppendBlobs)),
    /only delete actions are supported for appendBlob, and the rule 'cool' changes the tier/,
  ),
  badPolicy("management-policy-prefixes-are-few", "11 prefixes", manyPrefixes(11), manyPrefixes(10), /not 11/),
  badPolicy(
    "management-policy-rule-has-an-action",
    "a rule without an action",
    policyOf(rule("expire", { baseBlob: {} }, ofAppendBlobs)),
    policyOf(rule("expire", { version: { delete: { daysAfterCreationGreaterThan: 400 } } }, ofAppendBlobs)),
    /the rule 'expire' has no action/,
  ),
  badPolicy(
    "management-policy-days-are-not-negative",
    "a deletion after -1 days",
    policyOf(rule("expire", removal(-1))),
    policyOf(rule("expire", removal(0))),
    /-1 isn't a whole number of days/,
  ),
]);
