import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clouds } from "../../../core/contract/cloud.ts";
import {
  addTimeline,
  countTime,
  mostPeriods,
  noTimeline,
  stepsSeconds,
  type Timed,
  type Timeline,
  timelineResult,
} from "../../../core/replay/timeline.ts";

interface Counted extends Timed {
  readonly second: number;
}

const captured = { cloud: "aws", fate: "captured", activities: ["auth.signin"] } as const;

const at = (text: string): number => Date.parse(text) / 1000;

const counted = (events: readonly Counted[]): Timeline => {
  const timeline = noTimeline();
  for (const { second, ...timed } of events) countTime(timeline, second, timed);
  return timeline;
};

describe("a timeline", () => {
  it("counts by the minute, by cloud, fate and activity, in the order of time", () => {
    const timeline = noTimeline();
    countTime(timeline, at("2026-07-01T10:01:59Z"), captured);
    countTime(timeline, at("2026-07-01T10:00:00Z"), { cloud: "azure", fate: "dropped", activities: [] }, 5);
    countTime(timeline, at("2026-07-01T10:01:00Z"), { ...captured, fate: "lost" });
    expect(timelineResult(timeline)).toEqual({
      stepSeconds: 60,
      periods: [
        {
          from: at("2026-07-01T10:00:00Z"),
          clouds: { azure: { captured: 0, beyond: 0, dropped: 5, lost: 0 } },
          activities: {},
        },
        {
          from: at("2026-07-01T10:01:00Z"),
          clouds: { aws: { captured: 1, beyond: 0, dropped: 0, lost: 1 } },
          activities: { "auth.signin": 2 },
        },
      ],
    });
  });

  it("has minutes while they are no more than there is room for, and then five of them", () => {
    const minutes = Array.from({ length: mostPeriods + 1 }, (_, minute) => ({ ...captured, second: minute * 60 }));
    const full = timelineResult(counted(minutes.slice(0, mostPeriods)));
    expect([full.stepSeconds, full.periods.length]).toEqual([60, mostPeriods]);
    const over = timelineResult(counted(minutes));
    expect([over.stepSeconds, over.periods.length]).toEqual([300, Math.ceil((mostPeriods + 1) / 5)]);
  });

  it("has weeks that begin on Mondays", () => {
    const days = Array.from({ length: mostPeriods + 1 }, (_, day) => ({ ...captured, second: day * 86_400 }));
    const { stepSeconds, periods } = timelineResult(counted(days));
    expect(stepSeconds).toBe(604_800);
    expect(periods.slice(0, 2).map(({ from }) => from)).toEqual([
      at("1969-12-29T00:00:00Z"),
      at("1970-01-05T00:00:00Z"),
    ]);
  });

  it("joins periods of steps each of which divides the next", () => {
    const rest = stepsSeconds.slice(1).map((step, index) => step % stepsSeconds[index]!);
    expect(rest).toEqual(rest.map(() => 0));
  });

  it("has room for every second that a timestamp can name, a year in each of 10,000", () => {
    const years = Array.from({ length: 10_000 }, (_, year) => ({
      ...captured,
      second: at(`${String(year).padStart(4, "0")}-06-01T00:00:00Z`),
    }));
    const { periods } = timelineResult(counted(years));
    expect(periods.length).toBeLessThanOrEqual(mostPeriods);
    expect(periods.reduce((sum, { clouds: of }) => sum + of.aws!.captured, 0)).toBe(10_000);
  });
});

const event: fc.Arbitrary<Counted> = fc.record({
  second: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: -60_000_000_000, max: 250_000_000_000 })),
  cloud: fc.constantFrom(...clouds),
  fate: fc.constantFrom("captured", "beyond", "dropped", "lost"),
  activities: fc.subarray(["auth.signin", "other", "access.grant"]),
});

describe("a timeline counted in parts", () => {
  it("is the same whatever the order of events, and however they are split and the parts added", () => {
    const split = fc.array(fc.tuple(event, fc.integer({ min: 0, max: 3 })), { maxLength: 900, size: "max" });
    fc.assert(
      fc.property(split, fc.boolean(), (all, isReversed) => {
        const events = all.map(([one]) => one);
        const whole = timelineResult(counted(events));
        expect(timelineResult(counted(events.toReversed()))).toEqual(whole);
        const parts = [0, 1, 2, 3].map((part) => counted(all.filter(([, of]) => of === part).map(([one]) => one)));
        const sum = noTimeline();
        for (const part of isReversed ? parts.toReversed() : parts) addTimeline(sum, part);
        expect(timelineResult(sum)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves the part that is added as it was", () => {
    const part = counted([{ ...captured, second: 0 }]);
    const before = structuredClone(part);
    const sum = noTimeline();
    addTimeline(sum, part);
    countTime(sum, 0, captured);
    expect(part).toEqual(before);
  });
});
