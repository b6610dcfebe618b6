import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "./io.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist; make it, or give another path",
  ENOTDIR: "its folder does not exist; make it, or give another path",
  EISDIR: "this is a folder; give the path of a file",
  EACCES: "it may not be written; allow it, or give another path",
  EPERM: "it may not be written; allow it, or give another path",
  EROFS: "the disk can only be read; give a path on another",
  ENOSPC: "the disk is full; make room, or give a path on another",
  EDQUOT: "the share of the disk is used up; make room, or give a path on another",
};

/** Whether a path stands for a device or a pipe, which no file can take the place of. */
const isDevice = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
};

/** What was written of a report is no report: it has another name until it is whole. */
const writeWhole = (file: string, text: string): void => {
  const part = `${file}.${process.pid}.part`;
  try {
    const descriptor = openSync(part, "w");
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
};

/** Writes a report as a whole, in the place of what was there, or says why it is not there. */
export const writeReport = (file: string, text: string): void => {
  try {
    if (isDevice(file)) writeFileSync(file, text);
    else writeWhole(file, text);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    throw new UsageError(`${file}: ${reasons[code] ?? `it can't be written (${code}); give another path`}`);
  }
};
