import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A temporary folder with a PATH and a cache of its own, for one test. */
export interface Scratch {
  folder: string;
  cache: string;
  /** Puts a shell script on the PATH. */
  program(name: string, script: string): void;
  /** Runs Node with a PATH that holds this test's programs alone. */
  node(args: readonly string[], env?: { [name: string]: string }): Promise<Outcome>;
  /** The same, without waiting: its own process group, so that it can be killed with its children. */
  start(args: readonly string[], env?: { [name: string]: string }): { pid: number; ended: Promise<Outcome> };
  /** The lines that the programs wrote to $LOG. */
  log(): string[];
  remove(): void;
}

export function createScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-tools-"));
  const [bin, cache, log] = [join(folder, "bin"), join(folder, "cache"), join(folder, "log")];
  mkdirSync(bin);
  const start: Scratch["start"] = (args, env = {}) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: bin, XDG_CACHE_HOME: cache, LOG: log, ...env },
      cwd: folder,
      detached: true,
    });
    const outcome: Outcome = { code: null, stdout: "", stderr: "" };
    child.stdout.on("data", (text) => (outcome.stdout += text));
    child.stderr.on("data", (text) => (outcome.stderr += text));
    const ended = new Promise<Outcome>((done, fail) => {
      child.on("error", fail);
      child.on("close", (code) => done({ ...outcome, code }));
    });
    return { pid: child.pid ?? 0, ended };
  };
  return {
    folder,
    cache,
    start,
    node: (args, env) => start(args, env).ended,
    program: (name, script) =>
      writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`, { mode: 0o755 }),
    log: () => (existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
