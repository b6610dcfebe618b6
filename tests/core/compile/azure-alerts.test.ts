import { describe, expect, it, test } from "vitest";
import type { Alert } from "../../../core/compile/alerts.ts";
import { alerting } from "../../../core/compile/azure/alerting.ts";
import { type AzureAlert, azureAlert } from "../../../core/compile/azure/alerts.ts";
import type { AzureBlueprint } from "../../../core/compile/azure/blueprint.ts";
import type { CompiledRule } from "../../../core/compile/compiled.ts";
import type { Issue } from "../../../core/contract/issues.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { always } from "../../../core/filter/ast.ts";
import { parseActivityLogAlert } from "../../../core/native/activity-log-alert.ts";
import { parseKql } from "../../../core/native/kql.ts";
import { kustoErrors } from "../../oracles/kusto.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { answerTo } from "../properties/compiled.ts";

const address = "security@example.com";
const everybody = { mail: { email: { address } } };

interface Found {
  alerts: NonNullable<AzureBlueprint["alerts"]>;
  rule: CompiledRule | undefined;
  issues: readonly Issue[];
}

const deployed = (alerts: SpecOverrides["alerts"], channels: object = everybody, capture = {}): Found => {
  const { compiled } = answerTo({
    spec: { version: 1, capture, alerts },
    azure: { location: "westeurope" },
    channels,
  });
  const { blueprint, rules, issues } = compiled.azure!;
  const none = { groups: [], workflows: [], activityLogRules: [], queryRules: [] };
  return { alerts: blueprint.alerts ?? none, rule: rules[0], issues };
};

const custom = (when: string, more: object = {}) => ({
  custom: [{ name: "mine", when, severity: "high" as const, ...more }],
});

const mail = {
  key: "alerts-low",
  shortName: "audit-low",
  minSeverity: "low",
  receivers: [{ channel: "mail", kind: "email", hasToken: false, pagerDutyRegion: "us" }],
};

const administrative = { field: "category", equals: "Administrative" };

