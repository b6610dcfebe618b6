import { expect, test } from "vitest";
import { entraDiagnosticSetting } from "../../sandbox/azure/aadiam.ts";
import { eventHubNamespace } from "../../sandbox/azure/event-hub-namespace.ts";
import { eventHubNamespaceRule } from "../../sandbox/azure/event-hub-rules.ts";
import { diagnosticSetting, subscriptionDiagnosticSetting } from "../../sandbox/azure/monitor.ts";
import { storageAccount } from "../../sandbox/azure/storage-account.ts";
import type { Json, Properties, ResourceType, Stored } from "../../sandbox/resource.ts";
import { type Case, CONFIG, checkRules, judge, letters, place, SUBSCRIPTION } from "./azure-cases.ts";
import {
  account,
  accountInputs,
  group,
  hub,
  hubs,
  hubsInputs,
  keyVault,
  logWorkspace,
  sender,
  senderInputs,
} from "./azure-world.ts";
import { memoryStore } from "./memory-store.ts";

const log = (category: string): Json => ({ category, enabled: true });
const premium = place(
  storageAccount,
  { ...accountInputs, accountName: "premiumlogs", kind: "BlockBlobStorage", sku: { name: "Premium_LRS" } },
  [group],
);
const sinks = [group, account, premium, logWorkspace, keyVault, hubs, sender, hub];
const toHub = { eventHubAuthorizationRuleId: sender.id, eventHubName: "audit" };
const listener = place(eventHubNamespaceRule, { ...senderInputs, authorizationRuleName: "reads", rights: ["Listen"] });
const withoutKeys = place(eventHubNamespace, { ...hubsInputs, disableLocalAuth: true }, [group]);

