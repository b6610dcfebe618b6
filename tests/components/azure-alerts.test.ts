// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that Azure accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const place = { location: "westeurope" };
const custom = [
  { name: "vault-deleted", when: 'operation == "Microsoft.KeyVault/vaults/delete"', severity: "critical" },
  { name: "no-mfa", when: "mfa == false", severity: "low" },
  {
    name: "many-denials",
    when: 'outcome == "denied" && category == "management"',
    severity: "medium",
    threshold: { count: 20, withinMinutes: 10 },
  },
];
const spec = { version: 1, alerts: { catalog: ["firewall-change"], custom } };
const without = await deploy("AzureAuditLog", { spec: { version: 1 }, ...place });
const usual = await deploy("AzureAuditLog", { spec, ...place });

const channels = {
  mail: { email: { address: "security@example.com" } },
  chat: { minSeverity: "high", slack: { webhookUrl: pulumi.secret("https://hooks.slack.com/services/T/B/HUSH") } },
  bot: { minSeverity: "high", slack: { token: "xoxb-HUSH", channel: "#security" } },
  oncall: { minSeverity: "critical", pagerDuty: { azureKey: "0123456789abcdefHUSH", serviceRegion: "eu" } },
  soar: { webhook: { url: "https://alerts.example.com/hook?from=azure", token: "HUSH" } },
  siem: { webhook: { url: "https://siem.example.com" } },
};
const told = await deploy("AzureAuditLog", { spec, channels, ...place });

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000001";
const insights = `${subscription}/resourceGroups/audit-group-1/providers/Microsoft.Insights`;

test("alerts and each kind of channel make exactly this graph, beside what is made anyway", async () => {
  const names = new Set(without.children.map(({ name }) => name));
  const added = told.children.filter(({ name }) => !names.has(name));
  await expect(graphText(added)).toMatchFileSnapshot("__snapshots__/azure-alerts.json");
  expect(difference(without.children, told.children)).toMatchObject({ removed: [], changed: {} });
});

test("the children have these names and types", () => {
  const { added } = difference(without.children, told.children);
  expect(Object.fromEntries(Object.entries(added).map(([name, { type }]) => [name, type]))).toEqual({
    "audit-alert-firewall-change": "azure-native:monitor:ActivityLogAlert",
    "audit-alert-firewall-change.2": "azure-native:monitor:ActivityLogAlert",
    "audit-alert-many-denials": "azure-native:monitor:ScheduledQueryRule",
    "audit-alert-no-mfa": "azure-native:monitor:ScheduledQueryRule",
    "audit-alert-vault-deleted": "azure-native:monitor:ActivityLogAlert",
    "audit-alerts-critical": "azure-native:monitor:ActionGroup",
    "audit-alerts-high": "azure-native:monitor:ActionGroup",
    "audit-alerts-low": "azure-native:monitor:ActionGroup",
    "audit-channel-bot": "azure-native:logic:Workflow",
    "audit-channel-chat": "azure-native:logic:Workflow",
  });
});

test("without a channel the alerts are made, and tell nobody", () => {
  const { added, removed, changed } = difference(told.children, usual.children);
  expect([added, removed.sort()]).toEqual([
    {},
    ["audit-alerts-critical", "audit-alerts-high", "audit-alerts-low", "audit-channel-bot", "audit-channel-chat"],
  ]);
  expect(changed["audit-alert-no-mfa"]).toEqual({ actions: { actionGroups: [] } });
  expect(changed["audit-alert-vault-deleted"]).toEqual({ actions: { actionGroups: [] } });
  expect(usual.told).toContain(
    "warning: channels: 4 alerts are deployed, and no channel is given, so that nobody is told; add channels",
  );
});

test("an alert goes to the groups of its severity and below", () => {
  const groupsOf = (name: string) => told.children.find((one) => one.name === name)?.inputs.actions;
  expect(groupsOf("audit-alert-no-mfa")).toEqual({ actionGroups: [`${insights}/actionGroups/alerts-low`] });
  expect(groupsOf("audit-alert-vault-deleted")).toEqual({
    actionGroups: ["low", "high", "critical"].map((severity) => ({
      actionGroupId: `${insights}/actionGroups/alerts-${severity}`,
    })),
  });
});