describe("what an alert becomes", () => {
  it("of operations, an activity log alert", () => {
    const when = 'operation in ["Microsoft.KeyVault/vaults/delete", "Microsoft.Sql/servers/delete"] && has(outcome)';
    const { alerts, rule } = deployed(custom(when));
    expect(rule).toMatchObject({ given: "activity log alert, to mail", fidelity: "exact", issues: [] });
    expect(alerts).toEqual({
      groups: [mail],
      workflows: [],
      activityLogRules: [
        {
          id: "mine",
          key: "alert-mine",
          name: "mine",
          description: "mine (high)",
          groups: ["alerts-low"],
          condition: {
            allOf: [
              administrative,
              {
                field: "operationName",
                containsAny: ["Microsoft.KeyVault/vaults/delete", "Microsoft.Sql/servers/delete"],
              },
              {
                field: "status",
                containsAny: ["Succeeded", "Success", "Failed", "Failure", "Canceled", "Cancelled"],
              },
            ],
          },
        },
      ],
      queryRules: [],
    });
  });

  it("of what an activity log alert can't say exactly, a query that tells each who, what and where once", () => {
    const { alerts, rule } = deployed(custom('category == "policy" && operation.endsWith("/deny/action")'));
    expect(rule).toMatchObject({ given: "scheduled query rule, to mail", fidelity: "exact", issues: [] });
    expect(alerts.activityLogRules).toEqual([]);
    expect(alerts.queryRules).toEqual([
      {
        id: "mine",
        key: "alert-mine",
        name: "mine",
        displayName: "mine",
        description: "mine (high)",
        severity: 1,
        groups: ["alerts-low"],
        query: [
          "AzureActivity",
          '| where CategoryValue =~ "Policy" and OperationNameValue endswith "/deny/action"',
          '| extend error = iff(ActivityStatusValue in~ ("Failure", "Failed", "Canceled", "Cancelled"), coalesce(tostring(parse_json(tostring(Properties_d.statusMessage)).error.code), ActivitySubstatusValue, tostring(Properties_d.statusCode)), "")',
          '| extend outcome = case(ActivityStatusValue in~ ("Success", "Succeeded"), "success", ActivityStatusValue !in~ ("Failure", "Failed", "Canceled", "Cancelled"), "", error in~ ("Forbidden", "Unauthorized", "AuthorizationFailed", "LinkedAuthorizationFailed", "RequestDisallowedByPolicy", "ScopeLocked") or ActivitySubstatusValue in~ ("Forbidden", "Unauthorized") or OperationNameValue endswith "/policies/deny/action", "denied", "failure")',
          '| project TimeGenerated, Who = coalesce(Caller, "unknown"), What = coalesce(OperationNameValue, "unknown"), Target = coalesce(_ResourceId, "unknown"), Account = coalesce(SubscriptionId, "unknown"), SourceIp = coalesce(CallerIpAddress, "unknown"), Outcome = coalesce(outcome, "unknown")',
        ].join("\n"),
        evaluationFrequency: "PT5M",
        windowSize: "PT1H",
        dimensions: ["Who", "What", "Target", "Account", "SourceIp", "Outcome"],
      },
    ]);
  });

  const deletions = 'operation == "Microsoft.KeyVault/vaults/delete"';
  const counted = (count: number, withinMinutes: number) => {
    const [query] = deployed(custom(deletions, { threshold: { count, withinMinutes } })).alerts.queryRules;
    const last = query?.query.split("\n| ").slice(-2);
    return { last, windowSize: query?.windowSize, dimensions: query?.dimensions };
  };

  it.each([
    [1, "PT2H"],
    [60, "PT2H"],
    [61, "PT3H"],
    [300, "PT6H"],
    [301, "P1D"],
    [1_380, "P1D"],
  ])("that counts within %i minutes, a query over %s, which has them whole however late they are", (minutes, size) => {
    expect(counted(20, minutes)).toEqual({
      last: ["sort by TimeGenerated asc", `where TimeGenerated - prev(TimeGenerated, 19) <= ${minutes}m`],
      windowSize: size,
      dimensions: [],
    });
  });

  it("that counts to one, the same as one that doesn't count", () => {
    const threshold = { count: 1, withinMinutes: 10 };
    expect(deployed(custom(deletions, { threshold })).alerts).toEqual(deployed(custom(deletions)).alerts);
  });

  it("of a benchmark, an activity log alert for each operation, in its exact case", () => {
    const { alerts, rule } = deployed({ catalog: ["firewall-change"] });
    expect(rule).toMatchObject({ given: "activity log alert, to mail", fidelity: "exact" });
    expect(alerts.queryRules).toEqual([]);
    expect(alerts.activityLogRules.map(({ key, name, condition }) => [key, name, condition.allOf])).toEqual([
      [
        "alert-firewall-change",
        "firewall-change",
        [administrative, { field: "operationName", equals: "Microsoft.Network/networkSecurityGroups/write" }],
      ],
      [
        "alert-firewall-change.2",
        "firewall-change.2",
        [administrative, { field: "operationName", equals: "Microsoft.Network/networkSecurityGroups/delete" }],
      ],
    ]);
  });

  it("of a benchmark's condition, an alert with it", () => {
    const [found] = deployed({ catalog: ["service-health"] }).alerts.activityLogRules;
    expect(found?.condition).toEqual({
      allOf: [
        { field: "category", equals: "ServiceHealth" },
        { field: "properties.incidentType", equals: "Incident" },
      ],
    });
  });

  it("that guards the audit log, never a query, which who stops the log would stop too", () => {
    const { alerts } = deployed({ catalog: ["tamper"] });
    expect(alerts.activityLogRules.length).toBeGreaterThan(9);
    expect(alerts.queryRules).toEqual([]);
  });

  it("that guards it, where an activity log alert tells of more than is asked; another is a query then", () => {
    const alert: Alert = {
      ...{ id: "mine", title: "Mine", severity: "high", why: undefined, firstSteps: [], threshold: undefined },
      filter: read('operation == "Microsoft.Insights/actionGroups/delete" && outcome == "denied"'),
      benchmark: undefined,
      isTamper: true,
      isOwn: false,
      within: undefined,
    };
    const failed = { field: "status", containsAny: ["Failed", "Failure", "Canceled", "Cancelled"] };
    const guarding = azureAlert(alert);
    expect(guarding.answer).toMatchObject({ given: "activity log alert", fidelity: "wider" });
    expect(guarding.answer.issues.map(({ code, severity }) => [code, severity])).toEqual([["rule-wider", "warning"]]);
    expect(guarding.deployed?.conditions).toEqual([
      {
        allOf: [administrative, { field: "operationName", equals: "Microsoft.Insights/actionGroups/delete" }, failed],
      },
    ]);
    const other = azureAlert({ ...alert, isTamper: false });
    expect(other.answer).toMatchObject({ given: "scheduled query rule", fidelity: "exact", issues: [] });
    expect([other.deployed?.conditions, other.deployed?.query?.windowSize]).toEqual([[], "PT1H"]);
  });

  it("that no event of Azure matches, nothing", () => {
    const { alerts, rule } = deployed(custom('cloud == "aws"'));
    expect(rule).toMatchObject({ given: "no event of this cloud matches", native: [] });
    expect([alerts.groups, alerts.activityLogRules, alerts.queryRules]).toEqual([[], [], []]);
  });
});

