import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import { fieldsOf, textOf } from "../event/record.ts";
import type { AlertThreshold } from "../plan/plan.ts";
import { instantOf } from "./instant.ts";

/** Account_CloudTrail_Region_YYYYMMDDTHHmmZ_Random: the minute in which it was delivered. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html */
const logFile =
  /(?:^|[/\\])\d{12}_CloudTrail(?:-Insight)?_[a-z\d-]+_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/\\_]+\.json(?:\.(?:gz|zst))?$/;

/** When one of CloudTrail's log files was delivered, by its name: the minute's begin, in seconds since 1970. */
export const deliveredAt = (file: string): number | undefined => {
  const found = logFile.exec(file);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute] = found;
  return instantOf(`${year}-${month}-${day}T${hour}:${minute}:00Z`)?.second;
};

const secondOf = (value: unknown): number | undefined => instantOf(textOf(value))?.second;

/**
 * When its cloud had an event, where that is known: `receiveTimestamp` is when Cloud Logging received an entry,
 * `submissionTimestamp` when Azure's activity log could be asked for it. https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
const arrived: Record<Cloud, (event: CommonEvent, file: string) => number | undefined> = {
  aws: (_, file) => deliveredAt(file),
  gcp: ({ native }) => secondOf(fieldsOf(native)("receiveTimestamp")),
  azure: ({ native }) => secondOf(fieldsOf(native)("submissionTimestamp")),
};

/** When its cloud had an event of a file, in seconds since 1970. */
export const arrivedAt = (event: CommonEvent, file: string): number | undefined => arrived[event.cloud](event, file);

/** When the events came that an alert counts, where that is known. */
export interface Arrivals {
  known: number;
  /** Those that came later after they happened than the alert's window is long. */
  late: number;
  /** How long after it happened the last of those came. */
  mostSeconds: number;
}

export const noArrivals = (): Arrivals => ({ known: 0, late: 0, mostSeconds: 0 });

/** Counts events that came at the same time, by the seconds in which they happened. */
export const countArrivals = (
  into: Arrivals,
  at: number,
  seconds: ReadonlyMap<number, number>,
  { withinMinutes }: AlertThreshold,
): void => {
  for (const [second, events] of seconds) {
    into.known += events;
    if (at - second <= withinMinutes * 60) continue;
    into.late += events;
    into.mostSeconds = Math.max(into.mostSeconds, at - second);
  }
};

export const addArrivals = (into: Arrivals, { known, late, mostSeconds }: Arrivals): void => {
  into.known += known;
  into.late += late;
  into.mostSeconds = Math.max(into.mostSeconds, mostSeconds);
};
