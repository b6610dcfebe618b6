import { type Cloud, clouds } from "../contract/cloud.ts";
import type { Fate } from "./decide.ts";

type Fates = Record<Fate, number>;

/**
 * How long a period is, in seconds: a minute, 5 and 15, an hour, 6 of them, a day, a week, 13 of them, 52 of them, and ten and
 * a hundred times as long. Each divides the next, so that what is counted finely and then joined is what is counted coarsely.
 */
export const stepsSeconds = [
  60, 300, 900, 3600, 21_600, 86_400, 604_800, 7_862_400, 31_449_600, 314_496_000, 3_144_960_000,
] as const;

/** The first Monday since 1970, in seconds, so that weeks begin on one. */
const origin = 4 * 86_400;

/** The most periods with an event in them: with more, periods become longer. */
export const mostPeriods = 400;

interface Period {
  readonly clouds: Readonly<Record<Cloud, Fates>>;
  readonly activities: Map<string, number>;
}

/** How many events in each period: as large as a few hundred periods, whatever the number of events and the time between them. */
export interface Timeline {
  stepSeconds: number;
  /** By the period's number since the origin. */
  periods: Map<number, Period>;
}

export interface PeriodResult {
  /** When it begins, in seconds since 1970. */
  readonly from: number;
  readonly clouds: { readonly [C in Cloud]?: Readonly<Fates> };
  /** By the activities' ids; an event of several counts in each, one of none under `other`. */
  readonly activities: Readonly<Record<string, number>>;
}

/** The periods with an event in them, in the order of time. An event without a time is in none. */
export interface TimelineResult {
  readonly stepSeconds: number;
  readonly periods: readonly PeriodResult[];
}

export const noTimeline = (): Timeline => ({ stepSeconds: stepsSeconds[0], periods: new Map() });

const noFates = (): Fates => ({ captured: 0, beyond: 0, dropped: 0, lost: 0 });

const noPeriod = (): Period => ({
  clouds: { aws: noFates(), gcp: noFates(), azure: noFates() },
  activities: new Map(),
});

const periodAt = (periods: Map<number, Period>, number: number): Period => {
  const known = periods.get(number);
  if (known !== undefined) return known;
  const made = noPeriod();
  periods.set(number, made);
  return made;
};

const addPeriod = (into: Period, from: Period): void => {
  for (const cloud of clouds) {
    for (const [fate, count] of Object.entries(from.clouds[cloud])) into.clouds[cloud][fate as Fate] += count;
  }
  for (const [id, count] of from.activities) into.activities.set(id, (into.activities.get(id) ?? 0) + count);
};

/** Joins periods until they are as long as a step. */
const coarsen = (timeline: Timeline, stepSeconds: number): void => {
  const times = stepSeconds / timeline.stepSeconds;
  if (times === 1) return;
  const periods = new Map<number, Period>();
  for (const [number, period] of timeline.periods) addPeriod(periodAt(periods, Math.floor(number / times)), period);
  timeline.stepSeconds = stepSeconds;
  timeline.periods = periods;
};

const keepBounded = (timeline: Timeline): void => {
  while (timeline.periods.size > mostPeriods) {
    const longer = stepsSeconds.find((step) => step > timeline.stepSeconds);
    if (longer === undefined) return;
    coarsen(timeline, longer);
  }
};

/** Which period of some length an instant is in: both in seconds. */
export const periodOf = (second: number, stepSeconds: number): number => Math.floor((second - origin) / stepSeconds);

/** When a period begins, in seconds since 1970. */
export const beginOf = (period: number, stepSeconds: number): number => origin + period * stepSeconds;

/** What some events of one second, or one minute, are. */
export interface Timed {
  readonly cloud: Cloud;
  readonly fate: Fate;
  readonly activities: readonly string[];
}

/** Counts events in the second since 1970 in which they happened, whatever the order. */
export const countTime = (timeline: Timeline, second: number, { cloud, fate, activities }: Timed, events = 1): void => {
  const period = periodAt(timeline.periods, periodOf(second, timeline.stepSeconds));
  period.clouds[cloud][fate] += events;
  for (const id of activities) period.activities.set(id, (period.activities.get(id) ?? 0) + events);
  keepBounded(timeline);
};

/** Adds what was counted apart: the same as if it had been counted here, in whatever order the parts are added. */
export const addTimeline = (into: Timeline, from: Timeline): void => {
  coarsen(into, Math.max(into.stepSeconds, from.stepSeconds));
  const times = into.stepSeconds / from.stepSeconds;
  for (const [number, period] of from.periods) addPeriod(periodAt(into.periods, Math.floor(number / times)), period);
  keepBounded(into);
};

const periodResult = (number: number, { clouds: of, activities }: Period, stepSeconds: number): PeriodResult => ({
  from: beginOf(number, stepSeconds),
  clouds: Object.fromEntries(
    clouds.filter((cloud) => Object.values(of[cloud]).some((count) => count > 0)).map((cloud) => [cloud, of[cloud]]),
  ),
  activities: Object.fromEntries([...activities].sort(([a], [b]) => (a < b ? -1 : 1))),
});

export const timelineResult = ({ stepSeconds, periods }: Timeline): TimelineResult => ({
  stepSeconds,
  periods: [...periods].sort(([a], [b]) => a - b).map(([number, period]) => periodResult(number, period, stepSeconds)),
});