describe("its words", () => {
  it("are the title, why it matters and what to do first", () => {
    const [found] = deployed({ catalog: ["log-store-deleted"] }).alerts.activityLogRules;
    expect(found?.description).toMatch(/^[A-Z].+ \(critical\)\n[A-Z].+\.\n1\. [A-Z]/s);
  });

  it.each([
    ["critical", 0],
    ["high", 1],
    ["medium", 2],
    ["low", 3],
  ] as const)("%s is severity %i", (severity, expected) => {
    const [found] = deployed(custom("mfa == false", { severity })).alerts.queryRules;
    expect(found?.severity).toBe(expected);
  });

  it("have room for 2,048 characters", () => {
    const alert = (length: number): AzureAlert => ({
      id: "long",
      title: "T",
      severity: "low",
      why: "w".repeat(length),
      firstSteps: [],
      filter: always,
      within: undefined,
      conditions: [{ allOf: [] }],
      query: undefined,
    });
    const of = (length: number) => alerting([alert(length)], [], false)?.activityLogRules[0]?.description.length;
    const title = "T (low)\n".length;
    expect([of(2_048 - title), of(2_049 - title)]).toEqual([2_048, 2_048]);
  });
});

describe("the way to people", () => {
  const channels = {
    chat: { minSeverity: "medium", slack: { webhookUrl: "https://hooks.slack.com/services/T/B/X" } },
    bot: { minSeverity: "medium", slack: { token: "xoxb-1", channel: "#security" } },
    oncall: { minSeverity: "critical", pagerDuty: { azureKey: "0123456789abcdef", serviceRegion: "eu" } },
    soar: { webhook: { url: "https://alerts.example.com/hook", token: "t" } },
    mail: { minSeverity: "high", email: { address } },
  };

  it("has an action group for each least severity, and a workflow for each Slack channel", () => {
    const { alerts } = deployed(custom("mfa == false"), channels);
    const receiver = (channel: string, kind: string, more: object = {}) => ({
      channel,
      kind,
      hasToken: false,
      pagerDutyRegion: "us",
      ...more,
    });
    expect(alerts.groups).toEqual([
      {
        key: "alerts-low",
        shortName: "audit-low",
        minSeverity: "low",
        receivers: [receiver("soar", "webhook", { hasToken: true })],
      },
      {
        key: "alerts-medium",
        shortName: "audit-medium",
        minSeverity: "medium",
        receivers: [receiver("bot", "slack"), receiver("chat", "slack")],
      },
      { key: "alerts-high", shortName: "audit-high", minSeverity: "high", receivers: [receiver("mail", "email")] },
      {
        key: "alerts-critical",
        shortName: "audit-crit",
        minSeverity: "critical",
        receivers: [receiver("oncall", "pagerDuty", { pagerDutyRegion: "eu" })],
      },
    ]);
    expect(alerts.workflows).toEqual([
      { channel: "bot", slackChannel: "#security" },
      { channel: "chat", slackChannel: undefined },
    ]);
    for (const { shortName } of alerts.groups) expect(shortName.length).toBeLessThanOrEqual(12);
  });

  it.each([
    ["low", ["alerts-low"]],
    ["medium", ["alerts-low", "alerts-medium"]],
    ["high", ["alerts-low", "alerts-medium", "alerts-high"]],
    ["critical", ["alerts-low", "alerts-medium", "alerts-high", "alerts-critical"]],
  ] as const)("is taken by an alert that is %s as far as the channels' least severities say", (severity, groups) => {
    const found = deployed(custom('operation == "Microsoft.Sql/servers/delete"', { severity }), channels).alerts;
    expect(found.activityLogRules[0]?.groups).toEqual(groups);
  });

  it("is nobody's without a channel: the alerts are made all the same", () => {
    const { alerts, rule } = deployed(custom("mfa == false"), {});
    expect(rule?.given).toBe("scheduled query rule");
    expect([alerts.groups, alerts.queryRules.map(({ groups }) => groups)]).toEqual([[], [[]]]);
  });

  test.each([
    [10, [10]],
    [11, [10, 1]],
    [16, [10, 6]],
  ])("%i channels of one least severity are groups of %j, as a group takes ten webhooks", (count, expected) => {
    const many = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`hook-${index}`, { webhook: { url: "https://example.com" } }]),
    );
    const { groups, activityLogRules } = deployed(custom('operation == "Microsoft.Sql/servers/delete"'), many).alerts;
    expect(groups.map(({ receivers }) => receivers.length)).toEqual(expected);
    expect(activityLogRules[0]?.groups).toEqual(["alerts-low", "alerts-low-2"].slice(0, expected.length));
  });
});

