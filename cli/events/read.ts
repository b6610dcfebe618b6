import type { CommonEvent } from "../../core/event/event.ts";
import { Splitter } from "../../core/event/split.ts";
import type { FastCount } from "../../core/replay/fast.ts";
import type { Place } from "../../core/replay/tally.ts";
import { foundIn } from "./found.ts";
import { bytesOf, type Source, whyUnreadable } from "./sources.ts";
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

/** Reads a file of events of any form; what is wrong with it as a whole is returned. `fast` counts what it can by itself. */
export const readEventsOf = async (
  source: Source,
  readings: Readings,
  onBytes: (count: number) => void,
  fast?: FastCount,
): Promise<Unread | undefined> => {
  const { file } = source;
  let offset = 0;
  const splitter = new Splitter(foundIn(file, readings, fast));
  try {
    for await (const bytes of unpacked(counted(bytesOf(source), onBytes))) {
      splitter.push(bytes);
      offset += bytes.length;
    }
    splitter.end();
    return undefined;
  } catch (error) {
    splitter.end();
    return { file, reason: whyNot(error), offset };
  }
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
