import type { CommonEvent } from "../../core/event/event.ts";
import { Splitter } from "../../core/event/split.ts";
import type { FastCount } from "../../core/replay/fast.ts";
import type { Place } from "../../core/replay/tally.ts";
import { foundIn } from "./found.ts";
import { bytesOf, type Range, type Source, whyUnreadable } from "./sources.ts";
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

const reading = async (
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  splitter: Splitter,
  from: number,
): Promise<Reading> => {
  let offset = from;
  try {
    for await (const bytes of pieces) {
      splitter.push(bytes);
      offset += bytes.length;
    }
    splitter.end();
    return { unread: undefined, hadOnlyLines: splitter.hadOnlyLines };
  } catch (error) {
    splitter.end();
    return { unread: { file, reason: whyNot(error), offset }, hadOnlyLines: splitter.hadOnlyLines };
  }
};

/** Reads a file of events of any form; what is wrong with it as a whole is returned. `fast` counts what it can by itself. */
export const readEventsOf = async (
  source: Source,
  readings: Readings,
  onBytes: (count: number) => void,
  fast?: FastCount,
): Promise<Unread | undefined> => {
  const splitter = new Splitter(foundIn(source.file, readings, fast));
  const pieces = unpacked(counted(bytesOf(source), onBytes));
  return (await reading(source.file, pieces, splitter, 0)).unread;
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
  return reading(source.file, counted(bytesOf(source, range), onBytes), splitter, range.from);
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
