import { describe, expect, test } from "vitest";
import { conditionRules } from "../../sandbox/gcp/alert-conditions.ts";
import { alertFilterRules } from "../../sandbox/gcp/alert-filter.ts";
import { logMatchRules } from "../../sandbox/gcp/alert-log-match.ts";
import { thresholdRules } from "../../sandbox/gcp/alert-threshold.ts";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import {
  CHANNEL,
  channel,
  disabled,
  logMatchPolicy,
  metric,
  monitoringOn,
  notFound,
  policy,
  thresholdPolicy,
} from "./gcp-alert-world.ts";
import { badRequest, type Case, CONFIG, ofProvider, PROJECT, testCases, typeOf } from "./gcp-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

const token = tokens.alertPolicy;
const type = typeOf(token);
const given = [monitoringOn, metric(), channel()];
const good = thresholdPolicy();

const withWorld = (one: Omit<Case, "token">): Case => ({ token, given, ...one });

/** A wrong and a right value of one input of a policy. */
const policyCase = (
  rule: string,
  when: string,
  wrong: Properties,
  refused: Case["refused"],
  right: Properties,
): Omit<Case, "token"> => ({
  rule,
  when,
  inputs: { ...good, ...wrong },
  refused,
  mended: { inputs: { ...good, ...right } },
});

const closing = (autoClose: string) => ({ alertStrategy: { autoClose } });
const documented = (documentation: Properties) => ({ documentation });
const link = (own: Properties) => ({ displayName: "Runbook", url: "https://acme.com/runbook", ...own });
const channels = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    token: tokens.notificationChannel,
    inputs: channel({ displayName: `C${n}` }).inputs,
  }));
const idsOf = (count: number) => {
  const store = storeWith(gcp, CONFIG, channels(count));
  return store.list(tokens.notificationChannel).map(({ id }) => id);
};
const strategy = (notificationChannelNames: string[]) => ({
  notificationChannels: [CHANNEL],
  alertStrategy: { notificationChannelStrategies: [{ notificationChannelNames, renotifyInterval: "3600s" }] },
});

