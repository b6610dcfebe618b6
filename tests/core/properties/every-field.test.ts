import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { clouds } from "../../../core/contract/cloud.ts";
import { isError } from "../../../core/contract/issues.ts";
import { message, sentence } from "../../../core/contract/messages.ts";
import { placements as placementSchemas } from "../../../core/contract/placement.ts";
import { specOverrides } from "../../../core/contract/spec.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { reordered } from "../arbitrary.ts";
import { agreedArgs, everyChannels, everyPlacement, everySpec } from "../every-field.ts";
import { answerTo, compileClouds } from "./compiled.ts";

vi.setConfig({ testTimeout: 120_000 });

const runs = { numRuns: 100 };
const today = "2026-07-01";

const everyArgs = fc
  .tuple(everySpec, everySpec, everyPlacement, everyChannels)
  .map(([spec, overrides, placements, channels]) => ({
    spec: { version: 1, ...spec },
    overrides,
    channels,
    ...placements,
  }));

describe("the fields of which these properties speak", () => {
  const sample = fc.sample(everyArgs, { numRuns: 300, seed: 1 });
  const keys = (values: readonly object[]): string[] => [...new Set(values.flatMap(Object.keys))].sort();

  test("are all that a spec has", () => {
    expect(keys(sample.map(({ overrides }) => overrides))).toEqual(Object.keys(specOverrides.shape).sort());
    const parts = Object.entries(specOverrides.shape).flatMap(([key, schema]) => {
      const { shape } = schema.unwrap() as { shape?: object };
      return shape === undefined ? [] : [[key, Object.keys(shape).sort()] as const];
    });
    for (const [key, fields] of parts) {
      const found = keys(sample.flatMap(({ overrides }) => (overrides as Record<string, object>)[key] ?? []));
      expect([key, found]).toEqual([key, fields]);
    }
  });

  test.each(clouds)("are all that a placement has on %s", (cloud) => {
    expect(keys(sample.map((one) => one[cloud]))).toEqual(Object.keys(placementSchemas[cloud].shape).sort());
  });
});

describe("whatever is given of every field", () => {
  test("is a plan that compiles in each cloud, or errors, and each of them is a sentence that says what to do", () => {
    fc.assert(
      fc.property(everyArgs, (args) => {
        const { plan, issues, located } = readRequest("AuditLog", args, today);
        const compiled = compileClouds(plan!);
        expect(Object.keys(compiled)).toEqual([...clouds]);
        const all = [...issues, ...Object.values(compiled).flatMap((one) => one.issues.map(located))];
        for (const one of all) {
          expect(message(one)).toContain(": ");
          expect(sentence(one)).not.toMatch(/undefined|\[object |NaN|\$\{|\n/);
        }
        for (const one of all.filter(isError)) expect(sentence(one)).toMatch(/^[^;]+; /s);
      }),
      runs,
    );
  });

  test("means the same whatever the order of its keys", () => {
    const pairs = everyArgs.chain((args) => fc.tuple(fc.constant(args), reordered(args)));
    fc.assert(
      fc.property(pairs, ([args, other]) => {
        expect(JSON.stringify(answerTo(other, today))).toBe(JSON.stringify(answerTo(args, today)));
      }),
      { numRuns: 50 },
    );
  });

  test("has a row of coverage for each reason, and an issue for each row's reason", () => {
    fc.assert(
      fc.property(everyArgs, (args) => {
        for (const { coverage, issues } of Object.values(answerTo(args, today).compiled)) {
          expect(coverage.filter(({ given, asked }) => given === "" || asked === "")).toEqual([]);
          expect(coverage.filter(({ fidelity, reason }) => fidelity !== "exact" && !reason)).toEqual([]);
          const told = issues.map(sentence).sort((one, other) => other.length - one.length);
          for (const { reason = "" } of coverage) {
            expect(told.reduce((rest, one) => rest.replaceAll(one, ""), reason)).toMatch(/^[. ]*$/);
          }
        }
      }),
      runs,
    );
  });

  test("is accepted in most cases in which nothing contradicts", () => {
    const found = fc.sample(agreedArgs, { numRuns: 100, seed: 1 }).map((args) => answerTo(args, today).errors);
    expect(found.filter((errors) => errors.length === 0).length).toBeGreaterThan(50);
  });
});
