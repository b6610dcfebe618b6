import { closeSync, openSync, writeSync } from "node:fs";
import { cloudTrailLines } from "./cloudtrail.ts";

/** Writes so many bytes of lines into a file, and as many more as end the last one. */
export const writeLog = (file: string, bytes: number): void => {
  const target = openSync(file, "w");
  let [written, lines] = [0, ""];
  for (const line of cloudTrailLines(20_260_701)) {
    lines += line;
    if (lines.length < 1e6 && written + lines.length < bytes) continue;
    written += writeSync(target, lines);
    lines = "";
    if (written >= bytes) break;
  }
  closeSync(target);
};
