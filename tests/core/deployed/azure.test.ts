import { describe, expect, it } from "vitest";
import { azureType } from "../../../core/deployed/azure-type.ts";
import { decided, deployedIn, type Given, notUnderstoodIn, previewOf, stateOf, unknown, urnOf } from "./stack.ts";

type Json = Record<string, unknown>;

const subscription = "/subscriptions/11111111-2222-3333-4444-555555555555";

const exported = (operationName: string, category = "Administrative", more: Json = {}): Json => ({
  time: "2026-07-01T10:00:00Z",
  resourceId: `${subscription}/RESOURCEGROUPS/PROD/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV`,
  operationName,
  category,
  resultType: "Success",
  resultSignature: "Succeeded.OK",
  identity: { claims: { upn: "max@example.com" } },
  properties: {},
  ...more,
});

const vaultDelete = exported("Microsoft.KeyVault/vaults/delete");

/** The same event as the REST API and the table give it. */
const forms: readonly (readonly [string, Json])[] = [
  ["an export", vaultDelete],
  [
    "the REST API",
    {
      eventTimestamp: "2026-07-01T10:00:00Z",
      resourceId: `${subscription}/resourceGroups/prod/providers/Microsoft.KeyVault/vaults/kv`,
      operationName: { value: "Microsoft.KeyVault/vaults/delete", localizedValue: "Delete vault" },
      category: { value: "Administrative" },
      status: { value: "Succeeded" },
      caller: "max@example.com",
    },
  ],
  [
    "the table",
    {
      Type: "AzureActivity",
      TimeGenerated: "2026-07-01T10:00:00Z",
      OperationNameValue: "MICROSOFT.KEYVAULT/VAULTS/DELETE",
      CategoryValue: "Administrative",
      ActivityStatusValue: "Success",
      Caller: "max@example.com",
      _ResourceId: `${subscription}/resourcegroups/prod/providers/microsoft.keyvault/vaults/kv`,
    },
  ],
];

const signIn: Json = {
  time: "2026-07-01T10:00:00Z",
  category: "SignInLogs",
  operationName: "Sign-in activity",
  resultType: "50126",
  properties: { userPrincipalName: "max@example.com", status: { errorCode: 50126 }, ipAddress: "198.51.100.7" },
};

const secretGet: Json = {
  time: "2026-07-01T10:00:00Z",
  category: "AuditEvent",
  operationName: "SecretGet",
  resourceId: `${subscription}/RESOURCEGROUPS/PROD/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV`,
  properties: { httpStatusCode: 200, id: "https://kv.vault.azure.net/secrets/db" },
};

const on = (...categories: string[]): Json => ({ logs: categories.map((category) => ({ category, enabled: true })) });

const workspaceId = `${subscription}/resourceGroups/audit/providers/Microsoft.OperationalInsights/workspaces/audit`;

const ofSubscription = (properties: Json = on("Administrative")): Given => [
  "azure-native:monitor:SubscriptionDiagnosticSetting",
  "setting",
  { name: "activity", workspaceId, ...properties },
];

const ofEntra = (properties: Json): Given => [
  "azure-native:aadiam:DiagnosticSetting",
  "entra",
  { name: "entra", workspaceId, ...properties },
];

const ofVault = (properties: Json): Given => [
  "azure-native:monitor:DiagnosticSetting",
  "vault",
  {
    name: "vault",
    resourceUri: `${subscription}/resourceGroups/prod/providers/Microsoft.KeyVault/vaults/kv`,
    ...properties,
  },
];

