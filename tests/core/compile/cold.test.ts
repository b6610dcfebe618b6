import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { compileAzure } from "../../../core/compile/azure/blueprint.ts";
import { breakEvenKilobytes } from "../../../core/compile/cold.ts";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import type { Cloud } from "../../../core/contract/cloud.ts";
import type { CoverageRow } from "../../../core/contract/outputs.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { planned } from "./planned.ts";

type Retention = NonNullable<SpecOverrides["retention"]>;

const compile = {
  aws: (retention: Retention) => compileAws(...planned("aws", { retention }, { region: "eu-central-1" })),
  gcp: (retention: Retention) =>
    compileGcp(...planned("gcp", { retention }, { project: "acme-audit", location: "europe-west3" })),
  azure: (retention: Retention) => compileAzure(...planned("azure", { retention }, { location: "westeurope" })),
} as const satisfies Record<Cloud, (retention: Retention) => unknown>;

const answerOf = (cloud: Cloud, retention: Retention) => {
  const { coverage, issues } = compile[cloud](retention);
  const row = coverage.find(({ rule }: CoverageRow) => rule === "retention.coldAfterDays");
  return { row, issues: issues.filter(({ path }) => path[1] === "coldAfterDays") };
};

describe("a spec without coldAfterDays", () => {
  test.each(["aws", "gcp", "azure"] as const)("has no row and no issue of it on %s, and moves nothing", (cloud) => {
    expect(answerOf(cloud, { days: 400 })).toEqual({ row: undefined, issues: [] });
    expect(JSON.stringify(compile[cloud]({ days: 400 }).blueprint)).not.toMatch(/GLACIER|StorageClass|tierTo/);
  });
});

describe("what a cloud does from coldAfterDays on", () => {
  test("S3 moves what is larger than 128 KB to the class that is read at once, and ends the retention as ever", () => {
    const { archive, accessLogs } = compile.aws({ days: 400, coldAfterDays: 90 }).blueprint;
    const usual = compile.aws({ days: 400 }).blueprint;
    expect(archive!.lifecycle).toEqual([
      ...usual.archive!.lifecycle,
      {
        id: "cold-storage",
        status: "Enabled",
        filter: { objectSizeGreaterThan: 131_072 },
        transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
      },
    ]);
    expect(accessLogs).toEqual(usual.accessLogs);
  });

  test.each<[number, number, string | undefined]>([
    [36_500, 1, "ARCHIVE"],
    [365, 364, "ARCHIVE"],
    [364, 90, "COLDLINE"],
    [90, 30, "COLDLINE"],
    [89, 30, "NEARLINE"],
    [30, 29, "NEARLINE"],
    [29, 1, undefined],
  ])(
    "Cloud Storage takes the coldest class whose minimum %i days reach, after %i days: %s",
    (days, coldAfterDays, storageClass) => {
      const { lifecycleRules } = compile.gcp({ days, coldAfterDays }).blueprint.archive;
      expect(lifecycleRules).toEqual([
        { action: { type: "Delete" }, condition: { age: days } },
        ...(storageClass === undefined
          ? []
          : [{ action: { type: "SetStorageClass", storageClass }, condition: { age: coldAfterDays } }]),
      ]);
    },
  );

  test("Azure Storage moves nothing: its blueprint is the one without it", () => {
    expect(compile.azure({ days: 400, coldAfterDays: 90 }).blueprint).toEqual(compile.azure({ days: 400 }).blueprint);
  });
});

