import type { CommonEvent } from "../event/event.ts";
import { readTimestamp } from "../native/cloud-logging-time.ts";

const nanoseconds = 1_000_000_000n;

/** The second since 1970 in which an event happened; undefined where it tells no time. */
export const secondOf = ({ time }: CommonEvent): number | undefined => {
  // Rows of tables part date and time by a blank.
  const instant = readTimestamp(time?.replace(" ", "T"));
  return instant === undefined ? undefined : Number(instant / nanoseconds);
};
