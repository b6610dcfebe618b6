import type { AlertThreshold } from "../plan/plan.ts";

/** Seconds since 1970 → how many events: of any number of events, as much as there are seconds with one. */
export type SecondCounts = ReadonlyMap<number, number>;

/** A stretch of time in which enough happened within the window at each event, and the windows overlap. */
export interface Burst {
  /** The first second of it, and the last event's. */
  readonly from: number;
  readonly to: number;
  /** The most within one window. */
  readonly most: number;
}

/**
 * The bursts that a threshold tells of, in the order of time: events count from the second in which they happened, in
 * whatever order they are read. A window of N minutes holds events that are less than N minutes apart, or just that.
 */
export const burstsOf = (counts: SecondCounts, { count, withinMinutes }: AlertThreshold): readonly Burst[] => {
  const seconds = [...counts].sort(([a], [b]) => a - b);
  const bursts: Burst[] = [];
  const window = withinMinutes * 60;
  let open: Burst | undefined;
  let within = 0;
  let first = 0;
  for (const [second, events] of seconds) {
    within += events;
    for (; seconds[first]![0] < second - window; first += 1) within -= seconds[first]![1];
    const isReached = within >= count;
    if (open !== undefined && (!isReached || open.to < second - window)) {
      bursts.push(open);
      open = undefined;
    }
    if (!isReached) continue;
    open = { from: open?.from ?? seconds[first]![0], to: second, most: Math.max(open?.most ?? 0, within) };
  }
  if (open !== undefined) bursts.push(open);
  return bursts;
};
