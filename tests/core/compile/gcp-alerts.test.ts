import { describe, expect, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import type { Channel } from "../../../core/contract/channels.ts";
import { limits } from "../../../core/contract/limits.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { queryCharacters } from "../../../core/filter/limits-gcp.ts";
import { plannedChannels } from "../../../core/plan/channels.ts";
import { planned } from "./planned.ts";

const project = { project: "acme-audit", location: "europe-west3" };
const organization = { ...project, scope: "organization", organizationId: "123456789012" } as const;

type Alerts = NonNullable<SpecOverrides["alerts"]>;

const compile = (
  alerts: Alerts,
  placement: typeof project | typeof organization = project,
  given: Record<string, Channel> = {},
) => {
  const [plan, placed] = planned("gcp", { alerts }, placement);
  const { channels } = plannedChannels(given);
  return compileGcp({ ...plan, channels }, placed);
};

const answers = ({ rules }: ReturnType<typeof compile>) =>
  rules.map(({ rule, given, fidelity, native }) => ({
    rule,
    given,
    fidelity,
    targets: native.map(({ target }) => target),
  }));

const custom = {
  name: "prod-deleted",
  when: 'operation == "storage.buckets.delete"',
  severity: "critical",
} as const;
const query = 'protoPayload.methodName="storage.buckets.delete"';

const matchLabels = {
  principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
  method: "EXTRACT(protoPayload.methodName)",
  resource: "EXTRACT(protoPayload.resourceName)",
  log: "EXTRACT(logName)",
  caller_ip: "EXTRACT(protoPayload.requestMetadata.callerIp)",
  status: "EXTRACT(protoPayload.status.message)",
};

const metricLabels = {
  principal: "EXTRACT(protoPayload.authenticationInfo.principalEmail)",
  method: "EXTRACT(protoPayload.methodName)",
  log: "EXTRACT(logName)",
};

const matchFacts = [
  "- Who: ${log.extracted_label.principal}",
  "- What: ${log.extracted_label.method}",
  "- On what: ${log.extracted_label.resource}",
  "- Where: ${log.extracted_label.log}",
  "- From: ${log.extracted_label.caller_ip}",
  "- Error (none: it succeeded): ${log.extracted_label.status}",
  "- When: see when the incident began",
].join("\n");

const eachFacts = [
  "- Who: ${metric.label.principal}",
  "- What: ${metric.label.method}",
  "- Where: ${metric.label.log}",
  "- When: see when the incident began",
].join("\n");

const ofMetric = (name: string) =>
  `metric.type="logging.googleapis.com/user/${name}-\${unique}" AND resource.type="logging_bucket"`;

describe("in a project", () => {
  test("an alert of events is a policy that matches them, with who did what on what from where", () => {
    const found = compile({ custom: [custom] });
    expect(found.blueprint.alerts).toStrictEqual({
      channels: [],
      matches: [
        {
          id: "prod-deleted",
          key: "match-prod-deleted",
          displayName: "prod-deleted (critical)",
          severity: "CRITICAL",
          documentation: {
            subject: "prod-deleted (critical)",
            content: `**prod-deleted (critical)**\n\n${matchFacts}`,
          },
          channels: [],
          filter: query,
          labelExtractors: matchLabels,
        },
      ],
      counters: [],
    });
    expect(answers(found)).toEqual([
      {
        rule: "alerts.custom.prod-deleted",
        given: "log-match alert in acme-audit",
        fidelity: "exact",
        targets: ["log-match alert"],
      },
    ]);
    expect(found.issues).toEqual([{ code: "gcp-matches-a-day", severity: "notice", path: ["alerts"], params: {} }]);
    expect(found.blueprint.services).toEqual([
      "logging.googleapis.com",
      "storage.googleapis.com",
      "cloudkms.googleapis.com",
      "monitoring.googleapis.com",
    ]);
  });

  test("a threshold is a metric of the log bucket without labels, whose points are summed in a window that slides", () => {
    const found = compile({ custom: [{ ...custom, severity: "low", threshold: { count: 1_200, withinMinutes: 15 } }] });
    expect(found.blueprint.alerts).toStrictEqual({
      channels: [],
      matches: [],
      counters: [
        {
          id: "prod-deleted",
          key: "count-prod-deleted",
          displayName: "prod-deleted (low)",
          severity: "WARNING",
          documentation: {
            subject: "prod-deleted (low)",
            content: [
              "**prod-deleted (low)**\n",
              "- What: 1,200 events or more within 16 minutes",
              "- Who and where: search the log bucket of this project",
              "- When: see when the incident began",
            ].join("\n"),
          },
          channels: [],
          metric: {
            key: "sum-prod-deleted",
            name: "auditlog-sum-prod-deleted-${unique}",
            description: "prod-deleted (low)",
            filter: query,
            labelExtractors: {},
          },
          filter: ofMetric("auditlog-sum-prod-deleted"),
          thresholdValue: 1_199,
          alignmentPeriod: "960s",
          isSum: true,
        },
      ],
    });
    expect(answers(found)[0]).toMatchObject({
      given: "log-based metric of the log bucket",
      targets: ["log-based metric"],
    });
    expect(found.issues.map(({ code }) => code)).toEqual(["counted-by-minute"]);
  });

  test("what a benchmark asks for is a metric with exactly its text, and a policy that names the metric", () => {
    const found = compile({ catalog: ["route-change"] });
    const { title, why, firstSteps } = catalogAlerts.find(({ id }) => id === "route-change")!;
    expect(found.blueprint.alerts?.matches).toEqual([]);
    expect(found.blueprint.alerts?.counters).toStrictEqual([
      {
        id: "route-change",
        key: "count-route-change",
        displayName: `${title} (medium)`,
        severity: "WARNING",
        documentation: {
          subject: `${title} (medium)`,
          content: [
            `**${title} (medium)**`,
            eachFacts,
            why,
            ...firstSteps.map((step, index) => `${index + 1}. ${step}`),
          ].join("\n\n"),
        },
        channels: [],
        metric: {
          key: "each-route-change",
          name: "auditlog-each-route-change-${unique}",
          description: `${title} (medium)`,
          filter:
            'resource.type="gce_route" AND (protoPayload.methodName:"compute.routes.delete" OR protoPayload.methodName:"compute.routes.insert")',
          labelExtractors: metricLabels,
        },
        filter: ofMetric("auditlog-each-route-change"),
        thresholdValue: 0,
        alignmentPeriod: "300s",
        isSum: false,
      },
    ]);
  });

  test("what guards the audit log is matched without its stores, beside what a benchmark asks for", () => {
    const found = compile({ catalog: ["audit-capture-change", "log-store-deleted"] });
    const { matches, counters } = found.blueprint.alerts!;
    expect(matches.map(({ key, displayName }) => [key, displayName])).toEqual([
      ["match-audit-capture-change", "What the audit log captures is changed (high)"],
      ["match-log-store-deleted", "A log store is deleted (critical)"],
    ]);
    expect(counters.map(({ key, displayName }) => [key, displayName])).toEqual([
      ["count-audit-capture-change", "What the audit log captures is changed (high), by the log bucket"],
    ]);
    expect(answers(found)).toEqual([
      {
        rule: "alerts.catalog.audit-capture-change",
        given: "log-based metric of the log bucket, and log-match alert in acme-audit",
        fidelity: "exact",
        targets: ["log-based metric", "log-match alert"],
      },
      {
        rule: "alerts.catalog.log-store-deleted",
        given: "log-match alert in acme-audit",
        fidelity: "exact",
        targets: ["log-match alert"],
      },
    ]);
  });

  test("an alert that means nothing here, or that no event matches, deploys nothing", () => {
    const found = compile({ catalog: ["root-use"], custom: [{ ...custom, when: 'cloud == "aws" && mfa' }] });
    expect(found.blueprint.alerts).toBeUndefined();
    expect(found.blueprint.services).not.toContain("monitoring.googleapis.com");
  });

  test("an alert that Cloud Logging can say only wider is deployed wider, with a warning", () => {
    const found = compile({ custom: [{ ...custom, when: `${custom.when} && native.protoPayload.request.size > 5` }] });
    expect(answers(found)[0]?.fidelity).toBe("wider");
    expect(found.rules[0]?.issues.map(({ code, severity }) => [code, severity])).toEqual([["rule-wider", "warning"]]);
    expect(found.blueprint.alerts?.matches.map(({ filter }) => filter)).toEqual([
      `${query} AND protoPayload.request.size>5`,
    ]);
  });

  test("an alert that it can't say is an error, and nothing is deployed", () => {
    const operations = Array.from({ length: 500 }, (_, index) => JSON.stringify(`${"a".repeat(60)}-${index}`));
    const found = compile({ custom: [{ ...custom, when: `operation in [${operations.join(", ")}]` }] });
    expect(found.rules[0]?.issues.map(({ code, severity }) => [code, severity])).toEqual([["rule-too-long", "error"]]);
    expect(found.blueprint.alerts).toBeUndefined();
  });
});

describe("in an organization, whose logs a log-match policy doesn't see", () => {
  test("every alert is a metric of the log bucket, each combination of its labels counted by itself", () => {
    const { blueprint, issues } = compile({ custom: [custom] }, organization);
    expect(blueprint.alerts?.matches).toEqual([]);
    expect(blueprint.alerts?.counters).toStrictEqual([
      {
        id: "prod-deleted",
        key: "count-prod-deleted",
        displayName: "prod-deleted (critical)",
        severity: "CRITICAL",
        documentation: {
          subject: "prod-deleted (critical)",
          content: `**prod-deleted (critical)**\n\n${eachFacts}`,
        },
        channels: [],
        metric: {
          key: "each-prod-deleted",
          name: "auditlog-each-prod-deleted-${unique}",
          description: "prod-deleted (critical)",
          filter: query,
          labelExtractors: metricLabels,
        },
        filter: ofMetric("auditlog-each-prod-deleted"),
        thresholdValue: 0,
        alignmentPeriod: "300s",
        isSum: false,
      },
    ]);
    expect(issues.filter(({ path }) => path[0] === "alerts")).toEqual([]);
  });

  test("what guards the audit log is matched in the project beside, and what that doesn't see is said", () => {
    const found = compile({ catalog: ["log-store-deleted"] }, organization);
    expect(answers(found)).toEqual([
      {
        rule: "alerts.catalog.log-store-deleted",
        given: "log-based metric of the log bucket, and log-match alert in acme-audit",
        fidelity: "exact",
        targets: ["log-based metric", "log-match alert"],
      },
    ]);
    expect(found.issues.filter(({ path }) => path[0] === "alerts")).toEqual([
      { code: "gcp-matches-a-day", severity: "notice", path: ["alerts"], params: {} },
      {
        code: "gcp-tamper-in-organization",
        severity: "warning",
        path: ["alerts"],
        params: { project: "acme-audit" },
      },
    ]);
  });
});

describe("channels", () => {
  const channels: Record<string, Channel> = {
    mail: { email: { address: "security@example.com" } },
    oncall: { minSeverity: "critical", pagerDuty: { googleCloudKey: "0123456789abcdef" } },
    siem: { minSeverity: "medium", webhook: { url: "https://siem.example.com/hook", token: "hush" } },
    plain: { minSeverity: "medium", webhook: { url: "https://example.com/hook" } },
    team: { minSeverity: "high", slack: { token: "xoxb-0", channel: "security" } },
  };

  test("are one each, of Cloud Monitoring's kinds", () => {
    expect(compile({ custom: [custom] }, project, channels).blueprint.alerts?.channels).toStrictEqual([
      { channel: "mail", type: "email", hasToken: false, slackChannel: undefined },
      { channel: "oncall", type: "pagerduty", hasToken: false, slackChannel: undefined },
      { channel: "plain", type: "webhook_tokenauth", hasToken: false, slackChannel: undefined },
      { channel: "siem", type: "webhook_tokenauth", hasToken: true, slackChannel: undefined },
      { channel: "team", type: "slack", hasToken: true, slackChannel: "#security" },
    ]);
  });

  test.each([
    ["low", "WARNING", ["mail"]],
    ["medium", "WARNING", ["mail", "plain", "siem"]],
    ["high", "ERROR", ["mail", "plain", "siem", "team"]],
    ["critical", "CRITICAL", ["mail", "oncall", "plain", "siem", "team"]],
  ] as const)(
    "an alert of severity %s is of Google's %s and goes where its severity reaches",
    (severity, theirs, told) => {
      const threshold = { count: 2, withinMinutes: 1 };
      const both = [
        { ...custom, severity },
        { ...custom, severity, name: "often", threshold },
      ];
      const { matches, counters } = compile({ custom: both }, project, channels).blueprint.alerts!;
      expect([...matches, ...counters].map((policy) => [policy.severity, policy.channels])).toEqual([
        [theirs, told],
        [theirs, told],
      ]);
    },
  );
});

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
describe.each([
  ["a project", project],
  ["an organization", organization],
] as const)("of the whole catalog in %s", (_, placement) => {
  const everyId = catalogAlerts.map(({ id }) => id);
  const customs = Array.from({ length: limits.customAlerts.max }, (__, index) => ({
    ...custom,
    name: `${"a".repeat(36)}-${index}`,
  }));
  const { blueprint } = compile({ catalog: everyId as Alerts["catalog"], custom: customs }, placement);
  const { matches, counters } = blueprint.alerts!;
  const policies = [...matches, ...counters];

  test("each policy's texts have room", () => {
    for (const { displayName, documentation, filter } of policies) {
      expect([...displayName].length).toBeLessThanOrEqual(512);
      expect([...documentation.content].length).toBeLessThanOrEqual(8_192);
      expect(Buffer.byteLength(documentation.content)).toBeLessThanOrEqual(10_240);
      expect(Buffer.byteLength(documentation.subject)).toBeLessThanOrEqual(255);
      expect(filter.length).toBeLessThanOrEqual(queryCharacters);
    }
    for (const { filter, metric } of counters) {
      expect(filter.length).toBeLessThanOrEqual(2_048);
      expect(metric.filter.length).toBeLessThanOrEqual(queryCharacters);
      expect(metric.name.replace("${unique}", "1234567")).toMatch(/^[a-z0-9-]{1,100}$/);
    }
  });

  test("only facts of the entry stand as variables in them", () => {
    const variables = policies.flatMap(({ documentation }) => [...documentation.content.matchAll(/\$\{[^}]*\}/g)]);
    for (const [variable] of variables) {
      expect(variable).toMatch(/^\$\{(?:log\.extracted_label|metric\.label)\.[a-z_]+\}$/);
    }
  });

  test("keys and metrics' names are each one's own, and a project has room for all of them", () => {
    expect(new Set(policies.map(({ key }) => key)).size).toBe(policies.length);
    expect(new Set(counters.map(({ metric }) => metric.name)).size).toBe(counters.length);
    // https://cloud.google.com/logging/quotas#log-based-metrics and https://cloud.google.com/monitoring/quotas
    expect(counters.length).toBeLessThanOrEqual(500);
    expect(policies.length).toBeLessThanOrEqual(500);
  });
});
