import { readTimestamp } from "../native/cloud-logging-time.ts";

/** A second since 1970, and the text of a time in it. */
export interface Instant {
  readonly second: number;
  readonly text: string;
}

/** The instant of a time as events give it; undefined where it is none. */
export const instantOf = (text: string | undefined): Instant | undefined => {
  // Rows of tables part date and time by a blank.
  const nanoseconds = readTimestamp(text?.replace(" ", "T"));
  if (text === undefined || nanoseconds === undefined) return undefined;
  const second = nanoseconds / 1_000_000_000n;
  return { second: Number(second * 1_000_000_000n > nanoseconds ? second - 1n : second), text };
};

const two = (number: number): string => String(number).padStart(2, "0");

/** A second as CloudTrail writes it: `2026-07-01T10:00:00Z`. */
export const instantAt = (second: number): Instant => {
  const days = Math.floor(second / 86_400);
  // Of eras of 400 years that begin in March, so that leap days come last: there are 146,097 days in each.
  const era = Math.floor((days + 719_468) / 146_097);
  const day = days + 719_468 - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const date = [year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1];
  const rest = second - days * 86_400;
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return {
    second,
    text: `${String(date[0]).padStart(4, "0")}-${two(date[1]!)}-${two(date[2]!)}T${time.map(two).join(":")}Z`,
  };
};

/** The first and the last of some events. */
export interface Span {
  first: Instant | undefined;
  last: Instant | undefined;
}

const isBefore = (a: Instant, b: Instant): boolean => a.second < b.second || (a.second === b.second && a.text < b.text);

/** A span with another instant in it: which it has does not depend on the order in which they come. */
export const widen = (span: Span, instant: Instant | undefined): void => {
  if (instant === undefined) return;
  if (span.first === undefined || isBefore(instant, span.first)) span.first = instant;
  if (span.last === undefined || isBefore(span.last, instant)) span.last = instant;
};
