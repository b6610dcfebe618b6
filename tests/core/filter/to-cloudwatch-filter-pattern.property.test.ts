import { expect, it, vi } from "vitest";
import { toCloudWatchFilterPattern } from "../../../core/filter/to-cloudwatch-filter-pattern.ts";
import { matchesFilterPattern, parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { cloudTrailEvents, cloudTrailPool } from "./cloudtrail-events.ts";
import { checkFidelity, pairs, seed } from "./fidelity.ts";

vi.setConfig({ testTimeout: 1_800_000 });

it(`a CloudWatch filter pattern says what its filter says, or more (seed ${seed})`, () => {
  const seen = checkFidelity({
    name: "CloudWatch Logs",
    pool: cloudTrailPool,
    records: cloudTrailEvents,
    purposes: ["match"],
    compile: (filter) => toCloudWatchFilterPattern(filter),
    matches: (text, record) => {
      const { filter, problems } = parseFilterPattern(text);
      expect(problems, text).toBeUndefined();
      return matchesFilterPattern(filter!, record);
    },
  });
  expect(seen.exact).toBeGreaterThan(pairs / 20);
  expect(seen.matched).toBeGreaterThan(pairs / 20);
  expect(seen.notMatched).toBeGreaterThan(pairs / 20);
});
