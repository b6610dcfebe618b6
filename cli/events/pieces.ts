import { open } from "node:fs/promises";
import { type Range, type Source, wholeRange } from "./sources.ts";

const pieceBytes = 1024 * 1024;

/**
 * The bytes of a source, in pieces: of a file that grows those that it had when it was found. A piece holds until the next one
 * is asked for: a file is read into the same two buffers again and again, into one while the other is looked at.
 */
export const piecesOf = (source: Source, range: Range = wholeRange): AsyncIterable<Uint8Array> =>
  source.file === "-" ? process.stdin : piecesOfFile(source, range);

async function* piecesOfFile({ file, size }: Source, { from, to = size }: Range): AsyncGenerator<Uint8Array> {
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
  let [current, other] = [new Uint8Array(pieceBytes), new Uint8Array(pieceBytes)];
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
  }
}
