import { availableParallelism } from "node:os";
import type { Decide } from "../../core/replay/decide.ts";
import { addCounts } from "../../core/replay/merge.ts";
import { type Counts, noCounts } from "../../core/replay/tally.ts";
import type { Unread } from "../events/read.ts";
import type { Source } from "../events/sources.ts";
import { counter } from "./count.ts";
import { partsOf } from "./parts.ts";
import { Pool } from "./pool.ts";
import type { Deciding, Done, Work } from "./work.ts";

const usualPartBytes = 32 * 1024 * 1024;
/** To start another thread, which learns anew what the first one knows, takes as long as to read this. */
const leastBytes = 1_000_000_000;
/** Logs become about a tenth when they are packed. */
const packing = 10;

const bytesIn = ({ file, size = 0 }: Source): number => (/\.(?:gz|zst)$/i.test(file) ? size * packing : size);

/** How many threads read files: as many as are asked for, or as there are cores, if it is worth it; what has no size is read by one. */
export const threadsFor = (sources: readonly Source[], asked: number | undefined): number => {
  if (sources.some(({ size }) => size === undefined)) return 1;
  if (asked !== undefined) return asked;
  const bytes = sources.reduce((sum, source) => sum + bytesIn(source), 0);
  return bytes < leastBytes ? 1 : availableParallelism();
};

export interface Counted {
  readonly counts: Counts;
  readonly unread: readonly Unread[];
}

/** Parts can be put together where each has but lines; else the file was no file of lines, and is read again as a whole. */
const isWhole = (work: readonly Work[], done: readonly Done[]): boolean =>
  work.length === 1 || done.every(({ hadOnlyLines, unread }) => hadOnlyLines && unread === undefined);

const ofSource = (source: Source, work: readonly Work[], done: readonly Done[]) =>
  work.flatMap((one, index) => (one.source === source ? [{ work: one, done: done[index]! }] : []));

/** Counts files in several threads; the result does not depend on how many. */
export const countInThreads = async (
  sources: readonly Source[],
  threads: number,
  deciding: Deciding,
  onBytes: (count: number) => void,
  partBytes: number = usualPartBytes,
): Promise<Counted> => {
  const work = sources.flatMap((source) => partsOf(source, partBytes));
  const pool = new Pool(Math.min(threads, work.length), deciding, onBytes);
  try {
    const done = await pool.run(work);
    const found = sources.map((source) => {
      const parts = ofSource(source, work, done);
      const all = parts.map((part) => part.done);
      return isWhole(
        parts.map((part) => part.work),
        all,
      )
        ? all
        : undefined;
    });
    const again = sources.filter((_, index) => found[index] === undefined);
    const doneAgain = await pool.run(again.map((source) => ({ source, range: undefined, isAgain: true })));
    const inOrder = sources.flatMap((source, index) => found[index] ?? [doneAgain[again.indexOf(source)]!]);
    const counts = noCounts();
    for (const one of inOrder) addCounts(counts, one.counts);
    return { counts, unread: inOrder.flatMap(({ unread }) => unread ?? []) };
  } finally {
    await pool.end();
  }
};

/** Counts files in as many threads as are asked for, or are worth it: this one alone, or others. */
export const countFiles = async (
  decide: Decide,
  deciding: Deciding,
  sources: readonly Source[],
  asked: number | undefined,
  onBytes: (count: number) => void,
): Promise<Counted> => {
  const threads = threadsFor(sources, asked);
  if (threads > 1) return countInThreads(sources, threads, deciding, onBytes);
  const count = counter(decide, onBytes);
  const counts = noCounts();
  const unread: Unread[] = [];
  for (const source of sources) {
    const done = await count({ source, range: undefined, isAgain: false });
    addCounts(counts, done.counts);
    if (done.unread !== undefined) unread.push(done.unread);
  }
  return { counts, unread };
};
