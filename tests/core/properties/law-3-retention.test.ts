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

test("what a stream has not delivered waits in every cloud at least as long as asked", () => {
  fc.assert(
    fc.property(validSpec, allPlacements, ([spec, overrides], placements) => {
      const asked = askedOf(spec, overrides);
      const { aws, gcp, azure } = answerTo({ spec, overrides, ...placements }).compiled;
      const days = aws!.blueprint.stream?.bucket.lifecycle.flatMap(({ expiration }) =>
        expiration && "days" in expiration ? [expiration.days] : [],
      );
      const hours = [
        days && Math.min(...days) * 24,
        gcp!.blueprint.stream && Number.parseInt(gcp!.blueprint.stream.messageRetentionDuration, 10) / 3600,
        azure!.blueprint.stream?.retentionTimeInHours,
      ];
      if (!asked.streamed) expect(hours).toEqual([undefined, undefined, undefined]);
      else for (const waits of hours) expect(waits).toBeGreaterThanOrEqual(asked.streamHours);
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
