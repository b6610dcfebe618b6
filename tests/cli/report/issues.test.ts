import { expect, it } from "vitest";
import { issueJson, issueLines, sorted } from "../../../cli/report/issues.ts";
import { type Issue, issue, type Severity } from "../../../core/contract/issues.ts";

const at = (severity: Severity, line: number, column: number, key = "x"): Issue => ({
  ...issue(severity, "missing-key", [key], { expected: "it" }),
  at: { line, column },
});

it("sorts errors first, then as they stand in the text, and what stands nowhere last", () => {
  const nowhere = issue("error", "no-spec", [], {});
  const first = at("notice", 1, 1);
  const issues = [
    first,
    nowhere,
    at("warning", 1, 2),
    at("error", 2, 1),
    at("error", 10, 1, "y"),
    at("error", 2, 30, "z"),
  ];
  expect(issueLines("a.yaml", sorted(issues), false)).toEqual([
    "a.yaml:2:1: error: x: this key is missing; give it",
    "a.yaml:2:30: error: z: this key is missing; give it",
    "a.yaml:10:1: error: y: this key is missing; give it",
    "a.yaml: error: no spec is given; give spec or specYaml",
    "a.yaml:1:2: warning: x: this key is missing; give it",
    "a.yaml:1:1: notice: x: this key is missing; give it",
    "a.yaml: 4 errors, 1 warning, 1 notice",
  ]);
});

it("says once what several clouds say", () => {
  expect(issueLines("a.yaml", sorted([at("error", 1, 1), at("error", 1, 1)]), false)).toEqual([
    "a.yaml:1:1: error: x: this key is missing; give it",
    "a.yaml: 1 error",
  ]);
});

it("says of no issues that the file is fine", () => {
  expect(issueLines("a.yaml", [], false)).toEqual(["a.yaml is fine"]);
});

it("has no line and column for programs where there is none", () => {
  expect(issueJson(issue("error", "no-spec", [], {}))).toEqual({
    severity: "error",
    code: "no-spec",
    path: "",
    message: "no spec is given; give spec or specYaml",
  });
});
