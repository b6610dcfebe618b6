// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that Azure accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { queryTexts } from "../../core/compile/questions.ts";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const spec = { version: 1 };
const place = { location: "westeurope" };
const usual = await deploy("AzureAuditLog", { spec, ...place });

/** What other arguments change in the usual graph. */
const changes = async (inputs: pulumi.Inputs) =>
  difference(usual.children, (await deploy("AzureAuditLog", { spec, ...place, ...inputs })).children);

const nothingElse = { added: {}, removed: [], changed: {} };

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const group = `${subscription}/resourceGroups/audit-group-1`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/stqeexow5rx46q2`;
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/audit-workspace`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-qeexow5rx46q2`;

test("a spec without a word but its version makes exactly this graph", async () => {
  await expect(graphText(usual.children)).toMatchFileSnapshot("__snapshots__/azure.json");
});

test("the children have these names and types, each name beginning with the component's", () => {
  expect(typesOf(usual.components)).toEqual({ audit: "auditlog:index:AzureAuditLog" });
  expect(typesOf(usual.children)).toEqual({
    "audit-account": "azure-native:storage:StorageAccount",
    "audit-activity-log": "azure-native:monitor:SubscriptionDiagnosticSetting",
    "audit-activity-log-container": "azure-native:storage:BlobContainer",
    "audit-blob-service": "azure-native:storage:BlobServiceProperties",
    "audit-group": "azure-native:resources:ResourceGroup",
    "audit-identity": "azure-native:managedidentity:UserAssignedIdentity",
    "audit-key": "azure-native:keyvault:Key",
    "audit-key-grant": "azure-native:authorization:RoleAssignment",
    "audit-lifecycle": "azure-native:storage:ManagementPolicy",
    "audit-vault": "azure-native:keyvault:Vault",
    "audit-vault-audit": "azure-native:monitor:DiagnosticSetting",
    "audit-workspace": "azure-native:operationalinsights:Workspace",
  });
  expect(usual.children).toHaveLength(12);
});

test("another name of the component becomes the beginning of every child's name, and of nothing else", async () => {
  const other = await deploy("AzureAuditLog", { spec, ...place }, { name: "trail2" });
  expect(other.children.map(({ name }) => name.replace(/^trail2-/, "audit-"))).toEqual(
    usual.children.map(({ name }) => name),
  );
});

test("the state is where everything is, and what a destroy leaves", async () => {
  const { coverage, queries, ...state } = (await settled(usual.state)) as { coverage: unknown[]; queries: object };
  expect(state).toEqual({
    compliance: [],
    archive: account,
    search: workspace,
    collector: `${subscription}/providers/Microsoft.Insights/diagnosticSettings/audit-activity-log`,
    key: "https://kv-qeexow5rx46q2.vault.azure.net/keys/audit-archive",
    filters: { "activityLog.categories": "Administrative, Security, Policy, Alert" },
    alerts: {},
    kept: [group, account, workspace, vault],
  });
  expect(coverage).toHaveLength(9);
  expect(queries).toEqual(queryTexts("azure", "search", { regions: [], isOrganization: false }));
});

const immutable = (state: string) => ({
  enabled: true,
  immutabilityPolicy: { state, immutabilityPeriodSinceCreationInDays: 400, allowProtectedAppendWrites: true },
});

test("immutability compliance locks the policy of an account that exists", async () => {
  const retention = { immutability: "compliance" };
  const compliance = { spec: { ...spec, retention, acknowledgeIrreversible: true }, lockExistingAccount: true };
  expect(await changes(compliance)).toEqual({
    ...nothingElse,
    changed: { "audit-account": { immutableStorageWithVersioning: immutable("Locked") } },
  });
});

test("immutability none disables the policy, which only a new account can have", async () => {
  expect(await changes({ spec: { ...spec, retention: { immutability: "none" } } })).toEqual({
    ...nothingElse,
    changed: { "audit-account": { immutableStorageWithVersioning: immutable("Disabled") } },
  });
});

test("disposable evidence has an account that can be deleted, and a vault that is soon forgotten", async () => {
  const disposable = await deploy("AzureAuditLog", { spec: { ...spec, evidence: "disposable" }, ...place });
  const vaultOf = ({ children }: typeof usual) =>
    children.find(({ name }) => name === "audit-vault")?.inputs.properties;
  expect(vaultOf(usual)).toMatchObject({ softDeleteRetentionInDays: 90 });
  expect(difference(usual.children, disposable.children)).toEqual({
    ...nothingElse,
    changed: {
      "audit-account": { immutableStorageWithVersioning: null },
      "audit-vault": { properties: { ...(vaultOf(usual) as object), softDeleteRetentionInDays: 7 } },
    },
  });
  expect(await settled(disposable.state)).toMatchObject({ kept: [] });
});

test("without a customer-managed key there is no vault, no identity, and Azure Storage encrypts with its own", async () => {
  const without = await deploy("AzureAuditLog", {
    spec: { ...spec, encryption: { customerManagedKey: false } },
    ...place,
  });
  const service = { enabled: true, keyType: "Account" };
  expect(difference(usual.children, without.children)).toEqual({
    added: {},
    removed: ["audit-identity", "audit-key", "audit-key-grant", "audit-vault", "audit-vault-audit"],
    changed: {
      "audit-account": {
        identity: null,
        encryption: {
          keySource: "Microsoft.Storage",
          requireInfrastructureEncryption: true,
          services: { blob: service, file: service },
        },
      },
    },
  });
  expect(await settled(without.state)).not.toHaveProperty("key");
});

test("two readers get two roles each: a secret one stays secret, the other does not become it", async () => {
  const [soc, audit] = ["11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-666666666666"];
  const readers = {
    soc: { principalId: pulumi.secret(soc), principalType: "User" },
    audit: { principalId: audit },
  };
  const assigned = (scope: string, role: string, principalId: unknown, principalType: string) => ({
    type: "azure-native:authorization:RoleAssignment",
    principalId,
    principalType,
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
  });
  const [blobDataReader, logAnalyticsReader] = [
    "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "73c42c96-874c-492b-b04d-ab87d138a893",
  ] as const;
  expect(await changes({ readers })).toEqual({
    ...nothingElse,
    added: {
      "audit-archive-reader-audit": assigned(account, blobDataReader, audit, "Group"),
      "audit-archive-reader-soc": assigned(account, blobDataReader, { secret: soc }, "User"),
      "audit-search-reader-audit": assigned(workspace, logAnalyticsReader, audit, "Group"),
      "audit-search-reader-soc": assigned(workspace, logAnalyticsReader, { secret: soc }, "User"),
    },
  });
});

test("management write changes nothing: the activity log has only writes", async () => {
  expect(await changes({ spec: { ...spec, capture: { management: "write" } } })).toEqual(nothingElse);
});

test("identity true adds Microsoft Entra's own logs, and the user is told who may deploy them", async () => {
  const { children, told, state } = await deploy("AzureAuditLog", {
    spec: { ...spec, capture: { identity: true } },
    ...place,
  });
  const categories = [
    "AuditLogs",
    "SignInLogs",
    "NonInteractiveUserSignInLogs",
    "ServicePrincipalSignInLogs",
    "ManagedIdentitySignInLogs",
  ];
  expect(difference(usual.children, children)).toEqual({
    ...nothingElse,
    added: {
      "audit-entra": {
        type: "azure-native:aadiam:DiagnosticSetting",
        logs: categories.map((category) => ({ category, enabled: true })),
        storageAccountId: account,
        workspaceId: workspace,
      },
    },
  });
  expect(await settled(state)).toMatchObject({ filters: { "entra.categories": categories.join(", ") } });
  expect(told.filter((one) => !usual.told.includes(one))).toEqual([
    "warning: capture.identity: Microsoft Entra refuses to let a service principal make its diagnostic setting; deploy as a user with the Security Administrator role, signed in with the Azure CLI",
  ]);
});

test("tags reach every resource but the identity, and stay secret where one of them is", async () => {
  const tags = { env: "prod", Team: pulumi.secret("Hush") };
  const tagged = { tags: { secret: { env: "prod", Team: "Hush" } } };
  expect(await changes({ tags })).toEqual({
    ...nothingElse,
    changed: {
      "audit-account": tagged,
      "audit-group": tagged,
      "audit-vault": tagged,
      "audit-workspace": tagged,
    },
  });
});

test("the redundancy of the placement is the account's", async () => {
  expect(await changes({ redundancy: "LRS" })).toEqual({
    ...nothingElse,
    changed: { "audit-account": { sku: { name: "Standard_LRS" } } },
  });
});
