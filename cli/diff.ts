import { EventDifferences } from "../core/diff/events.ts";
import type { CommonEvent } from "../core/event/event.ts";
import type { Place } from "../core/replay/tally.ts";
import type { DiffCall } from "./calls/diff.ts";
import { type Comparable, comparable } from "./diff/comparable.ts";
import { type ComparedEvents, comparison, differs } from "./diff/comparison.ts";
import { readSide, type Side } from "./diff/sides.ts";
import { readEventsOf, type Unread } from "./events/read.ts";
import { type Source, sourcesIn } from "./events/sources.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { Progress } from "./progress.ts";
import { diffJson, diffLines } from "./report/diff.ts";
import { diffMarkdown } from "./report/diff-markdown.ts";
import { jsonText } from "./report/text.ts";
import { tellUnread } from "./unread.ts";

const comparedEvents = async (
  [a, b]: readonly [Side, Side],
  { clouds, named }: Comparable,
  sources: readonly Source[],
  progress: Progress,
): Promise<ComparedEvents> => {
  const found = new EventDifferences();
  const unread: Unread[] = [];
  let rejected = 0;
  const readings = {
    event: (event: CommonEvent, place: Place): void => {
      const { cloud } = event;
      if (clouds.includes(cloud)) found.add(event, named(a.decide(event), cloud), named(b.decide(event), cloud), place);
    },
    rejected: (): void => {
      rejected += 1;
    },
  };
  for (const source of sources) {
    const failed = await readEventsOf(source, readings, (count) => progress.add(count));
    if (failed !== undefined) unread.push(failed);
  }
  progress.end();
  return { events: found.events, files: sources.length, differences: found.result(), rejected, unread };
};

/** Tells how two specs or stacks differ: 0 not at all; 1 they do; 2 where that can't be said. */
export const diff = async (io: Io, { sides, events, clouds, form }: DiffCall): Promise<number> => {
  const sources = sourcesIn(events);
  const [a, b] = [readSide(io, sides[0]), readSide(io, sides[1])];
  if (a === undefined || b === undefined) return 2;
  const how = comparable(a, b, clouds);
  const progress = new Progress(io, sources);
  const work = () => comparedEvents([a, b], how, sources, progress);
  const compared = sources.length === 0 ? undefined : await interruptible(io, progress, "text", work);
  const found = comparison(a, b, clouds, how, compared);
  if (form === "json") io.stdout(`${jsonText(diffJson(found))}\n`);
  if (form === "markdown") io.stdout(diffMarkdown(found));
  if (form === "text") io.stdout(`${diffLines(found, io.hasColour).join("\n")}\n`);
  return tellUnread(io, compared?.unread ?? []) ? 2 : Number(differs(found));
};
