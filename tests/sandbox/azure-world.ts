import { roleAssignment } from "../../sandbox/azure/authorization.ts";
import { eventHub } from "../../sandbox/azure/event-hub.ts";
import { eventHubNamespace } from "../../sandbox/azure/event-hub-namespace.ts";
import { eventHubNamespaceRule } from "../../sandbox/azure/event-hub-rules.ts";
import { key } from "../../sandbox/azure/key.ts";
import { vault } from "../../sandbox/azure/key-vault.ts";
import { userAssignedIdentity } from "../../sandbox/azure/managed-identity.ts";
import { workspace } from "../../sandbox/azure/operational-insights.ts";
import { resourceGroup } from "../../sandbox/azure/resources.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { place, SUBSCRIPTION } from "./azure-cases.ts";

/** GUIDs that aren't anybody's. */
export const GUID_1 = "11111111-1111-4111-8111-111111111111";
export const GUID_2 = "22222222-2222-4222-8222-222222222222";

export const roleId = (role: string) =>
  `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
export const ENCRYPTION_USER = roleId("e147488a-f6f5-4113-8e2d-b22465e65bf6");
export const READER = roleId("acdd72a7-3385-48ef-bd42-f606fba81ae7");

export const group = place(resourceGroup, { resourceGroupName: "logs", location: "westeurope" });
const inGroup = { resourceGroupName: "logs" };

export const identity = place(userAssignedIdentity, { ...inGroup, resourceName: "encryptor" }, [group]);

export const vaultInputs: Properties = {
  ...inGroup,
  vaultName: "audit-keys",
  properties: {
    tenantId: "00000000-0000-0000-0000-000000000002",
    sku: { family: "A", name: "standard" },
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    softDeleteRetentionInDays: 90,
  },
};
export const keyVault = place(vault, vaultInputs, [group]);

export const keyInputs: Properties = {
  ...inGroup,
  vaultName: "audit-keys",
  keyName: "logs",
  properties: { kty: "RSA", keySize: 2048 },
};
export const encryptionKey = place(key, keyInputs, [group, keyVault]);

export const grantInputs: Properties = {
  roleAssignmentName: GUID_1,
  principalId: identity.outputs.principalId ?? "",
  principalType: "ServicePrincipal",
  roleDefinitionId: ENCRYPTION_USER,
  scope: keyVault.id,
};
export const grant = place(roleAssignment, grantInputs);

export const accountInputs: Properties = {
  ...inGroup,
  accountName: "auditlogs",
  kind: "StorageV2",
  sku: { name: "Standard_GZRS" },
  minimumTlsVersion: "TLS1_2",
};
export const account = place(storageAccount, accountInputs, [group]);

export const hubsInputs: Properties = {
  ...inGroup,
  namespaceName: "evhns-audit",
  sku: { name: "Standard", capacity: 1 },
};
export const hubs = place(eventHubNamespace, hubsInputs, [group]);

export const senderInputs: Properties = {
  ...inGroup,
  namespaceName: "evhns-audit",
  authorizationRuleName: "siem",
  rights: ["Listen", "Manage", "Send"],
};
export const sender = place(eventHubNamespaceRule, senderInputs, [group, hubs]);

export const hubInputs: Properties = { ...inGroup, namespaceName: "evhns-audit", eventHubName: "audit" };
export const hub = place(eventHub, hubInputs, [group, hubs]);

export const logWorkspace = place(workspace, { ...inGroup, workspaceName: "audit" }, [group]);