describe("what is said of it", () => {
  const row = (cloud: Cloud, asked: number, given: string, fidelity: string, reason: string) => ({
    cloud,
    rule: "retention.coldAfterDays",
    asked: `${asked} days (spec)`,
    given,
    fidelity,
    reason,
  });
  const path = ["retention", "coldAfterDays"];
  const instant = (days: number) => `S3 Glacier Instant Retrieval after ${days} days, for objects of more than 128 KB`;
  const small = (days: string, kilobytes: string) =>
    `S3 moves no object of 128 KB or less, and most of CloudTrail's files are smaller; within the ${days} days that are left, moving one costs more than it saves unless it has ${kilobytes} KB at least`;

  test.each<[string, Retention, "warning" | "notice", number, number]>([
    ["enough days for all that S3 moves: a notice", { days: 400, coldAfterDays: 90 }, "notice", 310, 128],
    ["just enough days", { days: 400, coldAfterDays: 141 }, "notice", 259, 128],
    ["one day too few for the smallest: a warning", { days: 400, coldAfterDays: 142 }, "warning", 258, 129],
    ["the charged days and no more", { days: 180, coldAfterDays: 90 }, "warning", 90, 368],
    ["fewer than the charged days", { days: 120, coldAfterDays: 60 }, "warning", 60, 617],
    ["hardly any saving", { days: 106, coldAfterDays: 90 }, "warning", 16, 78_644],
  ])("S3, %s", (_title, retention, severity, days, kilobytes) => {
    expect(answerOf("aws", retention)).toEqual({
      row: row(
        "aws",
        retention.coldAfterDays!,
        instant(retention.coldAfterDays!),
        "exact",
        small(String(days), kilobytes.toLocaleString("en-US")),
      ),
      issues: [{ code: "aws-cold-small-files", severity, path, params: { days, kilobytes } }],
    });
  });

  test("S3, so few days that no object saves anything", () => {
    expect(answerOf("aws", { days: 105, coldAfterDays: 90 })).toEqual({
      row: row(
        "aws",
        90,
        instant(90),
        "exact",
        "S3 charges 90 days of Glacier Instant Retrieval at least, and only 15 are left, so that moving an object costs more than it saves; lower coldAfterDays, or leave it out",
      ),
      issues: [{ code: "aws-cold-saves-nothing", severity: "warning", path, params: { days: 15, charged: 90 } }],
    });
  });

  test.each<[Retention, string, number, number]>([
    [{ days: 400, coldAfterDays: 90 }, "ARCHIVE", 310, 270],
    [{ days: 200, coldAfterDays: 90 }, "COLDLINE", 110, 358],
    [{ days: 60, coldAfterDays: 30 }, "NEARLINE", 30, 1_049],
  ])("Cloud Storage, of %j", (retention, storageClass, days, kilobytes) => {
    const { coldAfterDays } = retention;
    expect(answerOf("gcp", retention)).toEqual({
      row: row(
        "gcp",
        coldAfterDays!,
        `Cloud Storage class ${storageClass} after ${coldAfterDays} days`,
        "exact",
        `Cloud Storage charges for each object that it moves to ${storageClass}; within the ${days} days that are left, that costs more than it saves unless the object has ${kilobytes.toLocaleString("en-US")} KB at least`,
      ),
      issues: [{ code: "gcp-cold-small-files", severity: "notice", path, params: { storageClass, days, kilobytes } }],
    });
  });

  test("Cloud Storage, of a retention that no cheaper class is for", () => {
    expect(answerOf("gcp", { days: 29, coldAfterDays: 1 })).toEqual({
      row: row(
        "gcp",
        1,
        "Cloud Storage, standard class",
        "unsupported",
        "Cloud Storage charges 30 days of a cheaper class at least, and events are kept for 29; none are moved",
      ),
      issues: [{ code: "gcp-cold-too-short", severity: "warning", path, params: { days: 29, least: 30 } }],
    });
  });

  test("Azure Storage, which can't move append blobs", () => {
    expect(answerOf("azure", { days: 400, coldAfterDays: 90 })).toEqual({
      row: row(
        "azure",
        90,
        "Azure Storage, the account's own tier",
        "unsupported",
        "Azure Monitor writes append blobs, which Azure Storage can delete but not move to a cooler tier; they stay where they are",
      ),
      issues: [{ code: "azure-cold-append-blobs", severity: "warning", path, params: {} }],
    });
  });
});

test.each(["aws", "gcp"] as const)(
  "of what %s would move on its last day or later, which is refused, no price is said",
  (cloud) => {
    for (const coldAfterDays of [400, 401]) {
      const { row, issues } = answerOf(cloud, { days: 400, coldAfterDays });
      expect([row?.reason, issues]).toEqual([undefined, []]);
    }
    expect(answerOf(cloud, { days: 400, coldAfterDays: 399 }).issues).toHaveLength(1);
  },
);

describe("what a move must save to pay off", () => {
  const prices = { usual: 0.03, cold: 0, move: 1 };

  test("is its cost, over the days that are left", () => {
    // 1/1000 of a dollar a move, 0.03 dollars saved a GB and month: a thirtieth of a GB for one month.
    expect(breakEvenKilobytes(prices, 30, 0)).toBe(34_953);
    expect(breakEvenKilobytes(prices, 300, 0)).toBe(3_496);
  });

  test("and what the cold class is charged for at least, beyond them", () => {
    expect(breakEvenKilobytes({ usual: 0.03, cold: 0.01, move: 1 }, 30, 90)).toBeUndefined();
    expect(breakEvenKilobytes({ usual: 0.03, cold: 0.01, move: 1 }, 60, 90)).toBe(34_953);
  });
});
