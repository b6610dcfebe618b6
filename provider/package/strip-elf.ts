// The structures are in elf(5).
const sectionSize = 64;
const isLoaded = 0x2n;
const takesNoBytes = 8;

interface Section {
  readonly header: Buffer;
  readonly isLoaded: boolean;
  readonly offset: number;
  /** In the file. */
  readonly size: number;
}

const sectionAt = (file: Buffer, at: number): Section => {
  const header = Buffer.from(file.subarray(at, at + sectionSize));
  const hasBytes = header.readUInt32LE(4) !== takesNoBytes;
  return {
    header,
    isLoaded: (header.readBigUInt64LE(8) & isLoaded) !== 0n,
    offset: Number(header.readBigUInt64LE(24)),
    size: hasBytes ? Number(header.readBigUInt64LE(32)) : 0,
  };
};

/**
 * A Linux executable without what only a debugger reads, as `strip` makes it: a quarter of Node.js on disk, and a fifth of the
 * download. Written here because a machine's `strip` knows its own processor alone.
 */
export const stripElf = (file: Buffer): Buffer => {
  if (file.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") throw new Error("this is no ELF executable of 64 bits");
  const table = Number(file.readBigUInt64LE(40));
  const sections = Array.from({ length: file.readUInt16LE(60) }, (_, index) =>
    sectionAt(file, table + index * sectionSize),
  );
  const names = sections[file.readUInt16LE(62)]!;
  const unloaded = sections.findIndex((section, index) => index > 0 && !section.isLoaded);
  // What is loaded refers to sections by their numbers, so these must stay.
  if (unloaded < 0 || sections.slice(unloaded).some((section) => section.isLoaded)) {
    throw new Error("the sections that are loaded don't come first");
  }
  const kept = sections.slice(0, unloaded);
  const end = Math.max(...kept.map(({ offset, size }) => offset + size));
  if (sections.slice(unloaded).some(({ offset }) => offset < end))
    throw new Error("sections that are not loaded come between");
  const padding = Buffer.alloc((8 - ((end + names.size) % 8)) % 8);
  names.header.writeBigUInt64LE(BigInt(end), 24);
  const head = Buffer.from(file.subarray(0, end));
  head.writeBigUInt64LE(BigInt(end + names.size + padding.length), 40);
  head.writeUInt16LE(kept.length + 1, 60);
  head.writeUInt16LE(kept.length, 62);
  return Buffer.concat([
    head,
    file.subarray(names.offset, names.offset + names.size),
    padding,
    ...kept.map(({ header }) => header),
    names.header,
  ]);
};
