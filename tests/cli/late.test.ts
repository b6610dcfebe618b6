import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { stateOf } from "../core/deployed/stack.ts";
import { ran } from "./ran.ts";

/** Does not prove when an event arrived: tests/core/replay/arrivals does. */

const spec = `version: 1
alerts:
  custom:
    - { name: denied, when: 'outcome == "denied"', severity: low, threshold: { count: 2, withinMinutes: 5 } }
    - { name: each, when: 'outcome == "denied"', severity: low }
`;

const denied = (eventTime: string): object => ({
  eventVersion: "1.11",
  eventTime,
  eventSource: "ec2.amazonaws.com",
  eventName: "RunInstances",
  awsRegion: "eu-west-1",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/max" },
  errorCode: "AccessDenied",
  readOnly: false,
  eventType: "AwsApiCall",
  eventCategory: "Management",
  managementEvent: true,
});

const entry = (timestamp: string, receiveTimestamp: string | undefined): object => ({
  logName: "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
  timestamp,
  receiveTimestamp,
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "compute.googleapis.com",
    methodName: "v1.compute.firewalls.insert",
    authenticationInfo: { principalEmail: "max@example.com" },
    status: { code: 7 },
  },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-late-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const logFile = (minute: string, records: readonly object[]): void =>
  writeFileSync(
    join(folder, `111122223333_CloudTrail_eu-west-1_20260701T${minute}Z_0123456789abcdef.json.gz`),
    gzipSync(JSON.stringify({ Records: records })),
  );

const replayed = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await ran({ "a.yaml": spec }, ["replay", "a.yaml", folder, ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.includes("whose arrival is known"));

it("says how many events came too late for an alert's window, of those whose arrival is known", async () => {
  const times = ["10:04:59", "10:05:00", "10:09:00"].map((time) => denied(`2026-07-01T${time}Z`));
  logFile("1010", times);
  logFile("1215", [denied("2026-07-01T10:09:30Z")]);
  writeFileSync(join(folder, "more.ndjson"), `${JSON.stringify(denied("2026-07-01T08:00:00Z"))}\n`);
  expect(linesOf(await replayed())).toEqual([
    "      2 of 4 events whose arrival is known came over 5 minutes after they happened, up to 3 hours: the cloud may have looked before they were there",
  ]);
  const { alerts } = JSON.parse(await replayed("--json")) as { alerts: { id: string; arrivals?: object }[] };
  expect(alerts.map(({ id, arrivals }) => [id, arrivals])).toEqual([
    ["denied", { known: 4, late: 2, mostSeconds: 7530 }],
    ["each", undefined],
  ]);
  const page = await replayed("--html", "-");
  expect(page).toContain("2 of 4 events whose arrival is known came over 5 minutes after they happened, up to 3 hours");
});

it("says the same of records that are read one by one, as those of a stack are", async () => {
  // After the first files it is known how those are told apart that are alike.
  const files = ["1010", "1011", "1012", "1013"];
  for (const minute of files) logFile(minute, Array(50).fill(denied("2026-07-01T10:04:59Z")));
  const told = linesOf(await replayed());
  expect(told).toEqual([expect.stringMatching(/^ {6}200 of 200 events .*, up to 9 minutes:/)]);
  const state = stateOf(
    [
      "aws:cloudtrail/trail:Trail",
      "trail",
      {
        name: "t",
        isMultiRegionTrail: true,
        cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:logs:*",
      },
    ],
    [
      "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      "filter",
      {
        name: "denied",
        logGroupName: "logs",
        pattern: '{ $.errorCode = "AccessDenied" }',
        metricTransformation: { name: "denied", namespace: "audit", value: "1" },
      },
    ],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "alarm",
      {
        name: "denied",
        metricName: "denied",
        namespace: "audit",
        statistic: "Sum",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 2,
        period: 300,
        evaluationPeriods: 1,
        alarmActions: ["arn:aws:sns:eu-west-1:111122223333:security"],
      },
    ],
  );
  const { stdout } = await ran({ "a.json": JSON.stringify(state) }, ["replay", "--state", "a.json", folder]);
  expect(linesOf(stdout)).toEqual(told);
});

it("says nothing where all came in time, or nobody knows when", async () => {
  logFile("1005", [denied("2026-07-01T10:00:00Z"), denied("2026-07-01T10:07:00Z")]);
  const entries = [
    entry("2026-07-01T10:00:00Z", "2026-07-01T10:05:00.9Z"),
    entry("2026-07-01T08:00:00Z", undefined),
    entry("2026-07-01T08:00:00Z", "\u001b[31m"),
  ];
  writeFileSync(join(folder, "gcp.ndjson"), entries.map((one) => `${JSON.stringify(one)}\n`).join(""));
  expect(linesOf(await replayed())).toEqual([]);
});

it.each([
  ["2026-07-01T10:05:01Z", "6 minutes"],
  ["2026-07-01T11:59:59Z", "120 minutes"],
  ["2026-07-01T12:00:00Z", "2 hours"],
  ["2026-07-03T09:59:59Z", "48 hours"],
  ["2026-07-03T10:00:00Z", "2 days"],
])("says of an entry that was received at %s that it came up to %s late", async (received, expected) => {
  writeFileSync(join(folder, "gcp.json"), JSON.stringify(entry("2026-07-01T10:00:00Z", received)));
  expect(linesOf(await replayed())).toEqual([
    `      1 of 1 event whose arrival is known came over 5 minutes after they happened, up to ${expected}: the cloud may have looked before they were there`,
  ]);
});
