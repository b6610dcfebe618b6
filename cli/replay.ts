import { isError } from "../core/contract/issues.ts";
import type { CommonEvent } from "../core/event/event.ts";
import { decider, type EventDecision } from "../core/replay/decide.ts";
import { FastCount } from "../core/replay/fast.ts";
import { resultOf } from "../core/replay/result.ts";
import { countEvent, countRejected, noCounts, type Place } from "../core/replay/tally.ts";
import type { ReplayCall } from "./calls/replay.ts";
import { readEventsOf, type Unread } from "./events/read.ts";
import { type Source, sourcesIn } from "./events/sources.ts";
import { writePage } from "./html/page.ts";
import { type Io, readText } from "./io.ts";
import { Progress } from "./progress.ts";
import { issueLines } from "./report/issues.ts";
import { type Replayed, replayJson, replayLines } from "./report/replay.ts";
import { jsonLine, jsonText } from "./report/text.ts";
import { readSpec } from "./request.ts";

const scannedBytes = 8 * 1024 * 1024;

/** What became of a record, as programs read it. */
const decisionJson = (event: CommonEvent, { fate, by, alerts }: EventDecision, place: Place): object => ({
  ...place,
  cloud: event.cloud,
  time: event.time,
  id: event.id,
  operation: event.operation,
  fate,
  by,
  alerts: alerts.map(({ id }) => id),
});

const replayed = async (
  decide: (event: CommonEvent) => EventDecision,
  sources: readonly Source[],
  progress: Progress,
  onRecord: ((record: object) => void) | undefined,
): Promise<Omit<Replayed, "spec">> => {
  const counts = noCounts();
  const unread: Unread[] = [];
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      const decision = decide(event);
      countEvent(counts, event, decision, place);
      onRecord?.(decisionJson(event, decision, place));
    },
    rejected: (reason: string, place: Place): void => {
      countRejected(counts, reason, place);
      onRecord?.({ ...place, rejected: reason });
    },
  };
  // Whoever wants to know of each record has each one read.
  const fast = onRecord === undefined ? new FastCount(decide, counts, scannedBytes) : undefined;
  for (const source of sources) {
    const failed = await readEventsOf(source, readings, (count) => progress.add(count), fast);
    if (failed !== undefined) unread.push(failed);
  }
  fast?.end();
  progress.end();
  return { files: sources.length, result: resultOf(counts), unread };
};

/** Tells what a spec would have done with events: 0; 1 where the spec has an error or a file could not be read whole. */
export const replay = async (io: Io, { spec, events, form, html }: ReplayCall): Promise<number> => {
  const sources = sourcesIn(events);
  const { plan, clouds, issues } = readSpec(readText(io, spec), io.today);
  if (plan === undefined || issues.some(isError)) {
    io.stderr(`${issueLines(spec, issues, false).join("\n")}\n`);
    return 1;
  }
  const onRecord = form === "ndjson" ? (record: object) => io.stdout(`${jsonLine(record)}\n`) : undefined;
  const found = { spec, ...(await replayed(decider(plan), sources, new Progress(io, sources), onRecord)) };
  if (form === "json") io.stdout(`${jsonText(replayJson(found))}\n`);
  if (form === "text") io.stdout(`${replayLines(found, io.hasColour).join("\n")}\n`);
  if (html !== undefined) {
    writePage(io, html, { spec, today: io.today, planned: { plan, clouds, issues }, replayed: found });
  }
  for (const { file, reason, offset } of found.unread) io.stderr(`auditlog: ${file}: ${reason} (byte ${offset})\n`);
  return found.unread.length > 0 ? 1 : 0;
};
