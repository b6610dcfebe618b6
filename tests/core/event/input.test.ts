import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import { readEvents } from "../../../core/event/input.ts";

const trail = {
  eventVersion: "1.11",
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  eventTime: "2026-03-02T08:15:00Z",
  userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" },
  requestParameters: { userName: "zoë" },
};

const entry = {
  logName: "projects/p/logs/cloudaudit.googleapis.com%2Factivity",
  protoPayload: { serviceName: "iam.googleapis.com", methodName: "google.iam.admin.v1.CreateRole" },
};

const activity = {
  time: "2026-03-02T08:15:00Z",
  category: "Administrative",
  operationName: "MICROSOFT.STORAGE/STORAGEACCOUNTS/DELETE",
  resultType: "Success",
};

const records = { aws: trail, gcp: entry, azure: activity };

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

const envelopes: Record<string, (record: object) => unknown> = {
  "the record itself": (record) => record,
  "a list": (record) => [record],
  "S3's Records": (record) => ({ Records: [record] }),
  "Event Hubs' records": (record) => ({ records: [record] }),
  "the REST API's value": (record) => ({ value: [record], nextLink: "https://example.com" }),
  "the Logging API's entries": (record) => ({ entries: [record] }),
  "an EventBridge event": (record) => ({ version: "0", "detail-type": "AWS API Call via CloudTrail", detail: record }),
  LookupEvents: (record) => ({
    Events: [{ EventName: "CreateUser", EventSource: "iam.amazonaws.com", CloudTrailEvent: JSON.stringify(record) }],
  }),
  "one of LookupEvents' summaries": (record) => ({
    EventName: "CreateUser",
    EventSource: "iam.amazonaws.com",
    CloudTrailEvent: JSON.stringify(record),
  }),
  "a CloudEvent": (record) => ({ specversion: "1.0", type: "google.cloud.audit.log.v1.written", data: record }),
  "a push of Pub/Sub": (record) => ({ message: { data: base64(record), messageId: "1" }, subscription: "s" }),
  "a pull of Pub/Sub": (record) => ({ receivedMessages: [{ ackId: "1", message: { data: base64(record) } }] }),
  "CloudWatch Logs' logEvents": (record) => ({ logEvents: [{ id: "1", message: JSON.stringify(record) }] }),
  "CloudWatch Logs' events": (record) => ({ events: [{ timestamp: 1, message: JSON.stringify(record) }] }),
  "Event Hubs' batches in a list": (record) => [{ records: [record] }, { records: [] }],
};

describe("a record", () => {
  for (const [cloud, record] of Object.entries(records)) {
    test.each(Object.entries(envelopes))(`of ${cloud} in %s gives the same event`, (_, wrap) => {
      const event = toCommonEvent(record);
      expect(event).toMatchObject({ cloud, native: record });
      expect(readEvents(JSON.stringify(wrap(record)))).toStrictEqual({ events: [event], rejected: [] });
    });
  }

  test("alone in its envelope is found, and of several none is picked", () => {
    expect(toCommonEvent({ Records: [trail] })).toStrictEqual(toCommonEvent(trail));
    expect(toCommonEvent({ Records: [trail, entry] })).toStrictEqual({
      rejected: "an envelope with 2 records: one is wanted",
    });
    expect(toCommonEvent({ Records: [] })).toStrictEqual({ rejected: "an envelope without a record" });
  });
});

