import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Deciding } from "./work.ts";

interface SingleExecutable {
  isSea(): boolean;
  getAsset(name: string, encoding: "utf8"): string;
}

/** Starts a thread of this program: from its source, from the bundle, or from within the executable. */
export const startThread = (deciding: Deciding): Worker => {
  // Node 20, which the script also runs on, has not always the one nor the other.
  const executable = process.getBuiltinModule?.("node:sea") as SingleExecutable | undefined;
  if (executable?.isSea()) {
    // What is evaluated shares its names with all else, and is nowhere.
    const place = JSON.stringify(dirname(process.execPath));
    const text = `((__dirname) => {${executable.getAsset("start.cjs", "utf8")}})(${place});`;
    return new Worker(text, { eval: true, workerData: deciding });
  }
  const start = join(import.meta.dirname, "start.cjs");
  if (!existsSync(start)) return new Worker(join(import.meta.dirname, "main.ts"), { workerData: deciding });
  return new Worker(start, { argv: [basename(import.meta.filename)], workerData: deciding });
};
