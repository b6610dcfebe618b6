import { rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "./io.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist; make it, or give another path",
  ENOTDIR: "its folder does not exist; make it, or give another path",
  EISDIR: "this is a folder; give the path of a file",
  EACCES: "it may not be written; allow it, or give another path",
  EROFS: "the disk can only be read; give a path on another",
  ENOSPC: "the disk is full; make room, or give a path on another",
};

/** What was written of a report is no report. */
const removePart = (file: string): void => {
  try {
    if (statSync(file).isFile()) rmSync(file);
  } catch {
    // It was never made, or is nobody's to remove: that it failed is said all the same.
  }
};

/** Writes a report as a whole, or says why it is not there. */
export const writeReport = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    if (code === "ENOSPC") removePart(file);
    throw new UsageError(`${file}: ${reasons[code] ?? `it can't be written (${code}); give another path`}`);
  }
};
