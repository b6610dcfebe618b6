import { describe, expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { decided, deployedIn, type Given, notUnderstoodIn, previewOf, stateOf, unknown, urnOf } from "./stack.ts";

type Json = Record<string, unknown>;

const entry = (methodName: string, log: string, more: Json = {}, parent = "projects/acme"): Json => ({
  logName: `${parent}/logs/cloudaudit.googleapis.com%2F${log}`,
  timestamp: "2026-07-01T10:00:00Z",
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "storage.googleapis.com",
    methodName,
    authenticationInfo: { principalEmail: "max@example.com" },
    ...more,
  },
});

const write = entry("storage.buckets.delete", "activity");
const read = entry("storage.objects.get", "data_access", { authorizationInfo: [{ permissionType: "DATA_READ" }] });

const sink = (
  properties: Json = {},
  type = "gcp:logging/projectSink:ProjectSink",
  madeOf?: Record<string, string[]>,
): Given => [type, "sink", { name: "archive", destination: "storage.googleapis.com/acme-logs", ...properties }, madeOf];

const activity = 'log_id("cloudaudit.googleapis.com/activity")';

describe("which sink routes an entry", () => {
  it.each<[string, Given[], Json, string | undefined]>([
    ["every one where it has no filter", [sink()], read, "sink archive"],
    ["one that its filter matches", [sink({ filter: activity })], write, "sink archive"],
    ["none that it doesn't", [sink({ filter: activity })], read, undefined],
    [
      "none that an exclusion leaves out",
      [sink({ exclusions: [{ name: "deletions", filter: 'protoPayload.methodName:"delete"' }] })],
      write,
      undefined,
    ],
    [
      "one that an exclusion would leave out, were it not disabled",
      [sink({ exclusions: [{ name: "deletions", filter: 'protoPayload.methodName:"delete"', disabled: true }] })],
      write,
      "sink archive",
    ],
    [
      "of an organization, none of its projects unless it has its children's",
      [sink({}, "gcp:logging/organizationSink:OrganizationSink")],
      write,
      undefined,
    ],
    [
      "with them, one of a project",
      [sink({ includeChildren: true }, "gcp:logging/organizationSink:OrganizationSink")],
      write,
      "sink archive",
    ],
    [
      "of a folder, one of its own",
      [sink({}, "gcp:logging/folderSink:FolderSink")],
      entry("SetIamPolicy", "activity", {}, "folders/1"),
      "sink archive",
    ],
    [
      "of a billing account, none of others",
      [sink({}, "gcp:logging/billingAccountSink:BillingAccountSink")],
      write,
      undefined,
    ],
    [
      "a project's exclusions are those of _Default",
      [
        sink({ name: "_Default", project: "acme" }),
        ["gcp:logging/projectExclusion:ProjectExclusion", "no-writes", { project: "acme", filter: activity }],
      ],
      write,
      undefined,
    ],
    [
      "and of no other sink",
      [
        sink({ project: "acme" }),
        ["gcp:logging/projectExclusion:ProjectExclusion", "no-writes", { project: "acme", filter: activity }],
      ],
      write,
      "sink archive",
    ],
  ])("%s", (_, resources, record, by) => {
    expect(decided(stateOf(...resources), record)[0]).toBe(by);
  });

  it("none that is disabled, or whose filter nobody can read", () => {
    const type = "gcp:logging/projectSink:ProjectSink";
    expect(
      notUnderstoodIn(
        stateOf(
          [type, "off", { disabled: true }],
          [type, "broken", { filter: "a = = b" }],
          [type, "excluding", { exclusions: [{ filter: "((" }] }],
        ),
      ),
    ).toEqual([
      "off: it is disabled: it routes nothing",
      expect.stringMatching(/^broken: filter: character \d+: /),
      expect.stringMatching(/^excluding: exclusions\[0\]: character \d+: /),
    ]);
  });
});

describe("which logs are on", () => {
  const config = (service: string, logType: string): Given => [
    "gcp:projects/iAMAuditConfig:IAMAuditConfig",
    `${service}-${logType}`,
    { service, auditLogConfigs: [{ logType }] },
  ];
  it.each<[string, Given[], Json, string | undefined]>([
    ["Data Access logs are not, where nothing turns them on", [], read, "DATA_READ of storage.googleapis.com"],
    [
      "nor by another service's",
      [config("cloudkms.googleapis.com", "DATA_READ")],
      read,
      "DATA_READ of storage.googleapis.com",
    ],
    ["nor by another type", [config("allServices", "DATA_WRITE")], read, "DATA_READ of storage.googleapis.com"],
    ["they are by the service's", [config("storage.googleapis.com", "DATA_READ")], read, undefined],
    ["or by that of all", [config("allServices", "DATA_READ")], read, undefined],
    ["Admin Activity always is", [], write, undefined],
    [
      "and BigQuery's",
      [],
      entry("jobservice.query", "data_access", {
        serviceName: "bigquery.googleapis.com",
        authorizationInfo: [{ permissionType: "DATA_READ" }],
      }),
      undefined,
    ],
  ])("%s", (_, resources, record, expected) => {
    const { clouds } = deployedIn(stateOf(...resources));
    expect(clouds.gcp.unrecorded(toCommonEvent(record) as CommonEvent)).toBe(expected);
  });
});

const policyType = "gcp:monitoring/alertPolicy:AlertPolicy";
const channels = { notificationChannels: ["projects/acme/notificationChannels/1"] };

const matching = (more: Json = {}): Given => [
  policyType,
  "policy",
  {
    displayName: "Deletions",
    combiner: "OR",
    conditions: [{ displayName: "a", conditionMatchedLog: { filter: 'protoPayload.methodName:"delete"' } }],
    ...channels,
    ...more,
  },
];

