import { describe, expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { addArrivals, arrivedAt, countArrivals, deliveredAt, noArrivals } from "../../../core/replay/arrivals.ts";
import { addCounts } from "../../../core/replay/merge.ts";
import { resultOf } from "../../../core/replay/result.ts";
import { countEvent, noCounts } from "../../../core/replay/tally.ts";
import type { ToldAlert } from "../../../core/replay/told.ts";
import { cloudTrailCall } from "../event/cloudtrail-call.ts";

const at = (time: string): number => Date.parse(time) / 1000;

describe("when one of CloudTrail's log files was delivered", () => {
  it.each<[string, string | undefined]>([
    ["111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz", "2015-08-01T02:10:00Z"],
    [
      "logs/AWSLogs/111122223333/CloudTrail/us-gov-west-1/2026/07/01/111122223333_CloudTrail_us-gov-west-1_20260701T1005Z_AbCdEfGhIjKlMnOp.json",
      "2026-07-01T10:05:00Z",
    ],
    ["111122223333_CloudTrail-Insight_eu-west-1_20260701T1005Z_AbCdEfGhIjKlMnOp.json.gz", "2026-07-01T10:05:00Z"],
    ["c:\\logs\\111122223333_CloudTrail_eu-west-1_20260701T1005Z_AbCdEfGhIjKlMnOp.json.gz", "2026-07-01T10:05:00Z"],
    ["111122223333_CloudTrail_eu-west-1_20260701T1005Z_AbCdEfGhIjKlMnOp.ndjson", undefined],
    ["111122223333_CloudTrail-Digest_eu-west-1_trail_us-east-1_20260701T1005Z.json.gz", undefined],
    ["111122223333_CloudTrail_eu-west-1_20261301T1005Z_AbCdEfGhIjKlMnOp.json.gz", undefined],
    ["111122223333_CloudTrail_eu-west-1_20260701T2561Z_AbCdEfGhIjKlMnOp.json.gz", undefined],
    ["111122223333_CloudTrail_eu-west-1_20260701T1005Z_AbCdEfGhIjKlMnOp.json.gz/a.json", undefined],
    ["2026-07-01T10:05Z.json.gz", undefined],
    ["-", undefined],
  ])("%s", (file, expected) => {
    expect(deliveredAt(file)).toBe(expected === undefined ? undefined : at(expected));
  });
});

const entry = (more: object): object => ({
  logName: "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
  timestamp: "2026-07-01T10:00:00Z",
  protoPayload: { "@type": "type.googleapis.com/google.cloud.audit.AuditLog", methodName: "SetIamPolicy" },
  ...more,
});

const activity = (more: object): object => ({
  eventTimestamp: "2026-07-01T10:00:00Z",
  resourceId: "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/prod",
  operationName: { value: "Microsoft.Resources/subscriptions/resourceGroups/delete" },
  category: { value: "Administrative" },
  ...more,
});

describe("when its cloud had an event", () => {
  const logFile = "111122223333_CloudTrail_us-east-2_20260701T1007Z_Mu0KsOhtH1ar15ZZ.json.gz";
  it.each<[string, object, string, string | undefined]>([
    ["of CloudTrail, by the name of its file", cloudTrailCall("iam.amazonaws.com", "CreateUser"), logFile, "10:07:00"],
    ["of CloudTrail, not in another file", cloudTrailCall("iam.amazonaws.com", "CreateUser"), "a.json", undefined],
    ["of Google Cloud, by its entry", entry({ receiveTimestamp: "2026-07-01T10:00:01.9Z" }), logFile, "10:00:01"],
    ["of Google Cloud, not where the entry has none", entry({}), logFile, undefined],
    ["of Google Cloud, not where it is no time", entry({ receiveTimestamp: "<script>" }), "a.json", undefined],
    ["of Google Cloud, not where it is no text", entry({ receiveTimestamp: { seconds: 1 } }), "a.json", undefined],
    ["of Azure's REST API", activity({ submissionTimestamp: "2026-07-01T10:02:03Z" }), "a.json", "10:02:03"],
    ["of Azure's SDKs", activity({ submission_timestamp: "2026-07-01 10:02:03+00:00" }), "a.json", "10:02:03"],
    ["of Azure's exports, which do not say", activity({}), "a.json", undefined],
  ])("%s", (_, record, file, time) => {
    const expected = time === undefined ? undefined : at(`2026-07-01T${time}Z`);
    expect(arrivedAt(toCommonEvent(record) as CommonEvent, file)).toBe(expected);
  });
});

describe("how many came late", () => {
  const window = { count: 3, withinMinutes: 10 };

  it("is counted from a second after the window on, and the latest of them is known", () => {
    const arrivals = noArrivals();
    const seconds = new Map([
      [1000 - 600, 1],
      [1000 - 601, 2],
      [1000 - 3600, 4],
      [1000, 8],
      [1060, 16],
    ]);
    countArrivals(arrivals, 1000, seconds, window);
    expect(arrivals).toEqual({ known: 31, late: 6, mostSeconds: 3600 });
  });

  it("adds up over files, whatever their order", () => {
    const [a, b] = [
      { known: 5, late: 2, mostSeconds: 700 },
      { known: 7, late: 1, mostSeconds: 900 },
    ];
    const [ab, ba] = [{ ...a }, { ...b }];
    addArrivals(ab, b);
    addArrivals(ba, a);
    expect([ab, ba]).toEqual([ab, { known: 12, late: 3, mostSeconds: 900 }]);
  });

  const counting: ToldAlert = {
    id: "many",
    severity: "low",
    threshold: window,
    isOwn: false,
    test: () => true,
  };
  const decided = (alert: ToldAlert) => ({ fate: "captured", by: undefined, alerts: [alert] }) as const;
  const place = { file: "a.json", offset: 0, record: 0 };

  it("is of an alert that counts alone, and of events whose arrival is known", () => {
    const [one, other] = [noCounts(), noCounts()];
    const known = toCommonEvent(entry({ receiveTimestamp: "2026-07-01T11:00:00Z" })) as CommonEvent;
    const unknown = toCommonEvent(entry({})) as CommonEvent;
    countEvent(one, known, decided(counting), place);
    countEvent(other, unknown, decided(counting), place);
    expect(resultOf(other).alerts[0]!.arrivals).toBe(undefined);
    addCounts(one, other);
    const { events, arrivals } = resultOf(one).alerts[0]!;
    expect([events, arrivals]).toEqual([2, { known: 1, late: 1, mostSeconds: 3600 }]);
    const each = noCounts();
    countEvent(each, known, decided({ ...counting, threshold: undefined }), place);
    expect(resultOf(each).alerts[0]!.arrivals).toBe(undefined);
  });
});
