import { createHash } from "node:crypto";

// The structures are in Apple's open source: EXTERNAL_HEADERS/mach-o/loader.h and osfmk/kern/cs_blobs.h of xnu.
const magic64 = 0xfeedfacf;
const headerSize = 32;
const segmentCommand = 0x19;
const signatureCommand = 0x1d;
const pageBits = 12;
const hashSize = 32;
const linkEditAlignment = 0x4000;

interface Segment {
  readonly at: number;
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

const roundedUp = (value: number, to: number): number => Math.ceil(value / to) * to;

const commandsOf = (file: Buffer): { command: number; at: number }[] => {
  const found: { command: number; at: number }[] = [];
  for (let at = headerSize, left = file.readUInt32LE(16); left > 0; left--) {
    found.push({ command: file.readUInt32LE(at), at });
    at += file.readUInt32LE(at + 4);
  }
  return found;
};

const segmentAt = (file: Buffer, at: number): Segment => ({
  at,
  name: file.toString("latin1", at + 8, at + 24).replaceAll("\0", ""),
  offset: Number(file.readBigUInt64LE(at + 40)),
  size: Number(file.readBigUInt64LE(at + 48)),
});

const segmentNamed = (file: Buffer, name: string): Segment => {
  const segments = commandsOf(file).filter(({ command }) => command === segmentCommand);
  const found = segments.map(({ at }) => segmentAt(file, at)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`the executable has no segment ${name}`);
  return found;
};

/** CS_CodeDirectory of version 0x20400, with the hash of each page before the signature. */
const codeDirectory = (signed: Buffer, identifier: string, text: Segment): Buffer => {
  const pages = Math.ceil(signed.length / 2 ** pageBits);
  const fixedSize = 88;
  const hashes = fixedSize + identifier.length + 1;
  const blob = Buffer.alloc(hashes + pages * hashSize);
  const adHoc = 0x2;
  [0xfade0c02, blob.length, 0x20400, adHoc, hashes, fixedSize, 0, pages, signed.length].forEach((value, index) => {
    blob.writeUInt32BE(value, index * 4);
  });
  const sha256 = 2;
  blob.set([hashSize, sha256, 0, pageBits], 36);
  const mainBinary = 1n;
  blob.writeBigUInt64BE(BigInt(text.offset), 64);
  blob.writeBigUInt64BE(BigInt(text.size), 72);
  blob.writeBigUInt64BE(mainBinary, 80);
  blob.write(identifier, fixedSize, "latin1");
  for (let page = 0; page < pages; page++) {
    const bytes = signed.subarray(page * 2 ** pageBits, (page + 1) * 2 ** pageBits);
    blob.set(createHash("sha256").update(bytes).digest(), hashes + page * hashSize);
  }
  return blob;
};

/** CS_SuperBlob with nothing but the code directory. */
const superBlob = (directory: Buffer): Buffer => {
  const head = Buffer.alloc(20);
  const directorySlot = 0;
  [0xfade0cc0, head.length + directory.length, 1, directorySlot, head.length].forEach((value, index) => {
    head.writeUInt32BE(value, index * 4);
  });
  return Buffer.concat([head, directory]);
};

/** Makes room: the load command, and the size of the last segment, are part of what is hashed. */
const prepared = (file: Buffer, signatureSize: (length: number) => number): Buffer => {
  const start = roundedUp(file.length, 16);
  const size = signatureSize(start);
  const bytes = Buffer.concat([file, Buffer.alloc(start - file.length)]);
  const end = headerSize + bytes.readUInt32LE(20);
  if (bytes.subarray(end, end + 16).some((byte) => byte !== 0)) {
    throw new Error("the executable has no room for one more load command");
  }
  [signatureCommand, 16, start, size].forEach((value, index) => {
    bytes.writeUInt32LE(value, end + index * 4);
  });
  bytes.writeUInt32LE(bytes.readUInt32LE(16) + 1, 16);
  bytes.writeUInt32LE(bytes.readUInt32LE(20) + 16, 20);
  const linkEdit = segmentNamed(bytes, "__LINKEDIT");
  const linkEditSize = start + size - linkEdit.offset;
  bytes.writeBigUInt64LE(BigInt(roundedUp(linkEditSize, linkEditAlignment)), linkEdit.at + 32);
  bytes.writeBigUInt64LE(BigInt(linkEditSize), linkEdit.at + 48);
  return bytes;
};

/**
 * Signs a Mach-O executable ad hoc, as `codesign --sign -` does: macOS on arm64 starts none without a signature. It names
 * nobody; whoever has an Apple certificate signs again with it.
 */
export const signAdHoc = (file: Buffer, identifier: string): Buffer => {
  if (file.readUInt32LE(0) !== magic64) throw new Error("this is no Mach-O executable of 64 bits");
  if (commandsOf(file).some(({ command }) => command === signatureCommand)) {
    throw new Error("the executable is signed already");
  }
  const text = segmentNamed(file, "__TEXT");
  const sign = (bytes: Buffer): Buffer => superBlob(codeDirectory(bytes, identifier, text));
  const signed = prepared(file, (length) => 20 + 88 + identifier.length + 1 + Math.ceil(length / 4096) * hashSize);
  return Buffer.concat([signed, sign(signed)]);
};
