import { type Cloud, clouds } from "../../core/contract/cloud.ts";
import type { Fates } from "../../core/replay/result.ts";
import { beginOf, type PeriodResult, periodOf, stepsSeconds, type TimelineResult } from "../../core/replay/timeline.ts";

/** One bar's time: the events that happened in it. */
export interface Bar {
  /** Its place from the left, from 0. */
  readonly at: number;
  /** When it begins, in seconds since 1970. */
  readonly begin: number;
  readonly clouds: ReadonlyMap<Cloud, Fates>;
  readonly activities: ReadonlyMap<string, number>;
}

/** The time that all charts of a page share, from left to right. */
export interface Axis {
  readonly stepSeconds: number;
  readonly begin: number;
  readonly bars: readonly Bar[];
  /** How many bars there is room for, those of no event too. */
  readonly length: number;
  /** Events so far from all others that the charts would show nothing else. */
  readonly leftOut: number;
}

const mostBars = 96;

/** Of the events: as many as may be left out of a chart. */
const leftOutShare = 0.01;

const eventsIn = ({ clouds: of }: PeriodResult): number =>
  Object.values(of).reduce((sum, fates) => sum + fates.captured + fates.beyond + fates.dropped + fates.lost, 0);

const eventsOf = (periods: readonly PeriodResult[]): number => periods.reduce((sum, one) => sum + eventsIn(one), 0);

/** Without the few at an end that are further from the rest than the rest is long. */
const trimmed = (periods: readonly PeriodResult[], most: number): readonly PeriodResult[] => {
  if (periods.length < 3) return periods;
  const begins = periods.map(({ from }) => from);
  const gaps = begins.slice(1).map((begin, at) => begin - begins[at]!);
  const widest = gaps.indexOf(Math.max(...gaps));
  if (gaps[widest]! * 2 < begins[begins.length - 1]! - begins[0]!) return periods;
  const [before, after] = [periods.slice(0, widest + 1), periods.slice(widest + 1)];
  const [few, rest] = eventsOf(before) < eventsOf(after) ? [before, after] : [after, before];
  const room = most - eventsOf(few);
  return room < 0 ? periods : trimmed(rest, room);
};

const barsOf = (periods: readonly PeriodResult[], first: number, stepSeconds: number): Bar[] => {
  const bars = new Map<number, { clouds: Map<Cloud, Fates>; activities: Map<string, number> }>();
  for (const period of periods) {
    const at = periodOf(period.from, stepSeconds) - first;
    const bar = bars.get(at) ?? { clouds: new Map(), activities: new Map() };
    bars.set(at, bar);
    for (const cloud of clouds) {
      const [sum, more] = [bar.clouds.get(cloud), period.clouds[cloud]];
      if (more !== undefined) bar.clouds.set(cloud, sum === undefined ? more : added(sum, more));
    }
    for (const [id, count] of Object.entries(period.activities)) {
      bar.activities.set(id, (bar.activities.get(id) ?? 0) + count);
    }
  }
  return [...bars].map(([at, bar]) => ({ at, begin: beginOf(first + at, stepSeconds), ...bar }));
};

const added = (a: Fates, b: Fates): Fates => ({
  captured: a.captured + b.captured,
  beyond: a.beyond + b.beyond,
  dropped: a.dropped + b.dropped,
  lost: a.lost + b.lost,
});

/** The axis of a timeline: its periods joined until they fit a chart. Nothing where no event has a time. */
export const axisOf = (timeline: TimelineResult): Axis | undefined => {
  const total = eventsOf(timeline.periods);
  const periods = trimmed(timeline.periods, total * leftOutShare);
  const [one, other] = [periods[0], periods[periods.length - 1]];
  if (one === undefined || other === undefined) return undefined;
  const lengthBy = (step: number): number => periodOf(other.from, step) - periodOf(one.from, step) + 1;
  const steps = stepsSeconds.filter((step) => step >= timeline.stepSeconds);
  const stepSeconds = steps.find((step) => lengthBy(step) <= mostBars) ?? steps[steps.length - 1]!;
  const first = periodOf(one.from, stepSeconds);
  return {
    stepSeconds,
    begin: beginOf(first, stepSeconds),
    bars: barsOf(periods, first, stepSeconds),
    length: lengthBy(stepSeconds),
    leftOut: total - eventsOf(periods),
  };
};
