// Does not prove: options of children (parent, dependsOn, providers), which mocks don't show, and that AWS accepts the inputs.
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { deploy, type Registered, settled, useMocks } from "./deploy.ts";
import { difference, graphText, openedInputs } from "./graph.ts";

await useMocks();

const place = { region: "eu-central-1" };
const key = (letter: string) => letter.repeat(32);
const mine = { name: "mine", when: 'operation == "DeleteTrail"', severity: "high" };
const alerts = {
  catalog: ["organization-left", "route-change", "mass-deletion"],
  custom: [
    mine,
    {
      name: "many-denials",
      when: 'outcome == "denied"',
      severity: "medium",
      threshold: { count: 20, withinMinutes: 10 },
    },
  ],
};
const channels = {
  mail: { email: { address: "security@example.com" } },
  hook: { slack: { webhookUrl: "https://hooks.slack.com/services/T0/B0/x" }, minSeverity: "high" },
  bot: { slack: { token: "xoxb-1", channel: "#security" }, minSeverity: "high" },
  phone: { pagerDuty: { eventsKey: key("a"), cloudWatchKey: key("b") }, minSeverity: "critical" },
  siem: { webhook: { url: "https://siem.example.com/hook", token: "s3cret" } },
};

const withAlerts = (changed: object = {}, told: object = channels) =>
  deploy("AwsAuditLog", { spec: { version: 1, alerts: { ...alerts, ...changed } }, channels: told, ...place });

const without = await deploy("AwsAuditLog", { spec: { version: 1 }, ...place });
const usual = await withAlerts();

const named = (children: readonly Registered[], name: string): Registered => {
  const found = children.find((one) => one.name === `audit-${name}`);
  if (found === undefined) throw new Error(`there is no audit-${name}`);
  return found;
};
const inputsOf = (name: string) => openedInputs(named(usual.children, name));

test("alerts and every kind of channel make exactly this graph beside the audit log", async () => {
  const before = new Set(without.children.map(({ name }) => name));
  const added = usual.children.filter(({ name }) => !before.has(name));
  await expect(graphText(added)).toMatchFileSnapshot("__snapshots__/aws-alerts.json");
});

test("of the audit log itself only the key changes: what publishes to its topics may use it", () => {
  const { removed, changed } = difference(without.children, usual.children);
  expect(removed).toEqual([]);
  expect(changed).toEqual({
    "audit-key": {
      policy: {
        statementsAdded: [
          {
            Sid: "AlertPublishers",
            Effect: "Allow",
            Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
          },
        ],
        statementsRemoved: [],
      },
    },
  });
});

test("without alerts, channels make nothing", async () => {
  const { children } = await deploy("AwsAuditLog", { spec: { version: 1 }, channels, ...place });
  expect(difference(without.children, children)).toEqual({ added: {}, removed: [], changed: {} });
});

test("without a customer-managed key the topic has none", async () => {
  const { children } = await deploy("AwsAuditLog", {
    spec: { version: 1, alerts, encryption: { customerManagedKey: false } },
    channels,
    ...place,
  });
  expect(named(children, "alerts-low").inputs).not.toHaveProperty("kmsMasterKeyId");
});

