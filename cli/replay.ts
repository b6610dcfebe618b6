import { isError } from "../core/contract/issues.ts";
import { decider } from "../core/replay/decide.ts";
import { resultOf } from "../core/replay/result.ts";
import type { ReplayCall } from "./calls/replay.ts";
import { countEachRecord } from "./each-record.ts";
import { sourcesIn } from "./events/sources.ts";
import { writeSpecPage } from "./html/spec-page.ts";
import { interruptible } from "./interrupt.ts";
import { type Io, readText } from "./io.ts";
import { printRecord } from "./printed.ts";
import { Progress } from "./progress.ts";
import { issueLines } from "./report/issues.ts";
import { type Replayed, replayJson, replayLines } from "./report/replay.ts";
import { jsonText } from "./report/text.ts";
import { readSpec } from "./request.ts";
import { type Counted, countFiles } from "./threads/threads.ts";
import { tellUnread } from "./unread.ts";

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
      ? countEachRecord(decide, sources, {
          onBytes,
          onRecord: (record) => printRecord(io, record),
          fateOf: (fate) => fate,
        })
      : countFiles(decide, { spec: text, today: io.today }, sources, threads, onBytes);
  const { counts, unread } = await interruptible(io, progress, form, work);
  progress.end();
  const found: Replayed = { spec, files: sources.length, result: resultOf(counts), unread };
  if (form === "json") io.stdout(`${jsonText(replayJson(found))}\n`);
  if (form === "text") io.stdout(`${replayLines(found, io.hasColour).join("\n")}\n`);
  if (html !== undefined) {
    writeSpecPage(io, html, { spec, today: io.today, planned: { plan, clouds, issues }, replayed: found });
  }
  return tellUnread(io, found.unread) ? 1 : 0;
};
