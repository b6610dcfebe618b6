import { toCommonEvents } from "./common-event.ts";
import type { CommonEvent, Rejected } from "./event.ts";
import { parsedJson } from "./record.ts";

/** What a text of events holds. `index` counts its records from 0, those that are events and those that are not. */
export interface EventsRead {
  readonly events: readonly CommonEvent[];
  readonly rejected: readonly { readonly reason: string; readonly index: number }[];
}

const notJson: Rejected = { rejected: "not JSON" };

/** A byte order mark, which files put together keep in their midst, counts as a blank to `trim`. */
const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const recordsOf = (text: string): readonly (CommonEvent | Rejected)[] => {
  const lines = linesOf(text);
  if (lines.length === 0) return [];
  const whole = parsedJson(lines.join("\n"));
  if (whole !== undefined) return toCommonEvents(whole);
  const values = lines.map((line) => parsedJson(line));
  // A file that is broken is one thing wrong, not one a line.
  if (!values.some((value) => typeof value === "object" && value !== null)) return [notJson];
  return values.flatMap((value) => (value === undefined ? [notJson] : toCommonEvents(value)));
};

/**
 * The events in a text of any form that clouds and their tools write: one record or a list as JSON, one record a line,
 * or an envelope of either. The form is told by content. What is no audit event is named, with the reason.
 */
export const readEvents = (text: string): EventsRead => {
  const events: CommonEvent[] = [];
  const rejected: { reason: string; index: number }[] = [];
  recordsOf(text).forEach((one, index) => {
    if ("rejected" in one) rejected.push({ reason: one.rejected, index });
    else events.push(one);
  });
  return { events, rejected };
};
