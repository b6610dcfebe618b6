import { describe, expect, it } from "vitest";
import { fine, noticeOfFine, ran } from "./ran.ts";

it("says what a cloud does otherwise, and ends with 0", async () => {
  expect(await ran({ "a.yaml": fine }, ["check", "a.yaml"])).toEqual({
    code: 0,
    stdout: `a.yaml:${noticeOfFine}\na.yaml: 1 notice\n`,
    stderr: "",
  });
});

it("says every error with its place and what to write instead, in the order of the text, and ends with 1", async () => {
  const text = [
    "version: 1",
    "capture:",
    "  managment: all",
    "retention: { days: 0, searchableDays: ninety }",
    "evidence: keep",
    "",
  ].join("\n");
  expect(await ran({ "a.yaml": text }, ["check", "a.yaml"])).toEqual({
    code: 1,
    stdout: [
      "a.yaml:3:3: error: capture.managment: the key managment is not known; did you mean management? known here: management, identity, data, exclude, insights, bestEffort",
      "a.yaml:4:20: error: retention.days: 0 is out of range; give 1 to 36,500 days",
      'a.yaml:4:39: error: retention.searchableDays: the text "ninety" is given; give a whole number',
      'a.yaml:5:11: error: evidence: the text "keep" is not allowed; give kept or disposable',
      "a.yaml: 4 errors",
      "",
    ].join("\n"),
    stderr: "",
  });
});

it.each<[string, string, string]>([
  ["no text at all", "", "a.yaml: error: nothing is given; give a mapping"],
  [
    "a text that is no YAML",
    "version: [1\n",
    "a.yaml:2:1: error: the YAML can't be read; flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  ["a list", "- version: 1\n", "a.yaml:1:1: error: a list is given; give a mapping"],
  [
    "two documents",
    "version: 1\n---\nversion: 1\n",
    "a.yaml:2:1: error: there are 2 YAML documents in the text; keep one, without --- lines",
  ],
  [
    "a key given twice",
    "version: 1\nversion: 1\n",
    "a.yaml:2:1: error: the key version is given twice; keep one of them",
  ],
])("refuses %s, and says nothing of what it would be by default", async (_, text, error) => {
  const { code, stdout } = await ran({ "a.yaml": text }, ["check", "a.yaml"]);
  expect([code, stdout]).toEqual([1, `${error}\na.yaml: 1 error\n`]);
});

describe("an error in a filter is placed where it stands in the file", () => {
  const head = "version: 1\nalerts:\n  custom:\n    - name: a\n      severity: low\n";

  it.each<[string, string, string]>([
    ["a plain text", "      when: outcome == operatoin\n", "6:24"],
    ["single quotes", "      when: 'actor.id == \"it''s\" || operatoin == \"x\"'\n", "6:37"],
    ["double quotes", '      when: "outcome == \\"denied\\" || operatoin == \\"x\\""\n', "6:39"],
    ["a literal block", '      when: |\n        outcome == "denied"\n        || operatoin == "x"\n', "8:12"],
    ["a folded block", '      when: >-\n        outcome == "denied"\n        || operatoin == "x"\n', "8:12"],
  ])("in %s", async (_, when, place) => {
    const text = head + when;
    const { stdout } = await ran({ "a.yaml": text }, ["check", "a.yaml"]);
    const errors = stdout.match(/^a\.yaml:\d+:\d+: error: .*?: at /gm);
    expect(errors).toEqual([`a.yaml:${place}: error: alerts.custom[0].when: at `]);
    const [line, column] = place.split(":").map(Number) as [number, number];
    expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^operatoin/);
  });
});

it("tells programs the same as JSON", async () => {
  const { code, stdout } = await ran({ "a.yaml": fine }, ["check", "--json", "a.yaml"]);
  expect(JSON.parse(stdout)).toEqual({
    file: "a.yaml",
    errors: 0,
    warnings: 0,
    notices: 1,
    issues: [
      {
        severity: "notice",
        code: "aws-identity-with-management",
        path: "capture.identity",
        message: "CloudTrail records sign-ins with the management events; they are stored although not asked for",
        line: 2,
        column: 10,
      },
    ],
  });
  expect(code).toBe(0);
});

const wrongVersion = "version: the number 2 is not a known version; this release reads version 1";

it("checks several files, and ends with 1 where one has an error", async () => {
  expect(await ran({ "a.yaml": fine, "b.yaml": "version: 2\n" }, ["check", "a.yaml", "b.yaml"])).toEqual({
    code: 1,
    stdout: `a.yaml:${noticeOfFine}\na.yaml: 1 notice\nb.yaml:1:10: error: ${wrongVersion}\nb.yaml: 1 error\n`,
    stderr: "",
  });
});

it("tells programs of several files in a list", async () => {
  const { stdout } = await ran({ "a.yaml": "version: 2\n" }, ["check", "a.yaml", "a.yaml", "--json"]);
  const one = {
    file: "a.yaml",
    errors: 1,
    warnings: 0,
    notices: 0,
    issues: [
      {
        severity: "error",
        code: "unknown-version",
        path: "version",
        message: wrongVersion.replace("version: ", ""),
        line: 1,
        column: 10,
      },
    ],
  };
  expect(JSON.parse(stdout)).toEqual([one, one]);
});

it("says nothing of the readable files where another can't be read", async () => {
  expect(await ran({ "a.yaml": fine }, ["check", "a.yaml", "b.yaml"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "auditlog: b.yaml: there is no such file; give the path of an audit.yaml\n",
  });
});

it("colours how grave an issue is, where colours may be", async () => {
  const { stdout } = await ran({ "a.yaml": "version: 2\n" }, ["check", "a.yaml"], true);
  expect(stdout).toBe(`a.yaml:1:10: \u001b[31merror\u001b[0m: ${wrongVersion}\na.yaml: 1 error\n`);
});

describe("a hostile file reaches the terminal without what it would obey", () => {
  const text = 'version: 1\n"\\e[31mred\\u202e\\u009b2J\\u200b": 1\n';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/;

  it("as text, in its name too", async () => {
    const { stdout } = await ran({ "\u001b]0;a.yaml": text }, ["check", "\u001b]0;a.yaml"]);
    expect(stdout).not.toMatch(obeyed);
    expect(stdout).toContain("\\u001b]0;a.yaml:2:1: error: ");
    expect(stdout).toContain("the key \\u001b[31mred\\u202e\\u009b2J\\u200b is not known");
  });

  it("as JSON, which programs read as it was", async () => {
    const { stdout } = await ran({ "a.yaml": text }, ["check", "a.yaml", "--json"]);
    expect(stdout).not.toMatch(obeyed);
    const { issues } = JSON.parse(stdout) as { issues: { path: string; message: string }[] };
    expect(issues[0]?.message).toContain("the key \u001b[31mred\u202e\u009b2J\u200b is not known");
  });

  it("and in the line that says that it can't be read", async () => {
    const { stderr } = await ran({}, ["check", "\u001b[2J"]);
    expect(stderr).toBe("auditlog: \\u001b[2J: there is no such file; give the path of an audit.yaml\n");
  });
});