const lines = (...values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join("\n");

describe("a text", () => {
  const [aws, gcp, azure] = [trail, entry, activity].map(toCommonEvent);

  test.each<[string, string, ReturnType<typeof readEvents>["rejected"]]>([
    ["one record a line", lines(trail, entry, activity), []],
    [
      "lines that end as on Windows, with blank ones between",
      lines(trail, entry, activity).replaceAll("\n", "\r\n\r\n"),
      [],
    ],
    [
      "one file after another, each with its byte order mark",
      `\uFEFF${lines(trail)}\n\uFEFF${lines(entry, activity)}\n`,
      [],
    ],
    [
      "a list over many lines, after a byte order mark",
      `\uFEFF${JSON.stringify([trail, entry, activity], null, 2)}`,
      [],
    ],
    ["an envelope a line, of any cloud", lines({ Records: [trail, entry] }, { records: [activity] }), []],
    [
      "records that are none, between those that are",
      `${lines(trail, 7, entry, { logName: "projects/p/logs/app", textPayload: "x" })}\n{"cut": \n${lines(activity, {})}`,
      [
        { reason: "no JSON object", index: 1 },
        { reason: "a log entry without an audit log's payload", index: 3 },
        { reason: "not JSON", index: 4 },
        { reason: "no audit event of a known form", index: 6 },
      ],
    ],
  ])("of %s", (_, text, rejected) => {
    expect(readEvents(text)).toStrictEqual({ events: [aws, gcp, azure], rejected });
  });

  test.each<[string, ReturnType<typeof readEvents>["rejected"]]>([
    ["", []],
    [" \n\uFEFF\n", []],
    ['{"Records": []}', []],
    ["not json\nat all", [{ reason: "not JSON", index: 0 }]],
    ["null", [{ reason: "no JSON object", index: 0 }]],
    ['{"message": {"data": "bm90IGpzb24="}}', [{ reason: "no audit event of a known form", index: 0 }]],
    [
      '{"detail-type": "GuardDuty Finding", "detail": {"severity": 5}}',
      [{ reason: "no audit event of a known form", index: 0 }],
    ],
  ])("%j has no event", (text, rejected) => {
    expect(readEvents(text)).toStrictEqual({ events: [], rejected });
  });
});

/** Names that the readers look for, so that chance reaches beyond the first check. */
const names = fc.constantFrom(
  ..."eventName eventSource userIdentity type resources ARN responseElements CloudTrailEvent Records value detail data message".split(
    " ",
  ),
  ..."logName protoPayload methodName authorizationInfo authenticationInfo status code resource labels metadata operation".split(
    " ",
  ),
  ..."operationName category properties identity claims claim initiatedBy targetResources createdDateTime errorCode".split(
    " ",
  ),
);
const leaves = fc.oneof(
  fc.constantFrom("AuditEvent", "StorageRead", "AuditLogs", "SignInLogs", "Policy", "{", '{"a":1}', "[1]", "__proto__"),
  fc.jsonValue({ maxDepth: 1 }),
);
const { record: nested } = fc.letrec<{ record: unknown }>((tie) => ({
  record: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaves,
    fc.dictionary(names, tie("record"), { maxKeys: 8 }),
    fc.array(tie("record"), { maxLength: 3 }),
  ),
}));

describe("whatever is read", () => {
  test("is an event or has a reason, and nothing is thrown", () => {
    fc.assert(
      fc.property(nested, (value) => {
        const one = toCommonEvent(value);
        if ("rejected" in one) expect(one.rejected).not.toBe("");
        else {
          expect(one.operation).not.toBe("");
          expect(Object.values(one)).not.toContain(undefined);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("as text is counted whole: every line is an event or a refusal", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.values(records), {}, "x"), { minLength: 2 }), (values) => {
        const { events, rejected } = readEvents(lines(...values));
        const isRefused = (value: unknown): boolean =>
          typeof value === "string" || Object.keys(value as object).length === 0;
        const refused = values.flatMap((value, index) => (isRefused(value) ? [index] : []));
        const isBroken = values.every((value) => typeof value === "string");
        expect(rejected.map(({ index }) => index)).toStrictEqual(isBroken ? [0] : refused);
        expect(events.length).toBe(values.length - refused.length);
      }),
    );
  });

  test("of any text nothing is thrown", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readEvents(text).events).toEqual([]);
      }),
    );
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(readEvents(deep)).toStrictEqual({ events: [], rejected: [{ reason: "no JSON object", index: 0 }] });
  });
});
