import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { type Arrivals, arrivedAt, countArrivals, noArrivals } from "./arrivals.ts";
import type { EventDecision, Fate } from "./decide.ts";
import { instantOf, type Span, widen } from "./instant.ts";
import { countTime, noTimeline, type Timeline } from "./timeline.ts";
import type { ToldAlert } from "./told.ts";

/** Where a record stands. */
export interface Place {
  readonly file: string;
  /** Of the line, document or element of a list that it is in: bytes from the beginning of the file, as it is unpacked. */
  readonly offset: number;
  /** Which of those in it, from 0. */
  readonly record: number;
}

export interface EventExample extends Place {
  readonly time: string | undefined;
  readonly operation: string;
  readonly actor: string | undefined;
  readonly resource: string | undefined;
}

/** An alert without its test, which no thread can give to another. */
type AlertName = Omit<ToldAlert, "test">;

export interface AlertCounts {
  readonly alert: AlertName;
  events: number;
  unseen: number;
  readonly span: Span;
  /** Of alerts that count: how many events in each second. */
  readonly seconds: Map<number, number>;
  readonly arrivals: Arrivals;
  example: EventExample | undefined;
}

export interface CloudCounts {
  events: number;
  readonly fates: Record<Fate, number>;
  readonly span: Span;
  readonly activities: Map<string, Record<Fate, number>>;
  readonly rules: Map<string, number>;
  readonly alerts: Map<string, AlertCounts>;
}

/** What was counted so far: as large as there are kinds of things to count, whatever the number of events. */
export interface Counts {
  readonly clouds: Readonly<Record<Cloud, CloudCounts>>;
  readonly rejected: Map<string, { count: number; readonly example: Place }>;
  readonly timeline: Timeline;
}

export const noFates = (): Record<Fate, number> => ({ captured: 0, beyond: 0, dropped: 0, lost: 0 });

export const noSpan = (): Span => ({ first: undefined, last: undefined });

const noCloud = (): CloudCounts => ({
  events: 0,
  fates: noFates(),
  span: noSpan(),
  activities: new Map(),
  rules: new Map(),
  alerts: new Map(),
});

export const noCounts = (): Counts => ({
  clouds: { aws: noCloud(), gcp: noCloud(), azure: noCloud() },
  rejected: new Map(),
  timeline: noTimeline(),
});

/** The value of a key, made where it is not there yet. */
export const valueAt = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

const noAlert = ({ test: _, ...alert }: ToldAlert): AlertCounts => ({
  alert,
  events: 0,
  unseen: 0,
  span: noSpan(),
  seconds: new Map(),
  arrivals: noArrivals(),
  example: undefined,
});

/** What many events come to that are all decided alike. */
export interface Alike {
  readonly cloud: Cloud;
  readonly decision: EventDecision;
  readonly activities: readonly string[];
  readonly events: number;
  readonly span: Span;
  /** How many in each second, where an alert counts them. */
  readonly seconds: ReadonlyMap<number, number>;
  /** When their cloud had them, in seconds since 1970; undefined where that is not known. */
  readonly arrived: number | undefined;
}

const join = (span: Span, other: Span): void => {
  widen(span, other.first);
  widen(span, other.last);
};

const ofNone: readonly string[] = ["other"];

/** The activities that an event counts in: one of none counts too. */
export const countedIn = (activities: readonly string[]): readonly string[] =>
  activities.length === 0 ? ofNone : activities;

const countAlert = (counts: AlertCounts, { events, span, seconds, arrived }: Alike): void => {
  counts.events += events;
  join(counts.span, span);
  const { threshold } = counts.alert;
  if (threshold === undefined) return;
  if (arrived !== undefined) countArrivals(counts.arrivals, arrived, seconds, threshold);
  for (const [second, count] of seconds) counts.seconds.set(second, (counts.seconds.get(second) ?? 0) + count);
};

/** Counts events that are decided alike, but when they happened. */
export const countAlike = (counts: Counts, alike: Alike): void => {
  const { fate, by, alerts } = alike.decision;
  const { events, activities } = alike;
  const cloud = counts.clouds[alike.cloud];
  cloud.events += events;
  cloud.fates[fate] += events;
  join(cloud.span, alike.span);
  for (const activity of countedIn(activities)) valueAt(cloud.activities, activity, noFates)[fate] += events;
  if (by !== undefined) cloud.rules.set(by, (cloud.rules.get(by) ?? 0) + events);
  const isStored = fate === "captured" || fate === "beyond";
  for (const alert of alerts) {
    const of = valueAt(cloud.alerts, alert.id, () => noAlert(alert));
    if (isStored) countAlert(of, alike);
    else of.unseen += events;
  }
};

/** An event as people are shown it. */
export const exampleOf = (event: CommonEvent, place: Place): EventExample => ({
  ...place,
  time: event.time,
  operation: event.operation,
  actor: event.actor.id,
  resource: event.resources?.[0],
});

/** Counts an event and what became of it. */
export const countEvent = (counts: Counts, event: CommonEvent, decision: EventDecision, place: Place): void => {
  const { cloud, activities } = event;
  const instant = instantOf(event.time);
  const seconds = new Map(instant === undefined ? [] : [[instant.second, 1]]);
  const isCounted = decision.alerts.some(({ threshold }) => threshold !== undefined);
  countAlike(counts, {
    cloud,
    decision,
    activities,
    events: 1,
    span: { first: instant, last: instant },
    seconds,
    arrived: isCounted ? arrivedAt(event, place.file) : undefined,
  });
  const { fate } = decision;
  if (instant !== undefined)
    countTime(counts.timeline, instant.second, { cloud, fate, activities: countedIn(activities) });
  if (fate !== "captured" && fate !== "beyond") return;
  for (const { id } of decision.alerts) {
    const of = counts.clouds[cloud].alerts.get(id)!;
    of.example ??= exampleOf(event, place);
  }
};

/** Counts a record that is no audit event. */
export const countRejected = (counts: Counts, reason: string, place: Place): void => {
  valueAt(counts.rejected, reason, () => ({ count: 0, example: place })).count += 1;
};
