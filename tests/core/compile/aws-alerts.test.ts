import { describe, expect, test } from "vitest";
import type { AlertRule, AwsAlerting } from "../../../core/compile/aws/alerting.ts";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { isError } from "../../../core/contract/issues.ts";
import { message } from "../../../core/contract/messages.ts";
import { alertSelection } from "../../../core/contract/rules.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { transformed } from "./event-bridge-input.ts";

const key = "0123456789abcdef0123456789abcdef";
const mail = { email: { address: "security@example.com" } };
const everyKind = {
  mail,
  night: { email: { address: "night@example.com" }, minSeverity: "high" },
  hook: { slack: { webhookUrl: "https://hooks.slack.com/services/T0/B0/x" }, minSeverity: "high" },
  bot: { slack: { token: "xoxb-1", channel: "#security" }, minSeverity: "critical" },
  phone: { pagerDuty: { eventsKey: key, cloudWatchKey: key, serviceRegion: "eu" }, minSeverity: "critical" },
};

const compiled = (alerts: object, channels: object = { mail }) => {
  const { plan, issues } = readRequest(
    "AwsAuditLog",
    { spec: { version: 1, alerts }, region: "eu-central-1", channels },
    "2026-07-01",
  );
  expect(issues.filter(isError)).toEqual([]);
  return compileAws(plan!, plan!.placements.aws!);
};

const alerting = (alerts: object, channels?: object): AwsAlerting =>
  compiled(alerts, channels).blueprint.alerts as AwsAlerting;

const custom = (when: string, more: object = {}) => ({
  custom: [{ name: "mine", when, severity: "high", ...more }],
});

const inputPaths = {
  actor: "$.detail.userIdentity.arn",
  operation: "$.detail.eventName",
  service: "$.detail.eventSource",
  account: "$.account",
  region: "$.detail.awsRegion",
  sourceIp: "$.detail.sourceIPAddress",
  time: "$.detail.eventTime",
  error: "$.detail.errorCode",
  eventId: "$.detail.eventID",
};

/** Each label with what EventBridge fills in, by which it stands without quotation marks. */
const facts = [
  ["Who", "actor"],
  ["What", "operation"],
  ["Service", "service"],
  ["Account", "account"],
  ["Region", "region"],
  ["From", "sourceIp"],
  ["When", "time"],
  ["Error (none: it succeeded)", "error"],
  ["CloudTrail event", "eventId"],
] as const;

/** What is told of an event that has none of it. */
const nothing: Record<string, string> = Object.fromEntries(facts.map(([, name]) => [name, ""]));

const pattern = {
  "detail-type": [{ suffix: " via CloudTrail" }],
  detail: { eventSource: ["cloudtrail.amazonaws.com"], eventName: ["DeleteTrail"] },
};
const deletedTrail = 'service == "cloudtrail.amazonaws.com" && operation == "DeleteTrail"';

