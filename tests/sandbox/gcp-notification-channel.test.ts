import { describe, expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { CHANNEL, channel, disabled, goodChannel, logMatchPolicy, monitoringOn, policy } from "./gcp-alert-world.ts";
import {
  badRequest,
  type Case,
  CONFIG,
  callOf,
  ofProvider,
  PROJECT,
  refusalsOf,
  testCases,
  typeOf,
} from "./gcp-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

const token = tokens.notificationChannel;
const type = typeOf(token);
const given = [monitoringOn];

const slack = (own: Properties = {}) => ({
  type: "slack",
  labels: { channel_name: "#alerts" },
  sensitiveLabels: { authToken: "xoxb-1" },
  ...own,
});
const pagerduty: Properties = { type: "pagerduty", sensitiveLabels: { serviceKey: "k" } };
const webhook = (url: string): Properties => ({ type: "webhook_tokenauth", labels: { url } });
const basic: Properties = {
  type: "webhook_basicauth",
  labels: { url: "https://hooks.acme.com", username: "gcp" },
  sensitiveLabels: { password: "p" },
};

const kinds: [string, Properties][] = [
  ["email", goodChannel],
  ["slack", slack()],
  ["slack, with its workspace", slack({ labels: { channel_name: "#alerts", team: "Acme" } })],
  [
    "slack, with the token among the labels",
    slack({ labels: { channel_name: "#a", auth_token: "xoxb-1" }, sensitiveLabels: {} }),
  ],
  ["slack, with a write-only token", slack({ sensitiveLabels: { authTokenWo: "xoxb-1", authTokenWoVersion: "1" } })],
  ["pagerduty", pagerduty],
  ["webhook_tokenauth", webhook("https://hooks.acme.com/x?auth_token=t")],
  ["webhook_basicauth", basic],
  ["pubsub", { type: "pubsub", labels: { topic: `projects/${PROJECT}/topics/alerts` } }],
  ["sms", { type: "sms", labels: { number: "+15555550100" } }],
  ["google_chat", { type: "google_chat", labels: { space: "spaces/AAAA" } }],
];

type Draft = Omit<Case, "token">;
const draft = (rule: string, when: string, inputs: Properties, refused: Case["refused"], right: Properties): Draft => ({
  rule,
  when,
  inputs,
  refused,
  mended: { inputs: right },
});
const missing = (label: string, kind: string, inputs: Properties, right: Properties) =>
  draft(
    "monitoring-channel-has-its-labels",
    `${kind} without ${label}`,
    inputs,
    badRequest(
      new RegExp(`^googleapi: Error 400: Request was missing field notification_channel.labels\\[${label}\\]\\.$`),
    ),
    right,
  );
const address = (email_address: string): Properties => ({ ...goodChannel, labels: { email_address } });
const topic = (name: string): Properties => ({ type: "pubsub", labels: { topic: name } });
const right = webhook("https://93.184.216.34/x");

const cases: Case[] = [
  {
    rule: "project-is-set",
    when: "a channel without a project",
    config: {},
    given: [],
    inputs: goodChannel,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { given, config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 5 characters",
    inputs: { ...goodChannel, project: "acme1" },
    refused: ofProvider(/must be 6 to 30/),
    mended: {
      given: [{ ...monitoringOn, inputs: { ...monitoringOn.inputs, project: "acme12" } }],
      inputs: { ...goodChannel, project: "acme12" },
    },
  },
  {
    rule: "monitoring-api-is-enabled-for-notification-channels",
    when: "a channel in a project without the API",
    given: [],
    inputs: goodChannel,
    refused: disabled("Cloud Monitoring API"),
    mended: { given },
  },
  draft(
    "monitoring-channel-type-is-known",
    "a type that doesn't exist",
    { ...goodChannel, type: "e-mail" },
    badRequest(/notification_channel.type had an invalid value of "e-mail"/),
    goodChannel,
  ),
  missing("email_address", "email", { type: "email" }, goodChannel),
  missing("channel_name", "slack", slack({ labels: {} }), slack()),
  missing("auth_token", "slack", { type: "slack", labels: { channel_name: "#alerts" } }, slack()),
  missing("service_key", "pagerduty", { type: "pagerduty" }, pagerduty),
  missing("url", "a webhook", { type: "webhook_tokenauth" }, right),
  missing("password", "a webhook with a user", { type: "webhook_basicauth", labels: basic.labels! }, basic),
  missing("topic", "Pub/Sub", { type: "pubsub" }, topic("projects/p/topics/t")),
  draft(
    "monitoring-channel-labels-are-known",
    "a label that email doesn't have",
    { ...goodChannel, labels: { email_address: "a@acme.com", environment: "prod" } },
    badRequest(/unknown key "environment": a channel of type email has email_address$/),
    { ...goodChannel, userLabels: { environment: "prod" } },
  ),
  draft(
    "monitoring-channel-labels-are-known",
    "a token for a webhook, whose token is in its URL",
    { ...right, sensitiveLabels: { authToken: "t" } },
    badRequest(/unknown key "auth_token": a channel of type webhook_tokenauth has url$/),
    right,
  ),
  draft(
    "monitoring-channel-secret-is-given-once",
    "a token twice",
    slack({ labels: { channel_name: "#alerts", auth_token: "xoxb-1" } }),
    ofProvider(/^Sensitive label \[auth_token\] cannot be set in both `labels` and the `sensitive_labels` block\.$/),
    slack(),
  ),
  draft(
    "monitoring-channel-has-one-secret",
    "two secrets",
    slack({ sensitiveLabels: { authToken: "xoxb-1", authTokenWo: "xoxb-2" } }),
    ofProvider(/exactly one of authToken, authTokenWo, .* must be specified, got 2$/),
    slack(),
  ),
  draft(
    "monitoring-channel-address-is-valid",
    "an address without a domain",
    address("security"),
    badRequest(/labels\[email_address\] had an invalid value: it is not an email address/),
    address("security@acme.com"),
  ),
  draft(
    "monitoring-channel-topic-is-valid",
    "a topic by its name alone",
    topic("alerts"),
    badRequest(/labels\[topic\] had an invalid value: it must be of the form projects/),
    topic(`projects/${PROJECT}/topics/alerts`),
  ),
  ...(
    [
      ["no URL", "hooks", /it is not a URL of the web$/],
      ["a URL of another kind", "ftp://hooks.acme.com", /it is not a URL of the web$/],
      [
        "a URL that isn't encrypted",
        "http://hooks.acme.com",
        /accepts http:\/\/, and sends the credentials unencrypted/,
      ],
      ["a host without a domain", "https://hooks/x", /accepts others, and then drops the notifications/],
      ["a host of the network's own", "https://hooks.internal/x", /only public endpoints/],
      ["a private address", "https://10.1.2.3/x", /only public endpoints/],
      ["a private address of version 6", "https://[fd00::1]/x", /only public endpoints/],
    ] as const
  ).map(([when, url, message]) =>
    draft("monitoring-webhook-is-public-and-encrypted", when, webhook(url), badRequest(message), right),
  ),
  draft(
    "monitoring-channel-text-fits",
    "a name of 513 characters",
    { ...goodChannel, displayName: "n".repeat(513) },
    badRequest(/display_name may not exceed 512/),
    { ...goodChannel, displayName: "n".repeat(512) },
  ),
  draft(
    "monitoring-channel-text-fits",
    "a description of 1,025 characters",
    { ...goodChannel, description: "d".repeat(1_025) },
    badRequest(/description may not exceed 1024/),
    { ...goodChannel, description: "d".repeat(1_024) },
  ),
  draft(
    "monitoring-user-labels-are-valid",
    "a label with a capital",
    { ...goodChannel, userLabels: { Team: "a" } },
    badRequest(/user_labels\[Team\] is invalid/),
    { ...goodChannel, userLabels: { team: "a" } },
  ),
  {
    rule: "monitoring-used-channel-stays",
    when: "to delete a channel that a policy uses, by its project's number",
    verb: "delete" as const,
    given: [policy(logMatchPolicy({}, { notificationChannels: [CHANNEL.replace(PROJECT, projectNumber(PROJECT))] }))],
    inputs: goodChannel,
    refused: badRequest(
      /^googleapi: Error 400: Could not delete "projects\/acme-prod\/notificationChannels\/\d+" because it is still being referenced by: "projects\/acme-prod\/alertPolicies\/\d+"$/,
    ),
    mended: { inputs: { ...goodChannel, forceDelete: true } },
  },
  {
    rule: "deletion-policy-allows-it",
    when: "to delete a channel that prevents it",
    verb: "delete" as const,
    inputs: { ...goodChannel, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy projects\/acme-prod\/notificationChannels\/\d+: its deletionPolicy/),
    mended: { inputs: { ...goodChannel, deletionPolicy: "DELETE" } },
  },
].map((one) => ({ token, given, ...one }));

describe("Notification channels", () => {
  testCases(type.rules, cases);

  test.each(kinds)("%s is right", (_, inputs) => {
    const refused = refusalsOf(callOf({ token, given, inputs })).map(({ rule }) => rule);
    const empty = inputs.sensitiveLabels !== undefined && Object.keys(inputs.sensitiveLabels as object).length === 0;
    expect(refused).toEqual(empty ? ["monitoring-channel-has-one-secret"] : []);
  });

  test("No refusal quotes a label, which may be a secret", () => {
    const secret = "hunter2";
    const wrong: Properties[] = [
      webhook(`http://${secret}.acme.com?auth_token=${secret}`),
      webhook(`https://${secret}/${secret}`),
      webhook(secret),
      address(secret),
      topic(secret),
      slack({
        labels: { channel_name: secret, auth_token: secret },
        sensitiveLabels: { authToken: secret, password: secret },
      }),
    ];
    for (const inputs of wrong) {
      const messages = refusalsOf(callOf({ token, given, inputs })).map(({ error }) => error.message);
      expect(messages).not.toEqual([]);
      expect(messages.join("\n")).not.toContain(secret);
    }
  });

  test("A channel is numbered, and its number tells nothing of its secrets", () => {
    const id = type.id(goodChannel, CONFIG, memoryStore([]));
    expect(id).toMatch(/^projects\/acme-prod\/notificationChannels\/\d{1,20}$/);
    expect(type.id(address("other@acme.com"), CONFIG, memoryStore([]))).toBe(id);
    expect(type.id(goodChannel, CONFIG, storeWith(gcp, CONFIG, [channel()]))).not.toBe(id);
    expect(type.outputs(goodChannel, CONFIG, memoryStore([]), id)).toEqual({
      project: PROJECT,
      name: id,
      enabled: true,
      forceDelete: false,
      deletionPolicy: "DELETE",
      verificationStatus: "",
    });
  });
});
