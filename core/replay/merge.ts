import type { Cloud } from "../contract/cloud.ts";
import { addArrivals, noArrivals } from "./arrivals.ts";
import type { Fate } from "./decide.ts";
import { type Span, widen } from "./instant.ts";
import { type AlertCounts, type CloudCounts, type Counts, noFates, noSpan, valueAt } from "./tally.ts";
import { addTimeline } from "./timeline.ts";

const addNumbers = <Key>(into: Map<Key, number>, other: ReadonlyMap<Key, number>): void => {
  for (const [key, count] of other) into.set(key, (into.get(key) ?? 0) + count);
};

const addFates = (into: Record<Fate, number>, other: Readonly<Record<Fate, number>>): void => {
  for (const [fate, count] of Object.entries(other) as [Fate, number][]) into[fate] += count;
};

const addSpan = (into: Span, { first, last }: Span): void => {
  widen(into, first);
  widen(into, last);
};

const addAlert = (into: AlertCounts, { events, unseen, span, seconds, arrivals, example }: AlertCounts): void => {
  into.events += events;
  into.unseen += unseen;
  addSpan(into.span, span);
  addNumbers(into.seconds, seconds);
  addArrivals(into.arrivals, arrivals);
  into.example ??= example;
};

const addCloud = (into: CloudCounts, { events, fates, span, activities, rules, alerts }: CloudCounts): void => {
  into.events += events;
  addFates(into.fates, fates);
  addSpan(into.span, span);
  for (const [activity, of] of activities) addFates(valueAt(into.activities, activity, noFates), of);
  addNumbers(into.rules, rules);
  for (const [id, alert] of alerts) {
    const none = (): AlertCounts => ({
      alert: alert.alert,
      events: 0,
      unseen: 0,
      span: noSpan(),
      seconds: new Map(),
      arrivals: noArrivals(),
      example: undefined,
    });
    addAlert(valueAt(into.alerts, id, none), alert);
  }
};

/** Adds what was counted of events that come after all of those counted so far: examples are the first. */
export const addCounts = (into: Counts, other: Counts): void => {
  for (const [cloud, of] of Object.entries(other.clouds) as [Cloud, CloudCounts][]) addCloud(into.clouds[cloud], of);
  addTimeline(into.timeline, other.timeline);
  for (const [reason, { count, example }] of other.rejected) {
    valueAt(into.rejected, reason, () => ({ count: 0, example })).count += count;
  }
};
