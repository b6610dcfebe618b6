import { isatty } from "node:tty";
import manifest from "../package.json" with { type: "json" };
import { readAtMost, writer } from "./files.ts";
import type { Io } from "./io.ts";
import { mayColour } from "./report/colour.ts";
import { run } from "./run.ts";

/** Runs a call as the whole of this process, whose exit code it sets. */
export const runHere = async (args: readonly string[]): Promise<void> => {
  const [stdout, stderr] = [writer(1), writer(2)];
  const io: Io = {
    stdout: stdout.write,
    stderr: stderr.write,
    isUnheard: stdout.isClosed,
    read: readAtMost,
    hasColour: mayColour(isatty(1), process.env),
    showsProgress: isatty(2) && process.env.TERM !== "dumb",
    today: new Date().toISOString().slice(0, 10),
  };
  process.exitCode = await run(args, io, manifest.version);
};
