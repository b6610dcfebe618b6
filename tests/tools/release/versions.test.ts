import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { versionProblems, versionsIn } from "../../../tools/release/versions.ts";
import { root } from "../scratch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditlog-versions-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Record<string, string>): void => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
};

const agreeing = {
  "package.json": '{\n  "name": "a",\n  "version": "1.2.3"\n}',
  "package-lock.json": '{\n  "version": "1.2.3",\n  "packages": { "node_modules/b": {\n    "version": "9.9.9" } }\n}',
  "schema.json": '{\n  "version": "1.2.3"\n}',
  "sdk-gen/nodejs/package.json": '{\n  "version": "1.2.3"\n}',
  "sdk-gen/python/pyproject.toml": '[project]\n  version = "1.2.3"\n',
  "sdk-gen/go/auditlog/pulumi-plugin.json": '{\n  "version": "1.2.3"\n}',
  "sdk-gen/dotnet/Pulumi.Auditlog.csproj": "<Project>\n  <Version>1.2.3</Version>\n</Project>",
  "sdk-gen/java/pom.xml":
    "<project>\n  <version>1.2.3</version>\n  <dependency><version>9.9.9</version></dependency></project>",
};

test("versions that agree, with the tag too, are no problem", () => {
  write(agreeing);
  expect(Object.keys(versionsIn(folder)).sort()).toEqual(Object.keys(agreeing).sort());
  expect(versionProblems(versionsIn(folder), "v1.2.3")).toEqual([]);
  expect(versionProblems(versionsIn(folder), undefined)).toEqual([]);
});

test("each file that differs or is missing is named, and so is a tag of another version", () => {
  write({ ...agreeing, "schema.json": '{\n  "version": "1.2.2"\n}' });
  rmSync(join(folder, "sdk-gen", "java"), { recursive: true });
  expect(versionProblems(versionsIn(folder), "1.2.3")).toEqual([
    "schema.json has 1.2.2, and package.json has 1.2.3",
    "sdk-gen/java/pom.xml has no version, and package.json has 1.2.3",
    "the tag is 1.2.3, and not v1.2.3",
  ]);
});

test("what this repository generates now carries the version of package.json", () => {
  const present = Object.entries(versionsIn(root)).filter(([, version]) => version !== undefined);
  expect(present.length).toBeGreaterThanOrEqual(3);
  expect(versionProblems(Object.fromEntries(present), undefined)).toEqual([]);
});
