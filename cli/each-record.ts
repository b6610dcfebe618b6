import type { CommonEvent } from "../core/event/event.ts";
import type { EventDecision, Fate } from "../core/replay/decide.ts";
import { countEvent, countRejected, noCounts, type Place } from "../core/replay/tally.ts";
import { readEventsOf, type Unread } from "./events/read.ts";
import type { Source } from "./events/sources.ts";
import type { Counted } from "./threads/threads.ts";

/** Who is told of what is read. */
export interface Telling {
  readonly onBytes: (count: number) => void;
  /** What became of a record, as programs read it. */
  readonly onRecord: (record: object) => void;
  /** What a fate is called there. */
  readonly fateOf: (fate: Fate) => string;
}

/** Counts each record by itself, for whoever wants to know of each. */
export const countEachRecord = async (
  decide: (event: CommonEvent) => EventDecision,
  sources: readonly Source[],
  { onBytes, onRecord, fateOf }: Telling,
): Promise<Counted> => {
  const counts = noCounts();
  const unread: Unread[] = [];
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      const decision = decide(event);
      countEvent(counts, event, decision, place);
      const { cloud, time, id, operation } = event;
      const { fate, by, alerts } = decision;
      onRecord({ ...place, cloud, time, id, operation, fate: fateOf(fate), by, alerts: alerts.map((one) => one.id) });
    },
    rejected: (reason: string, place: Place): void => {
      countRejected(counts, reason, place);
      onRecord({ ...place, rejected: reason });
    },
  };
  for (const source of sources) {
    const failed = await readEventsOf(source, readings, onBytes);
    if (failed !== undefined) unread.push(failed);
  }
  return { counts, unread };
};
