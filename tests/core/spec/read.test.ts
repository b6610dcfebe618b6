import { describe, expect, test } from "vitest";
import type { Issue, Path, Position } from "../../../core/contract/issues.ts";
import { readYaml } from "../../../core/spec/read.ts";

const readValue = (text: string): unknown => {
  const read = readYaml(text);
  if (read.text === undefined) throw new Error(`not read: ${JSON.stringify(read.issues)}`);
  return read.text.value;
};

const issuesOf = (text: string): Issue[] => readYaml(text).issues ?? [];

const syntax = (problem: string, line: number, column: number): Issue => ({
  code: "yaml-syntax",
  severity: "error",
  path: [],
  params: { problem },
  at: { line, column },
});

const duplicate = (key: string, line: number, column: number): Issue => ({
  code: "yaml-duplicate-key",
  severity: "error",
  path: [],
  params: { key },
  at: { line, column },
});

describe("a text is read as the value that it stands for", () => {
  const spec = { version: 1, retention: { days: 400 } };

  test.each<[string, string, unknown]>([
    ["lines that end with LF", "version: 1\nretention:\n  days: 400\n", spec],
    ["lines that end with CRLF", "version: 1\r\nretention:\r\n  days: 400\r\n", spec],
    ["a byte order mark", "\uFEFFversion: 1\nretention: { days: 400 }", spec],
    ["flow style", "{version: 1, retention: {days: 400}}", spec],
    ["JSON", '{"version":1,"retention":{"days":400}}', spec],
    ["document marks", "---\nversion: 1\nretention: { days: 400 }\n...\n", spec],
    ["tabs between tokens", "version:\t1\t# one\nretention:\t{\tdays:\t400\t}", spec],
    [
      "an anchor and its alias",
      "version: &one 1\nretention: { days: 400, searchableDays: *one }",
      { version: 1, retention: { days: 400, searchableDays: 1 } },
    ],
    ["nothing", "", null],
    ["white space", " \n\n  ", null],
    ["comments only", "# yaml-language-server: $schema=x\n# nothing\n", null],
    ["a key without a value", "retention:\n", { retention: null }],
    [
      "YAML 1.2, in which yes and on are texts",
      "a: yes\nb: on\nc: true\nd: 0o17\ne: 017",
      { a: "yes", b: "on", c: true, d: 15, e: 17 },
    ],
    ["YAML 1.2 even where the text asks for 1.1", "%YAML 1.1\n---\na: yes\n<<: { b: 1 }", { a: "yes", "<<": { b: 1 } }],
    ["keys that are not texts", "1: a\ntrue: b\n1.5: c", { "1": "a", true: "b", "1.5": "c" }],
    ["a date, which is a text", "until: 2027-06-30", { until: "2027-06-30" }],
    [
      "a merge key, which is a key",
      "base: &base { days: 1 }\nretention:\n  <<: *base\n",
      { base: { days: 1 }, retention: { "<<": { days: 1 } } },
    ],
  ])("%s", (_what, text, value) => {
    expect(readValue(text)).toStrictEqual(value);
  });

  test("keys that JavaScript's objects have are keys like any other, and touch no prototype", () => {
    const value = readValue("__proto__: { evidence: disposable }\nconstructor: 1\ntoString: 2\n") as object;
    expect(Object.entries(value)).toEqual([
      ["__proto__", { evidence: "disposable" }],
      ["constructor", 1],
      ["toString", 2],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).evidence).toBeUndefined();
  });

  test("a text of one megabyte is read", () => {
    const filler = "x".repeat(1_000_000);
    expect(readValue(`version: 1 # ${filler}\nretention: { days: 400 }`)).toStrictEqual(spec);
    expect(readValue(`name: ${filler}`)).toStrictEqual({ name: filler });
    const lines = "# a comment of thirty characters\n".repeat(30_000);
    expect(readValue(`${lines}version: 1\nretention: { days: 400 }`)).toStrictEqual(spec);
  });
});

