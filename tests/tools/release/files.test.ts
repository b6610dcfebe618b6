import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  collectPlugins,
  emptyFolder,
  missingPlatforms,
  namedSbom,
  writeChecksums,
} from "../../../tools/release/files.ts";

let root: string;
let release: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "auditlog-release-"));
  release = join(root, "dist", "release");
  mkdirSync(join(root, "dist", "packages"), { recursive: true });
  emptyFolder(release);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the plugin's tarballs of this version are collected, and platforms without one are named", () => {
  for (const name of ["v1.0.0-linux-amd64", "v1.0.0-windows-arm64", "v0.9.0-linux-arm64"]) {
    writeFileSync(join(root, "dist", "packages", `pulumi-resource-auditlog-${name}.tar.gz`), name);
  }
  const collected = collectPlugins(root, "1.0.0", release);
  expect(collected).toEqual([
    "pulumi-resource-auditlog-v1.0.0-linux-amd64.tar.gz",
    "pulumi-resource-auditlog-v1.0.0-windows-arm64.tar.gz",
  ]);
  expect(readdirSync(release).sort()).toEqual(collected);
  expect(missingPlatforms(collected)).toEqual(["linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64"]);
});

test("checksums are those that sha256sum checks, and sizes are told", () => {
  writeFileSync(join(release, "a.txt"), "abc");
  writeFileSync(join(release, "b.txt"), "");
  expect(writeChecksums(release)).toEqual([
    { file: "a.txt", bytes: 3 },
    { file: "b.txt", bytes: 0 },
  ]);
  expect(readFileSync(join(release, "SHA256SUMS"), "utf8")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n" +
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.txt\n",
  );
  const checked = execFileSync("sha256sum", ["--check", "SHA256SUMS"], { cwd: release, encoding: "utf8" });
  expect(checked).toBe("a.txt: OK\nb.txt: OK\n");
});

test("the bill of materials is named after the package, not after a folder of this machine", () => {
  expect(namedSbom('{ "name": "my-checkout", "purl": "pkg:npm/x" }', "my-checkout", "x")).toBe(
    '{ "name": "x", "purl": "pkg:npm/x" }',
  );
});
