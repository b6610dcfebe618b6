import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { clouds } from "../../../core/contract/cloud.ts";
import { allPlacements, anyOverrides, anyPlacements, anySpec, askedOf, validSpec } from "../arbitrary.ts";
import { answerTo } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

/** What no cloud lets anybody undo, as its API spells it. */
const irreversible = /"COMPLIANCE"|"isLocked":true|"Locked"/;

test("nothing that can't be undone is in a blueprint without a yes", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      const asked = askedOf(spec, overrides);
      const locked = Object.values(compiled).some(({ blueprint }) => irreversible.test(JSON.stringify(blueprint)));
      if (locked) expect(asked.immutability).toBe("compliance");
      if (locked && errors.length === 0) expect(asked.acknowledged).toBe(true);
    }),
    runs,
  );
});

test("compliance without a yes is always an error that says what can't be undone, and only then", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { errors } = answerTo({ spec, overrides, ...placements });
      const asked = askedOf(spec, overrides);
      const told = errors.filter(({ code }) => code === "irreversible-unacknowledged");
      expect(told.length).toBe(asked.immutability === "compliance" && !asked.acknowledged ? 1 : 0);
      for (const { params } of told) expect(JSON.stringify(params)).toContain(`for ${asked.days} days nobody can`);
    }),
    runs,
  );
});

test("compliance with a yes locks in every cloud, and a yes without compliance in none", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      fc.pre(errors.length === 0);
      const compliance = askedOf(spec, overrides).immutability === "compliance";
      const locked = clouds.filter((cloud) => irreversible.test(JSON.stringify(compiled[cloud])));
      expect(locked).toEqual(compliance ? [...clouds] : []);
    }),
    runs,
  );
});
