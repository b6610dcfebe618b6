import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "./io.ts";
import { run } from "./run.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")) as {
  version: string;
};

/** A reader that has seen enough closes the pipe: what it leaves is no error. */
const write = (descriptor: number) => (text: string) => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EPIPE") process.exit(0);
      if (code !== "EAGAIN") throw error;
    }
  }
};

const { NO_COLOR, FORCE_COLOR } = process.env;

const io: Io = {
  stdout: write(1),
  stderr: write(2),
  read: (file) => readFileSync(file === "-" ? 0 : file),
  hasColour: FORCE_COLOR ? FORCE_COLOR !== "0" : !NO_COLOR && process.stdout.isTTY === true,
};

process.exitCode = run(process.argv.slice(2), io, version);
