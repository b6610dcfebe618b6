import { foundIn } from "../../../cli/events/found.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import { Splitter } from "../../../core/event/split.ts";
import { deliveredAt } from "../../../core/replay/arrivals.ts";
import type { Decide } from "../../../core/replay/decide.ts";
import { FastCount } from "../../../core/replay/fast.ts";
import { resultOf } from "../../../core/replay/result.ts";
import { countEvent, countRejected, noCounts, type Place } from "../../../core/replay/tally.ts";

/** Every second one has a name that says when it was delivered: within some events' windows, and after others'. */
const nameOf = (index: number): string =>
  index % 2 === 0 ? `file ${index}` : "111122223333_CloudTrail_eu-central-1_20260701T0830Z_0123456789abcdef.json.gz";

/** What becomes of files that come in pieces, in the plain way or, with `capacity`, in the fast one; and of how many records by themselves. */
export const replayed = (
  files: readonly Uint8Array[],
  decide: Decide,
  capacity: number | undefined,
  pieces: number,
) => {
  const counts = noCounts();
  let asked = 0;
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      asked += 1;
      countEvent(counts, event, decide(event), place);
    },
    rejected: (reason: string, place: Place): void => countRejected(counts, reason, place),
  };
  const fast = capacity === undefined ? undefined : new FastCount(decide, counts, capacity);
  for (const [index, bytes] of files.entries()) {
    const file = nameOf(index);
    fast?.countInto(counts, deliveredAt(file));
    const splitter = new Splitter(foundIn(file, readings, fast));
    for (let offset = 0; offset < bytes.length; offset += pieces)
      splitter.push(bytes.subarray(offset, offset + pieces));
    splitter.end();
  }
  fast?.end();
  return { result: resultOf(counts), asked };
};