const cases: Case[] = [
  {
    rule: "project-is-set",
    when: "a policy without a project",
    config: {},
    given: [],
    inputs: logMatchPolicy(),
    refused: ofProvider(/^project: required field is not set$/),
    mended: { given, config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 5 characters",
    inputs: logMatchPolicy({}, { project: "acme1" }),
    refused: ofProvider(/must be 6 to 30/),
    mended: {
      given: [{ ...monitoringOn, inputs: { ...monitoringOn.inputs, project: "acme12" } }],
      inputs: logMatchPolicy({}, { project: "acme12" }),
    },
  },
  {
    rule: "monitoring-api-is-enabled-for-alert-policies",
    when: "a policy in a project without the API",
    given: [metric()],
    inputs: good,
    refused: disabled("Cloud Monitoring API"),
    mended: { given },
  },
  policyCase(
    "monitoring-alert-policy-name-fits",
    "a name of 513 characters",
    { displayName: "é".repeat(513) },
    badRequest(/1 to 512 Unicode characters: 513/),
    { displayName: "é".repeat(512) },
  ),
  policyCase(
    "monitoring-alert-combiner-is-known",
    "a combiner that doesn't exist",
    { combiner: "ANY" },
    ofProvider(/^expected combiner to be one of \["AND" "OR" "AND_WITH_MATCHING_RESOURCE"\], got ANY$/),
    { combiner: "AND" },
  ),
  policyCase(
    "monitoring-alert-severity-is-known",
    "a severity of Cloud Logging",
    { severity: "NOTICE" },
    ofProvider(/^expected severity to be one of \["CRITICAL" "ERROR" "WARNING"\], got NOTICE$/),
    { severity: "WARNING" },
  ),
  policyCase(
    "monitoring-alert-auto-close-is-in-range",
    "to close after 29 minutes and 59 seconds",
    closing("1799s"),
    badRequest(
      /Field alertStrategy.autoClose had an invalid value of "seconds: 1799": the autoclose duration should be at least 30 minutes$/,
    ),
    closing("1800s"),
  ),
  policyCase(
    "monitoring-alert-auto-close-is-in-range",
    "to close after 7 days and a second",
    closing("604801s"),
    badRequest(/at most 7 days$/),
    closing("604800s"),
  ),
  policyCase(
    "monitoring-alert-auto-close-is-in-range",
    "to close after an hour in words",
    closing("1h"),
    badRequest(/at most 7 days$/),
    closing("3600s"),
  ),
  {
    rule: "monitoring-alert-channels-fit",
    when: "17 channels",
    given: [...given, ...channels(17)],
    inputs: { ...good, notificationChannels: idsOf(17) },
    refused: badRequest(/at most 16 notification channels, got 17/),
    mended: { inputs: { ...good, notificationChannels: idsOf(16) } },
  },
  policyCase(
    "monitoring-alert-channels-exist",
    "a channel by its display name",
    { notificationChannels: ["Security"] },
    badRequest(
      /^googleapi: Error 400: Name must begin with 'projects\/\{project_id\}\/notificationChannels\/\{channel_id\}', got: Security$/,
    ),
    { notificationChannels: [CHANNEL] },
  ),
  ...(["create", "update"] as const).map((verb) => ({
    ...policyCase(
      "monitoring-alert-channels-exist",
      `to ${verb} a policy with a channel that is gone`,
      { notificationChannels: [CHANNEL, `projects/${PROJECT}/notificationChannels/1`] },
      notFound(/Notification channel not found: projects\/acme-prod\/notificationChannels\/1$/),
      { notificationChannels: [CHANNEL, CHANNEL.replace(PROJECT, projectNumber(PROJECT))] },
    ),
    verb,
  })),
  policyCase(
    "monitoring-alert-strategies-name-its-channels",
    "to remind a channel that isn't the policy's",
    strategy([`projects/${PROJECT}/notificationChannels/1`]),
    badRequest(/notificationChannels\/1 of a strategy is not one of the alert policy's/),
    strategy([CHANNEL]),
  ),
  policyCase(
    "monitoring-alert-documentation-fits",
    "a documentation of 8,193 characters",
    documented({ content: "d".repeat(8_193) }),
    badRequest(/8,192 Unicode characters and 10,240 bytes/),
    documented({ content: "d".repeat(8_192) }),
  ),
  policyCase(
    "monitoring-alert-documentation-fits",
    "a documentation of 10,242 bytes",
    documented({ content: "é".repeat(5_121) }),
    badRequest(/10,240 bytes/),
    documented({ content: "é".repeat(5_120) }),
  ),
  policyCase(
    "monitoring-alert-documentation-fits",
    "a subject of 10,241 bytes",
    documented({ subject: "s".repeat(10_241) }),
    badRequest(/subject may not exceed 10,240 bytes/),
    documented({ subject: "s".repeat(10_240) }),
  ),
  policyCase(
    "monitoring-alert-documentation-is-markdown",
    "a documentation in HTML",
    documented({ content: "<b>Act</b>", mimeType: "text/html" }),
    badRequest(/had an invalid value of "text\/html": only "text\/markdown" is supported/),
    documented({ content: "**Act**", mimeType: "text/markdown" }),
  ),
  policyCase(
    "monitoring-alert-links-fit",
    "4 links",
    documented({ links: [link({}), link({}), link({}), link({})] }),
    badRequest(/up to 3 entries/),
    documented({ links: [link({}), link({}), link({})] }),
  ),
  policyCase(
    "monitoring-alert-links-fit",
    "a link's name of 64 characters",
    documented({ links: [link({}), link({ displayName: "n".repeat(64) })] }),
    badRequest(/links\[1\]: a name has 1 to 63 characters/),
    documented({ links: [link({}), link({ displayName: "n".repeat(63) })] }),
  ),
  policyCase(
    "monitoring-user-labels-are-valid",
    "65 labels",
    { userLabels: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`l${n}`, ""])) },
    badRequest(/up to 64 entries, got 65/),
    { userLabels: Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`l${n}`, ""])) },
  ),
  ...(
    [
      ["a label that begins with a digit", { "1st": "a" }],
      ["a label with a capital", { Team: "a" }],
      ["a label's value with a capital", { team: "Security" }],
      ["a label's value of 64 characters", { team: "t".repeat(64) }],
      ["a label's value of 129 bytes", { team: "ア".repeat(43) }],
    ] as const
  ).map(([when, userLabels]) =>
    policyCase(
      "monitoring-user-labels-are-valid",
      when,
      { userLabels },
      badRequest(/keys and values have at most 63/),
      {
        userLabels: { team: "t".repeat(63), "équipe-1_a": "ア".repeat(42) },
      },
    ),
  ),
  {
    rule: "deletion-policy-allows-it",
    when: "to delete a policy that prevents it",
    verb: "delete" as const,
    inputs: { ...good, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy projects\/acme-prod\/alertPolicies\/\d+: its deletionPolicy/),
    mended: { inputs: { ...good, deletionPolicy: "DELETE" } },
  },
].map(withWorld);

describe("Alert policies", () => {
  const others = new Set([...conditionRules, ...alertFilterRules, ...thresholdRules, ...logMatchRules]);
  testCases(
    type.rules.filter((rule) => !others.has(rule)),
    cases,
  );

  test("A policy and its conditions are numbered, and two that are alike differ in their numbers", () => {
    const one = type.id(good, CONFIG, memoryStore([]));
    expect(one).toMatch(/^projects\/acme-prod\/alertPolicies\/\d{1,20}$/);
    expect(type.id(good, CONFIG)).toBe(one);
    const other = type.id(good, CONFIG, storeWith(gcp, CONFIG, [policy(good)]));
    expect(other).toMatch(/^projects\/acme-prod\/alertPolicies\/\d{1,20}$/);
    expect(other).not.toBe(one);
    const [{ conditionThreshold, displayName }] = good.conditions as [
      { conditionThreshold: Properties; displayName: string },
    ];
    expect(type.outputs(good, CONFIG, memoryStore([]), one)).toEqual({
      project: PROJECT,
      name: one,
      conditions: [
        { displayName, conditionThreshold, name: expect.stringMatching(new RegExp(`^${one}/conditions/\\d{1,20}$`)) },
      ],
      enabled: true,
      deletionPolicy: "DELETE",
    });
  });
});
