import { describe, expect, test } from "vitest";
import { message } from "../../../core/contract/messages.ts";
import { channelsFor, reaches, tiersOf } from "../../../core/plan/channels.ts";
import type { AlertSeverity, PlannedChannel } from "../../../core/plan/plan.ts";
import { readRequest } from "../../../core/plan/request.ts";

const severities: readonly AlertSeverity[] = ["low", "medium", "high", "critical"];
const email = { address: "security@example.com" };

const planned = (channels: unknown) => {
  const { plan, issues } = readRequest(
    "AwsAuditLog",
    { spec: { version: 1 }, region: "eu-central-1", channels },
    "2026-07-01",
  );
  return { channels: plan!.channels, issues: issues.map(message) };
};

describe("the channels of a plan", () => {
  test("are in the order of their names, with their kind, what is given of them, and low where nothing else is asked", () => {
    const given = {
      phone: { pagerDuty: { serviceRegion: "eu", azureKey: "0123456789abcdef0123456789abcdef" }, minSeverity: "high" },
      chat: { slack: { token: "xoxb-1-a", channel: "#security" } },
      mail: { email },
    };
    expect(planned(given)).toEqual({
      issues: [],
      channels: [
        {
          name: "chat",
          kind: "slack",
          minSeverity: "low",
          given: ["channel", "token"],
          slackChannel: "#security",
          pagerDutyRegion: "us",
        },
        {
          name: "mail",
          kind: "email",
          minSeverity: "low",
          given: ["address"],
          slackChannel: undefined,
          pagerDutyRegion: "us",
        },
        {
          name: "phone",
          kind: "pagerDuty",
          minSeverity: "high",
          given: ["azureKey", "serviceRegion"],
          slackChannel: undefined,
          pagerDutyRegion: "eu",
        },
      ],
    });
  });

  test("are none without the argument", () => expect(planned(undefined)).toEqual({ issues: [], channels: [] }));

  test.each<[string, unknown, string]>([
    [
      "no kind",
      { a: { minSeverity: "low" } },
      "channels.a: no kind of channel is given; give exactly one of email, slack, pagerDuty or webhook",
    ],
    [
      "two kinds",
      { a: { email, webhook: { url: "https://a.example" } } },
      "channels.a: 2 kinds of channels are given; give exactly one of email, slack, pagerDuty or webhook",
    ],
    [
      "a misspelt kind, of which nothing more is said",
      { a: { emial: email } },
      "channels.a.emial: the key emial is not known; did you mean email? known here: minSeverity, email, slack, pagerDuty, webhook",
    ],
    [
      "a name that no resource can have",
      { "On Call": { email } },
      'channels["On Call"]: this is not a lower-case name of letters, digits and hyphens, at most 30; write it like security-team',
    ],
    [
      "an address without a host",
      { a: { email: { address: "security" } } },
      "channels.a.email.address: this is not an e-mail address; write it like security@example.com",
    ],
    [
      "a webhook over plain HTTP",
      { a: { webhook: { url: "http://a.example" } } },
      "channels.a.webhook.url: this is not an https:// URL; write it like https://alerts.example.com/hook",
    ],
    [
      "a key with blanks",
      { a: { pagerDuty: { eventsKey: "not a key" } } },
      "channels.a.pagerDuty.eventsKey: this is not an integration key: letters and digits; write it like a1b2c3d4e5f60718293a4b5c6d7e8f90",
    ],
    [
      "a severity that there is not",
      { a: { email, minSeverity: "hihg" } },
      'channels.a.minSeverity: the text "hihg" is not allowed; did you mean high? give low, medium, high or critical',
    ],
  ])("are refused with %s", (_what, channels, said) => {
    expect(planned(channels)).toEqual({ channels: [], issues: [said] });
  });
});

const channel = (name: string, minSeverity: AlertSeverity): PlannedChannel => ({
  name,
  kind: "email",
  minSeverity,
  given: ["address"],
  pagerDutyRegion: "us",
});

describe("severities", () => {
  test.each<[AlertSeverity, readonly AlertSeverity[]]>([
    ["low", ["low"]],
    ["medium", ["low", "medium"]],
    ["high", ["low", "medium", "high"]],
    ["critical", ["low", "medium", "high", "critical"]],
  ])("%s reaches what asks for at least %j", (severity, reached) => {
    expect(severities.filter((least) => reaches(severity, least))).toEqual(reached);
  });

  test("decide which channels an alert goes to, and which tiers there are, each once", () => {
    const channels = [channel("a", "high"), channel("b", "low"), channel("c", "high")];
    expect(channelsFor(channels, "medium").map(({ name }) => name)).toEqual(["b"]);
    expect(channelsFor(channels, "high").map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(tiersOf(channels)).toEqual(["low", "high"]);
    expect(tiersOf([])).toEqual([]);
  });
});
