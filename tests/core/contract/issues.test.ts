import { expect, test } from "vitest";
import { isError, issue, type Path, pathText, type Severity } from "../../../core/contract/issues.ts";

const paths: [Path, string][] = [
  [[], ""],
  [["spec"], "spec"],
  [["spec", "retention", "days"], "spec.retention.days"],
  [["aws", "readers", "security-team"], "aws.readers.security-team"],
  [["readers", "a b"], 'readers["a b"]'],
  [["readers", "a.b", "principalId"], 'readers["a.b"].principalId'],
  [["tags", "1st"], 'tags["1st"]'],
  [["tags", ""], 'tags[""]'],
  [["tags", 'say "hi"\n'], 'tags["say \\"hi\\"\\n"]'],
  [["tags", "größe"], "tags.größe"],
  [["tests", 2, "event"], "tests[2].event"],
  [[0], "[0]"],
  [["a b", "c"], '["a b"].c'],
  [["__proto__", "constructor"], "__proto__.constructor"],
];

test.each(paths)("the path %j is written as people write it", (path, text) => {
  expect(pathText(path)).toBe(text);
});

test("paths that differ are written differently", () => {
  const texts = paths.map(([path]) => pathText(path));
  expect(new Set(texts).size).toBe(texts.length);
});

test("an issue is its severity, code, path and parameters, and nothing else", () => {
  expect(issue("error", "not-whole", ["spec", "retention", "days"], { found: 1.5 })).toStrictEqual({
    code: "not-whole",
    severity: "error",
    path: ["spec", "retention", "days"],
    params: { found: 1.5 },
  });
});

test.each(
  Object.entries({ error: true, warning: false, notice: false } satisfies Record<Severity, boolean>) as [
    Severity,
    boolean,
  ][],
)("an issue of severity %s refuses the deployment: %s", (severity, refuses) => {
  expect(isError(issue(severity, "no-spec", ["spec"], {}))).toBe(refuses);
});
