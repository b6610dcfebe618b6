import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { archive } from "../../../provider/package/archive.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-archive-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = [
  { name: "program", bytes: Buffer.from("#!/bin/sh\n"), isExecutable: true },
  { name: "block.txt", bytes: Buffer.alloc(512, "a"), isExecutable: false },
  { name: "empty.txt", bytes: Buffer.alloc(0), isExecutable: false },
];

describe("an archive", () => {
  it("is unpacked by tar, with its bytes and modes", () => {
    writeFileSync(join(folder, "a.tar.gz"), archive(files));
    execFileSync("tar", ["-xzf", "a.tar.gz"], { cwd: folder });
    const unpacked = files.map(({ name }) => {
      const { mode } = statSync(join(folder, name));
      return { name, bytes: readFileSync(join(folder, name)), isExecutable: (mode & 0o111) !== 0 };
    });
    expect(unpacked).toEqual(files);
  });

  it("lists its files at the root, of no owner, with one time", () => {
    writeFileSync(join(folder, "a.tar.gz"), archive(files));
    const env = { ...process.env, TZ: "UTC", LC_ALL: "C" };
    const list = execFileSync("tar", ["--numeric-owner", "-tvzf", "a.tar.gz"], { cwd: folder, env, encoding: "utf8" });
    const lines = list
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/));
    expect(lines.map(([mode, owner, , , , name]) => [mode, owner, name])).toEqual([
      ["-rwxr-xr-x", "0/0", "program"],
      ["-rw-r--r--", "0/0", "block.txt"],
      ["-rw-r--r--", "0/0", "empty.txt"],
    ]);
    expect(new Set(lines.map(([, , , day, time]) => `${day} ${time}`))).toEqual(new Set(["2000-01-01 00:00"]));
  });

  it("has the same bytes each time", () => {
    expect(archive(files).equals(archive(files))).toBe(true);
  });

  it("refuses a name that its format has no room for", () => {
    const long = { name: "a".repeat(101), bytes: Buffer.alloc(0), isExecutable: false };
    expect(() => archive([long])).toThrow(`the name is too long for the archive: ${long.name}`);
    expect(() => archive([{ ...long, name: "a".repeat(100) }])).not.toThrow();
  });
});