describe("which diagnostic setting sends an event", () => {
  it.each<[string, Given, Json, string | undefined]>([
    ["of a category that is on", ofSubscription(), vaultDelete, "diagnostic setting activity"],
    [
      "none of one that is not there",
      ofSubscription(),
      exported("Microsoft.Authorization/policies/audit/action", "Policy"),
      undefined,
    ],
    [
      "none of one that is off",
      ofSubscription({
        logs: [
          { category: "Policy", enabled: true },
          { category: "Administrative", enabled: false },
        ],
      }),
      vaultDelete,
      undefined,
    ],
    [
      "of the group of all of them",
      ofSubscription({ logs: [{ categoryGroup: "allLogs", category: null, enabled: true }] }),
      vaultDelete,
      "diagnostic setting activity",
    ],
    [
      "of a subscription, by a setting of any resource",
      [
        "azure-native:monitor:DiagnosticSetting",
        "sub",
        { name: "sub", resourceUri: subscription, ...on("Administrative") },
      ],
      vaultDelete,
      "diagnostic setting sub",
    ],
    ["sign-ins, by Microsoft Entra's", ofEntra(on("SignInLogs")), signIn, "diagnostic setting entra"],
    ["none of them by that of another category", ofEntra(on("AuditLogs")), signIn, undefined],
    ["nor by a subscription's", ofSubscription(), signIn, undefined],
    ["reads of a vault's secrets, by the vault's", ofVault(on("AuditEvent")), secretGet, "diagnostic setting vault"],
    [
      "or by its group of categories",
      ofVault({ logs: [{ categoryGroup: "audit", enabled: true }] }),
      secretGet,
      "diagnostic setting vault",
    ],
    [
      "and of no other vault's",
      ofVault({ resourceUri: "/subscriptions/x/vaults/b", ...on("AuditEvent") }),
      secretGet,
      undefined,
    ],
  ])("%s", (_, setting, record, by) => {
    expect(decided(stateOf(setting), record)[0]).toBe(by);
  });

  it("none in which nothing is on, or something that is not known", () => {
    expect(
      notUnderstoodIn(
        stateOf(
          ["azure-native:monitor:SubscriptionDiagnosticSetting", "empty", { logs: [] }],
          ["azure-native:monitor:SubscriptionDiagnosticSetting", "typo", on("Administrativ")],
          [
            "azure-native:monitor:SubscriptionDiagnosticSetting",
            "group",
            { logs: [{ categoryGroup: "audit", enabled: true }] },
          ],
          ["azure-native:monitor:DiagnosticSetting", "later", { resourceUri: unknown, ...on("AuditEvent") }],
          ["azure:monitoring/diagnosticSetting:DiagnosticSetting", "classic", {}],
        ),
      ),
    ).toEqual([
      "empty: no category of it is enabled",
      "typo: logs[0]: the category is one of Administrative, Security, ServiceHealth, Alert, Recommendation, Policy, Autoscale, ResourceHealth",
      "group: logs: what the group audit of the activity log has is not documented",
      "later: resourceUri: only the deployment knows it",
      "classic: resources of the provider azure are not read: those of azure-native are",
    ]);
  });
});

it.each([
  ["azure-native:monitor:ActivityLogAlert", "monitor:ActivityLogAlert"],
  ["azure-native:insights:ActivityLogAlert", "monitor:ActivityLogAlert"],
  ["azure-native:insights/v20201001:ActivityLogAlert", "monitor:ActivityLogAlert"],
  ["azure-native:monitor/v20210501preview:DiagnosticSetting", "monitor:DiagnosticSetting"],
  ["azure-native_monitor_v20210501preview:monitor:DiagnosticSetting", "monitor:DiagnosticSetting"],
  ["azure-native:aadiam/v20170401:DiagnosticSetting", "aadiam:DiagnosticSetting"],
  ["aws:cloudtrail/trail:Trail", undefined],
])("%s is %s", (type, expected) => {
  expect(azureType(type)).toBe(expected);
});

const groups = { actions: { actionGroups: [{ actionGroupId: `${subscription}/actionGroups/a` }] } };

const activityAlert = (properties: Json = {}): Given => [
  "azure-native:insights/v20201001:ActivityLogAlert",
  "alert",
  {
    activityLogAlertName: "vaults",
    enabled: true,
    scopes: [subscription],
    condition: {
      allOf: [
        { field: "category", equals: "Administrative", containsAny: null, anyOf: [] },
        { field: "operationName", equals: "Microsoft.KeyVault/vaults/delete" },
        { field: "status", equals: "Succeeded" },
      ],
    },
    ...groups,
    ...properties,
  },
];

describe("which activity log alerts tell of an event", () => {
  it.each(forms)("one whose condition holds, of %s", (_, record) => {
    expect(decided(stateOf(activityAlert()), record)[1]).toEqual(["activity log alert vaults"]);
  });

  it("one of a resource group, of what is in it", () => {
    const within = (scope: string) =>
      decided(stateOf(activityAlert({ scopes: [`${subscription}${scope}`] })), vaultDelete)[1];
    expect(within("/resourceGroups/prod")).toEqual(["activity log alert vaults"]);
    expect(within("/resourceGroups/pro")).toEqual([]);
  });

  it("none that is off, has no action group, or has a condition that the service would refuse", () => {
    const refused = (properties: Json) => notUnderstoodIn(stateOf(activityAlert(properties)));
    expect(refused({ enabled: false })).toEqual(["alert: it is disabled: it tells nobody"]);
    expect(refused({ actions: { actionGroups: [] } })).toEqual(["alert: it has no action group: it tells nobody"]);
    expect(refused({ condition: { allOf: [{ field: "status", equals: "Failed" }] } })).toEqual([
      "alert: condition: allOf: a condition on category is required",
    ]);
  });
});

const queryRule = (query: string, criterion: Json = {}, more: Json = {}, madeOf?: Record<string, string[]>): Given => [
  "azure-native:monitor:ScheduledQueryRule",
  "rule",
  {
    ruleName: "vaults",
    enabled: true,
    scopes: [workspaceId],
    windowSize: "PT10M",
    criteria: {
      allOf: [{ query, timeAggregation: "Count", operator: "GreaterThan", threshold: 0, dimensions: [], ...criterion }],
    },
    actions: { actionGroups: ["a"] },
    ...more,
  },
  madeOf,
];

