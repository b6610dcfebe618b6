import { describe, expect, test } from "vitest";
import { untoldIssues } from "../../../core/compile/alerts.ts";
import { channelIssues } from "../../../core/compile/channels.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { message } from "../../../core/contract/messages.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { readRequest } from "../../../core/plan/request.ts";

const places = {
  aws: { region: "eu-central-1" },
  gcp: { project: "acme-audit", location: "europe-west3" },
  azure: { location: "westeurope" },
} as const satisfies Record<Cloud, object>;

const planOf = (channels: object, spec: object = {}, used: readonly Cloud[] = clouds): AuditPlan => {
  const placed = Object.fromEntries(used.map((cloud) => [cloud, places[cloud]]));
  const { plan, issues } = readRequest(
    "AuditLog",
    { spec: { version: 1, ...spec }, channels, ...placed },
    "2026-07-01",
  );
  expect(issues).toEqual([]);
  return plan!;
};

const key = "0123456789abcdef0123456789abcdef";
const webhookUrl = "https://hooks.slack.com/services/T0/B0/x";

describe("a cloud that can't serve a channel with what is given of it says what it needs", () => {
  test.each<[string, object, Record<Cloud, string | undefined>]>([
    ["an address", { email: { address: "a@example.com" } }, { aws: undefined, gcp: undefined, azure: undefined }],
    [
      "an incoming webhook of Slack",
      { slack: { webhookUrl } },
      { aws: undefined, gcp: "token and channel", azure: undefined },
    ],
    [
      "a bot's token and its channel",
      { slack: { token: "xoxb-1", channel: "#a" } },
      { aws: undefined, gcp: undefined, azure: undefined },
    ],
    [
      "a bot's token alone",
      { slack: { token: "xoxb-1" } },
      {
        aws: "webhookUrl, token and channel, or workspaceId and channelId",
        gcp: "channel",
        azure: "webhookUrl, or token and channel",
      },
    ],
    [
      "nothing of Slack",
      { slack: {} },
      {
        aws: "webhookUrl, token and channel, or workspaceId and channelId",
        gcp: "token and channel",
        azure: "webhookUrl, or token and channel",
      },
    ],
    [
      "the ids of a workspace and a channel, for Amazon Q Developer",
      { slack: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } },
      { aws: undefined, gcp: "token and channel", azure: "webhookUrl, or token and channel" },
    ],
    [
      "these and a bot's token and channel",
      { slack: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23", token: "xoxb-1", channel: "#a" } },
      { aws: undefined, gcp: undefined, azure: undefined },
    ],
    [
      "a workspace's id alone, beside an incoming webhook",
      { slack: { webhookUrl, workspaceId: "T07EA123LEP" } },
      { aws: "workspaceId and channelId", gcp: "token and channel", azure: undefined },
    ],
    [
      "PagerDuty's key for events",
      { pagerDuty: { eventsKey: key } },
      { aws: undefined, gcp: "googleCloudKey", azure: "azureKey" },
    ],
    [
      "PagerDuty's key for alarms alone",
      { pagerDuty: { cloudWatchKey: key } },
      { aws: "eventsKey", gcp: "googleCloudKey", azure: "azureKey" },
    ],
    [
      "PagerDuty's keys for the two others",
      { pagerDuty: { googleCloudKey: key, azureKey: key } },
      { aws: "eventsKey", gcp: undefined, azure: undefined },
    ],
    [
      "a receiver of one's own",
      { webhook: { url: "https://a.example" } },
      { aws: undefined, gcp: undefined, azure: undefined },
    ],
  ])("of %s", (_what, channel, needs) => {
    const [kind] = Object.keys(channel);
    const names = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };
    const said = clouds.flatMap((cloud) =>
      needs[cloud] === undefined
        ? []
        : [`channels.a.${kind}: ${names[cloud]} can't reach ${kind} with what is given; give ${needs[cloud]}`],
    );
    expect(channelIssues(planOf({ a: channel })).map(message)).toEqual(said);
  });

  test("and a cloud that is not used says nothing", () => {
    expect(channelIssues(planOf({ a: { slack: { webhookUrl } } }, {}, ["aws", "azure"]))).toEqual([]);
  });
});

describe("a rule of EventBridge has five targets", () => {
  const hooks = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`hook-${at}`, { webhook: { url: "https://a.example" } }]),
    );
  const mail = { mail: { email: { address: "a@example.com" } } };

  test("which four receivers and the mail's topic are", () => {
    expect(channelIssues(planOf({ ...hooks(4), ...mail }))).toEqual([]);
  });

  test("and a sixth is refused, where AWS is used", () => {
    expect(channelIssues(planOf({ ...hooks(5), ...mail })).map(message)).toEqual([
      "channels: a rule of EventBridge tells 5 at most, and one alert would go to 6: mail, hook-0, hook-1, hook-2, hook-3 and hook-4; remove some, or raise their minSeverity",
    ]);
    expect(channelIssues(planOf({ ...hooks(5), ...mail }, {}, ["gcp", "azure"]))).toEqual([]);
  });

  test("however many addresses share the topic", () => {
    const address = (at: number) => [`mail-${at}`, { email: { address: `a${at}@example.com` } }];
    const addresses = Object.fromEntries(Array.from({ length: 9 }, (_, at) => address(at)));
    expect(channelIssues(planOf({ ...addresses, ...hooks(4) }))).toEqual([]);
  });
});

describe("that nobody is told is said once", () => {
  const alerts = {
    alerts: {
      catalog: ["root-use", "unauthorized-calls"],
      mute: [{ alert: "unauthorized-calls", reason: "too many" }],
      custom: [{ name: "any-denial", when: 'outcome == "denied"', severity: "low" }],
    },
  };

  test("where there is no channel", () => {
    expect(untoldIssues(planOf({}, alerts)).map(message)).toEqual([
      "channels: 2 alerts are deployed, and no channel is given, so that nobody is told; add channels",
    ]);
  });

  test("where every channel asks for more than some alerts are", () => {
    const channels = { mail: { email: { address: "a@example.com" }, minSeverity: "medium" } };
    expect(untoldIssues(planOf(channels, alerts)).map(message)).toEqual([
      "channels: every channel's minSeverity is above these alerts, so that nobody is told: any-denial; lower one, or leave the alerts out",
    ]);
  });

  test("and not where somebody is told of everything, or there is nothing to tell", () => {
    expect(untoldIssues(planOf({ mail: { email: { address: "a@example.com" } } }, alerts))).toEqual([]);
    expect(untoldIssues(planOf({}))).toEqual([]);
  });
});
