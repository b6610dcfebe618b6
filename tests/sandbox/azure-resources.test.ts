import { userAssignedIdentity } from "../../sandbox/azure/managed-identity.ts";
import { subscriptionDiagnosticSetting } from "../../sandbox/azure/monitor.ts";
import { workspace } from "../../sandbox/azure/operational-insights.ts";
import { resourceGroup } from "../../sandbox/azure/resources.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import { type Case, CONFIG, checkRules, edit, letters, place } from "./azure-cases.ts";
import { accountInputs, group } from "./azure-world.ts";

const groupInputs = { resourceGroupName: "logs", location: "westeurope" };
const immutable = place(storageAccount, { ...accountInputs, immutableStorageWithVersioning: { enabled: true } }, [
  group,
]);
const delivery = place(subscriptionDiagnosticSetting, { name: "export", storageAccountId: immutable.id });

checkRules(resourceGroup, [
  {
    rule: "resource-group-name-is-valid",
    when: "a name of 91 characters",
    inputs: { ...groupInputs, resourceGroupName: letters(91) },
    expect: { name: "InvalidResourceGroup", message: /length of 91/ },
    mended: { inputs: { ...groupInputs, resourceGroupName: letters(90) } },
  },
  {
    rule: "resource-group-name-is-valid",
    when: "a name with a space",
    inputs: { ...groupInputs, resourceGroupName: "audit logs" },
    expect: { name: "InvalidResourceGroup", message: /'audit logs' is invalid/ },
    mended: { inputs: { ...groupInputs, resourceGroupName: "audit_(logs).é-1" } },
  },
  {
    rule: "resource-group-name-is-valid",
    when: "a name that ends with a full stop",
    inputs: { ...groupInputs, resourceGroupName: "logs." },
    expect: { name: "InvalidResourceGroup", message: /can't end with '\.'/ },
    mended: { inputs: { ...groupInputs, resourceGroupName: "logs.1" } },
  },
  {
    rule: "resource-group-has-a-location",
    when: "a group without a location",
    inputs: { resourceGroupName: "logs" },
    expect: { name: "LocationRequired", message: /location property is required/ },
    mended: { config: { ...CONFIG, location: "West Europe" } },
  },
  {
    rule: "resource-group-location-is-a-region",
    when: "an availability zone in place of a region",
    inputs: { ...groupInputs, location: "westeurope-1" },
    expect: { name: "LocationNotAvailableForResourceGroup", message: /location 'westeurope-1' is not available/ },
    mended: { inputs: { ...groupInputs, location: "West Europe" } },
  },
  {
    rule: "resource-group-deletion-is-not-blocked",
    when: "to delete a group with an immutable account that logs were delivered to",
    verb: "delete",
    existing: group,
    given: [immutable, { ...delivery, tombstone: true }],
    expect: { name: "ResourceGroupDeletionBlocked", message: /storageAccounts\/auditlogs' could not be deleted/ },
    mended: { given: [immutable] },
  },
]);

const identityInputs = { resourceGroupName: "logs", resourceName: "encryptor" };

checkRules(userAssignedIdentity, [
  {
    rule: "managed-identity-resource-group-exists",
    when: "an identity in a group that doesn't exist",
    inputs: identityInputs,
    expect: { name: "ResourceGroupNotFound", message: /Resource group 'logs' could not be found/ },
    mended: { given: [group] },
  },
  {
    rule: "managed-identity-location-is-a-region",
    when: "a location that isn't a region",
    inputs: { ...identityInputs, location: "mars" },
    given: [group],
    expect: { name: "LocationNotAvailableForResourceType", message: /'mars'.*userAssignedIdentities/ },
    mended: { inputs: identityInputs },
  },
  {
    rule: "managed-identity-name-is-valid",
    when: "a name of 129 characters",
    inputs: { ...identityInputs, resourceName: letters(129) },
    given: [group],
    expect: { name: "InvalidResourceName", message: /between 3 and 128/ },
    mended: { inputs: { ...identityInputs, resourceName: letters(128) } },
  },
  {
    rule: "managed-identity-name-is-valid",
    when: "a name of 2 characters",
    inputs: { ...identityInputs, resourceName: "ab" },
    given: [group],
    expect: { name: "InvalidResourceName", message: /'ab' is invalid/ },
    mended: { inputs: { ...identityInputs, resourceName: "abc" } },
  },
]);

const workspaceInputs = { resourceGroupName: "logs", workspaceName: "audit", sku: { name: "PerGB2018" } };

const badRetention = (days: number, near: number, sku = "PerGB2018"): Case => ({
  rule: "workspace-retention-is-in-range",
  when: `a retention of ${days} days for the SKU ${sku}`,
  inputs: { ...workspaceInputs, sku: { name: sku }, retentionInDays: days },
  given: [group],
  expect: { name: "BadRequest", message: /value provided for retention is invalid/ },
  mended: { inputs: { ...workspaceInputs, sku: { name: sku }, retentionInDays: near } },
});

checkRules(workspace, [
  {
    rule: "workspace-resource-group-exists",
    when: "a workspace in a group that doesn't exist",
    inputs: workspaceInputs,
    expect: { name: "ResourceGroupNotFound", message: /'logs'/ },
    mended: { given: [group] },
  },
  {
    rule: "workspace-location-is-a-region",
    when: "a location that isn't a region",
    inputs: { ...workspaceInputs, location: "eu-west-1" },
    given: [group],
    expect: { name: "LocationNotAvailableForResourceType", message: /'eu-west-1'/ },
    mended: { inputs: { ...workspaceInputs, location: "westeurope" } },
  },
  {
    rule: "workspace-name-is-valid",
    when: "a name of 3 characters",
    inputs: { ...workspaceInputs, workspaceName: "abc" },
    given: [group],
    expect: { name: "InvalidParameter", message: /4 to 63/ },
    mended: { inputs: { ...workspaceInputs, workspaceName: "abcd" } },
  },
  {
    rule: "workspace-name-is-valid",
    when: "a name of 64 characters",
    inputs: { ...workspaceInputs, workspaceName: letters(64) },
    given: [group],
    expect: { name: "InvalidParameter", message: /4 to 63/ },
    mended: { inputs: { ...workspaceInputs, workspaceName: letters(63) } },
  },
  {
    rule: "workspace-name-is-valid",
    when: "a name that ends with a hyphen",
    inputs: { ...workspaceInputs, workspaceName: "audit-" },
    given: [group],
    expect: { name: "InvalidParameter", message: /'audit-' is invalid/ },
    mended: { inputs: { ...workspaceInputs, workspaceName: "audit-1" } },
  },
  {
    rule: "workspace-sku-is-known",
    when: "a SKU that doesn't exist",
    inputs: { ...workspaceInputs, sku: { name: "PerGB2019" } },
    given: [group],
    expect: { name: "BadRequest", message: /pricing tier is invalid: 'PerGB2019'/ },
    mended: { inputs: { ...workspaceInputs, sku: { name: "pergb2018" } } },
  },
  {
    rule: "workspace-capacity-is-a-level",
    when: "a capacity reservation between two levels",
    inputs: { ...workspaceInputs, sku: { name: "CapacityReservation", capacityReservationLevel: 150 } },
    given: [group],
    expect: { name: "BadRequest", message: /capacity reservation level is invalid: 150/ },
    mended: { inputs: { ...workspaceInputs, sku: { name: "CapacityReservation", capacityReservationLevel: 100 } } },
  },
  badRetention(29, 30),
  badRetention(731, 730),
  badRetention(30, 7, "Free"),
  {
    rule: "workspace-retention-is-in-range",
    when: "an update to a retention of 7 days",
    existing: place(workspace, workspaceInputs, [group]),
    inputs: edit(workspaceInputs, "retentionInDays", 7),
    expect: { name: "BadRequest", message: /between 30 to 730/ },
    mended: { inputs: edit(workspaceInputs, "retentionInDays", 365) },
  },
]);
