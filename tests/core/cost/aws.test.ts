// Does not prove that AWS bills so: prices and what is taken for certain are in the tables, with their sources.
import { describe, expect, test } from "vitest";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { costs } from "../../../core/cost/all-clouds.ts";
import type { Cost } from "../../../core/cost/cost.ts";
import { pricesAws } from "../../../core/cost/prices-aws.ts";
import { type Volumes, volumesWith } from "../../../core/cost/volumes.ts";
import { planned } from "../compile/planned.ts";

const costOf = (spec: SpecOverrides, volumes: Partial<Volumes> = {}): Cost =>
  costs.aws(planned("aws", spec, { region: "eu-central-1" })[0], volumesWith(volumes))!;

const rows = ({ lines }: Cost) => lines.map(({ what, quantity, price, monthly }) => [what, quantity, price, monthly]);

const small: SpecOverrides = {
  capture: { management: "write" },
  retention: { days: 30, searchableDays: 30, immutability: "none" },
  encryption: { customerManagedKey: false },
};

describe("the cost of a month on AWS", () => {
  test("of little is little: a tenth of the events change something, and files are no more than events", () => {
    const cost = costOf(small, { management: 100_000 });
    expect(rows(cost)).toEqual([
      // 100,000 / 10
      ["management events, first copy", 10_000, "free", 0],
      // 10,000 × 1.5 KB
      ["CloudWatch Logs, taken in", 0.015, "0.50 / GB", 0.01],
      // × 0.15, for a month
      ["CloudWatch Logs, kept", 0.00225, "0.03 / GB", 0],
      // 10,000 files, and 17 regions × 24 digests × 30 days
      ["S3, files written", 22_240, "0.005 / 1,000 files", 0.11],
      ["S3, kept", 0.0015, "0.023 / GB", 0],
    ]);
    expect(cost.monthly).toBe(0.12);
    expect(cost.assumptions).toContain("one management event in ten changes something; only those are recorded");
  });

  test("of much, with data events, alerts and a key", () => {
    const cost = costOf(
      {
        capture: { data: [{ service: "storage", access: "write" }] },
        retention: { days: 300, searchableDays: 60 },
        alerts: { catalog: ["cis", "tamper"] },
      },
      { management: 100_000_000, data: 1_000_000_000, accounts: 10, regions: 2, alerts: 50_000, forwarded: 2_000_000 },
    );
    expect(rows(cost)).toEqual([
      ["management events, first copy", 100_000_000, "free", 0],
      // 10,000 × 0.10
      ["data events", 1_000_000_000, "0.10 / 100,000 events", 1_000],
      // 100 million × 1.5 KB = 150 GB: the data events go by a trail of their own
      ["CloudWatch Logs, taken in", 150, "0.50 / GB", 75],
      // 150 × 0.15 × 2 months
      ["CloudWatch Logs, kept", 45, "0.03 / GB", 1.35],
      // 10 × 2 × 288 × 30 = 172,800 files, and 10 × 17 × 24 × 30 = 122,400 digests, of each of two trails
      ["S3, files written", 590_400, "0.005 / 1,000 files", 2.95],
      // 165 GB × 10 months
      ["S3, kept", 1_650, "0.023 / GB", 37.95],
      ["KMS, keys and their rotations", 3, "1.00 / key version", 3],
      ["alarms", 15, "0.10 / alarm", 1.5],
      ["metrics of alarms, at most", 15, "0.30 / metric", 4.5],
      ["alerts by mail", 50_000, "2.00 / 100,000 mails", 1],
      ["alerts posted", 50_000, "0.20 / 1,000,000 posts", 0.01],
      ["events sent on to alerts", 2_000_000, "1.00 / 1,000,000 events", 2],
    ]);
    expect(cost.monthly).toBe(1_129.26);
  });

  test("beside another trail is that of a further copy", () => {
    const { lines, surprises } = costOf(small, { management: 50_000_000, "other-trails": 1 });
    expect(lines[0]).toEqual({
      what: "management events, a further copy",
      quantity: 5_000_000,
      unit: "events",
      price: "2.00 / 100,000 events",
      monthly: 100,
    });
    expect(surprises[0]).toBe(
      "a trail was there before, such as Control Tower's, so that this one's management events are billed: 100.00 USD; end one of them",
    );
  });

  test("with a replica is that of its copy, too", () => {
    const [plan] = planned("aws", small, { region: "eu-central-1", replicaRegion: "eu-west-1" });
    const cost = costs.aws(plan, volumesWith({ management: 100_000_000 }))!;
    expect(rows(cost).slice(3)).toEqual([
      // 3 × 288 × 30 = 25,920 files, and 12,240 digests
      ["S3, files written", 38_160, "0.005 / 1,000 files", 0.19],
      // 10,000,000 × 1.5 KB / 10, for a month
      ["S3, kept", 1.5, "0.023 / GB", 0.03],
      ["S3, files of the replica", 38_160, "0.005 / 1,000 files", 0.19],
      ["S3, sent to the replica", 1.5, "0.02 / GB", 0.03],
      ["S3, replica kept", 1.5, "0.023 / GB", 0.03],
    ]);
  });

  test("with a stream into files is that of Firehose, its Parquet files and their bucket", () => {
    const cost = costOf({ ...small, stream: { enabled: true } }, { management: 100_000_000 });
    expect(rows(cost).slice(5)).toEqual([
      // 10,000,000 × 1.5 KB
      ["the stream, sent on by Firehose", 15, "0.029 / GB", 0.44],
      ["the stream, made Parquet", 15, "0.018 / GB", 0.27],
      // 288 × 30
      ["the stream, files written", 8_640, "0.005 / 1,000 files", 0.04],
      // 15 / 5, for the month that the archive keeps its files
      ["the stream, files kept", 3, "0.023 / GB", 0.07],
    ]);
    expect(cost.assumptions.filter((one) => one.includes("Firehose") || one.includes("Parquet"))).toHaveLength(2);
  });

  test("with a stream to an endpoint is that of Firehose alone", () => {
    const place = { region: "eu-central-1", streamEndpoint: { url: "https://siem.example.com" } };
    const [plan] = planned("aws", { ...small, stream: { enabled: true } }, place);
    const cost = costs.aws(plan, volumesWith({ management: 100_000_000 }))!;
    expect(rows(cost).slice(5)).toEqual([["the stream, sent on by Firehose", 15, "0.029 / GB", 0.44]]);
    expect(cost.assumptions.filter((one) => one.includes("Firehose") || one.includes("Parquet"))).toHaveLength(1);
  });

  test("with health is that of its alarms, and of what CloudTrail tells of deliveries", () => {
    const cost = costOf({ ...small, health: { silenceAfterHours: 24 } }, { management: 100_000_000, alerts: 0 });
    expect(rows(cost).slice(5)).toEqual([
      ["alarms of health", 4, "0.10 / alarm", 0.4],
      // 3 × 288 × 30
      ["deliveries told of, for health", 25_920, "0.50 / 1,000,000 messages", 0.01],
    ]);
  });

  test.each<["apiCallRate" | "apiErrorRate", boolean, number]>([
    ["apiCallRate", false, 1_000_000],
    ["apiErrorRate", false, 1_000_000],
    ["apiCallRate", true, 1_000_000],
    ["apiErrorRate", true, 10_000_000],
  ])("with insights of %s, reads kept: %s, is that of %d events that are analysed", (type, reads, analysed) => {
    const management = reads ? ("all" as const) : ("write" as const);
    const { lines } = costOf({ ...small, capture: { management, insights: [type] } }, { management: 10_000_000 });
    expect(lines.find(({ what }) => what === "insights, events analysed")).toMatchObject({
      quantity: analysed,
      price: "0.35 / 100,000 events",
      monthly: (analysed / 100_000) * 0.35,
    });
  });

  test("in two accounts is that of the key of each", () => {
    const place = { region: "eu-central-1", logArchive: { account: "999988887777", provider: "archive" } };
    const [plan] = planned("aws", { ...small, encryption: { customerManagedKey: true } }, place);
    const { lines } = costs.aws(plan, volumesWith({}))!;
    expect(lines.find(({ what }) => what === "KMS, keys and their rotations")?.quantity).toBe(6);
  });

  test("of nothing that happens is that of digests", () => {
    const cost = costOf(small, { management: 0, data: 0, alerts: 0, forwarded: 0 });
    expect(rows(cost)).toEqual([["S3, files written", 12_240, "0.005 / 1,000 files", 0.06]]);
    expect([cost.monthly, cost.surprises]).toEqual([0.06, []]);
  });

  test("counts no data events where the spec records none, however many are given", () => {
    const cost = costOf(small, { data: 1_000_000_000 });
    expect(cost.lines.map(({ what }) => what)).not.toContain("data events");
    expect(cost.assumptions).toContain("no data events are recorded");
  });
});