describe("what can't be read is an issue with its place", () => {
  test.each<[string, string, Issue[]]>([
    [
      "a tab as indentation",
      "version: 1\ncapture:\n\tmanagement: all\n",
      [syntax("tabs are not allowed as indentation", 3, 1)],
    ],
    ["a key given twice", "version: 1\nretention: {}\nretention: {}\n", [duplicate("retention", 3, 1)]],
    [
      "a key given twice deeper, after a byte order mark",
      "\uFEFFretention:\n  days: 1\n  days: 2\n",
      [duplicate("days", 3, 3)],
    ],
    ["a key given twice in flow style", "{ days: 1, days: 2 }", [duplicate("days", 1, 12)]],
    ["a key given twice without values", "{ days, days }", [duplicate("days", 1, 9)]],
    ["a quoted key given twice", '"a: b": 1\n"a: b": 2\n', [duplicate('"a: b"', 2, 1)]],
    ["two keys given twice", "a: 1\na: 2\nb: 1\r\nb: 2\r\n", [duplicate("a", 2, 1), duplicate("b", 4, 1)]],
    ["an open quote", "version: 1\nname: 'x\n", [syntax("missing closing 'quote", 3, 1)]],
    [
      "a tag that would run code",
      "version: !!js/function 'x => x'\n",
      [syntax("unresolved tag: tag:yaml.org,2002:js/function", 1, 10)],
    ],
    ["a tag of one's own", "version: 1\nname: !env SECRET\n", [syntax("unresolved tag: !env", 2, 7)]],
    [
      "a set, which would look like an empty mapping",
      "capture: !!set { management }\n",
      [syntax("unresolved tag: tag:yaml.org,2002:set", 1, 10)],
    ],
    [
      "an ordered mapping, which would look like an empty one",
      "retention: !!omap [days: 5]\n",
      [syntax("unresolved tag: tag:yaml.org,2002:omap", 1, 12)],
    ],
    ["bytes", "version: !!binary 'eA=='\n", [syntax("unresolved tag: tag:yaml.org,2002:binary", 1, 10)]],
    [
      "a mapping that contains itself",
      "&all { version: 1, capture: *all }",
      [syntax("the alias *all stands in the value that it repeats", 1, 29)],
    ],
    [
      "a list that contains itself deeper",
      "version: 1\ncapture: &it\n  - - x\n    - *it\n",
      [syntax("the alias *it stands in the value that it repeats", 4, 7)],
    ],
    ["an unknown directive", "%FOO bar\n---\nversion: 1\n", [syntax("unknown directive %FOO", 1, 1)]],
  ])("%s", (_what, text, issues) => {
    expect(issuesOf(text)).toStrictEqual(issues);
  });

  test("several documents are refused at the second one", () => {
    const issues = (count: number, line: number): Issue[] => [
      { code: "yaml-documents", severity: "error", path: [], params: { count }, at: { line, column: 1 } },
    ];
    expect(issuesOf("version: 1\n---\nversion: 1\n")).toStrictEqual(issues(2, 2));
    expect(issuesOf("---\nversion: 1\n---\n# nothing\n---\na: b\n")).toStrictEqual(issues(3, 3));
  });

  test("an alias without an anchor is refused", () => {
    expect(issuesOf("version: *one\n")).toStrictEqual([
      {
        code: "yaml-syntax",
        severity: "error",
        path: [],
        params: { problem: "unresolved alias (the anchor must be set before the alias): one" },
      },
    ]);
  });

  test("a billion laughs are refused before they are told", () => {
    const levels = Array.from({ length: 10 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(10)}]\n`);
    expect(issuesOf(`l0: &l0 lol\n${levels.join("")}`)).toStrictEqual([
      {
        code: "yaml-syntax",
        severity: "error",
        path: [],
        params: { problem: "excessive alias count indicates a resource exhaustion attack" },
      },
    ]);
  });

  test.each(["[", "{a: ", "- ", "? "])("ten thousand times %j is refused, not a crash", (open) => {
    const [issue, ...others] = issuesOf(open.repeat(10_000));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      code: "yaml-syntax",
      params: { problem: "its values stand in one another more often than can be followed" },
      at: { line: 1 },
    });
  });

  test("an anchor that is used again after its value has ended is no endless one", () => {
    expect(readValue("a: &x { b: &x 1, c: *x }\nd: *x\n")).toStrictEqual({ a: { b: 1, c: 1 }, d: 1 });
  });
});

describe("each part has a place, counted from 1", () => {
  const place = (text: string, path: Path, part: "key" | "value"): Position | undefined =>
    readYaml(text).text?.locate(path, part);
  const block =
    "# first\nversion: 1\nretention:\n  days:   400\ncapture:\n  bestEffort:\n    - identity\n    - other\n";
  const flow = "{version: 1, retention: {days: 400}, list: [a, {b: c}]}";

  test.each<[string, string, Path, { key: Position; value: Position }]>([
    ["in block style", block, ["version"], { key: { line: 2, column: 1 }, value: { line: 2, column: 10 } }],
    [
      "deeper in block style",
      block,
      ["retention", "days"],
      { key: { line: 4, column: 3 }, value: { line: 4, column: 11 } },
    ],
    ["a mapping", block, ["retention"], { key: { line: 3, column: 1 }, value: { line: 4, column: 3 } }],
    ["in a list", block, ["capture", "bestEffort", 1], { key: { line: 8, column: 7 }, value: { line: 8, column: 7 } }],
    ["in flow style", flow, ["retention", "days"], { key: { line: 1, column: 26 }, value: { line: 1, column: 32 } }],
    [
      "in a list in flow style",
      flow,
      ["list", 1, "b"],
      { key: { line: 1, column: 49 }, value: { line: 1, column: 52 } },
    ],
    [
      "with CRLF",
      "a: 1\r\nb:\r\n  c: 2\r\n",
      ["b", "c"],
      { key: { line: 3, column: 3 }, value: { line: 3, column: 6 } },
    ],
    ["after a byte order mark", "\uFEFFa: 1", ["a"], { key: { line: 1, column: 1 }, value: { line: 1, column: 4 } }],
    [
      "after letters of two bytes",
      "{größe: 1, a: 2}",
      ["a"],
      { key: { line: 1, column: 12 }, value: { line: 1, column: 15 } },
    ],
    [
      "after an emoji, which editors count as two",
      '{"😀": 1, a: 2}',
      ["a"],
      { key: { line: 1, column: 11 }, value: { line: 1, column: 14 } },
    ],
    ["of a quoted key", '"a b":   "c"', ["a b"], { key: { line: 1, column: 1 }, value: { line: 1, column: 10 } }],
    ["of a key that is a number", "1: a", ["1"], { key: { line: 1, column: 1 }, value: { line: 1, column: 4 } }],
    ["of an alias", "a: &x 1\nb: *x", ["b"], { key: { line: 2, column: 1 }, value: { line: 2, column: 4 } }],
    [
      "of a value that is not given",
      "a: 1\nb:\nc: 2",
      ["b"],
      { key: { line: 2, column: 1 }, value: { line: 2, column: 3 } },
    ],
    [
      "of __proto__",
      "a: 1\n__proto__: 2",
      ["__proto__"],
      { key: { line: 2, column: 1 }, value: { line: 2, column: 12 } },
    ],
  ])("%s", (_where, text, path, { key, value }) => {
    expect(place(text, path, "key")).toStrictEqual(key);
    expect(place(text, path, "value")).toStrictEqual(value);
  });

  test("what is missing is placed at the mapping that lacks it", () => {
    expect(place(block, ["retention", "searchableDays"], "value")).toStrictEqual({ line: 4, column: 3 });
    expect(place(block, ["encryption", "rotationDays"], "value")).toStrictEqual({ line: 2, column: 1 });
    expect(place("\n\n  a: 1", ["b"], "key")).toStrictEqual({ line: 3, column: 3 });
    expect(place("version: 1", ["version", "x"], "value")).toStrictEqual({ line: 1, column: 10 });
  });

  test("an empty text has no places", () => {
    expect(place("", ["version"], "value")).toBeUndefined();
    expect(place("# only a comment\n", [], "value")).toBeUndefined();
  });
});
