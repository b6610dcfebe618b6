import { Readable, type Transform } from "node:stream";
import * as zlib from "node:zlib";
import { pieceBytes } from "./pieces.ts";

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** How files of other kinds begin: https://en.wikipedia.org/wiki/List_of_file_signatures */
const otherKinds: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive; unpack it first"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file; export it as JSON lines"],
  [[0x42, 0x5a, 0x68], "packed by bzip2; unpack it first"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "packed by xz; unpack it first"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "an SQLite database; export its rows as JSON lines"],
  // As Windows PowerShell writes what is sent to a file.
  [[0xff, 0xfe], "text in UTF-16; save it as UTF-8"],
  [[0xfe, 0xff], "text in UTF-16; save it as UTF-8"],
];

/** Bytes that can't be events, and why. */
export class NoEvents extends Error {}

const isGzip = (bytes: Uint8Array): boolean => beginsWith(bytes, [0x1f, 0x8b]);
const isZstd = (bytes: Uint8Array): boolean => beginsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]);

const unpacker = (first: Uint8Array): Transform | undefined => {
  // By the 16 KB at once that Node takes otherwise it is several times slower.
  if (isGzip(first)) return zlib.createGunzip({ chunkSize: pieceBytes });
  if (!isZstd(first)) return undefined;
  // Node 20, which the script also runs on, has none.
  if (zlib.createZstdDecompress === undefined) {
    throw new NoEvents("packed by zstd, which needs Node 22.15 or newer; unpack it first");
  }
  return zlib.createZstdDecompress({ chunkSize: pieceBytes });
};

const atOnce = { maxOutputLength: 32 * 1024 * 1024 };

/**
 * A small packed file at once: to unpack thousands of them piece by piece takes ten times as long. Undefined where it is not
 * packed, larger than that, or damaged: of such a one piece by piece all is had that can be.
 */
const unpackedAtOnce = (file: Uint8Array): Uint8Array | undefined => {
  try {
    if (isGzip(file)) return zlib.gunzipSync(file, atOnce);
    return isZstd(file) ? zlib.zstdDecompressSync?.(file, atOnce) : undefined;
  } catch {
    return undefined;
  }
};

async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Pieces that hold for longer than until the next one is asked for. */
async function* copied(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield piece.slice();
}

const tarMagic = { at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72] } as const;

/** An archive of files, which is packed as a whole, if at all. */
async function* noTar(bytes: AsyncIterable<Uint8Array> | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of bytes) {
    if (isFirst && beginsWith(piece.subarray(tarMagic.at), tarMagic.bytes)) {
      throw new NoEvents("this is a tar archive; unpack it first");
    }
    isFirst = false;
    yield piece;
  }
}

async function* unpackedFrom(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  size: number | undefined,
): AsyncGenerator<Uint8Array> {
  const other = otherKinds.find(([magic]) => beginsWith(first, magic));
  if (other !== undefined) throw new NoEvents(`this is ${other[1]}`);
  const whole = first.length === size ? unpackedAtOnce(first) : undefined;
  if (whole !== undefined) return yield* noTar([whole]);
  const transform = unpacker(first);
  const all = rejoined(first, rest);
  if (transform === undefined) return yield* noTar(all);
  const packed = Readable.from(copied(all));
  // An error of the source would otherwise leave its reader waiting.
  packed.on("error", (error) => transform.destroy(error));
  try {
    yield* noTar(packed.pipe(transform));
  } finally {
    packed.destroy();
  }
}

/**
 * The bytes of a file, of which the size may be known, as they were before they were packed, which is told by how they begin.
 * Pieces hold until the next one is asked for.
 */
export async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  size: number | undefined,
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  try {
    const { value: first, done } = await pieces.next();
    if (!done) yield* unpackedFrom(first, pieces, size);
  } finally {
    // Also of a file of which no more is wanted.
    await pieces.return?.();
  }
}
