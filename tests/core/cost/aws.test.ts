// Does not prove that AWS bills so: prices and what is taken for certain are in the tables, with their sources.
import { describe, expect, test } from "vitest";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { costs } from "../../../core/cost/all-clouds.ts";
import type { Cost } from "../../../core/cost/cost.ts";
import { pricesAws } from "../../../core/cost/prices-aws.ts";
import { type Volumes, volumesWith } from "../../../core/cost/volumes.ts";
import { planned } from "../compile/planned.ts";

const costOf = (spec: SpecOverrides, volumes: Partial<Volumes> = {}, placement: object = {}): Cost =>
  costs.aws(planned("aws", spec, { region: "eu-central-1", ...placement })[0], volumesWith(volumes))!;

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
      // 100 million × 1.5 KB = 150 GB: data events are in the archive alone
      ["CloudWatch Logs, taken in", 150, "0.50 / GB", 75],
      // 150 × 0.15 × 2 months
      ["CloudWatch Logs, kept", 45, "0.03 / GB", 1.35],
      // 10 × 2 × 288 × 30 = 172,800 files, and 10 × 17 × 24 × 30 = 122,400 digests
      ["S3, files written", 295_200, "0.005 / 1,000 files", 1.48],
      // 1.1 billion × 1.5 KB = 1,650 GB, packed 165, for 10 months
      ["S3, kept", 1_650, "0.023 / GB", 37.95],
      ["KMS, keys and their rotations", 3, "1.00 / key version", 3],
      ["alarms", 15, "0.10 / alarm", 1.5],
      ["metrics of alarms, at most", 15, "0.30 / metric", 4.5],
      ["alerts by mail", 50_000, "2.00 / 100,000 mails", 1],
      ["alerts posted", 50_000, "0.20 / 1,000,000 posts", 0.01],
      ["events sent on to alerts", 2_000_000, "1.00 / 1,000,000 events", 2],
    ]);
    expect(cost.monthly).toBe(1_127.79);
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

test("data events that CloudWatch Logs is given too are billed there, and told of", () => {
  const spec: SpecOverrides = {
    ...small,
    capture: { data: [{ service: "storage", access: "write", resources: ["a"] }] },
  };
  const { lines, surprises } = costOf(spec, { management: 0, data: 10_000_000 }, { dataEventsInLogs: true });
  expect(lines.find(({ what }) => what === "CloudWatch Logs, taken in")?.monthly).toBe(7.5);
  expect(surprises).toContain(
    "data events go to CloudWatch Logs too, which takes 7.50 USD for them; ask for fewer of them",
  );
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
