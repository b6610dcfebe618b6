import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fine, noticeOfFine } from "./ran.ts";

const root = resolve(import.meta.dirname, "../..");
const main = join(root, "cli", "main.ts");
const script = join(root, "tools", "auditlog.mjs");
const isPosix = process.platform !== "win32";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-cli-"));
  writeFileSync(join(folder, "fine.yaml"), fine);
  writeFileSync(join(folder, "wrong.yaml"), "version: 2\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const { npm_lifecycle_event: _, INIT_CWD: __, FORCE_COLOR: ___, ...inherited } = process.env;

/** Runs a program in the folder of the specs. */
const started = (
  command: readonly string[],
  { input = "", env = {}, cwd = folder }: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Ended => {
  const [program = "", ...args] = command;
  // The cache of the test's own folder: what a user has compiled is none of its business.
  const own = { ...inherited, XDG_CACHE_HOME: join(folder, "cache"), ...env };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, env: own, encoding: "utf8" });
  return { code: status, stdout, stderr };
};

const wrong = "error: version: the number 2 is not a known version; this release reads version 1";

it("ends with 0 where nothing is wrong, with 1 where something is, and with 2 where the call is", () => {
  const node = [process.execPath, main];
  expect(started([...node, "check", "fine.yaml"])).toEqual({
    code: 0,
    stdout: `fine.yaml:${noticeOfFine}\nfine.yaml: 1 notice\n`,
    stderr: "",
  });
  expect(started([...node, "explain", "wrong.yaml"])).toEqual({
    code: 1,
    stdout: `wrong.yaml:1:10: ${wrong}\nwrong.yaml: 1 error\n`,
    stderr: "",
  });
  expect(started([...node, "check", "."])).toEqual({
    code: 2,
    stdout: "",
    stderr: "auditlog: .: this is a folder; give the path of the audit.yaml in it\n",
  });
});

it("reads the standard input, and colours only what is asked for", () => {
  expect(started([process.execPath, main, "check", "-"], { input: "version: 2\n", env: { FORCE_COLOR: "1" } })).toEqual(
    {
      code: 1,
      stdout: `-:1:10: \u001b[31merror\u001b[0m${wrong.slice(5)}\n-: 1 error\n`,
      stderr: "",
    },
  );
});

it("tells the version of the package", () => {
  const { code, stdout } = started([process.execPath, main, "--version"]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

it.runIf(isPosix)("reads no more than it takes of a device without end", () => {
  expect(started([process.execPath, main, "check", "/dev/zero"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "auditlog: /dev/zero: the file is over 5 MB; an audit.yaml is a few KB\n",
  });
});

it.runIf(isPosix)("keeps still where a reader has seen enough, and its exit code", () => {
  const shell = (command: string): Ended => started(["sh", "-c", command]);
  const call = `"${process.execPath}" "${main}" explain`;
  expect(shell(`${call} fine.yaml | head -n 1`)).toEqual({ code: 0, stdout: "The plan\n", stderr: "" });
  // The reader is gone before the first word.
  expect(shell(`(${call} wrong.yaml; echo $? > code) | true; cat code`)).toEqual({
    code: 0,
    stdout: "1\n",
    stderr: "",
  });
});

it("is started by the script on any Node, with paths from where the user is, and gives its exit code", () => {
  expect(started([process.execPath, script, "check", "wrong.yaml"])).toEqual({
    code: 1,
    stdout: `wrong.yaml:1:10: ${wrong}\nwrong.yaml: 1 error\n`,
    stderr: "",
  });
});

it("is started by npm in the project's folder, with paths from where the user is", () => {
  mkdirSync(join(folder, "inner"));
  const env = { npm_lifecycle_event: "auditlog", INIT_CWD: join(folder, "inner") };
  const path = join("..", "fine.yaml");
  expect(started([process.execPath, script, "check", path], { env, cwd: root })).toEqual({
    code: 0,
    stdout: `${path}:${noticeOfFine}\n${path}: 1 notice\n`,
    stderr: "",
  });
  // Of another script that calls this one, npm tells the same: there the working folder counts.
  const other = { npm_lifecycle_event: "test", INIT_CWD: root };
  const fromParent = join(basename(folder), "wrong.yaml");
  const call = [process.execPath, script, "check", fromParent];
  expect(started(call, { env: other, cwd: dirname(folder) }).stdout).toBe(
    `${fromParent}:1:10: ${wrong}\n${fromParent}: 1 error\n`,
  );
});
