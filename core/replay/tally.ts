import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { readTimestamp } from "../native/cloud-logging-time.ts";
import type { EventDecision, Fate } from "./decide.ts";
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

/** A second since 1970, and the time that an event gives for it. */
interface Instant {
  readonly second: number;
  readonly text: string;
}

/** The first and the last of some events. */
interface Span {
  first: Instant | undefined;
  last: Instant | undefined;
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
}

const noFates = (): Record<Fate, number> => ({ captured: 0, beyond: 0, dropped: 0, lost: 0 });

const noSpan = (): Span => ({ first: undefined, last: undefined });

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
});

const instantOf = (text: string | undefined): Instant | undefined => {
  // Rows of tables part date and time by a blank.
  const nanoseconds = readTimestamp(text?.replace(" ", "T"));
  return text === undefined || nanoseconds === undefined
    ? undefined
    : { second: Number(nanoseconds / 1_000_000_000n), text };
};

const widen = (span: Span, instant: Instant | undefined): void => {
  if (instant === undefined) return;
  if (span.first === undefined || instant.second < span.first.second) span.first = instant;
  if (span.last === undefined || instant.second > span.last.second) span.last = instant;
};

/** The value of a key, made where it is not there yet. */
const at = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
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
  example: undefined,
});

const countAlert = (counts: AlertCounts, event: CommonEvent, instant: Instant | undefined, place: Place): void => {
  counts.events += 1;
  widen(counts.span, instant);
  if (counts.alert.threshold !== undefined && instant !== undefined) {
    const { second } = instant;
    counts.seconds.set(second, (counts.seconds.get(second) ?? 0) + 1);
  }
  counts.example ??= {
    ...place,
    time: event.time,
    operation: event.operation,
    actor: event.actor.id,
    resource: event.resources?.[0],
  };
};

const ofNone: readonly string[] = ["other"];

/** Counts an event and what became of it. */
export const countEvent = (counts: Counts, event: CommonEvent, decision: EventDecision, place: Place): void => {
  const { fate, by, alerts } = decision;
  const cloud = counts.clouds[event.cloud];
  const instant = instantOf(event.time);
  cloud.events += 1;
  cloud.fates[fate] += 1;
  widen(cloud.span, instant);
  for (const activity of event.activities.length === 0 ? ofNone : event.activities) {
    at(cloud.activities, activity, noFates)[fate] += 1;
  }
  if (by !== undefined) cloud.rules.set(by, (cloud.rules.get(by) ?? 0) + 1);
  const isStored = fate === "captured" || fate === "beyond";
  for (const alert of alerts) {
    const of = at(cloud.alerts, alert.id, () => noAlert(alert));
    if (isStored) countAlert(of, event, instant, place);
    else of.unseen += 1;
  }
};

/** Counts a record that is no audit event. */
export const countRejected = (counts: Counts, reason: string, place: Place): void => {
  at(counts.rejected, reason, () => ({ count: 0, example: place })).count += 1;
};
