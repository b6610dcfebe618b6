import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  refusedOutput,
  resourcesOf,
  stateText,
} from "./stacks.ts";

/** Does not prove that AWS accepts what the stand-in accepts, nor that a message arrives. */

const secrets = [
  "https://hooks.slack.com/services/T0/B0/s3cret",
  "xoxb-s3cret",
  "a".repeat(32),
  "b".repeat(32),
  "s3cret-token",
];
const [webhookUrl, token, eventsKey, cloudWatchKey, webhookToken] = secrets as [string, string, string, string, string];

const mine = { name: "mine", when: 'operation == "DeleteTrail"', severity: "high" };

interface Settings {
  custom: object[];
  mute: object[];
}
const settings: Settings = {
  custom: [
    mine,
    { name: "many", when: 'outcome == "denied"', severity: "low", threshold: { count: 20, withinMinutes: 10 } },
  ],
  mute: [],
};

const program = (channels: object) => async () => {
  const { custom, mute } = settings;
  const alerts = { catalog: ["cis", "tamper"], mute, custom };
  const audit = new AwsAuditLog("audit", {
    region: "eu-central-1",
    alertRegions: ["us-west-2"],
    spec: { version: 1, evidence: "disposable", alerts },
    channels,
  });
  return { audit };
};

/** Given in the open, and as secrets: both stay secret. */
const everyKind = () => ({
  mail: { email: { address: "security@example.com" } },
  hook: { slack: { webhookUrl }, minSeverity: "high" },
  bot: { slack: { token: pulumi.secret(token), channel: "#security" }, minSeverity: "critical" },
  phone: { pagerDuty: { eventsKey: pulumi.secret(eventsKey), cloudWatchKey }, minSeverity: "critical" },
  siem: { webhook: { url: "https://siem.example.com/hook", token: webhookToken } },
});

let ground: Ground;
let stack: Stack;
beforeAll(async () => {
  ground = openGround();
  stack = await inlineStack(ground, "alerts-aws", program(everyKind()));
});
afterAll(() => ground.clear());

const changes = async (): Promise<Record<string, string>> => {
  const steps: Record<string, string> = {};
  await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      const { urn = "", op = "same" } = resourcePreEvent?.metadata ?? {};
      if (op !== "same") steps[nameOf(urn)] = op;
    },
  });
  return steps;
};

describe("alerts on AWS, with every kind of channel", () => {
  it("come up", async () => {
    const { summary, stderr } = await stack.up();
    expect([summary.result, stderr]).toEqual(["succeeded", ""]);
    const types = ownResources(await resourcesOf(stack)).map(({ type }) => type);
    const count = (token: string) => types.filter((type) => type === token).length;
    expect(count("aws:cloudwatch/eventRule:EventRule")).toBeGreaterThan(20);
    expect(count("aws:cloudwatch/metricAlarm:MetricAlarm")).toBeGreaterThanOrEqual(16);
    expect(count("aws:cloudwatch/eventApiDestination:EventApiDestination")).toBe(4);
    expect(count("aws:sns/topicSubscription:TopicSubscription")).toBe(2);
    const names = (await resourcesOf(stack)).map(({ urn }) => nameOf(urn));
    expect(names).toEqual(
      expect.arrayContaining(["audit-global-services.to.rules", "audit-events-of-us-west-2.to.rules"]),
    );
  });

  it("change nothing in a second up right after, and have not drifted", async () => {
    expect(await changes()).toEqual({});
    const { summary } = await stack.refresh();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("keep what is secret out of the state's text", () => {
    const text = stateText(ground, stack);
    expect(text).toContain("security@example.com");
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("lose only its own rule and targets when an alert is muted", async () => {
    settings.mute = [{ alert: "organization-left", reason: "we are leaving" }];
    const { audit, ...others } = await changes();
    expect(audit).toBe("update");
    expect(Object.fromEntries(Object.entries(others).sort())).toEqual({
      "audit-global-services": "update",
      "audit-alert-organization-left": "delete",
      "audit-alert-organization-left.to.alerts-low": "delete",
      "audit-alert-organization-left.to.bot": "delete",
      "audit-alert-organization-left.to.hook": "delete",
      "audit-alert-organization-left.to.phone": "delete",
      "audit-alert-organization-left.to.siem": "delete",
    });
  });

  it("change only the rule whose filter is edited", async () => {
    settings.custom = [{ ...mine, when: 'operation == "StopLogging"' }, settings.custom[1]!];
    expect(await changes()).toEqual({
      audit: "update",
      "audit-alert-mine": "update",
      "audit-events-of-us-west-2": "update",
    });
  });

  it("go with the stack", async () => {
    await stack.destroy();
    expect(ownResources(await resourcesOf(stack))).toEqual([]);
  });
});

it("a channel that AWS can't serve is refused before anything is created, without a word of its secret", async () => {
  const refused = await inlineStack(ground, "refused-aws", program({ bot: { slack: { token } } }));
  const output = await refusedOutput((onOutput) => refused.up({ onOutput }));
  expect(output).toContain(
    "AWS can't reach slack with what is given; give webhookUrl, token and channel, or workspaceId and channelId",
  );
  expect(output).not.toContain(token);
  expect(ownResources(await resourcesOf(refused)).filter(({ custom }) => custom)).toEqual([]);
});