const deletions = 'AzureActivity | where OperationNameValue =~ "Microsoft.KeyVault/vaults/delete"';

describe("which query rules tell of an event", () => {
  it.each(forms)("one whose query finds it, of %s", (_, record) => {
    const query = `${deletions} and ActivityStatusValue == "Success" and Caller == "max@example.com" and TimeGenerated > ago(1h)`;
    expect(decided(stateOf(ofSubscription(), queryRule(query)), record)[1]).toEqual(["scheduled query rule vaults"]);
  });

  it("one of sign-ins, as they are exported", () => {
    const query = 'SigninLogs | where ResultType == "50126" and UserPrincipalName =~ "max@example.com"';
    const stack = stateOf(ofEntra(on("SignInLogs")), queryRule(query));
    expect(decided(stack, signIn)).toEqual(["diagnostic setting entra", ["scheduled query rule vaults"]]);
  });

  it("none of what no setting sends to its workspace", () => {
    const elsewhere = { ...on("Administrative"), workspaceId: `${workspaceId}-2` };
    expect(decided(stateOf(ofSubscription(elsewhere), queryRule(deletions)), vaultDelete)).toEqual([
      "diagnostic setting activity",
      [],
    ]);
    expect(notUnderstoodIn(stateOf(ofSubscription(elsewhere), queryRule(deletions)))).toEqual([
      "rule: no diagnostic setting here sends to its workspace",
    ]);
  });

  it("in a preview, by the workspace that rule and setting are made of", () => {
    const workspace = urnOf("azure-native:operationalinsights:Workspace", "audit");
    const planned = previewOf(
      [
        "azure-native:monitor:SubscriptionDiagnosticSetting",
        "setting",
        { ...on("Administrative"), workspaceId: unknown },
        { workspaceId: [workspace] },
      ],
      queryRule(deletions, {}, { scopes: [unknown], actions: { actionGroups: [unknown] } }, { scopes: [workspace] }),
    );
    expect(decided(planned, vaultDelete)).toEqual(["diagnostic setting setting", ["scheduled query rule vaults"]]);
  });

  const sliding = `${deletions}\n| sort by TimeGenerated asc\n| where TimeGenerated - prev(TimeGenerated, 4) <= 15m`;

  it.each<[string, Given, unknown]>([
    ["each", queryRule(deletions), undefined],
    ["more than four within its window", queryRule(deletions, { threshold: 4 }), { count: 5, withinMinutes: 10 }],
    ["five within fifteen minutes, by the query itself", queryRule(sliding), { count: 5, withinMinutes: 15 }],
  ])("tells of %s", (_, rule, threshold) => {
    const [found] = deployedIn(stateOf(ofSubscription(), rule)).clouds.azure.alerts;
    expect([found?.name, found?.threshold]).toEqual(["vaults", threshold]);
  });

  it.each<[string, Given, string]>([
    [
      "its query is beyond what is understood",
      queryRule("AzureActivity | make-series n = count() on TimeGenerated step 1h"),
      "its query is beyond what is understood of KQL: character 17: found make; where, extend, project, sort and summarize are supported",
    ],
    [
      "its query is of a table that is not known",
      queryRule("Heartbeat | take 1"),
      "its query is beyond what is understood of KQL: character 1: Heartbeat is no table that is known",
    ],
    [
      "its query summarizes",
      queryRule("AzureActivity | summarize n = count() by Caller"),
      "its query summarizes: what it finds is of several events",
    ],
    [
      "its query compares events",
      queryRule("AzureActivity | sort by TimeGenerated asc | where prev(Caller) != Caller"),
      "its query compares events with others",
    ],
    ["both count", queryRule(sliding, { threshold: 2 }), "it counts, and so does its query"],
    [
      "it tells of nothing found",
      queryRule(deletions, { operator: "LessThan", threshold: 1 }),
      "it does not tell of what is found: its comparison is LessThan",
    ],
    [
      "it adds up",
      queryRule(deletions, { timeAggregation: "Total", metricMeasureColumn: "a" }),
      "it does not count what is found: it tells of Total",
    ],
    [
      "it counts by dimension",
      queryRule(deletions, { threshold: 4, dimensions: [{ name: "Caller" }] }),
      "it counts each combination of dimensions by itself",
    ],
    [
      "it asks for several periods",
      queryRule(deletions, { failingPeriods: { minFailingPeriodsToAlert: 2, numberOfEvaluationPeriods: 3 } }),
      "it asks for several periods in a row",
    ],
    ["it is off", queryRule(deletions, {}, { enabled: false }), "it is disabled: it tells nobody"],
    ["it tells nobody", queryRule(deletions, {}, { actions: null }), "it has no action group: it tells nobody"],
  ])("none where %s", (_, rule, reason) => {
    const stack = stateOf(ofSubscription(), rule);
    expect(decided(stack, vaultDelete)[1]).toEqual([]);
    expect(notUnderstoodIn(stack)).toEqual([`rule: ${reason}`]);
  });
});
