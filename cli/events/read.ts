import type { CommonEvent } from "../../core/event/event.ts";
import { Splitter } from "../../core/event/split.ts";
import type { FastCount } from "../../core/replay/fast.ts";
import type { Place } from "../../core/replay/tally.ts";
import { foundIn } from "./found.ts";
import { piecesOf } from "./pieces.ts";
import { type Range, type Source, whatChanged, wholeRange, whyUnreadable } from "./sources.ts";
import { TextCheck } from "./text.ts";
import { NoEvents, unpacked } from "./unpacked.ts";

/** What is in a file. */
export interface Readings {
  event(event: CommonEvent, place: Place): void;
  rejected(reason: string, place: Place): void;
}

/** A file that could not be read to its end, and up to where it was. */
export interface Unread {
  readonly file: string;
  readonly reason: string;
  /** In bytes, of the file as it is unpacked. */
  readonly offset: number;
}

const packedReasons: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: "the packed file ends in the middle; what was in it so far is counted",
  Z_DATA_ERROR: "the packed file is damaged; what was in it so far is counted",
};

const whyNot = (error: unknown): string => {
  if (error instanceof NoEvents) return error.message;
  const { code = "" } = error as { code?: string };
  if (packedReasons[code] !== undefined) return packedReasons[code];
  return /^(?:Z_|ZSTD|ERR_)/.test(code) ? packedReasons.Z_DATA_ERROR! : whyUnreadable(error);
};

interface Reading {
  readonly unread: Unread | undefined;
  /** Whether there were lines alone, of which each could be read by itself. */
  readonly hadOnlyLines: boolean;
}

interface Failed {
  readonly error: unknown;
}

const nextOf = async (pieces: AsyncGenerator<Uint8Array>): Promise<IteratorResult<Uint8Array> | Failed> => {
  try {
    return await pieces.next();
  } catch (error) {
    return { error };
  }
};

/** Does something with each piece; what goes wrong with that is nothing of the pieces, and thrown. */
const eachOf = async (
  pieces: AsyncGenerator<Uint8Array>,
  read: (bytes: Uint8Array) => void,
): Promise<Failed | undefined> => {
  try {
    for (;;) {
      const next = await nextOf(pieces);
      if ("error" in next) return next;
      if (next.done) return undefined;
      read(next.value);
    }
  } finally {
    await pieces.return(undefined);
  }
};

const notText = "what is no UTF-8 is read as U+FFFD; save the file as UTF-8";

const reading = async (
  source: Source,
  range: Range,
  splitter: Splitter,
  onBytes: (count: number) => void,
  unwrapped: (bytes: AsyncGenerator<Uint8Array>) => AsyncGenerator<Uint8Array>,
): Promise<Reading> => {
  const { file } = source;
  const text = new TextCheck();
  let [offset, read] = [range.from, 0];
  const onPiece = (count: number): void => {
    read += count;
    onBytes(count);
  };
  const failed = await eachOf(unwrapped(counted(piecesOf(source, range), onPiece)), (bytes) => {
    text.add(bytes);
    splitter.push(bytes);
    offset += bytes.length;
  });
  splitter.end();
  text.end();
  const { hadOnlyLines } = splitter;
  const reason = failed === undefined ? whatChanged(source, range, read) : whyNot(failed.error);
  if (reason !== undefined) return { unread: { file, reason, offset }, hadOnlyLines };
  const { wrongAt } = text;
  const unread = wrongAt === undefined ? undefined : { file, reason: notText, offset: range.from + wrongAt };
  return { unread, hadOnlyLines };
};

/** Reads a file of events of any form; what is wrong with it as a whole is returned. `fast` counts what it can by itself. */
export const readEventsOf = async (
  source: Source,
  readings: Readings,
  onBytes: (count: number) => void,
  fast?: FastCount,
): Promise<Unread | undefined> => {
  const splitter = new Splitter(foundIn(source.file, readings, fast));
  return (await reading(source, wholeRange, splitter, onBytes, (bytes) => unpacked(bytes, source.size))).unread;
};

/** Reads lines of a file that is not packed. */
export const readLinesOf = (
  source: Source,
  range: Range,
  readings: Readings,
  onBytes: (count: number) => void,
  fast: FastCount,
): Promise<Reading> => {
  const found = foundIn(source.file, readings, fast);
  // How it begins says what the file is.
  const splitter = range.from === 0 ? new Splitter(found) : new Splitter(found, undefined, range.from);
  return reading(source, range, splitter, onBytes, (bytes) => bytes);
};

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    onBytes(piece.length);
    yield piece;
  }
}