test("no secret is in the open, and what has one in it is secret", () => {
  const open = JSON.stringify(told.children, (key, value: unknown) => (key === "secret" ? "…" : value));
  expect(JSON.stringify(told.children)).toContain("HUSH");
  expect(open).not.toMatch(/HUSH|SIG/);
  const group = (name: string) => told.children.find((one) => one.name === name)!.inputs;
  expect(group("audit-alerts-low").emailReceivers).toEqual([
    { name: "mail", emailAddress: "security@example.com", useCommonAlertSchema: true },
  ]);
  expect(group("audit-alerts-low").webhookReceivers).toEqual({
    secret: [
      { name: "siem", serviceUri: "https://siem.example.com", useCommonAlertSchema: true },
      {
        name: "soar",
        serviceUri: "https://alerts.example.com/hook?from=azure&auth_token=HUSH",
        useCommonAlertSchema: true,
      },
    ],
  });
});

test("one edit changes one child", async () => {
  const [vault, ...others] = custom;
  const edited = { ...spec, alerts: { ...spec.alerts, custom: [{ ...vault, severity: "high" }, ...others] } };
  const { children } = await deploy("AzureAuditLog", { spec: edited, channels, ...place });
  const { added, removed, changed } = difference(told.children, children);
  expect([added, removed, Object.keys(changed)]).toEqual([{}, [], ["audit-alert-vault-deleted"]]);
  const muted = { ...spec.alerts, mute: [{ alert: "firewall-change", reason: "noise" }] };
  const quiet = await deploy("AzureAuditLog", { spec: { ...spec, alerts: muted }, channels, ...place });
  expect(difference(told.children, quiet.children)).toEqual({
    added: {},
    removed: ["audit-alert-firewall-change", "audit-alert-firewall-change.2"],
    changed: {},
  });
});

test("the state names what each alert became, and its filters as deployed", async () => {
  const { alerts, filters } = (await settled(told.state)) as {
    alerts: unknown;
    filters: Record<string, string>;
  };
  expect(alerts).toEqual({
    "firewall-change": [
      `${insights}/activityLogAlerts/firewall-change`,
      `${insights}/activityLogAlerts/firewall-change.2`,
    ],
    "many-denials": [`${insights}/scheduledQueryRules/many-denials`],
    "no-mfa": [`${insights}/scheduledQueryRules/no-mfa`],
    "vault-deleted": [`${insights}/activityLogAlerts/vault-deleted`],
  });
  expect(Object.keys(filters)).toEqual([
    "activityLog.categories",
    "activityLogAlerts.alert-firewall-change",
    "activityLogAlerts.alert-firewall-change.2",
    "activityLogAlerts.alert-vault-deleted",
    "scheduledQueryRules.alert-no-mfa",
    "scheduledQueryRules.alert-many-denials",
  ]);
  expect(filters["scheduledQueryRules.alert-many-denials"]).toMatch(/prev\(TimeGenerated, 19\) <= 10m$/);
});

test("tags reach all of them", async () => {
  const { children } = await deploy("AzureAuditLog", { spec, channels, tags: { env: "prod" }, ...place });
  const names = new Set(without.children.map(({ name }) => name));
  const untagged = children.filter(({ name, inputs }) => !names.has(name) && inputs.tags === undefined);
  expect(typesOf(untagged)).toEqual({});
});

test("an alert about the audit log is about what was made here, by its resource group or by the names that it got", async () => {
  const alerts = { catalog: ["audit-log-stopped", "log-store-deleted"], custom: [custom[0]] };
  const { children } = await deploy("AzureAuditLog", { spec: { version: 1, alerts }, ...place });
  const inputsOf = (id: string) => children.find(({ name }) => name === `audit-alert-${id}`)!.inputs;
  const settings = "providers/Microsoft.Insights/diagnosticSettings";
  const vault = `${subscription}/resourceGroups/audit-group-1/providers/Microsoft.KeyVault/vaults/kv-qeexow5rx46q2`;
  expect(inputsOf("audit-log-stopped")).toMatchObject({
    scopes: [subscription],
    condition: {
      allOf: [
        { field: "category", equals: "Administrative" },
        { field: "operationName", equals: "Microsoft.Insights/diagnosticSettings/delete" },
        { field: "status", containsAny: ["Succeeded", "Success", "Failed", "Failure", "Canceled", "Cancelled"] },
        {
          field: "resourceId",
          containsAny: [`${subscription}/${settings}/audit-activity-log`, `${vault}/${settings}/audit-vault-audit-id`],
        },
      ],
    },
  });
  expect(inputsOf("log-store-deleted").scopes).toEqual([`${subscription}/resourceGroups/audit-group-1`]);
  expect(inputsOf("vault-deleted").scopes).toEqual([subscription]);
});
