import { type Deployed, deployedBy, deployedDecider } from "../core/deployed/decide.ts";
import type { CommonEvent } from "../core/event/event.ts";
import type { EventDecision } from "../core/replay/decide.ts";
import { resultOf } from "../core/replay/result.ts";
import type { DeployedCall } from "./calls/replay-deployed.ts";
import { countEachRecord } from "./each-record.ts";
import { type Source, sourcesIn } from "./events/sources.ts";
import { writeStackPage } from "./html/stack-page.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { printRecord } from "./printed.ts";
import { Progress } from "./progress.ts";
import { type DeployedReplay, deployedJson, deployedLines, fateOf } from "./report/deployed.ts";
import { jsonText } from "./report/text.ts";
import { readResources, sourceName } from "./stacks.ts";
import { tellUnread } from "./unread.ts";

const replayed = async (
  deployed: Deployed,
  sources: readonly Source[],
  progress: Progress,
  onRecord: (record: object) => void,
): Promise<Omit<DeployedReplay, "names">> => {
  const decided = deployedDecider(deployed);
  const unrecorded = new Map<string, number>();
  const decide = (event: CommonEvent): EventDecision => {
    const reason = deployed.clouds[event.cloud].unrecorded(event);
    if (reason !== undefined) unrecorded.set(reason, (unrecorded.get(reason) ?? 0) + 1);
    return decided(event);
  };
  const onBytes = (count: number): void => progress.add(count);
  const { counts, unread } = await countEachRecord(decide, sources, { onBytes, onRecord, fateOf });
  progress.end();
  return { files: sources.length, result: resultOf(counts), unread, unrecorded, deployed };
};

/** Tells what is deployed or planned would have done with events: 0; 1 where a file could not be read whole. */
export const replayDeployed = async (io: Io, call: DeployedCall): Promise<number> => {
  const { deployed: given, events, form, html } = call;
  const sources = sourcesIn(events);
  const deployed = deployedBy(given.flatMap((one) => readResources(io, one)));
  const onRecord = form === "ndjson" ? (record: object) => printRecord(io, record) : () => {};
  const progress = new Progress(io, sources);
  const work = () => replayed(deployed, sources, progress, onRecord);
  const found = { names: given.map(sourceName), ...(await interruptible(io, progress, form, work)) };
  if (form === "json") io.stdout(`${jsonText(deployedJson(found))}\n`);
  if (form === "text") io.stdout(`${deployedLines(found, io.hasColour).join("\n")}\n`);
  if (html !== undefined) writeStackPage(io, html, found);
  return tellUnread(io, found.unread) ? 1 : 0;
};