describe("what is secret stays so, although it was given in the open", () => {
  const secret = (value: unknown) => ({ secret: value });

  test("in the connections and destinations, and nowhere else", () => {
    expect(inputsOf("channel-hook").invocationEndpoint).toEqual(secret("https://hooks.slack.com/services/T0/B0/x"));
    expect(inputsOf("channel-bot.connection").authParameters).toEqual(
      secret({ apiKey: { key: "Authorization", value: "Bearer xoxb-1" } }),
    );
    expect(inputsOf("channel-siem.connection").authParameters).toEqual(
      secret({ apiKey: { key: "Authorization", value: "Bearer s3cret" } }),
    );
    expect(inputsOf("channel-phone.connection").authParameters).toEqual(
      secret({
        apiKey: { key: "X-Sent-By", value: "auditlog" },
        invocationHttpParameters: { bodies: [{ key: "routing_key", value: key("a"), isValueSecret: true }] },
      }),
    );
    expect(usual.children.filter(({ name }) => name.startsWith("audit-channel-phone")).map(({ name }) => name)).toEqual(
      ["audit-channel-phone", "audit-channel-phone.connection", "audit-channel-phone.topic"],
    );
    expect(inputsOf("channel-phone.topic").endpoint).toEqual(
      secret(`https://events.pagerduty.com/integration/${key("b")}/enqueue`),
    );
    const open = usual.children.flatMap(({ inputs }) =>
      Object.values(inputs).map((value) => ("secret" in Object(value) ? "" : JSON.stringify(value))),
    );
    const secrets = ["hooks.slack.com", "xoxb-1", "s3cret", key("a"), key("b")];
    expect(secrets.filter((one) => open.some((text) => text.includes(one)))).toEqual([]);
  });

  test("in the component's own inputs", () => {
    expect(usual.components[0]!.inputs.channels).toEqual(
      secret({
        ...channels,
        mail: { email: { address: "security@example.com" } },
      }),
    );
  });
});

test("an output of another resource identifies a channel", async () => {
  const address = pulumi.output("oncall@example.com");
  const { children } = await withAlerts({}, { mail: { email: { address } } });
  expect(named(children, "channel-mail").inputs.endpoint).toBe("oncall@example.com");
});

const sentOn = (detail: object) => ({
  "JSON text": { "detail-type": [{ suffix: " via CloudTrail" }], detail },
});

describe("an edit changes what it is about, and nothing else", () => {
  test("muting an alert removes its rule and targets", async () => {
    const mute = [{ alert: "organization-left", reason: "we are leaving" }];
    const { added, removed, changed } = difference(usual.children, (await withAlerts({ mute })).children);
    expect(added).toEqual({});
    expect(changed).toEqual({ "audit-global-services": { eventPattern: sentOn({ eventName: ["DeleteTrail"] }) } });
    expect(removed).toEqual([
      "audit-alert-organization-left",
      "audit-alert-organization-left.to.alerts-low",
      "audit-alert-organization-left.to.bot",
      "audit-alert-organization-left.to.hook",
      "audit-alert-organization-left.to.phone",
      "audit-alert-organization-left.to.siem",
    ]);
  });

  test("another filter changes its rule's pattern, and what is sent on for it", async () => {
    const custom = [{ ...mine, when: 'operation == "StopLogging"' }, alerts.custom[1]];
    const { added, removed, changed } = difference(usual.children, (await withAlerts({ custom })).children);
    expect([added, removed]).toEqual([{}, []]);
    expect(changed).toEqual({
      "audit-alert-mine": {
        eventPattern: {
          "JSON text": {
            "detail-type": [{ suffix: " via CloudTrail" }],
            detail: { eventName: ["StopLogging"] },
          },
        },
      },
      "audit-global-services": {
        eventPattern: sentOn({
          $or: [
            {
              eventSource: ["organizations.amazonaws.com"],
              eventName: ["LeaveOrganization", "RemoveAccountFromOrganization"],
            },
            { eventName: ["StopLogging"] },
          ],
        }),
      },
    });
  });

  test("another region sends on what happens there", async () => {
    const changed = await deploy("AwsAuditLog", {
      spec: { version: 1, alerts },
      channels,
      ...place,
      alertRegions: ["us-west-2"],
    });
    const { added, removed, changed: others } = difference(usual.children, changed.children);
    expect([Object.keys(added), removed, others]).toEqual([
      [
        "audit-events-of-us-west-2",
        "audit-events-of-us-west-2.to.rules",
        "audit-events-of-us-west-2.undelivered",
        "audit-events-of-us-west-2.undelivered-policy",
      ],
      [],
      {},
    ]);
  });

  test("another threshold changes its alarm", async () => {
    const custom = [mine, { ...alerts.custom[1], threshold: { count: 30, withinMinutes: 5 } }];
    const { added, removed, changed } = difference(usual.children, (await withAlerts({ custom })).children);
    expect([added, removed]).toEqual([{}, []]);
    expect(changed).toEqual({ "audit-alert-many-denials.alarm": { threshold: 30, period: 360 } });
  });

  test("a channel less removes its own, and what was posted to it", async () => {
    const { hook: _, ...others } = channels;
    const { added, removed, changed } = difference(usual.children, (await withAlerts({}, others)).children);
    expect(added).toEqual({});
    expect(removed.filter((name) => !name.endsWith(".to.hook"))).toEqual([
      "audit-channel-hook",
      "audit-channel-hook.connection",
    ]);
    expect(Object.keys(changed)).toEqual(["audit-alerts-policy"]);
  });
});

