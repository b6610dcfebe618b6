import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { azureAlert, windowSize } from "../../../core/compile/azure/alerts.ts";
import { type KqlQuery, type KqlRow, parseKql, selectRows } from "../../../core/native/kql.ts";
import { kustoErrors } from "../../oracles/kusto.ts";
import { read } from "../filter/arbitrary-filter.ts";
import { seed } from "../filter/fidelity.ts";

const queryOf = (count: number, withinMinutes: number): string =>
  azureAlert({
    ...{ id: "mine", title: "Mine", severity: "high", why: undefined, firstSteps: [] },
    threshold: { count, withinMinutes },
    filter: read('operation == "Microsoft.KeyVault/vaults/delete" || operation == "Sign-in activity"'),
    benchmark: undefined,
    isTamper: false,
    isOwn: false,
    within: undefined,
  }).deployed!.query!.text;

const minute = 60_000;
const begin = Date.UTC(2026, 0, 2);

/** Of two tables, and some that aren't asked for. */
const rowAt = (time: number, kind: number): KqlRow => {
  const TimeGenerated = new Date(begin + time).toISOString();
  if (kind === 0)
    return { table: "AzureActivity", columns: { TimeGenerated, OperationNameValue: "Microsoft.Sql/x/read" } };
  if (kind === 1) return { table: "SigninLogs", columns: { TimeGenerated, OperationName: "Sign-in activity" } };
  return { table: "AzureActivity", columns: { TimeGenerated, OperationNameValue: "MICROSOFT.KEYVAULT/VAULTS/DELETE" } };
};

const parsed = new Map<string, KqlQuery>();

const fires = (count: number, withinMinutes: number, rows: readonly KqlRow[]): boolean => {
  const key = `${count} ${withinMinutes}`;
  const query = parsed.get(key) ?? parseKql(queryOf(count, withinMinutes)).filter!;
  parsed.set(key, query);
  return selectRows(query, rows).length > 0;
};

/** Are so many within so many minutes, wherever these begin? */
const isBurst = (count: number, withinMinutes: number, times: readonly number[]): boolean => {
  return times.some(
    (first) => times.filter((time) => time >= first && time - first <= withinMinutes * minute).length >= count,
  );
};

describe(`so many events within so many minutes (seed ${seed})`, () => {
  it("are found wherever they are, in whichever order they came, and nothing else is", () => {
    let found = 0;
    const runs = 2_000;
    const event = fc.record({
      // Often at full minutes, so that some are exactly as far apart as is asked.
      time: fc.oneof(
        fc.integer({ min: 0, max: 60 }).map((at) => at * minute),
        fc.integer({ min: 0, max: 60 * minute }),
      ),
      kind: fc.integer({ min: 0, max: 3 }),
    });
    const property = fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 30 }),
      fc.array(event, { maxLength: 12 }),
      (count, withinMinutes, events) => {
        const asked = isBurst(
          count,
          withinMinutes,
          events.filter(({ kind }) => kind > 0).map(({ time }) => time),
        );
        if (asked) found += 1;
        const rows = events.map(({ time, kind }) => rowAt(time, kind));
        expect(fires(count, withinMinutes, rows)).toBe(asked);
      },
    );
    fc.assert(property, { seed, numRuns: runs });
    expect(found).toBeGreaterThan(runs / 10);
    expect(found).toBeLessThan(runs * 0.9);
  });

  it("are as many as is asked, and no less, in exactly the time", () => {
    const rows = (count: number, apart: number) => Array.from({ length: count }, (_, at) => rowAt(at * apart, 2));
    // Twenty events, nineteen spans of half a minute: nine and a half minutes.
    expect(fires(20, 10, rows(20, minute / 2))).toBe(true);
    expect(fires(20, 10, rows(19, minute / 2))).toBe(false);
    expect(fires(20, 19, rows(20, minute))).toBe(true);
    expect(fires(20, 18, rows(20, minute))).toBe(false);
    expect(fires(2, 10, [rowAt(0, 2), rowAt(10 * minute, 2)])).toBe(true);
    expect(fires(2, 10, [rowAt(0, 2), rowAt(10 * minute + 1, 2)])).toBe(false);
    expect(fires(3, 1, [rowAt(5, 2), rowAt(5, 1), rowAt(5, 2)])).toBe(true);
  });

  it("are a query to Kusto's language service", () => {
    for (const [count, withinMinutes] of [
      [2, 1],
      [10_000, 1_440],
    ] as const) {
      expect(kustoErrors(queryOf(count, withinMinutes))).toEqual([]);
    }
  });
});

describe("the time that a query looks back on", () => {
  it("has all of them, and an hour more in which they may be late, and no size that is shorter does", () => {
    const sizes = { PT2H: 120, PT3H: 180, PT4H: 240, PT5H: 300, PT6H: 360, P1D: 1_440, P2D: 2_880 };
    const known = Object.values(sizes);
    for (let minutes = 1; minutes <= 1_440; minutes += 1) {
      const size = sizes[windowSize(minutes) as keyof typeof sizes];
      expect(size).toBe(known.find((one) => one >= minutes + 60));
    }
  });
});
