import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
export const windows = process.platform === "win32";

/** A failure that the user can act on: shown as its message alone, without a stack trace. */
export class SetupError extends Error {}

/** A command that failed, with everything that it said. */
export class CommandError extends SetupError {
  constructor(command, outcome, output) {
    const shown = command.map((part) => (/\s/.test(part) ? `'${part}'` : part)).join(" ");
    super([`The command failed (${outcome}): ${shown}`, output.trim()].filter(Boolean).join("\n\n"));
  }
}

/** Runs a script's main function and turns its outcome into the exit code. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** The first executable of this name in the folders of a PATH. */
export function findExecutable(name, path = process.env.PATH ?? "") {
  const endings = windows ? [".exe", ".cmd"] : [""];
  const candidates = path
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder || ".", name + ending)));
  return candidates.find(isExecutable);
}

function isExecutable(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && (windows || (stat.mode & 0o111) !== 0);
}

const children = new Set();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(128 + constants.signals[signal]);
  });
}

/** Runs a command to its end and gives its output; `onLine` sees each line as it comes. */
export function capture(command, { cwd = root, env = process.env, onLine = () => {} } = {}) {
  return new Promise((done, fail) => {
    const child = start(command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "", all: "" };
    for (const name of ["stdout", "stderr"]) {
      let partial = "";
      child[name].setEncoding("utf8").on("data", (text) => {
        output[name] += text;
        output.all += text;
        const lines = (partial + text).split(/\r?\n/);
        partial = lines.pop() ?? "";
        lines.forEach(onLine);
      });
    }
    child.on("error", (error) => fail(new CommandError(command, error.code ?? "not started", error.message)));
    child.on("close", (code, signal) => done({ code, outcome: outcomeOf(code, signal), ...output }));
  });
}

/** Runs a command in the user's terminal and gives its exit code. */
export function attach(command, { cwd = root, env = process.env } = {}) {
  return new Promise((done, fail) => {
    const child = start(command, { cwd, env, stdio: "inherit" });
    child.on("error", (error) => fail(new CommandError(command, error.code ?? "not started", error.message)));
    child.on("close", (code, signal) => done(code ?? 128 + constants.signals[signal]));
  });
}

function start([program, ...args], options) {
  // Windows runs a .cmd file, such as npm's, only through a shell.
  const child = spawn(program, args, { ...options, shell: windows && !program.endsWith(".exe") });
  children.add(child);
  child.on("close", () => children.delete(child));
  return child;
}

function outcomeOf(code, signal) {
  return signal ? `ended by ${signal}` : `exit code ${code}`;
}