describe("what has surprised others is said where a spec meets it", () => {
  const second =
    "a second trail beside this one, such as Control Tower's, has its management events billed: 10.00 USD at this volume";
  const keys =
    "calls of KMS, such as Decrypt, can be most of the management events, and CloudWatch Logs bills them like any other";
  const custom = (when: string): SpecOverrides => ({
    ...small,
    alerts: { custom: [{ name: "mine", when, severity: "low" }] },
  });
  const storage = (resources?: string[]): SpecOverrides => ({
    ...small,
    capture: { management: "write", data: [{ service: "storage", access: "write", ...(resources && { resources }) }] },
  });
  const inLogs = "data events go to CloudWatch Logs too, which takes 7.50 USD for them; ask for fewer of them";

  test.each<[string, SpecOverrides, readonly string[]]>([
    ["nothing but the trail", small, [second, keys]],
    [
      "data events of every resource",
      storage(),
      [
        second,
        "data events of every resource are recorded (storage), also of one that is new tomorrow; name those that matter in resources",
        keys,
      ],
    ],
    ["data events of some resources", storage(["prod-data"]), [second, keys]],
    [
      "data events of which an alert counts any",
      { ...storage(["prod-data"]), alerts: { catalog: ["denial-burst"] } },
      [second, inLogs, keys],
    ],
    [
      "an alert about any call",
      custom('sourceIp == "10.1.2.3"'),
      [
        second,
        keys,
        "these alerts may be about any call, also one that only reads, and can tell of many: mine; name services or operations",
      ],
    ],
    [
      "cold storage",
      { ...small, retention: { days: 400, searchableDays: 30, immutability: "none", coldAfterDays: 90 } },
      [
        second,
        keys,
        "most of CloudTrail's files are too small for S3 to move, and each that moves is paid for; see retention.coldAfterDays",
      ],
    ],
    [
      "both types of insights",
      { ...small, capture: { management: "write", insights: ["apiCallRate", "apiErrorRate"] } },
      [
        second,
        keys,
        "with both types of insights, events that change something are analysed, and billed, twice: 1.75 USD of it",
      ],
    ],
    ["an alert about one call", custom('operation == "DeleteTrail"'), [second, keys]],
    [
      "KMS left out",
      {
        ...small,
        capture: {
          management: "write",
          exclude: [{ name: "kms", when: 'service == "kms.amazonaws.com"', reason: "noise" }],
        },
      },
      [second],
    ],
  ])("%s", (_, spec, said) => expect(costOf(spec).surprises).toEqual(said));
});

