import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { type Range, type Source, wholeRange } from "./sources.ts";

/** How many bytes are read at once. */
export const pieceBytes = 1024 * 1024;

/** To make buffers for each of thousands of files, and to collect them, takes longer than to read the files. */
const buffers: Uint8Array[] = [];
const borrowed = (): Uint8Array => buffers.pop() ?? new Uint8Array(pieceBytes);

/**
 * The bytes of a source, in pieces: of a file that grows those that it had when it was found. A piece holds until the next one
 * is asked for: files are read into the same buffers again and again.
 */
export const piecesOf = (source: Source, range: Range = wholeRange): AsyncIterable<Uint8Array> => {
  if (source.file === "-") return process.stdin;
  const { file, size } = source;
  // To wait for others meanwhile would take longer than to read it.
  return range === wholeRange && size && size <= pieceBytes ? smallFile(file, size) : largeFile(source, range);
};

async function* smallFile(file: string, size: number): AsyncGenerator<Uint8Array> {
  const buffer = borrowed();
  try {
    const descriptor = openSync(file, "r");
    try {
      for (let left = size; left > 0; ) {
        const read = readSync(descriptor, buffer, 0, left, null);
        if (read === 0) return;
        yield buffer.subarray(0, read);
        left -= read;
      }
    } finally {
      closeSync(descriptor);
    }
  } finally {
    buffers.push(buffer);
  }
}

/** One buffer is read into while the other is looked at. */
async function* largeFile({ file, size }: Source, { from, to = size }: Range): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  // What the system only pretends to be a file has no size, and a pipe no places.
  let left = to ? to - from : Number.POSITIVE_INFINITY;
  let place = from > 0 ? from : null;
  const read = async (buffer: Uint8Array): Promise<Uint8Array> => {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, left), place);
    left -= bytesRead;
    place = place === null ? null : place + bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  let [current, other] = [borrowed(), borrowed()];
  let next = read(current);
  try {
    for (let piece = await next; piece.length > 0; piece = await next) {
      next = read(other);
      [current, other] = [other, current];
      yield piece;
    }
  } finally {
    // Whoever stops in the middle waits for what is being read.
    await next.catch(() => undefined);
    await handle.close();
    buffers.push(current, other);
  }
}
