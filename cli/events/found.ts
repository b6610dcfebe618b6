import { toCommonEvents } from "../../core/event/common-event.ts";
import { type Found, readLine } from "../../core/event/found.ts";
import type { FastCount } from "../../core/replay/fast.ts";
import type { Readings } from "./read.ts";

const utf8 = new TextDecoder();

/** What the bytes of a file hold, as readings of events. `fast` counts what it can by itself. */
export const foundIn = (file: string, readings: Readings, fast: FastCount | undefined): Found => {
  const value = (one: unknown, offset: number, first = 0): number => {
    const events = toCommonEvents(one);
    for (const [index, event] of events.entries()) {
      const place = { file, offset, record: first + index };
      if ("rejected" in event) readings.rejected(event.rejected, place);
      else readings.event(event, place);
    }
    return events.length;
  };
  const found: Found = {
    value: (one, offset) => void value(one, offset),
    broken: (reason, offset) => readings.rejected(reason, { file, offset, record: 0 }),
  };
  if (fast === undefined) return found;
  return {
    ...found,
    lines: (bytes, offset) =>
      fast.lines(bytes, (from, to) => {
        readLine(found, bytes.subarray(from, to), offset + from);
        return 1;
      }),
    document: (line, offset) =>
      // In its envelope, as if it was the only one in it.
      fast.document(line, (from, to, record) =>
        value({ Records: [JSON.parse(utf8.decode(line.subarray(from, to)))] }, offset, record),
      ),
  };
};