describe("an alert on AWS", () => {
  test("of single events is a rule of EventBridge, which tells a topic who did what, a field a line", () => {
    expect(alerting(custom(deletedTrail))).toMatchObject({
      topics: [
        {
          key: "alerts-low",
          minSeverity: "low",
          events: "mail",
          subscriptions: [{ channel: "mail", protocol: "email", pagerDutyRegion: "us" }],
        },
      ],
      destinations: [],
      alarms: [],
      rules: [
        {
          id: "mine",
          key: "alert-mine",
          name: "auditlog-mine-${unique}",
          description: "mine (high)",
          form: "cloudTrail",
          pattern,
          state: "ENABLED",
          targets: [
            {
              to: "alerts-low",
              isTopic: true,
              inputPaths,
              inputTemplate: `{\n "Alert": "mine (high)",\n${facts.map(([label, name]) => ` "${label}": <${name}>`).join(",\n")}\n}`,
            },
          ],
        },
      ],
    });
  });

  test("that counts is an alarm on a metric filter, whose window is a minute longer than asked, since AWS counts by the minute", () => {
    const threshold = { count: 20, withinMinutes: 10 };
    expect(alerting(custom('outcome == "denied"', { threshold }))).toMatchObject({
      rules: [],
      alarms: [
        {
          id: "mine",
          key: "alert-mine",
          name: "auditlog-mine-${unique}",
          description: "mine (high)",
          metric: {
            name: "mine",
            namespace: "AuditLog/${trail}",
          },
          periodSeconds: 660,
          count: 20,
          topics: ["alerts-low"],
        },
      ],
    });
  });

  test("of a benchmark is an alarm on the benchmark's own text, and has a rule beside it where it guards the audit log", () => {
    const { rules, alarms } = alerting({ catalog: ["route-change", "audit-log-change"] });
    expect(
      alarms.map(({ metric, count, periodSeconds }) => [metric.name, metric.pattern, count, periodSeconds]),
    ).toEqual([
      [
        "audit-log-change",
        "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
        1,
        300,
      ],
      [
        "route-change",
        "{ ($.eventSource = ec2.amazonaws.com) && (($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)) }",
        1,
        300,
      ],
    ]);
    expect(rules.map((rule) => rule.key)).toEqual(["alert-audit-log-change"]);
  });

  test("that is muted, or has no meaning there, is not made", () => {
    const muted = [{ alert: "root-use", reason: "break-glass drill" }];
    expect(compiled({ catalog: ["root-use"], mute: muted }).blueprint.alerts).toBeUndefined();
    expect(compiled(custom('cloud == "gcp"')).blueprint.alerts).toBeUndefined();
  });

  test("says where it goes, and that EventBridge sees one region", () => {
    const { coverage, issues } = compiled(custom(deletedTrail), everyKind);
    expect(coverage.at(-1)).toMatchObject({
      rule: "alerts.custom.mine",
      given: "EventBridge rule in eu-central-1, to hook, mail, night",
      fidelity: "exact",
    });
    expect(issues.filter(({ severity }) => severity === "warning").map(message)).toEqual([
      "alerts: EventBridge sees the events of eu-central-1 and of global services, such as IAM, alone; alerts that count or come from a CIS benchmark see those of all regions",
    ]);
  });
});

describe("a severity goes where the channel's minSeverity says", () => {
  const toldBy = (severity: string, threshold?: object): readonly string[] => {
    const { rules, alarms } = alerting(custom(deletedTrail, { severity, ...(threshold && { threshold }) }), everyKind);
    return [...rules.flatMap(({ targets }) => targets.map(({ to }) => to)), ...alarms.flatMap(({ topics }) => topics)];
  };

  test.each([
    ["low", ["alerts-low"]],
    ["medium", ["alerts-low"]],
    ["high", ["alerts-low", "alerts-high", "hook"]],
    ["critical", ["alerts-low", "alerts-high", "bot", "hook", "phone"]],
  ])("%s, as an event", (severity, told) => expect(toldBy(severity)).toEqual(told));

  // Of alarms what isn't a topic is told by a rule of its own; PagerDuty's key for CloudWatch has a topic.
  test.each([
    ["low", ["alerts-low"]],
    ["medium", ["alerts-low"]],
    ["high", ["hook", "alerts-low", "alerts-high"]],
    ["critical", ["bot", "hook", "alerts-low", "alerts-high", "alarms-critical"]],
  ])("%s, as an alarm", (severity, told) => {
    expect(toldBy(severity, { count: 5, withinMinutes: 5 })).toEqual(told);
  });

  test("a topic without subscriptions stands where there is no address: an alarm has an action", () => {
    const { topics, alarms } = alerting(custom(deletedTrail, { threshold: { count: 5, withinMinutes: 5 } }), {});
    expect(topics).toEqual([{ key: "alerts-low", minSeverity: "low", events: "mail", subscriptions: [] }]);
    expect(alarms.map((alarm) => alarm.topics)).toEqual([["alerts-low"]]);
  });
});

test("the change of an alarm's state is a rule of the alarm's own", () => {
  const threshold = { count: 5, withinMinutes: 5 };
  const { rules } = alerting(custom(deletedTrail, { threshold }), { hook: everyKind.hook });
  expect(rules).toMatchObject([
    {
      key: "alert-mine.on-alarm",
      form: "alarm",
      pattern: {
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: ["arn:${partition}:cloudwatch:eu-central-1:${account}:alarm:auditlog-mine-${unique}"],
        detail: { state: { value: ["ALARM"] } },
      },
    },
  ]);
});

const groups = alertSelection.options.slice(0, 7);
const whole = alerting({ catalog: groups }, everyKind);

const targetsOf = (rules: readonly AlertRule[]) => rules.flatMap(({ targets }) => targets);

