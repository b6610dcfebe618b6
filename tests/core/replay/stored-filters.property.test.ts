// Doesn't prove what a cloud stores: replay asks its configuration of single events, by evaluators that are tested for themselves.
import fc from "fast-check";
import { expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { listOf } from "../../../core/event/record.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import { isObject } from "../../../core/object.ts";
import { storedBy } from "../../../core/replay/stored.ts";
import { storedIn } from "../../../core/replay/stored-filters.ts";
import type { Stored } from "../../../core/replay/stored-kind.ts";
import { delivered } from "../backtest/archives.ts";
import { anyCapture } from "../backtest/captures.ts";
import { inventedForms } from "../backtest/invented.ts";
import { pairs, seed } from "../filter/fidelity.ts";

const isStored = ({ kinds }: Stored, event: CommonEvent): boolean =>
  kinds.some(
    ({ event: filter, resource }) =>
      evaluate(filter, event) &&
      (resource === undefined ||
        listOf(event.native.resources).some((native) => isObject(native) && evaluate(resource, { ...event, native }))),
  );

it.each(inventedForms)(
  "the filters of what is stored say of %s what replay says of each event",
  { timeout: 600_000 },
  (cloud, records, pool) => {
    const natives = [...delivered(cloud).map(({ native }) => native), ...fc.sample(records, { seed, numRuns: 300 })];
    const events = natives.map((native) => toCommonEvent(native)).filter((event) => !("rejected" in event));
    const seen = { stored: 0, not: 0, exact: 0, wider: 0 };
    const property = fc.property(anyCapture(pool), (plan) => {
      const stored = storedIn(plan, cloud);
      seen[stored.lacks.length === 0 ? "exact" : "wider"] += 1;
      const replayed = storedBy(plan).stores[cloud]!;
      for (const event of events as CommonEvent[]) {
        const expected = replayed(event);
        seen[expected ? "stored" : "not"] += 1;
        const found = isStored(stored, event);
        if (found !== expected && !(found && stored.lacks.length > 0)) {
          throw new Error(JSON.stringify([expected, plan.settings.capture, plan.rules.exclude, event], null, 1));
        }
      }
    });
    fc.assert(property, { seed, numRuns: Math.ceil(pairs / 40) });
    console.log(`${cloud}: seed ${seed}, ${JSON.stringify(seen)}`);
    expect(seen.stored).toBeGreaterThan(events.length);
    expect(seen.exact).toBeGreaterThan(seen.wider * 4);
    expect(seen.not).toBeGreaterThan(events.length);
  },
);
