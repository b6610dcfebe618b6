import type { Cloud } from "../contract/cloud.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Fate } from "./decide.ts";
import type { AlertCounts, CloudCounts, Counts, EventExample, Place } from "./tally.ts";
import { type TimelineResult, timelineResult } from "./timeline.ts";
import type { ToldAlert } from "./told.ts";
import { type Burst, burstsOf } from "./windows.ts";

/** How many events came to what. */
export type Fates = Readonly<Record<Fate, number>>;

export interface AlertResult extends Pick<ToldAlert, "id" | "severity" | "threshold" | "isOwn"> {
  readonly cloud: Cloud;
  /** Stored events that match. */
  readonly events: number;
  /** Events that match and are not stored, of which nobody is told. */
  readonly unseen: number;
  /** How often people are told: of each event, or of each burst where it counts. */
  readonly told: number;
  readonly bursts: readonly Burst[];
  /** Of an alert that counts, where it is known of some event when it came. */
  readonly arrivals: Readonly<Arrivals> | undefined;
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly example: EventExample | undefined;
}

export interface CloudResult {
  readonly cloud: Cloud;
  readonly events: number;
  readonly fates: Fates;
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** By the activities' ids; an event of several counts in each, one of none under `other`. */
  readonly activities: Readonly<Record<string, Fates>>;
  /** By the parts of the spec that ask for events or leave them out. */
  readonly rules: Readonly<Record<string, number>>;
}

/** Records that are no audit events, by the reason. */
export interface RejectedResult {
  readonly reason: string;
  readonly count: number;
  readonly example: Place;
}

export interface ReplayResult {
  readonly events: number;
  readonly clouds: readonly CloudResult[];
  readonly alerts: readonly AlertResult[];
  readonly rejected: readonly RejectedResult[];
  readonly timeline: TimelineResult;
}

const byName = <T>(counts: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

const alertResult = (cloud: Cloud, counts: AlertCounts): AlertResult => {
  const { alert, events, unseen, span, seconds, example } = counts;
  const { id, severity, threshold, isOwn } = alert;
  const bursts = threshold === undefined ? [] : burstsOf(seconds, threshold);
  const told = threshold === undefined ? events : bursts.length;
  const [first, last] = [span.first?.text, span.last?.text];
  const arrivals = counts.arrivals.known === 0 ? undefined : counts.arrivals;
  return { id, severity, threshold, isOwn, cloud, events, unseen, told, bursts, arrivals, first, last, example };
};

const cloudResult = (cloud: Cloud, { events, fates, span, activities, rules }: CloudCounts): CloudResult => ({
  cloud,
  events,
  fates: { ...fates },
  first: span.first?.text,
  last: span.last?.text,
  activities: byName(activities),
  rules: byName(rules),
});

/** What was counted: clouds in their order, alerts by their ids, the most frequent reasons first. */
export const resultOf = ({ clouds, rejected, timeline }: Counts): ReplayResult => {
  const used = (Object.entries(clouds) as [Cloud, CloudCounts][]).filter(([, { events }]) => events > 0);
  const alerts = used.flatMap(([cloud, of]) => [...of.alerts.values()].map((one) => alertResult(cloud, one)));
  return {
    events: used.reduce((sum, [, { events }]) => sum + events, 0),
    clouds: used.map(([cloud, of]) => cloudResult(cloud, of)),
    alerts: alerts.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))),
    rejected: [...rejected]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count),
    timeline: timelineResult(timeline),
  };
};