describe("what is told of the whole catalog", () => {
  test("fits a template, and names only what it takes from the event", () => {
    expect(targetsOf(whole.rules).length).toBeGreaterThan(100);
    for (const { inputTemplate, inputPaths: paths } of targetsOf(whole.rules)) {
      expect(inputTemplate.length).toBeLessThanOrEqual(8_192);
      const named = [...inputTemplate.matchAll(/<([^<>]*)>/g)].map(([, name]) => name!);
      expect(named.filter((name) => !Object.hasOwn(paths, name))).toEqual([]);
    }
  });

  test("is JSON, with values that stand by themselves", () => {
    for (const target of targetsOf(whole.rules)) {
      expect(() => JSON.parse(transformed(target, {}))).not.toThrow();
      for (const [found] of target.inputTemplate.matchAll(/"(?:[^"\\]|\\.)*"/g)) expect(found).not.toMatch(/<\w+>/);
    }
  });

  test("is an alarm's description of 1,024 characters at most", () => {
    for (const { description } of whole.alarms) expect(description.length).toBeLessThanOrEqual(1_024);
  });

  test("is named within 64 characters, each name once", () => {
    const names = [...whole.rules, ...whole.alarms].map(({ name }) => name.replace(/\$\{unique\}/, "0123abc"));
    expect(names.filter((name) => name.length > 64)).toEqual([]);
    for (const all of [whole.rules, whole.alarms]) expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

describe("what is posted", () => {
  const posted = (channel: string): unknown => {
    const { rules } = alerting({ catalog: ["organization-left"] }, everyKind);
    return JSON.parse(transformed(rules[0]!.targets.find(({ to }) => to === channel)!, event));
  };
  const event = {
    account: "111122223333",
    detail: { eventName: "LeaveOrganization", userIdentity: { arn: "arn:aws:iam::111122223333:user/max" } },
  };
  const values: Record<string, string> = {
    ...nothing,
    actor: event.detail.userIdentity.arn,
    operation: "LeaveOrganization",
    account: "111122223333",
  };
  const steps = /\n1\. /;
  const slack = {
    text: "*An account leaves the organization (critical)*",
    attachments: [
      {
        fields: facts.map(([title, name]) => ({ title, value: values[name], short: true })),
        text: expect.stringMatching(steps),
      },
    ],
  };

  test("to an incoming webhook of Slack is a headline, and fields", () => {
    expect(posted("hook")).toEqual(slack);
  });

  test("by a bot names its channel", () => {
    expect(posted("bot")).toEqual({ channel: "#security", ...slack });
  });

  test("to PagerDuty is an event of its API, without the key", () => {
    expect(posted("phone")).toEqual({
      event_action: "trigger",
      payload: {
        summary: "An account leaves the organization (critical)",
        source: "111122223333",
        component: "LeaveOrganization",
        severity: "critical",
        class: "organization-left",
        custom_details: { ...values, runbook: expect.stringMatching(steps) },
      },
    });
  });

  test("keeps what looks like a placeholder in a fixed text from being one", () => {
    const { rules } = alerting({ catalog: groups }, everyKind);
    for (const { inputTemplate } of targetsOf(rules)) expect(inputTemplate).not.toMatch(/<[^\w>]/);
  });
});

describe("what an account has room for", () => {
  const counted = (count: number, more: object) => ({
    custom: Array.from({ length: count }, (_, at) => ({
      name: `mine-${at}`,
      when: `operation == "Delete${at}"`,
      severity: "low",
      ...more,
    })),
  });
  const errors = (alerts: object): string[] => compiled(alerts).issues.filter(isError).map(message);
  const threshold = { count: 2, withinMinutes: 5 };

  test("is a hundred metric filters", () => {
    expect(errors(counted(100, { threshold }))).toEqual([]);
    expect(errors(counted(101, { threshold }))).toEqual([
      "alerts: the log group has room for 100 metric filters, and the spec needs 101; ask for fewer: most are of mine-0 (1), mine-1 (1) and mine-10 (1)",
    ]);
  });

  test("is three hundred rules of EventBridge", () => {
    const split = (count: number) => ({
      custom: Array.from({ length: count }, (_, at) => ({
        name: `mine-${at}`,
        when: `resource.startsWith("p${at}-") && "storage.policy.change" in activities`,
        severity: "low",
      })),
    });
    const each = alerting(split(1)).rules.length;
    const most = Math.floor(300 / each);
    expect(each).toBeGreaterThan(1);
    expect(errors(split(most))).toEqual([]);
    expect(errors(split(most + 1))).toEqual([
      `alerts: the event bus in eu-central-1 has room for 300 rules, and the spec needs ${(most + 1) * each}; ask for fewer: most are of mine-0 (${each}), mine-1 (${each}) and mine-10 (${each})`,
    ]);
  });
});
