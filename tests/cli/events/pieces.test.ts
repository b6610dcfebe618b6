import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pieceBytes, piecesOf } from "../../../cli/events/pieces.ts";
import type { Source } from "../../../cli/events/sources.ts";
import { unpacked } from "../../../cli/events/unpacked.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-pieces-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes of which none are the same as those a piece further on. */
const counting = (length: number, begin = 0): Buffer =>
  Buffer.from(Uint32Array.from({ length: Math.ceil(length / 4) }, (_, at) => begin + at).buffer).subarray(0, length);

const written = (name: string, bytes: Uint8Array): Source => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, size: statSync(file).size };
};

const joined = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const copies: Uint8Array[] = [];
  for await (const piece of pieces) copies.push(piece.slice());
  return Buffer.concat(copies);
};

const openFiles = (): number => readdirSync("/proc/self/fd").length;

describe("a file in pieces is the file", () => {
  it.each([0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes + 7])("of %i bytes", async (length) => {
    const bytes = counting(length);
    expect((await joined(piecesOf(written("a", bytes)))).equals(bytes)).toBe(true);
  });

  it("from one byte to before another", async () => {
    const bytes = counting(3 * pieceBytes);
    const source = written("a", bytes);
    const [from, to] = [5, 2 * pieceBytes + 9];
    expect((await joined(piecesOf(source, { from, to }))).equals(bytes.subarray(from, to))).toBe(true);
    expect((await joined(piecesOf(source, { from, to: undefined }))).equals(bytes.subarray(from))).toBe(true);
  });

  it("of the size that it had, and no more where it has become shorter", async () => {
    const bytes = counting(100);
    const { file } = written("a", bytes);
    expect((await joined(piecesOf({ file, size: 60 }))).equals(bytes.subarray(0, 60))).toBe(true);
    expect((await joined(piecesOf({ file, size: 160 }))).equals(bytes)).toBe(true);
    expect((await joined(piecesOf({ file, size: undefined }))).equals(bytes)).toBe(true);
  });

  it.each([100, 2 * pieceBytes + 1])("while others of %i bytes are read", async (length) => {
    const all = [0, 1, 2].map((one) => counting(length, one * 1e6));
    const found = await Promise.all(all.map((bytes, at) => joined(piecesOf(written(`file ${at}`, bytes)))));
    expect(found.map((one, at) => one.equals(all[at]!))).toEqual([true, true, true]);
  });

  it.runIf(process.platform === "linux").each([100, 3 * pieceBytes])(
    "and is closed when no more of its %i bytes are wanted",
    async (length) => {
      const source = written("a", counting(length));
      const before = openFiles();
      for await (const _ of piecesOf(source)) break;
      await expect(joined(unpacked(piecesOf(written("a", Buffer.from("PK\u0003\u0004"))), 4))).rejects.toThrow("zip");
      expect(openFiles()).toBe(before);
    },
  );

  it("or says that there is none", async () => {
    const gone = join(folder, "gone");
    await expect(joined(piecesOf({ file: gone, size: 10 }))).rejects.toThrow("ENOENT");
    await expect(joined(piecesOf({ file: gone, size: undefined }))).rejects.toThrow("ENOENT");
  });
});

describe("a packed file is unpacked", () => {
  const whole = async (packed: Uint8Array): Promise<Buffer> => {
    const source = written("a.gz", packed);
    return joined(unpacked(piecesOf(source), source.size));
  };
  // What is as good as random can't be packed: such a file has more than one piece.
  const dense = Buffer.from(counting(8 * pieceBytes).map((byte, at) => byte * 31 + ((at * at) >> 7)));

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ["gzip", (bytes) => gzipSync(bytes)],
    ["zstd", (bytes) => zstdCompressSync(bytes)],
    [
      "gzip, in two members",
      (bytes) => Buffer.concat([bytes.subarray(0, 9), bytes.subarray(9)].map((one) => gzipSync(one))),
    ],
  ])("by %s, whether at once or piece by piece", async (_, pack) => {
    for (const bytes of [counting(1000), dense]) expect((await whole(pack(bytes))).equals(bytes)).toBe(true);
  });

  it.each([32 * 1024 * 1024, 32 * 1024 * 1024 + 1])("small as it is, with %i bytes in it", async (length) => {
    const packed = gzipSync(Buffer.alloc(length, "a"));
    expect(packed.length).toBeLessThan(pieceBytes);
    expect((await whole(packed)).length).toBe(length);
  });

  it("as far as it goes", async () => {
    const packed = gzipSync(counting(300_000));
    const source = written("a.gz", packed.subarray(0, packed.length / 2));
    const copies: Uint8Array[] = [];
    const reading = async (): Promise<void> => {
      for await (const piece of unpacked(piecesOf(source), source.size)) copies.push(piece.slice());
    };
    await expect(reading()).rejects.toThrow("unexpected end of file");
    const found = Buffer.concat(copies);
    expect(found.length).toBeGreaterThan(50_000);
    expect(found.equals(counting(300_000).subarray(0, found.length))).toBe(true);
  });
});
