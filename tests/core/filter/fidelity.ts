import fc from "fast-check";
import { expect } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { Filter } from "../../../core/filter/ast.ts";
import { evaluate } from "../../../core/filter/evaluate.ts";
import type { Purpose, Rendered } from "../../../core/filter/rendered.ts";
import { rewrite } from "../../../core/filter/rewrite.ts";
import { anyFilterText, type Pool, read } from "./arbitrary-filter.ts";

/** How many (filter, event) pairs a property is tried on: `AUDITLOG_LONG=1` for the long mode. */
export const pairs = process.env.AUDITLOG_LONG === undefined ? 2_000 : 100_000;

/** Of every run, so that a failure can be had again: `AUDITLOG_SEED=…`. The long mode tries another each time. */
export const seed = Number(
  process.env.AUDITLOG_SEED ?? (process.env.AUDITLOG_LONG === undefined ? 20_261_124 : Date.now() % 2 ** 31),
);

const eventsPerFilter = 5;

export interface Fidelities<Output> {
  readonly name: string;
  readonly pool: Pool;
  /** Native records, of a form that the target sees. */
  readonly records: fc.Arbitrary<Record<string, unknown>>;
  /** What the form can be for; both unless said. */
  readonly purposes?: readonly Purpose[];
  /** Asks less than the random filter, where the target needs that. */
  narrow?(filter: Filter): Filter;
  compile(filter: ReturnType<typeof read>, purpose: Purpose): Rendered<Output>;
  /** Does the native form match the record? Asked of the native evaluator alone. */
  matches(output: Output, record: Record<string, unknown>): boolean;
}

const commonOf = (record: Record<string, unknown>): CommonEvent | undefined => {
  const event = toCommonEvent(record);
  return "rejected" in event ? undefined : event;
};

/**
 * A form that compares by case says so, and holds of records that spell what the filter names as the filter does: then
 * each comparison says the same with and without regard to case.
 */
export const isSpelledAlike = (filter: Filter, event: CommonEvent): boolean => {
  let isAlike = true;
  rewrite(filter, (comparison) => {
    if (!("fold" in comparison) || !comparison.fold) return comparison;
    if (evaluate(comparison, event) !== evaluate({ ...comparison, fold: false }, event)) isAlike = false;
    return comparison;
  });
  return isAlike;
};

/** What was seen, so that a run that proves little is known for it. */
export interface Seen {
  exact: number;
  wider: number;
  unsupported: number;
  matched: number;
  notMatched: number;
}

/**
 * `exact` means that the native form says what `evaluate` says; `wider` that it matches whatever should match, or, of an
 * exclusion, nothing that shouldn't; `unsupported` comes with an error and without a form.
 */
export const checkFidelity = <Output>(given: Fidelities<Output>): Seen => {
  const seen: Seen = { exact: 0, wider: 0, unsupported: 0, matched: 0, notMatched: 0 };
  const records = fc.array(given.records, { minLength: eventsPerFilter, maxLength: eventsPerFilter });
  const property = fc.property(
    anyFilterText(given.pool),
    fc.constantFrom<Purpose>(...(given.purposes ?? (["match", "exclude"] as const))),
    records,
    (text, purpose, natives) => {
      const filter = given.narrow?.(read(text)) ?? read(text);
      const rendered = given.compile(filter, purpose);
      seen[rendered.fidelity] += 1;
      const codes = rendered.issues.filter(({ severity }) => severity !== "notice").map(({ code }) => code);
      if (rendered.fidelity === "unsupported") {
        expect(rendered.output, text).toBeUndefined();
        expect(codes.length, text).toBeGreaterThan(0);
        return;
      }
      if (rendered.fidelity === "wider") expect(codes, text).toContain("rule-wider");
      for (const native of natives) {
        const event = commonOf(native);
        if (event === undefined) continue;
        if (codes.includes("rule-by-case") && !isSpelledAlike(filter, event)) continue;
        const asked = evaluate(filter, event);
        const got = rendered.output !== undefined && given.matches(rendered.output, native);
        seen[asked ? "matched" : "notMatched"] += 1;
        const shown = () => `${text}\n${purpose}\n${JSON.stringify(rendered.output)}\n${JSON.stringify(native)}`;
        if (rendered.fidelity === "exact" && got !== asked)
          throw new Error(`exact, but ${got} for ${asked}\n${shown()}`);
        if (purpose === "match" && asked && !got) throw new Error(`narrower\n${shown()}`);
        if (purpose === "exclude" && got && !asked) throw new Error(`excludes too much\n${shown()}`);
      }
    },
  );
  try {
    fc.assert(property, { seed, numRuns: Math.ceil(pairs / eventsPerFilter) });
  } finally {
    console.log(`${given.name}: seed ${seed}, ${JSON.stringify(seen)}`);
  }
  return seen;
};
