import { type Deployed, deployedBy, deployedDecider } from "../core/deployed/decide.ts";
import type { CommonEvent } from "../core/event/event.ts";
import type { EventDecision } from "../core/replay/decide.ts";
import { resultOf } from "../core/replay/result.ts";
import { countEvent, countRejected, noCounts, type Place } from "../core/replay/tally.ts";
import type { DeployedCall } from "./calls/replay-deployed.ts";
import { readEventsOf, type Unread } from "./events/read.ts";
import { type Source, sourcesIn } from "./events/sources.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { printRecord } from "./printed.ts";
import { Progress } from "./progress.ts";
import { type DeployedReplay, deployedJson, deployedLines, fateOf } from "./report/deployed.ts";
import { jsonText } from "./report/text.ts";
import { readResources, sourceName } from "./stacks.ts";

/** What became of a record, as programs read it. */
const decisionJson = (event: CommonEvent, { fate, by, alerts }: EventDecision, place: Place): object => ({
  ...place,
  cloud: event.cloud,
  time: event.time,
  id: event.id,
  operation: event.operation,
  fate: fateOf(fate),
  by,
  alerts: alerts.map(({ id }) => id),
});

const replayed = async (
  { clouds, ...deployed }: Deployed,
  sources: readonly Source[],
  progress: Progress,
  onRecord: (record: object) => void,
): Promise<Omit<DeployedReplay, "names">> => {
  const decide = deployedDecider({ clouds, ...deployed });
  const counts = noCounts();
  const unread: Unread[] = [];
  const unrecorded = new Map<string, number>();
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      const decision = decide(event);
      countEvent(counts, event, decision, place);
      const reason = clouds[event.cloud].unrecorded(event);
      if (reason !== undefined) unrecorded.set(reason, (unrecorded.get(reason) ?? 0) + 1);
      onRecord(decisionJson(event, decision, place));
    },
    rejected: (reason: string, place: Place): void => {
      countRejected(counts, reason, place);
      onRecord({ ...place, rejected: reason });
    },
  };
  for (const source of sources) {
    const failed = await readEventsOf(source, readings, (count) => progress.add(count));
    if (failed !== undefined) unread.push(failed);
  }
  progress.end();
  return { files: sources.length, result: resultOf(counts), unread, unrecorded, deployed };
};

/** Tells what is deployed or planned would have done with events: 0; 1 where a file could not be read whole. */
export const replayDeployed = async (io: Io, { deployed: given, events, form }: DeployedCall): Promise<number> => {
  const sources = sourcesIn(events);
  const deployed = deployedBy(given.flatMap((one) => readResources(io, one)));
  const onRecord = form === "ndjson" ? (record: object) => printRecord(io, record) : () => {};
  const progress = new Progress(io, sources);
  const work = () => replayed(deployed, sources, progress, onRecord);
  const found = { names: given.map(sourceName), ...(await interruptible(io, progress, form, work)) };
  if (form === "json") io.stdout(`${jsonText(deployedJson(found))}\n`);
  if (form === "text") io.stdout(`${deployedLines(found, io.hasColour).join("\n")}\n`);
  for (const { file, reason, offset } of found.unread) io.stderr(`auditlog: ${file}: ${reason} (byte ${offset})\n`);
  return found.unread.length > 0 ? 1 : 0;
};
