import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isatty } from "node:tty";
import { readAtMost, writer } from "./files.ts";
import type { Io } from "./io.ts";
import { mayColour } from "./report/colour.ts";
import { run } from "./run.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")) as {
  version: string;
};

const io: Io = {
  stdout: writer(1),
  stderr: writer(2),
  read: readAtMost,
  hasColour: mayColour(isatty(1), process.env),
  today: new Date().toISOString().slice(0, 10),
};

process.exitCode = await run(process.argv.slice(2), io, version);
