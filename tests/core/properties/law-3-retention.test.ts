import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { allPlacements, askedOf, validSpec } from "../arbitrary.ts";
import { answerTo, givenIn } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

test("evidence is kept in every cloud, searchable and locked, at least as long as asked", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asked = askedOf(spec, overrides);
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      fc.pre(errors.length === 0);
      for (const [cloud, given] of givenIn(compiled)) {
        expect(given.archiveDays.length, cloud).toBeGreaterThan(0);
        for (const days of given.archiveDays) expect(days, cloud).toBeGreaterThanOrEqual(asked.days);
        expect(given.searchDays, cloud).toBeGreaterThanOrEqual(asked.searchableDays);
        expect(given.lock !== undefined, cloud).toBe(asked.immutability !== "none");
        if (given.lock) expect(given.lock.days, cloud).toBeGreaterThanOrEqual(asked.days);
        expect(given.lock?.final ?? false, cloud).toBe(asked.immutability === "compliance");
      }
    }),
    runs,
  );
});

test("a key of one's own is used where one is asked for, and rotated at least as often", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asked = askedOf(spec, overrides);
      const { compiled, errors } = answerTo({ spec, overrides, ...placements });
      fc.pre(errors.length === 0);
      for (const [cloud, { key }] of givenIn(compiled)) {
        expect(key !== undefined, cloud).toBe(asked.customerManagedKey);
        if (key) expect(key.rotationDays, cloud).toBeLessThanOrEqual(asked.rotationDays);
      }
    }),
    runs,
  );
});