describe("a subscription has room for 100 activity log alerts", () => {
  const many = (count: number) =>
    deployed({
      custom: Array.from({ length: count }, (_, index) => ({
        name: `a${index}`,
        when: `operation == "Microsoft.Test/a${index}/write"`,
        severity: "low" as const,
      })),
    });

  it("not for more", () => {
    const said = (count: number) =>
      many(count)
        .issues.filter(({ code }) => code === "over-quota" || code === "near-quota")
        .map(({ code, severity, path, params }) => ({ code, severity, path, params }));
    const params = (found: number) => ({
      quota: "a subscription",
      found,
      max: 100,
      unit: "activity log alerts",
      by: ["a0", "a1", "a10"].map((name) => ({ name, count: 1 })),
    });
    expect(said(79)).toEqual([]);
    expect(said(80)).toEqual([{ code: "near-quota", severity: "warning", path: ["alerts"], params: params(80) }]);
    expect(said(100)).toEqual([{ code: "near-quota", severity: "warning", path: ["alerts"], params: params(100) }]);
    expect(many(100).alerts.activityLogRules).toHaveLength(100);
    expect(said(101)).toEqual([{ code: "over-quota", severity: "error", path: ["alerts"], params: params(101) }]);
  });
});

describe("the whole catalog", () => {
  const groups = ["cis", "tamper", "identity", "data", "network", "keys", "cost"];
  const { alerts, issues } = deployed({ catalog: groups });

  it("is within the limits of a subscription, of a rule and of its parts", () => {
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(alerts.activityLogRules.length).toBeLessThan(60);
    for (const rule of [...alerts.activityLogRules, ...alerts.queryRules]) {
      expect(rule.description.length).toBeLessThanOrEqual(2_048);
      expect(Buffer.byteLength(JSON.stringify(rule)), rule.id).toBeLessThan(65_536);
    }
  });

  it("splits by six columns at most", () => {
    for (const { dimensions } of alerts.queryRules) expect(dimensions.length).toBeLessThanOrEqual(6);
  });

  it("has rules of different names", () => {
    const names = [...alerts.activityLogRules, ...alerts.queryRules].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(alerts.activityLogRules)("$name has a condition that Azure Monitor reads", ({ condition }) => {
    expect(parseActivityLogAlert(condition).problems).toBeUndefined();
  });

  it.each(alerts.queryRules)("$name has a query that Kusto reads", ({ query }) => {
    expect(parseKql(query).problems).toBeUndefined();
    expect(kustoErrors(query)).toEqual([]);
  });
});

describe("alerts that look for sign-ins where none are captured", () => {
  const blind = (capture: object) =>
    deployed(
      { catalog: ["sign-in-failure", "lock-removed"], custom: [{ name: "m", when: "mfa == false", severity: "low" }] },
      everybody,
      capture,
    ).issues.filter(({ code }) => code === "azure-alerts-without-identity");

  it("are named in a warning", () => {
    expect(blind({})).toEqual([
      {
        code: "azure-alerts-without-identity",
        severity: "warning",
        path: ["alerts"],
        params: { alerts: ["sign-in-failure", "m"] },
      },
    ]);
  });

  it("have them where they are", () => expect(blind({ identity: true })).toEqual([]));
});

describe("the categories that are sent to where queries look", () => {
  const audit = ["Administrative", "Security", "Policy", "Alert"];
  const sent = (when: string, exclude: readonly object[] = []) =>
    answerTo({
      spec: { version: 1, capture: { exclude }, alerts: custom(when) },
      azure: { location: "westeurope" },
    }).compiled.azure!.blueprint.activityLogCategories;

  it("are those that audit", () => {
    expect(sent('outcome == "denied"')).toEqual(audit);
    expect(sent('operation == "Microsoft.ServiceHealth/incident/action" && category == "system"')).toEqual(audit);
  });

  it("and those that a query means, where nothing that is done can match", () => {
    expect(sent('category == "system" && severity == "critical"')).toEqual([
      ...audit,
      ...["ServiceHealth", "Recommendation", "Autoscale", "ResourceHealth"],
    ]);
  });

  it("but none that is excluded whole", () => {
    const exclude = [{ name: "no-policy", when: 'category == "policy"', reason: "noise" }];
    expect(sent('outcome == "denied"', exclude)).toEqual(["Administrative", "Security", "Alert"]);
  });
});
