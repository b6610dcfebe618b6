import type { CommonEvent } from "../../core/event/event.ts";
import { deliveredAt } from "../../core/replay/arrivals.ts";
import type { Decide } from "../../core/replay/decide.ts";
import { FastCount } from "../../core/replay/fast.ts";
import { countEvent, countRejected, noCounts, type Place } from "../../core/replay/tally.ts";
import { readEventsOf, readLinesOf } from "../events/read.ts";
import type { Done, Work } from "./work.ts";

/** How many bytes are looked at together. */
export const scannedBytes = 8 * 1024 * 1024;

/** Counts pieces of work one after another; each is counted for itself. */
export const counter = (decide: Decide, onBytes: (count: number) => void): ((work: Work) => Promise<Done>) => {
  const fast = new FastCount(decide, noCounts(), scannedBytes);
  return async ({ source, range, isAgain }) => {
    const counts = noCounts();
    if (isAgain) fast.forget();
    fast.countInto(counts, deliveredAt(source.file));
    const readings = {
      event: (event: CommonEvent, place: Place): void => countEvent(counts, event, decide(event), place),
      rejected: (reason: string, place: Place): void => countRejected(counts, reason, place),
    };
    const { unread, hadOnlyLines } =
      range === undefined
        ? { unread: await readEventsOf(source, readings, onBytes, fast), hadOnlyLines: false }
        : await readLinesOf(source, range, readings, onBytes, fast);
    fast.end();
    return { counts, unread, hadOnlyLines };
  };
};
