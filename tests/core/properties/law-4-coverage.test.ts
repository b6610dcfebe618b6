import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { clouds } from "../../../core/contract/cloud.ts";
import { sentence } from "../../../core/contract/messages.ts";
import type { CoverageRow } from "../../../core/contract/outputs.ts";
import { type Asked, allPlacements, askedOf, validSpec } from "../arbitrary.ts";
import { answerTo, type Given, givenIn } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

const settings = [
  "capture.management",
  "capture.identity",
  "retention.days",
  "retention.searchableDays",
  "retention.immutability",
  "encryption.customerManagedKey",
  "health.silenceAfterHours",
  "evidence",
  "stream.enabled",
];

type Comparison = "more" | "less" | "same";

const compare = (given: number | boolean, asked: number | boolean): Comparison =>
  Number(given) === Number(asked) ? "same" : Number(given) > Number(asked) ? "more" : "less";

const lockRank = (final: boolean | undefined): number => (final === undefined ? 0 : final ? 2 : 1);

const sooner = (given: number | undefined, asked: number | undefined): Comparison => {
  if (asked === undefined) return "same";
  if (given === undefined || given > asked) return "less";
  return asked > given ? "more" : "same";
};

/** What is given of each setting, compared with what was asked. */
const differences = (asked: Asked, given: Given): Record<string, Comparison> => ({
  "capture.management": compare(given.reads, asked.reads),
  "capture.identity": compare(given.identity, asked.identity),
  "retention.days": compare(Math.min(...given.archiveDays), asked.days),
  "retention.searchableDays": compare(given.searchDays, asked.searchableDays),
  "retention.immutability": compare(
    lockRank(given.lock?.final),
    ["none", "governance", "compliance"].indexOf(asked.immutability),
  ),
  "encryption.customerManagedKey": compare(given.key !== undefined, asked.customerManagedKey),
  "health.silenceAfterHours": sooner(given.silenceMinutes, asked.silenceHours && asked.silenceHours * 60),
  evidence: compare(!given.keep, asked.disposable),
});

const fidelities = { more: "wider", less: "unsupported", same: "exact" } as const;

/** The contract's `all` is every management event that a cloud's log can record: the reason says what Azure's can't. */
const exactByDefinition = (row: CoverageRow): boolean => row.cloud === "azure" && row.rule === "capture.management";

describe("whatever a cloud does otherwise than asked", () => {
  test("is in its coverage with a fidelity and a reason, and nothing else is", () => {
    fc.assert(
      fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
        const asked = askedOf(spec, overrides);
        const { compiled, errors } = answerTo({ spec, overrides, ...placements });
        fc.pre(errors.length === 0);
        for (const [cloud, given] of givenIn(compiled)) {
          const rows = compiled[cloud]!.coverage;
          for (const [rule, difference] of Object.entries(differences(asked, given))) {
            const row = rows.find((one) => one.rule === rule)!;
            const what = `${cloud} ${rule}`;
            if (difference !== "same") expect(row.reason, what).toMatch(/^[^;]+; [^;]+$/);
            if (!exactByDefinition(row)) expect(row.fidelity, what).toBe(fidelities[difference]);
          }
        }
      }),
      runs,
    );
  });

  test("is an issue too, of which the row's reason is the sentence", () => {
    fc.assert(
      fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
        const { compiled } = answerTo({ spec, overrides, ...placements });
        for (const cloud of clouds) {
          const { coverage, issues } = compiled[cloud]!;
          const told = issues.map((one) => `${one.path.join(".")}: ${sentence(one)}`).sort();
          const reasons = coverage.flatMap(({ rule, reason }) => (reason ? [`${rule}: ${reason}`] : [])).sort();
          expect(reasons).toEqual(told);
          expect(coverage.filter(({ fidelity, reason }) => fidelity !== "exact" && !reason)).toEqual([]);
        }
      }),
      runs,
    );
  });
});

test("reads that are asked for are switched on and routed on Google Cloud, and switched on for nobody else", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const { reads } = askedOf(spec, overrides);
      const { auditConfigs, sinks } = answerTo({ spec, overrides, ...placements }).compiled.gcp!.blueprint;
      const logTypes = auditConfigs.flatMap((one) => one.auditLogConfigs.map(({ logType }) => logType));
      expect(logTypes).toEqual(reads ? ["ADMIN_READ"] : []);
      if (reads) expect(sinks.filter).toContain('log_id("cloudaudit.googleapis.com/data_access")');
    }),
    runs,
  );
});

test("every cloud has one row for every setting, one for cold storage and queries where they are asked for, and one for its readers where there are any", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asked = askedOf(spec, overrides);
      const { compiled } = answerTo({ spec, overrides, ...placements });
      for (const cloud of clouds) {
        const query = { ...spec.query, ...overrides.query };
        const isCold = askedOf(spec, overrides).coldAfterDays !== undefined;
        const hasReaders = Object.keys(placements[cloud].readers ?? {}).length > 0;
        const { coverage } = compiled[cloud]!;
        expect(coverage.map((row) => row.rule)).toEqual([
          ...settings,
          ...(isCold ? ["retention.coldAfterDays"] : []),
          ...(["saved", "archive"] as const).flatMap((part) => (query[part] ? [`query.${part}`] : [])),
          ...(asked.streamed ? ["stream.retentionHours"] : []),
          ...(hasReaders ? ["readers"] : []),
          ...(cloud === "aws" && Object.keys(placements.aws.breakGlass ?? {}).length > 0 ? ["breakGlass"] : []),
          ...(cloud === "aws" && placements.aws.replicaRegion ? ["replicaRegion"] : []),
          ...(cloud === "aws" && placements.aws.protectTrail ? ["protectTrail"] : []),
        ]);
        expect(coverage.filter((row) => row.cloud !== cloud || row.given === "" || row.asked === "")).toEqual([]);
      }
    }),
    runs,
  );
});

test("a cloud that gives less than asked is an error, unless the spec allows the gap", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asked = askedOf(spec, overrides);
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      const gaps = Object.values(compiled).flatMap(({ coverage }) =>
        coverage.filter(({ fidelity }) => fidelity === "unsupported").map(({ cloud, rule }) => `${cloud} ${rule}`),
      );
      const identityGap = asked.identity && placements.gcp.scope !== "organization";
      const tooLong = asked.searchableDays > 730;
      // To keep what was not moved costs more, and loses nothing.
      const isCold = asked.coldAfterDays !== undefined;
      // An archive that is no table is kept and searched as without it.
      const isTable = { ...spec.query, ...overrides.query }.archive === true;
      expect(gaps).toEqual([
        ...(identityGap ? ["gcp capture.identity"] : []),
        ...(isCold && asked.days < 30 ? ["gcp retention.coldAfterDays"] : []),
        ...(isTable ? ["gcp query.archive"] : []),
        ...(tooLong ? ["azure retention.searchableDays"] : []),
        ...(isCold ? ["azure retention.coldAfterDays"] : []),
        ...(isTable ? ["azure query.archive"] : []),
      ]);
      expect(errors.map(({ code }) => code)).toEqual([
        ...(identityGap && !asked.identityMayBeMissing ? ["gcp-identity-needs-organization"] : []),
        ...(tooLong ? ["azure-searchable-too-long"] : []),
        ...(asked.immutability === "compliance" && !placements.azure.lockExistingAccount
          ? ["azure-lock-needs-account"]
          : []),
      ]);
    }),
    runs,
  );
});
