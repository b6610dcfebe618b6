import { describe, expect, it } from "vitest";
import { type Axis, axisOf } from "../../../cli/html/axis.ts";
import { barText, stepText, ticksOf } from "../../../cli/html/time.ts";
import { countTime, noTimeline, timelineResult } from "../../../core/replay/timeline.ts";

const at = (text: string): number => Date.parse(text) / 1000;

/** The axis of one event at each of these seconds. */
const axisAt = (seconds: readonly number[]): Axis | undefined => {
  const timeline = noTimeline();
  const timed = { cloud: "aws", fate: "captured", activities: ["other"] } as const;
  for (const second of seconds) countTime(timeline, second, timed);
  return axisOf(timelineResult(timeline));
};

const minutes = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * 60);

const begin = at("2026-07-01T00:00:00Z");

const told = (axis: Axis | undefined) =>
  axis && {
    step: stepText(axis.stepSeconds),
    length: axis.length,
    events: axis.bars.reduce((sum, { activities }) => sum + activities.get("other")!, 0),
    leftOut: axis.leftOut,
  };

describe("the axis of the charts", () => {
  it("is none where no event has a time", () => {
    expect(axisAt([])).toBe(undefined);
  });

  it("has a bar for each minute while there is room, and then for five", () => {
    expect(told(axisAt(minutes(96, begin)))).toEqual({ step: "1 minute", length: 96, events: 96, leftOut: 0 });
    expect(told(axisAt(minutes(97, begin)))).toEqual({ step: "5 minutes", length: 20, events: 97, leftOut: 0 });
  });

  it("leaves out those far from all others, where they are one in a hundred, and says how many", () => {
    const far = [at("0001-01-01T00:00:00Z"), at("2031-01-01T00:00:00Z")];
    const many = [...minutes(96, begin), ...minutes(96, begin), ...minutes(8, begin)];
    expect(told(axisAt([...many, ...far]))).toEqual({ step: "1 minute", length: 96, events: 200, leftOut: 2 });
  });

  it("leaves out none where they are more", () => {
    const seconds = [...minutes(96, begin), begin - 3 * 86_400, begin - 4 * 86_400];
    expect(told(axisAt(seconds))).toEqual({ step: "6 hours", length: 17, events: 98, leftOut: 0 });
  });

  it("begins and ends with a bar that has an event, and has its empty ones too", () => {
    const axis = axisAt([begin + 59, begin + 300])!;
    expect([axis.begin, axis.length, axis.bars.map((bar) => [bar.at, bar.begin])]).toEqual([
      begin,
      6,
      [
        [0, begin],
        [5, begin + 300],
      ],
    ]);
  });

  it.each([
    [minutes(30, begin), ["00:00", "00:05", "00:10", "00:15", "00:20", "00:25"]],
    [
      [begin, begin + 86_400 * 2],
      ["2026-07-01 00:00", "2026-07-01 12:00", "2026-07-02 00:00", "2026-07-02 12:00", "2026-07-03 00:00"],
    ],
    [
      [begin, begin + 86_400 * 80],
      ["2026-07-02", "2026-07-16", "2026-07-30", "2026-08-13", "2026-08-27", "2026-09-10"],
    ],
  ])("has a few round times", (seconds, texts) => {
    expect(ticksOf(axisAt(seconds)!).map(({ text }) => text)).toEqual(texts);
  });

  it("names a bar by its time on one day, and by its day where it is as long", () => {
    const texts = [minutes(5, begin), [begin, begin + 86_400], [begin, begin + 86_400 * 90]].map((seconds) => {
      const axis = axisAt(seconds)!;
      return barText(axis, axis.begin);
    });
    expect(texts).toEqual(["00:00", "2026-07-01 00:00", "2026-07-01"]);
  });
});