/** The cases that every kind of setting has, from an accepted setting of the kind. */
function commonCases(type: ResourceType, service: string, inputs: Properties, group1: string | undefined): Case[] {
  const named = (name: string, more: Properties = {}) => place(type, { ...inputs, ...more, name });
  const others = (count: number): Stored[] =>
    Array.from({ length: count }, (_, index) => named(`other${index}`, { workspaceId: `${logWorkspace.id}${index}` }));
  const bad = (rule: string, when: string, fault: Properties, near: Properties, message: RegExp): Case => ({
    rule: `${service}-${rule}`,
    when,
    inputs: { ...inputs, ...fault },
    given: sinks,
    expect: { name: "BadRequest", message },
    mended: { inputs: { ...inputs, ...near } },
  });
  const both = { category: "AuditLogs", categoryGroup: "allLogs", enabled: true };
  const { workspaceId: _, ...nowhere } = inputs;
  return [
    bad("name-is-valid", "a name of 261 characters", { name: letters(261) }, { name: letters(260) }, /1 to 260/),
    bad("name-is-valid", "a name with a slash", { name: "a/b" }, { name: "a-b" }, /'a\/b' is invalid/),
    {
      ...bad("has-a-destination", "a setting without a destination", {}, {}, /At least one data sink/),
      inputs: nowhere,
    },
    {
      ...bad("count-is-within-limit", "a sixth setting of the same resource", {}, {}, /limit of 5 diagnostic settings/),
      given: [...sinks, ...others(5)],
      expect: { name: "Conflict", message: /limit of 5 diagnostic settings/ },
      mended: { given: [...sinks, ...others(4)] },
    },
    bad("log-has-a-category-or-a-group", "a category and a group at once", { logs: [both] }, {}, /'AuditLogs' and/),
    bad(
      "log-has-a-category-or-a-group",
      "neither a category nor a group",
      { logs: [{ enabled: true }] },
      {},
      /needs either/,
    ),
    bad(
      "categories-are-supported",
      "an unknown category",
      { logs: [log("Audit1")] },
      {},
      /Category 'Audit1' is not supported/,
    ),
    bad(
      "categories-are-supported",
      "an unknown category group",
      { logs: [{ categoryGroup: "everything", enabled: true }] },
      group1 === undefined ? {} : { logs: [{ categoryGroup: group1, enabled: true }] },
      /Category group 'everything' is not supported/,
    ),
    {
      ...bad("destination-ids-are-full", "a workspace by its name", { workspaceId: "audit" }, {}, /'audit'/),
      expect: { name: "LinkedInvalidPropertyId", message: /'audit' at path 'properties\.workspaceId' is invalid/ },
    },
    {
      ...bad(
        "destinations-exist",
        "a workspace that doesn't exist",
        { workspaceId: `${logWorkspace.id}x` },
        {},
        /audit/,
      ),
      expect: { name: "ResourceNotFound", message: /workspaces\/auditx' was not found/ },
    },
    {
      ...bad("destinations-exist", "a storage account that was deleted", { storageAccountId: account.id }, {}, /logs/),
      given: [group, keyVault, logWorkspace, { ...account, tombstone: true }],
      expect: { name: "ResourceNotFound", message: /storageAccounts\/auditlogs' was not found/ },
    },
    {
      ...bad("destinations-exist", "an event hub's rule that doesn't exist", toHub, toHub, /siem/),
      given: [group, logWorkspace, keyVault, hubs],
      expect: { name: "ResourceNotFound", message: /authorizationRules\/siem' was not found/ },
      mended: { given: sinks },
    },
    {
      ...bad(
        "event-hub-rule-has-its-rights",
        "a rule that may only listen",
        { ...toHub, eventHubAuthorizationRuleId: listener.id },
        toHub,
        /does not have 'manage' access/,
      ),
      given: [...sinks, listener],
    },
    {
      ...bad(
        "event-hub-namespace-takes-keys",
        "a namespace without local authentication",
        toHub,
        toHub,
        /local authentication disabled/,
      ),
      given: [group, logWorkspace, keyVault, withoutKeys, sender, hub],
      mended: { given: sinks },
    },
    bad(
      "storage-is-standard",
      "a premium storage account",
      { storageAccountId: premium.id },
      { storageAccountId: account.id },
      /premiumlogs' isn't supported/,
    ),
    {
      ...bad("sinks-are-not-reused", "a destination that has the category already", {}, { logs: [] }, /sink/),
      given: [...sinks, named("first")],
      expect: { name: "Conflict", message: /is already used in diagnostic setting 'first' for category/ },
    },
  ];
}

const subscriptionInputs: Properties = {
  name: "export",
  workspaceId: logWorkspace.id,
  logs: ["Administrative", "Security", "Policy", "Alert"].map(log),
};
const sameThroughTheOtherType = place(diagnosticSetting, {
  name: "other",
  resourceUri: `subscriptions/${SUBSCRIPTION}`,
  workspaceId: logWorkspace.id,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
});

checkRules(subscriptionDiagnosticSetting, [
  ...commonCases(subscriptionDiagnosticSetting, "subscription-diagnostic-setting", subscriptionInputs, "allLogs"),
  {
    rule: "subscription-diagnostic-setting-categories-are-supported",
    when: "a category of key vaults",
    inputs: { ...subscriptionInputs, logs: [log("AuditEvent")] },
    given: sinks,
    expect: { name: "BadRequest", message: /'AuditEvent' is not supported/ },
    mended: { inputs: { ...subscriptionInputs, logs: [log("ResourceHealth")] } },
  },
  {
    rule: "subscription-diagnostic-setting-sinks-are-not-reused",
    when: "a destination that a group of categories has, through the other type",
    inputs: subscriptionInputs,
    given: [...sinks, sameThroughTheOtherType],
    expect: { name: "Conflict", message: /diagnostic setting 'other' for category 'Administrative'/ },
    mended: { given: [...sinks, { ...sameThroughTheOtherType, tombstone: true }] },
  },
]);

const vaultSetting: Properties = {
  name: "export",
  resourceUri: keyVault.id,
  workspaceId: logWorkspace.id,
  logs: [log("AuditEvent")],
};
const inAnotherRegion = place(storageAccount, { ...accountInputs, accountName: "far", location: "eastus" }, [group]);
const kept = { category: "AuditEvent", enabled: true, retentionPolicy: { enabled: true, days: 30 } };
const notKept = { ...kept, retentionPolicy: { enabled: false, days: 0 } };
const blobLogs = { name: "blobs", resourceUri: `${account.id}/blobServices/default`, logs: [log("StorageDelete")] };

checkRules(diagnosticSetting, [
  ...commonCases(diagnosticSetting, "diagnostic-setting", vaultSetting, "audit"),
  {
    rule: "diagnostic-setting-retention-is-off",
    when: "a retention of its own",
    inputs: { ...vaultSetting, logs: [kept] },
    given: sinks,
    expect: { name: "BadRequest", message: /does not support retention for new diagnostic settings/ },
    mended: { inputs: { ...vaultSetting, logs: [notKept] } },
  },
  {
    rule: "diagnostic-setting-resource-exists",
    when: "a vault that doesn't exist",
    inputs: vaultSetting,
    given: [group, logWorkspace],
    expect: { name: "ResourceNotFound", message: /vaults\/audit-keys' was not found/ },
    mended: { given: sinks },
  },
  {
    rule: "diagnostic-setting-storage-is-in-the-region",
    when: "a storage account in another region than the vault",
    inputs: { ...vaultSetting, storageAccountId: inAnotherRegion.id },
    given: [...sinks, inAnotherRegion],
    expect: { name: "BadRequest", message: /is in region 'westeurope' and resource '.*far' is in region 'eastus'/ },
    mended: { inputs: { ...vaultSetting, storageAccountId: account.id } },
  },
  {
    rule: "diagnostic-setting-event-hub-namespace-is-in-the-region",
    when: "an event hub in another region than the vault",
    inputs: { ...vaultSetting, ...toHub },
    given: [
      group,
      logWorkspace,
      keyVault,
      place(eventHubNamespace, { ...hubsInputs, location: "eastus" }, [group]),
      sender,
    ],
    expect: {
      name: "BadRequest",
      message: /is in region 'westeurope' and resource '.*evhns-audit' is in region 'eastus'/,
    },
    mended: { given: sinks },
  },
  {
    rule: "diagnostic-setting-store-is-not-its-own",
    when: "a storage account that keeps its own logs",
    inputs: { ...blobLogs, storageAccountId: account.id },
    given: sinks,
    expect: { name: "BadRequest", message: /can't deliver its logs to itself/ },
    mended: { inputs: { ...blobLogs, workspaceId: logWorkspace.id } },
  },
]);

const entraInputs: Properties = {
  name: "export",
  workspaceId: logWorkspace.id,
  logs: ["AuditLogs", "SignInLogs", "ServicePrincipalSignInLogs"].map(log),
};

checkRules(entraDiagnosticSetting, [
  ...commonCases(entraDiagnosticSetting, "entra-diagnostic-setting", entraInputs, undefined),
  {
    rule: "entra-diagnostic-setting-retention-is-off",
    when: "a retention of its own",
    inputs: { ...entraInputs, logs: [{ ...kept, category: "AuditLogs" }] },
    given: sinks,
    expect: { name: "BadRequest", message: /does not support retention/ },
    mended: { inputs: { ...entraInputs, logs: [{ ...notKept, category: "AuditLogs" }] } },
  },
]);

test("Another event hub of the same namespace is another destination.", () => {
  const sent = { eventHubAuthorizationRuleId: sender.id };
  const { workspaceId: _, ...rest } = subscriptionInputs;
  const first = place(subscriptionDiagnosticSetting, { ...rest, ...sent, name: "first", eventHubName: "a" });
  const second = (eventHubName: string) =>
    judge(subscriptionDiagnosticSetting, { inputs: { ...rest, ...sent, eventHubName }, given: [hubs, sender, first] });
  expect(second("b")).toEqual([]);
  expect(second("a").map(({ name }) => name)).toEqual(["Conflict"]);
});

test("A disabled category isn't delivered, so its destination is free for another setting.", () => {
  const off = place(subscriptionDiagnosticSetting, {
    ...subscriptionInputs,
    name: "first",
    logs: [{ category: "Security", enabled: false }],
  });
  expect(judge(subscriptionDiagnosticSetting, { inputs: subscriptionInputs, given: [...sinks, off] })).toEqual([]);
});

test("Updating a setting doesn't clash with itself, even as the fifth.", () => {
  const existing = place(subscriptionDiagnosticSetting, subscriptionInputs);
  const given = [...sinks, ...["a", "b", "c", "d"].map((name) => place(subscriptionDiagnosticSetting, { name }))];
  expect(judge(subscriptionDiagnosticSetting, { existing, given })).toEqual([]);
});

test("A deleted setting leaves a trace only where it stored logs.", () => {
  const call = { config: CONFIG, store: memoryStore([]), verb: "delete", token: "" } as const;
  const left = (inputs: Properties) => subscriptionDiagnosticSetting.onDelete?.({ ...call, inputs });
  expect([left(subscriptionInputs), left({ storageAccountId: account.id })]).toEqual(["remove", "tombstone"]);
});