const metric = (properties: Json = {}, madeOf?: Record<string, string[]>): Given => [
  "gcp:logging/metric:Metric",
  "metric",
  { name: "deletions", filter: 'protoPayload.methodName:"delete"', ...properties },
  madeOf,
];

const counting = (condition: Json = {}, more: Json = {}): Given => [
  policyType,
  "policy",
  {
    displayName: "Deletions",
    combiner: "OR",
    conditions: [
      {
        displayName: "a",
        conditionThreshold: {
          filter: 'metric.type="logging.googleapis.com/user/deletions" AND resource.type="global"',
          comparison: "COMPARISON_GT",
          thresholdValue: 4,
          duration: "0s",
          aggregations: [{ alignmentPeriod: "600s", perSeriesAligner: "ALIGN_DELTA" }],
          ...condition,
        },
      },
    ],
    ...channels,
    ...more,
  },
];

describe("which policies tell of entries", () => {
  it("one that matches them", () => {
    expect(decided(stateOf(sink(), matching()), write)).toEqual(["sink archive", ["alert policy Deletions"]]);
    expect(decided(stateOf(sink(), matching()), read)).toEqual(["sink archive", []]);
  });

  it("one that counts them by a log-based metric", () => {
    const stack = stateOf(sink(), metric(), counting());
    expect(decided(stack, write)[1]).toEqual(["alert policy Deletions"]);
    expect(deployedIn(stack).clouds.gcp.alerts[0]?.threshold).toEqual({ count: 5, withinMinutes: 10 });
  });

  it("one of a log bucket, of what sinks route there", () => {
    const bucketName = "projects/acme/locations/global/buckets/audit";
    const to = { destination: `logging.googleapis.com/${bucketName}`, filter: activity };
    const stack = stateOf(
      sink(to),
      metric({ bucketName, filter: 'protoPayload.serviceName="storage.googleapis.com"' }),
      counting(),
    );
    expect(decided(stack, write)[1]).toEqual(["alert policy Deletions"]);
    expect(decided(stack, read)[1]).toEqual([]);
  });

  it("in a preview, by the log bucket that sink and metric are made of", () => {
    const bucket = urnOf("gcp:logging/projectBucketConfig:ProjectBucketConfig", "audit");
    const planned = previewOf(
      sink({ destination: unknown }, undefined, { destination: [bucket] }),
      metric({ bucketName: unknown }, { bucketName: [bucket] }),
      counting({}, { notificationChannels: [unknown] }),
    );
    expect(decided(planned, write)).toEqual(["sink archive", ["alert policy Deletions"]]);
  });

  it.each<[string, Given[], string[]]>([
    ["it is disabled", [matching({ enabled: false })], ["policy: it is disabled: it tells nobody"]],
    [
      "it has no channel",
      [matching({ notificationChannels: [] })],
      ["policy: it has no notification channel: it tells nobody"],
    ],
    [
      "it tells of silence",
      [matching({ conditions: [{ displayName: "a", conditionAbsent: { duration: "3600s" } }] })],
      ["policy: conditions[0] tells of no count of matches: it is a conditionAbsent"],
    ],
    [
      "its metric is not here",
      [counting()],
      ["policy: conditions[0].conditionThreshold: the log-based metric deletions is not understood, or not here"],
    ],
    [
      "it compares a rate",
      [metric(), counting({ aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE" }] })],
      ["policy: conditions[0].conditionThreshold does not count matches: its aligner is ALIGN_RATE"],
    ],
    [
      "it must hold for long",
      [metric(), counting({ duration: "300s" })],
      ["policy: conditions[0].conditionThreshold must hold for 300s"],
    ],
    [
      "it asks for more than the metric",
      [metric(), counting({ filter: 'metric.type="logging.googleapis.com/user/deletions" AND metric.labels.who="a"' })],
      ["policy: conditions[0].conditionThreshold.filter asks for more than a log-based metric"],
    ],
    [
      "it counts by label",
      [metric({ labelExtractors: { who: "EXTRACT(a)" } }), counting()],
      ["policy: conditions[0].conditionThreshold counts each combination of labels by itself"],
    ],
    [
      "it tells of little",
      [metric(), counting({ comparison: "COMPARISON_LT" })],
      ["policy: it does not tell of what is found: its comparison is COMPARISON_LT"],
    ],
    [
      "its metric adds up",
      [metric({ valueExtractor: "EXTRACT(a)" })],
      ["metric: it adds up values of entries instead of counting them"],
    ],
    [
      "its metric is of a bucket that no sink routes to",
      [metric({ bucketName: "projects/acme/locations/global/buckets/x" })],
      ["metric: no sink here routes to its log bucket"],
    ],
    ["it is on another metric, of no entry", [counting({ filter: 'metric.type="compute.googleapis.com/cpu"' })], []],
  ])("none where %s", (_, resources, expected) => {
    expect(deployedIn(stateOf(...resources)).clouds.gcp.alerts).toEqual([]);
    expect(notUnderstoodIn(stateOf(...resources))).toEqual(expected);
  });

  it("none that asks for several conditions at once; either, where it asks for one of them", () => {
    const conditions = ["delete", "create"].map((name) => ({
      displayName: name,
      conditionMatchedLog: { filter: `protoPayload.methodName:"${name}"` },
    }));
    expect(decided(stateOf(matching({ conditions })), write)[1]).toEqual(["alert policy Deletions"]);
    expect(notUnderstoodIn(stateOf(matching({ conditions, combiner: "AND" })))).toEqual([
      "policy: it asks for several conditions at once: its combiner is AND",
    ]);
  });
});
