import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { burstsOf } from "../../../core/replay/windows.ts";

const threshold = { count: 3, withinMinutes: 1 };

describe("three within a minute", () => {
  it.each<[string, [number, number][], { from: number; to: number; most: number }[]]>([
    ["nothing", [], []],
    [
      "two",
      [
        [100, 1],
        [110, 1],
      ],
      [],
    ],
    [
      "three, just a minute apart",
      [
        [100, 1],
        [110, 1],
        [160, 1],
      ],
      [{ from: 100, to: 160, most: 3 }],
    ],
    [
      "three, a second more",
      [
        [100, 1],
        [110, 1],
        [161, 1],
      ],
      [],
    ],
    ["three in one second", [[100, 3]], [{ from: 100, to: 100, most: 3 }]],
    [
      "read in no order",
      [
        [160, 1],
        [100, 1],
        [110, 1],
      ],
      [{ from: 100, to: 160, most: 3 }],
    ],
    [
      "one burst that goes on",
      [
        [100, 3],
        [130, 2],
        [200, 1],
        [201, 1],
        [202, 1],
      ],
      [
        { from: 100, to: 130, most: 5 },
        { from: 200, to: 202, most: 3 },
      ],
    ],
    [
      "two bursts",
      [
        [100, 3],
        [500, 4],
      ],
      [
        { from: 100, to: 100, most: 3 },
        { from: 500, to: 500, most: 4 },
      ],
    ],
  ])("%s", (_, counts, expected) => {
    expect(burstsOf(new Map(counts), threshold)).toEqual(expected);
  });
});

it("tells of each second in which enough happened within the minutes before it, and of no other", () => {
  const counts = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 3 })), { maxLength: 40 });
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 3 }),
      (pairs, count, withinMinutes) => {
        const bySecond = new Map(pairs);
        const isReached = (second: number): boolean =>
          [...bySecond].reduce(
            (sum, [at, events]) => (at <= second && at >= second - withinMinutes * 60 ? sum + events : sum),
            0,
          ) >= count;
        const bursts = burstsOf(bySecond, { count, withinMinutes });
        for (const second of bySecond.keys()) {
          expect(bursts.some(({ from, to }) => second >= from && second <= to && isReached(second))).toBe(
            isReached(second),
          );
        }
      },
    ),
    { seed: 20261127, numRuns: 500 },
  );
});
