import { expect } from "vitest";
import { type EventPattern, toEventBridgePatterns } from "../../../core/filter/to-eventbridge-pattern.ts";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { delivered } from "./cloudtrail-events.ts";
import { checkFidelity, type Fidelities, pairs } from "./fidelity.ts";

/** EventBridge's patterns on CloudTrail records as the event bus has them; enough of each result that it proves something. */
export const checkEventBridge = (given: Pick<Fidelities<unknown>, "name" | "pool" | "records">): void => {
  const seen = checkFidelity<readonly EventPattern[]>({
    ...given,
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
};
