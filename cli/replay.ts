import { isError } from "../core/contract/issues.ts";
import type { CommonEvent } from "../core/event/event.ts";
import { decider, type EventDecision } from "../core/replay/decide.ts";
import { resultOf } from "../core/replay/result.ts";
import { countEvent, countRejected, noCounts, type Place } from "../core/replay/tally.ts";
import type { ReplayCall } from "./calls/replay.ts";
import { readEventsOf, type Unread } from "./events/read.ts";
import { type Source, sourcesIn } from "./events/sources.ts";
import { writePage } from "./html/page.ts";
import { interruptible } from "./interrupt.ts";
import { type Io, readText } from "./io.ts";
import { printRecord } from "./printed.ts";
import { Progress } from "./progress.ts";
import { issueLines } from "./report/issues.ts";
import { type Replayed, replayJson, replayLines } from "./report/replay.ts";
import { jsonText } from "./report/text.ts";
import { readSpec } from "./request.ts";
import { type Counted, countFiles } from "./threads/threads.ts";

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

/** Each record by itself, for whoever wants to know of each; the others are counted faster. */
const eachRecord = async (
  decide: (event: CommonEvent) => EventDecision,
  sources: readonly Source[],
  onBytes: (count: number) => void,
  onRecord: (record: object) => void,
): Promise<Counted> => {
  const counts = noCounts();
  const unread: Unread[] = [];
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      const decision = decide(event);
      countEvent(counts, event, decision, place);
      onRecord(decisionJson(event, decision, place));
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

/** Tells what a spec would have done with events: 0; 1 where the spec has an error or a file could not be read whole. */
export const replay = async (io: Io, { spec, events, form, html, threads }: ReplayCall): Promise<number> => {
  const sources = sourcesIn(events);
  const text = readText(io, spec);
  const { plan, clouds, issues } = readSpec(text, io.today);
  if (plan === undefined || issues.some(isError)) {
    io.stderr(`${issueLines(spec, issues, false).join("\n")}\n`);
    return 1;
  }
  const progress = new Progress(io, sources);
  const onBytes = (count: number): void => progress.add(count);
  const decide = decider(plan);
  const work = (): Promise<Counted> =>
    form === "ndjson"
      ? eachRecord(decide, sources, onBytes, (record) => printRecord(io, record))
      : countFiles(decide, { spec: text, today: io.today }, sources, threads, onBytes);
  const { counts, unread } = await interruptible(io, progress, form, work);
  progress.end();
  const found: Replayed = { spec, files: sources.length, result: resultOf(counts), unread };
  if (form === "json") io.stdout(`${jsonText(replayJson(found))}\n`);
  if (form === "text") io.stdout(`${replayLines(found, io.hasColour).join("\n")}\n`);
  if (html !== undefined) {
    writePage(io, html, { spec, today: io.today, planned: { plan, clouds, issues }, replayed: found });
  }
  for (const { file, reason, offset } of found.unread) io.stderr(`auditlog: ${file}: ${reason} (byte ${offset})\n`);
  return found.unread.length > 0 ? 1 : 0;
};
