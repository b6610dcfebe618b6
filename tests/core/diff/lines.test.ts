import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { comparedLines, unifiedLines } from "../../../core/diff/lines.ts";

const isSame = (one: string, other: string): boolean => one === other;

const unified = (a: readonly string[], b: readonly string[]): readonly string[] =>
  unifiedLines(comparedLines(a, b, isSame));

const upTo = (count: number): string[] => Array.from({ length: count }, (_, at) => `line ${at + 1}`);

it.each<[string, string[], string[], string[]]>([
  ["nothing of two that are the same", upTo(9), upTo(9), []],
  [
    "a line that is another, with three around it",
    upTo(9),
    upTo(9).with(4, "new"),
    ["@@ -2,7 +2,7 @@", " line 2", " line 3", " line 4", "-line 5", "+new", " line 6", " line 7", " line 8"],
  ],
  ["what only the second has", [], ["a", "b"], ["@@ -0,0 +1,2 @@", "+a", "+b"]],
  ["what only the first has", ["a"], [], ["@@ -1,1 +0,0 @@", "-a"]],
  [
    "two places far apart, each by itself",
    upTo(12),
    ["x", ...upTo(12), "y"],
    [
      "@@ -0,3 +1,4 @@",
      "+x",
      " line 1",
      " line 2",
      " line 3",
      "@@ -10,3 +11,4 @@",
      " line 10",
      " line 11",
      " line 12",
      "+y",
    ].map((line) => line.replace("-0,3", "-1,3")),
  ],
])("shows %s", (_, a, b, expected) => {
  expect(unified(a, b)).toEqual(expected);
});

const texts = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 12 });

it("takes from the one and puts to the other what makes them the other", () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const lines = comparedLines(a, b, isSame);
      expect(lines.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(a);
      expect(lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(b);
    }),
    { seed: 20261127, numRuns: 500 },
  );
});

const hasPatch = spawnSync("patch", ["--version"]).status === 0;

it.runIf(hasPatch)("is a diff that patch understands", () => {
  const folder = mkdtempSync(join(tmpdir(), "auditlog-lines-"));
  const written = (name: string, lines: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
    return file;
  };
  const [a, b] = [upTo(30), upTo(30).toSpliced(20, 2, "x", "y", "z").toSpliced(3, 1)];
  const file = written("a", a);
  execFileSync("patch", ["--silent", file, written("a.diff", ["--- a", "+++ b", ...unified(a, b)])]);
  expect(readFileSync(file, "utf8").trimEnd().split("\n")).toEqual(b);
  rmSync(folder, { recursive: true });
});

it("shows what is too long to compare as taken away whole, and put there whole", () => {
  const [a, b] = [Array<string>(2001).fill("a"), Array<string>(2000).fill("a")];
  expect(comparedLines(a.slice(1), b, isSame).every(({ kind }) => kind === "same")).toBe(true);
  expect(comparedLines(a, b, isSame).some(({ kind }) => kind === "same")).toBe(false);
});