test("what a question to Athena may cost is said where the archive can be asked, and has enough to matter", () => {
  const said = (archive: boolean, management: number) =>
    costOf({ ...small, query: { archive } }, { management }).surprises.filter((one) => one.includes("Athena"));
  // 1 billion × 1.5 KB / 10, for a month, at 5 USD a TB
  expect(said(true, 10_000_000_000)).toEqual([
    "a question to Athena that names no days reads the whole archive, 0.75 USD each time once it is full; name days, and regions",
  ]);
  expect([said(false, 10_000_000_000), said(true, 100_000)]).toEqual([[], []]);
});

test("a cloud whose prices are not known has no cost", () => {
  const [plan] = planned("aws", {}, { region: "eu-central-1" });
  expect([costs.gcp(plan, volumesWith({})), costs.azure(plan, volumesWith({}))]).toEqual([undefined, undefined]);
});

test("each price has a source, and says how far it was verified", () => {
  const { pricesOf, region, ...prices } = pricesAws;
  expect([pricesOf, region]).toEqual(["2026-11", "us-east-1"]);
  for (const { source, seen, per } of Object.values(prices)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9]+\/pricing\/$/);
    expect(["vendor", "others", "not seen"]).toContain(seen);
    expect(per).toBeGreaterThan(0);
  }
});
