import { expect, it, vi } from "vitest";
import { toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { cloudTrailEvents, cloudTrailPool, delivered } from "./cloudtrail-events.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

it(`an EventBridge pattern says what its filter says, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "EventBridge",
    pool: cloudTrailPool,
    records: cloudTrailEvents,
    purposes: ["match"],
    compile: (filter) => toEventBridgePatterns(filter),
    matches: (patterns, record) =>
      patterns.some((pattern) => {
        const { filter, problems } = parseEventPattern(pattern);
        expect(problems, JSON.stringify(pattern)).toBeUndefined();
        return matchesEventPattern(filter!, delivered(record));
      }),
  });
  expect(seen.exact).toBeGreaterThan(pairs / 20);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
