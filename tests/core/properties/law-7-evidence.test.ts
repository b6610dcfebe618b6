import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { anyOverrides, anyPlacements, anySpec, askedOf } from "../arbitrary.ts";
import { answerTo, givenIn } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

test("evidence is kept unless it is said to be disposable", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { compiled } = answerTo({ spec, overrides, ...placements });
      const { disposable } = askedOf(spec, overrides);
      for (const [cloud, { keep }] of givenIn(compiled)) expect(keep, cloud).toBe(!disposable);
    }),
    runs,
  );
});

test("what is disposable is never locked: a spec that asks for both is an error, and only such a one", () => {
  fc.assert(
    fc.property(anySpec, anyOverrides, anyPlacements, (spec, overrides, placements) => {
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      const { disposable, immutability } = askedOf(spec, overrides);
      const refused = errors.some(({ code }) => code === "disposable-immutable");
      expect(refused).toBe(disposable && immutability !== "none");
      if (errors.length > 0 || !disposable) return;
      for (const [cloud, { lock }] of givenIn(compiled)) expect(lock, cloud).toBeUndefined();
      expect(compiled.azure?.blueprint.archive.immutability).toBeUndefined();
    }),
    runs,
  );
});
