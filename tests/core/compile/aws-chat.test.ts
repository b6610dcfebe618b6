// Does not prove that Amazon Q Developer shows what it is told.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { chatMessage } from "../../../core/compile/aws/chat-message.ts";
import { alertSelection } from "../../../core/contract/rules.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { transformed } from "./event-bridge-input.ts";

const ids = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };
const channels = {
  room: { slack: ids, minSeverity: "high" },
  pager: { slack: { ...ids, channelId: "C08" }, minSeverity: "critical" },
};

const alertsOf = (alerts: object, told: object = channels, region = "eu-central-1") => {
  const { plan } = readRequest("AwsAuditLog", { spec: { version: 1, alerts }, region, channels: told }, "2026-07-01");
  return compileAws(plan!, plan!.placements.aws!).blueprint.alerts!;
};

const custom = (severity: string, threshold?: object) => ({
  custom: [{ name: "mine", when: 'operation == "DeleteTrail"', severity, ...(threshold && { threshold }) }],
});

describe("a channel of Slack by its ids", () => {
  test("has a topic of its severity, to which Amazon Q Developer subscribes", () => {
    const { topics, chats, destinations, chatRole, topicPolicies } = alertsOf(custom("critical"));
    expect(topics.map(({ key, events }) => [key, events])).toEqual([
      ["alerts-low", "mail"],
      ["chat-high", "chat"],
      ["chat-critical", "chat"],
    ]);
    expect(Object.keys(topicPolicies)).toEqual(["alerts-low", "chat-high", "chat-critical"]);
    expect(chats).toEqual([
      { channel: "pager", name: "auditlog-pager-${unique}", region: "eu-west-1", topic: "chat-critical" },
      { channel: "room", name: "auditlog-room-${unique}", region: "eu-west-1", topic: "chat-high" },
    ]);
    expect(destinations).toEqual([]);
    expect(chatRole).toEqual({
      name: "auditlog-chat-${unique}",
      trust: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ChatAssume",
            Effect: "Allow",
            Principal: { Service: "chatbot.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      },
      permissions: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DrawAlarms",
            Effect: "Allow",
            Action: ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:GetMetricWidgetImage"],
            Resource: ["*"],
          },
        ],
      },
      guardrail: "arn:${partition}:iam::aws:policy/CloudWatchReadOnlyAccess",
    });
  });

  test.each([
    ["low", ["alerts-low"]],
    ["high", ["alerts-low", "chat-high"]],
    ["critical", ["alerts-low", "chat-high", "chat-critical"]],
  ])("is told of events from its severity on: %s", (severity, told) => {
    expect(alertsOf(custom(severity)).rules.flatMap(({ targets }) => targets.map(({ to }) => to))).toEqual(told);
  });

  test("is told of alarms by its topic, in CloudWatch's own form", () => {
    const { rules, alarms } = alertsOf(custom("high", { count: 5, withinMinutes: 5 }));
    expect(rules).toEqual([]);
    expect(alarms[0]!.topics).toEqual(["alerts-low", "chat-high"]);
  });

  test("goes before a webhook or a token, which serve other clouds", () => {
    const told = { room: { slack: { ...ids, token: "xoxb-1", channel: "#a" } } };
    const { destinations, chats } = alertsOf(custom("low"), told);
    expect([destinations, chats.length]).toEqual([[], 1]);
  });

  test.each([
    ["eu-central-1", "eu-west-1"],
    ["us-east-1", "us-east-2"],
    ["us-west-1", "us-west-2"],
    ["ap-south-1", "ap-southeast-1"],
    ["sa-east-1", "us-east-2"],
    ["me-central-1", "eu-west-1"],
  ])("is configured from %s at the endpoint in %s", (region, endpoint) => {
    expect(alertsOf(custom("critical"), channels, region).chats[0]!.region).toBe(endpoint);
  });

  test("without one there is no role", () => {
    const { chats, chatRole } = alertsOf(custom("low"), {});
    expect([chats, chatRole]).toEqual([[], undefined]);
  });
});

const alert = {
  id: "root-use",
  title: 'Root "signs in" <now>',
  severity: "critical",
  why: "It can do all",
  firstSteps: ["Call <them>"],
} as const;

const event = {
  account: "111122223333",
  detail: {
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/ci/1",
      accessKeyId: "ASIAEXAMPLE",
      sessionContext: { sessionIssuer: { userName: "ci" } },
    },
    eventName: "DeleteTrail",
    eventSource: "cloudtrail.amazonaws.com",
    awsRegion: "eu-central-1",
    sourceIPAddress: "10.1.2.3",
    eventTime: "2026-11-27T10:00:00Z",
    eventID: "e1",
  },
};

describe("an event, as Amazon Q Developer takes it", () => {
  test("has the form of a custom notification", () => {
    expect(JSON.parse(transformed(chatMessage(alert), event))).toEqual({
      version: "1.0",
      source: "custom",
      content: {
        textType: "client-markdown",
        title: 'Root "signs in" ‹now› (critical)',
        description: [
          "*What:* DeleteTrail, cloudtrail.amazonaws.com",
          "*Who:* AssumedRole ci ASIAEXAMPLE",
          "*Where:* account 111122223333, eu-central-1",
          "*From:* 10.1.2.3",
          "*When:* 2026-11-27T10:00:00Z",
          "*CloudTrail event:* e1",
          "It can do all",
        ].join("\n"),
        nextSteps: ["Call ‹them›"],
        keywords: ["critical", "root-use"],
      },
      metadata: {
        summary: 'Root "signs in" ‹now› (critical)',
        eventType: "root-use",
        additionalContext: {
          actor: "arn:aws:sts::111122223333:assumed-role/ci/1",
          operation: "DeleteTrail",
          service: "cloudtrail.amazonaws.com",
          account: "111122223333",
          region: "eu-central-1",
          sourceIp: "10.1.2.3",
          time: "2026-11-27T10:00:00Z",
          error: "",
          eventId: "e1",
        },
      },
    });
  });

  test("is JSON whatever stands in what others may choose, and whatever is missing", () => {
    const text = fc.oneof(fc.constantFrom('"', "\\", "\n", "<actor>", "鍵"), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, text, fc.boolean(), (arn, errorCode, isBare) => {
        const detail = isBare
          ? {}
          : { ...event.detail, userIdentity: { arn, userName: arn, principalId: arn }, errorCode };
        const told = JSON.parse(transformed(chatMessage(alert), { ...event, detail }));
        expect(told.metadata.additionalContext.actor).toBe(isBare ? "" : arn);
        expect(told.content.description).not.toBe("");
      }),
    );
  });

  test("fits a template, for every alert of the catalog", () => {
    const { rules } = alertsOf({ catalog: alertSelection.options.slice(0, 7) });
    const told = rules.flatMap(({ targets }) => targets.filter(({ to }) => to.startsWith("chat-")));
    expect(told.length).toBeGreaterThan(20);
    for (const { inputTemplate } of told) expect(inputTemplate.length).toBeLessThanOrEqual(8_192);
  });
});
