import { gzipSync } from "node:zlib";

export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly isExecutable: boolean;
}

const block = 512;
// 1 January 2000: some programs take the first second of 1970 for a broken date.
const modified = 946_684_800;

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, "0")}\0`;

/** A header of POSIX's ustar format. */
const headerOf = ({ name, bytes, isExecutable }: ArchivedFile): Buffer => {
  if (name.length > 100) throw new Error(`the name is too long for the archive: ${name}`);
  const header = Buffer.alloc(block);
  const write = (at: number, text: string): void => void header.write(text, at, "latin1");
  write(0, name);
  write(100, octal(isExecutable ? 0o755 : 0o644, 8));
  write(108, octal(0, 8));
  write(116, octal(0, 8));
  write(124, octal(bytes.length, 12));
  write(136, octal(modified, 12));
  write(148, " ".repeat(8));
  write(156, "0");
  write(257, "ustar\x0000");
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return header;
};

/** A .tar.gz whose bytes follow from its files alone: no owner, no time of a build. */
export const archive = (files: readonly ArchivedFile[]): Buffer => {
  const parts = files.flatMap((file) => {
    const padding = Buffer.alloc((block - (file.bytes.length % block)) % block);
    return [headerOf(file), file.bytes, padding];
  });
  const compressed = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]), { level: 9 });
  // The system that compressed it: "unknown", as RFC 1952 has it.
  compressed[9] = 255;
  return compressed;
};
