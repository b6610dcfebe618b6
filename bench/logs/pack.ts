import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const recordsInFile = 50;

/** Writes the records in the first bytes of a log as CloudTrail delivers them to S3, in small packed files. How many files? */
export const packLog = (log: string, bytes: number, folder: string): number => {
  const descriptor = openSync(log, "r");
  const text = Buffer.alloc(bytes);
  const read = readSync(descriptor, text, 0, bytes, 0);
  closeSync(descriptor);
  const lines = text.toString("utf8", 0, text.lastIndexOf("\n", read)).split("\n");
  mkdirSync(folder);
  const files = Math.ceil(lines.length / recordsInFile);
  for (let at = 0; at < files; at += 1) {
    const records = lines.slice(at * recordsInFile, (at + 1) * recordsInFile);
    writeFileSync(join(folder, `${at}.json.gz`), gzipSync(`{"Records":[${records.join(",")}]}`));
  }
  return files;
};