test("the state names what each alert became, and its filters", async () => {
  const state = (await settled(usual.state)) as { alerts: object; filters: Record<string, string> };
  const rule = (name: string) => `arn:aws:events:eu-central-1:111122223333:rule/auditlog-${name}-5145d72`;
  const alarm = (name: string) => `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:auditlog-${name}-5145d72`;
  expect(state.alerts).toEqual({
    "many-denials": [rule("many-denials.alarm"), alarm("many-denials")],
    "mass-deletion": [rule("mass-deletion.alarm"), alarm("mass-deletion")],
    mine: [rule("mine")],
    "organization-left": [rule("organization-left")],
    "route-change": [rule("route-change.alarm"), alarm("route-change")],
  });
  expect(JSON.parse(state.filters["rules.alert-mine"]!)).toEqual({
    "detail-type": [{ suffix: " via CloudTrail" }],
    detail: { eventName: ["DeleteTrail"] },
  });
  expect(state.filters["metricFilters.alert-route-change"]).toMatch(/^\{ \(\$\.eventSource = ec2\.amazonaws\.com\)/);
});

describe("an alert about the audit log", () => {
  const patternsOf = async (changed: object) => {
    const { children } = await withAlerts(changed, {});
    const rules = children.filter(({ name }) => name.startsWith("audit-alert-"));
    return Object.fromEntries(
      rules.flatMap((rule) => {
        const { eventPattern } = rule.inputs;
        return eventPattern === undefined ? [] : [[rule.name, JSON.parse(String(eventPattern)) as { detail: object }]];
      }),
    );
  };

  test("is about what was made here, by the names that it got", async () => {
    const patterns = await patternsOf({ catalog: ["audit-log-stopped", "audit-key-change"], custom: [] });
    expect(patterns["audit-alert-audit-log-stopped"]!.detail).toEqual({
      eventSource: ["cloudtrail.amazonaws.com"],
      eventName: ["StopLogging", "DeleteTrail"],
      requestParameters: { name: ["audit-archive-1", { suffix: ":trail/audit-archive-1" }] },
    });
    expect(patterns["audit-alert-audit-key-change"]!.detail).toMatchObject({
      $or: [
        { requestParameters: { $or: [{ keyId: [{ suffix: "mrk-1" }] }, { aliasName: ["alias/audit-archive-1"] }] } },
        { resources: { ARN: [{ suffix: ":key/mrk-1" }] } },
      ],
    });
  });

  test("without a key of yours tells nothing of keys", async () => {
    const spec = { version: 1, alerts: { catalog: ["audit-key-change"] }, encryption: { customerManagedKey: false } };
    const { children } = await deploy("AwsAuditLog", { spec, ...place });
    expect(children.filter(({ name }) => name.startsWith("audit-alert-"))).toEqual([]);
  });

  test("leaves users' own texts as they are", async () => {
    const when = 'native.requestParameters.name in ["${archive}", "$.x$"]';
    const patterns = await patternsOf({ catalog: [], custom: [{ ...mine, when }] });
    expect(patterns["audit-alert-mine"]!.detail).toEqual({ requestParameters: { name: ["${archive}", "$.x$"] } });
  });
});
