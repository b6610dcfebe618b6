import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesEventPattern, parseEventPattern } from "../../../core/native/eventbridge-pattern.ts";
import { corpusIsHere, realRecords } from "./cloudtrail-records.ts";

const matches = (pattern: unknown, event: unknown): boolean => {
  const { filter, problems } = parseEventPattern(pattern);
  if (!filter) throw new Error(JSON.stringify(problems));
  return matchesEventPattern(filter, event);
};

const problemsOf = (pattern: unknown): string[] =>
  (parseEventPattern(pattern).problems ?? []).map(({ at, message }) => `${at} ${message}`);

describe("a test of one value", () => {
  const rows: [entry: unknown, matching: unknown[], others: unknown[]][] = [
    ["a", ["a", ["b", "a"]], ["A", "ab", "", null, 1, ["b"], { a: "a" }]],
    ["", [""], ["a", null, []]],
    [300, [300, 3e2, [1, 300]], ["300", 300.5, true]],
    [true, [true], ["true", false, 1]],
    [null, [null, [null]], ["null", 0, false, "", []]],
    ["10.0.0.1", ["10.0.0.1"], ["10.0.0.10", "10.0.0.2"]],
    ["2001:DB8::1", ["2001:db8::1", "2001:0db8:0:0:0:0:0:1"], ["2001:db8::2"]],
    [{ exactly: "10.0.0.1" }, ["10.0.0.1"], ["010.0.0.1"]],
    [{ prefix: "Del" }, ["Delete", "Del", ["x", "Delta"]], ["delete", "De", 1, null]],
    [{ prefix: { "equals-ignore-case": "DEL" } }, ["delete", "Delta"], ["de", "undelete"]],
    [{ prefix: "" }, ["", "x"], [1, null]],
    [{ suffix: ".com" }, ["a.com"], ["a.COM", "com", 7]],
    [{ suffix: { "equals-ignore-case": ".COM" } }, ["a.com"], ["acom."]],
    [{ "equals-ignore-case": "aWs" }, ["AWS", "aws"], ["aw", 1]],
    [{ wildcard: "a*c" }, ["ac", "abc", "abcc"], ["a", "abcd", "A-c", 1]],
    [{ wildcard: "*" }, ["", "x"], [1, null]],
    [{ wildcard: "a*b*a" }, ["aba", "axbxa"], ["aa", "ab", "aca"]],
    [{ wildcard: "a*a" }, ["aa", "aba"], ["a"]],
    [{ wildcard: "a\\*b\\\\*" }, ["a*b\\", "a*b\\x"], ["axb\\", "a*b"]],
    [{ numeric: ["=", 5] }, [5, 5.0], ["5", 4.9]],
    [{ numeric: [">", 0, "<=", 5] }, [0.1, 5], [0, 5.1, "3"]],
    [{ numeric: [">=", 0, "<", 5] }, [0, 4.9], [-0.1, 5]],
    [{ numeric: ["<", 0] }, [-1e300], [0]],
    [{ cidr: "10.0.0.77/24" }, ["10.0.0.0", "10.0.0.255"], ["10.0.1.0", "9.255.255.255", "::ffff", "x", 10]],
    [{ cidr: "2001:db8::/32" }, ["2001:db8::", "2001:db8:ffff::1"], ["2001:db9::", "32.1.13.184"]],
    [{ cidr: "0.0.0.0/0" }, ["255.255.255.255", "::ffff:0a00:0001"], ["256.0.0.0", "1.2.3", "0000000000001.2.3.4"]],
    [{ cidr: "10.0.0.0/+8//" }, ["10.1.2.3"], ["11.0.0.0"]],
    [{ cidr: "10.0.0.0/-0" }, ["11.0.0.0"], ["x"]],
    [{ exists: true }, ["", null, 0, [1]], [[], {}, { a: 1 }]],
    [{ exists: false }, [[], {}, { a: 1 }], ["", null, [0]]],
    [{ "anything-but": "a" }, ["b", "A", 1, null, true, ["a", "b"]], ["a", ["a"], [], {}]],
    [{ "anything-but": ["a", "b"] }, ["c"], ["a", "b", ["a", "b"]]],
    [{ "anything-but": 5 }, [6, "5"], [5]],
    [{ "anything-but": [5, 6] }, [7], [5, 6]],
    [{ "anything-but": { prefix: "a" } }, ["b", 1], ["ab"]],
    [{ "anything-but": { prefix: ["a", "b"] } }, ["c"], ["ax", "bx"]],
    [{ "anything-but": { suffix: "a" } }, ["ab"], ["ba"]],
    [{ "anything-but": { "equals-ignore-case": ["a", "b"] } }, ["c"], ["A", "b"]],
    [{ "anything-but": { wildcard: ["*a", "b*c"] } }, ["ab", "bd"], ["ba", "bxc"]],
  ];
  test.each(rows)("%j matches what it should and nothing else", (entry, matching, others) => {
    const found = [...matching, ...others].filter((value) => matches({ a: [entry] }, { a: value }));
    expect(found).toEqual(matching);
  });
  test.each<[why: string, entry: unknown, matching: unknown[], others: unknown[]]>([
    ["a character is itself, or what Java makes of it alone", { "equals-ignore-case": "ß" }, ["ß", "SS"], ["ss", "ẞ"]],
    ["a sigma is no final sigma", { "equals-ignore-case": "σ" }, ["σ", "Σ"], ["ς"]],
    ["a letter may have a longer form", { "equals-ignore-case": "İ" }, ["İ", "i\u0307"], ["i", "I"]],
    ["the kelvin sign is a k, but a k no kelvin sign", { "equals-ignore-case": "k" }, ["K"], ["\u212a"]],
    ["and the other way round", { "equals-ignore-case": "\u212a" }, ["\u212a", "k"], ["K"]],
    ["a longer form may end a text", { suffix: { "equals-ignore-case": "ßb" } }, ["aSSB", "ßb"], ["assb", "Sb"]],
    ["half of an emoji is a question mark", { "equals-ignore-case": "😀" }, ["??"], ["😀", "?"]],
    ["so an emoji is anything but itself", { "anything-but": { "equals-ignore-case": "😀" } }, ["😀"], ["??"]],
    ["a prefix may reach to the quote", { prefix: 'x"' }, ["x", 'x"y'], ["xy"]],
    ["a suffix may reach to the quote", { suffix: { "equals-ignore-case": '"X' } }, ["x", 'y"x'], ["yx"]],
    ["an IPv6 address counts by its first 32 bits", { cidr: "38.0.0.0/8" }, ["2600:1::1", "26ff::"], ["2700::", "::"]],
    ["also where the range is one address", "10.0.0.1", ["a00:1::5"], ["a00:2::", "a00::"]],
    ["an IPv4 address may lie between IPv6 ends", { cidr: "a00::/8" }, ["10.0.0.1"], ["10.0.0.0", "10.255.255.255"]],
    ["a number counts by its digits", { cidr: "16.0.0.0/6" }, [11, 12.5, 100000001], [10, 1, 14, true]],
    ["an IPv6 address may have more zeros", "1::2", ["0001::00002"], ["1::20000"]],
  ])("is event-ruler's: %s", (_, entry, matching, others) => {
    const found = [...matching, ...others].filter((value) => matches({ a: [entry] }, { a: value }));
    expect(found).toEqual(matching);
  });
  test("of a missing field, only exists: false is true", () => {
    const found = rows.map(([entry]) => entry).filter((entry) => matches({ a: [entry] }, { b: 1 }));
    expect(found).toEqual([{ exists: false }]);
  });
});

describe("fields together", () => {
  const pattern = {
    source: ["aws.iam", "aws.sts"],
    detail: { name: ["A", { exists: false }], who: { arn: [{ suffix: "/x" }] } },
  };
  test.each([
    ["all match", { source: "aws.iam", detail: { name: "A", who: { arn: "u/x" } } }, true],
    ["one is missing where it may be", { source: "aws.sts", detail: { who: { arn: "u/x" } } }, true],
    ["one is missing where it may not be", { source: "aws.iam", detail: { name: "A" } }, false],
    ["one differs", { source: "aws.s3", detail: { name: "A", who: { arn: "u/x" } } }, false],
    ["a key holds the dots", { source: "aws.iam", "detail.name": "A", detail: { "who.arn": "u/x" } }, true],
    ["the event is a list", [{ source: "aws.iam" }], false],
  ])("match where %s: as expected", (_, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  const employees = { employees: { first: ["Anna"], last: ["Smith"] } };
  test.each([
    ["in one element", employees, { employees: [{ first: "Bob" }, { first: "Anna", last: "Smith" }] }, true],
    ["in two elements", employees, { employees: [{ first: "Anna" }, { last: "Smith" }] }, false],
    [
      "in nested elements",
      { a: { b: { x: [1], y: [2] } } },
      { a: [{ b: [{ x: 1 }, { y: 2 }] }, { b: [{ x: 1, y: 2 }] }] },
      true,
    ],
    ["in elements of elements", { a: { b: { x: [1], y: [2] } } }, { a: [{ b: [{ x: 1 }, { y: 2 }] }] }, false],
    ["in unrelated arrays", { a: { x: [1] }, b: { y: [2] } }, { a: [{}, { x: 1 }], b: [{ y: 2 }] }, true],
    ["in an array within an array", { a: [1], b: [2] }, { a: [[3], [1]], b: 2 }, true],
    ["beside an element", { a: [1], "a.x": [2] }, { a: [1, { x: 2 }] }, true],
    ["under a reserved name outside $or", { prefix: ["x"] }, { prefix: "x" }, true],
    ["beside a plain value", { a: { x: [1] }, "a.y": [2] }, { a: [{ x: 1 }, { z: 1 }], "a.y": 2 }, true],
    [
      "missing from the element of a field before it",
      { a: { x: [1], y: [{ exists: false }] } },
      { a: [{ x: 1 }, { y: 2 }] },
      true,
    ],
    ["not missing from it", { a: { x: [1], y: [{ exists: false }] } }, { a: [{ x: 1, y: 2 }, { y: 2 }] }, false],
    [
      "missing from one of two such elements",
      { a: { x: [1], y: [{ exists: false }] } },
      { a: [{ x: 1, y: 2 }, { x: 1 }] },
      true,
    ],
    [
      "missing only from the element of a field after it",
      { a: { b: [{ exists: false }], x: [1] } },
      { a: [{ x: 1 }, { b: 2 }] },
      false,
    ],
    [
      "missing, or of a value in the same element",
      { a: { x: [1], y: [3, { exists: false }] } },
      { a: [{ x: 1, y: 3 }] },
      true,
    ],
    [
      "missing, beside a field outside of the array",
      { a: [1], b: { c: [{ exists: false }] } },
      { a: 1, b: [{ c: 1 }] },
      false,
    ],
    ["$or as a name, with a value", { $or: ["x"] }, { $or: "x" }, true],
    ["$or as a name, with fields", { $or: { a: [1] } }, { $or: { a: 1 } }, true],
    ["$or as a name, with operators", { $or: [{ prefix: "x" }, { suffix: "y" }] }, { $or: "ay" }, true],
  ])("%s: as expected", (_, given, event, expected) => {
    expect(matches(given, event)).toBe(expected);
  });

  test("$or joins fields at any level, and AND stays between it and its neighbours", () => {
    const either = { source: ["s"], detail: { $or: [{ a: [1] }, { b: [2], $or: [{ c: [3] }, { d: [4] }] }] } };
    const events = [{ a: 1 }, { b: 2, c: 3 }, { b: 2, d: 4 }, { b: 2 }, { c: 3 }].map((detail) => ({
      source: "s",
      detail,
    }));
    expect(events.map((event) => matches(either, event))).toEqual([true, true, true, false, false]);
    expect(matches(either, { source: "t", detail: { a: 1 } })).toBe(false);
  });

  test("many elements that almost agree take no time", () => {
    const list = Array.from({ length: 3_000 }, (_, x) => ({ x: 1, y: x % 2, z: { v: 1 - (x % 2) } }));
    const lists = Object.fromEntries("abcdefgh".split("").map((key) => [key, list]));
    const fields = { x: [1], y: [1], z: { v: [1] } };
    expect(matches({ a: fields, b: fields, c: fields, d: fields, h: fields }, lists)).toBe(false);
  });
});

describe("a pattern is refused", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}[1]${"}".repeat(5_000)}`);
  const wide = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, { $or: [{ a: [1] }, { b: [1] }] }]));
  test.each<[unknown, string[]]>([
    [null, ["0 pattern: only an object of fields is allowed here"]],
    [[], ["0 pattern: only an object of fields is allowed here"]],
    [{}, ["0 pattern: an empty object is not allowed"]],
    [{ a: {} }, ["0 a: an empty object is not allowed"]],
    [{ a: { b: [] } }, ["0 a.b: an empty array is not allowed"]],
    [{ a: "x" }, ["0 a: a field takes an array of values, or an object of fields"]],
    [{ a: [["x"]] }, ["0 a[0]: a value must be a string, a number, true, false, null or an object with one operator"]],
    [{ a: [{}] }, ["0 a[0]: a value that is an object must have exactly one operator"]],
    [{ a: [{ prefix: "a", suffix: "b" }] }, ["0 a[0]: a value that is an object must have exactly one operator"]],
    [{ a: [{ prefix: 1 }] }, ['0 a[0]: prefix takes a string, or { "equals-ignore-case": a string }']],
    [{ a: ["x", { wildcard: "a**b" }] }, ["0 a[1]: consecutive wildcards at character 1 are not allowed"]],
    [{ a: [{ wildcard: "a\\b" }] }, ["0 a[0]: \\ at character 1 may only stand before * or \\"]],
    [{ a: [{ exists: "true" }] }, ["0 a[0]: exists takes true or false"]],
    [{ a: [{ numeric: [">", 5, "<", 5] }] }, ["0 a[0]: the bottom of a numeric range must be less than its top"]],
    [{ a: [{ numeric: [">", "5"] }] }, ["0 a[0]: numeric takes a number after each operator"]],
    ...[
      ["~", 5],
      ["<", 5, ">", 0],
      [">", 0, "<", 5, "=", 3],
    ].map((numeric): [unknown, string[]] => [
      { a: [{ numeric }] },
      [
        "0 a[0]: numeric takes one of = < <= > >= and a number, or > or >= with a number and then < or <= with a number",
      ],
    ]),
    ...[{ numeric: [">", 5e9 + 1] }, { numeric: [">", 0, "<", 1e-7] }, { "anything-but": -5e9 - 1 }].map(
      (entry): [unknown, string[]] => [
        { a: [entry] },
        ["0 a[0]: a number here lies between -5e9 and 5e9 and has at most six digits after the point"],
      ],
    ),
    [{ a: [{ cidr: "10.0.0.0/32" }] }, ["0 a[0]: the mask of an IPv4 CIDR is at most 31 bits"]],
    [{ a: [{ cidr: "10.0.0.256/8" }] }, ['0 a[0]: "10.0.0.256" is no IPv4 or IPv6 address']],
    [{ a: [{ cidr: "::1/128" }] }, ["0 a[0]: the mask of an IPv6 CIDR is at most 127 bits"]],
    [{ a: [{ "anything-but": [] }] }, ["0 a[0]: anything-but must not be empty"]],
    [{ a: [{ "anything-but": ["a", 1] }] }, ["0 a[0]: anything-but takes strings only, or numbers only"]],
    [{ a: [{ "anything-but": null }] }, ["0 a[0]: anything-but takes strings only, or numbers only"]],
    [{ a: [{ "anything-but": { prefix: "" } }] }, ["0 a[0]: prefix must not be empty here"]],
    [
      { a: [{ "anything-but": { numeric: ["=", 1] } }] },
      ["0 a[0]: anything-but takes one of prefix, suffix, equals-ignore-case, wildcard"],
    ],
    [{ $or: [{ a: [1] }] }, ["0 $or: $or takes an array of at least two objects"]],
    [{ $or: [{ a: [1] }, 2] }, ["0 $or[1]: only an object of fields is allowed here"]],
    [
      { b: { $or: [{ a: [1] }, { prefix: ["x"] }] } },
      ["0 b.$or[1].prefix: this name is reserved, so no field inside $or may have it"],
    ],
    [
      { a: [1], $or: [{ a: [2] }, { b: [3] }] },
      ["0 pattern: field a is tested twice; give all its values in one array"],
    ],
    [{ a: { b: [1] }, "a.b": [2] }, ["0 pattern: field a.b is tested twice; give all its values in one array"]],
    [
      { $or: [{ a: [1] }, { b: { cidr: [1] } }] },
      ["0 $or[1].b.cidr: this name is reserved, so no field inside $or may have it"],
    ],
    [wide, ["0 pattern: more than 1000 combinations of $or"]],
  ])("%j", (pattern, problems) => {
    expect(problemsOf(pattern)).toEqual(problems);
  });
  test("that nests without end", () => {
    expect(problemsOf(deep)).toEqual([expect.stringMatching(/^0 a\..*: more than 100 levels$/)]);
  });
  test("for an operator that does not exist, and __proto__ is none", () => {
    expect(problemsOf({ a: [{ constructor: 1 }, JSON.parse('{"__proto__":1}')] })).toEqual([
      '0 a[0]: operator "constructor" does not exist; it is one of exactly, prefix, suffix, equals-ignore-case, wildcard, numeric, exists, anything-but, cidr',
      '0 a[1]: operator "__proto__" does not exist; it is one of exactly, prefix, suffix, equals-ignore-case, wildcard, numeric, exists, anything-but, cidr',
    ]);
  });
  test("that is longer than the default, or the quota given", () => {
    const ofLength = (length: number) => ({ a: ["x".repeat(length - '{"a":[""]}'.length)] });
    expect([2_048, 2_049].map((length) => problemsOf(ofLength(length)))).toEqual([
      [],
      ["0 pattern: 2049 characters are more than the 2048 allowed"],
    ]);
    expect(parseEventPattern(ofLength(4_096), 4_096).problems).toBeUndefined();
    expect(parseEventPattern(ofLength(4_097), 4_096).problems).toHaveLength(1);
  });
});

describe("any JSON", () => {
  const key = fc.constantFrom(
    "a",
    "b",
    "$or",
    "prefix",
    "anything-but",
    "numeric",
    "cidr",
    "exists",
    "wildcard",
    "__proto__",
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "large" },
      fc.constantFrom<unknown>("a", "b*", "\\", "10.0.0.0/8", ">", "=", 1, 2, null, true, "::1"),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(key, tie("json"), { maxKeys: 3 }),
    ),
  }));
  test("is read and matched without an exception", () => {
    fc.assert(
      fc.property(json, json, (pattern, event) => {
        const { filter, problems } = parseEventPattern(pattern);
        if (filter) expect(typeof matchesEventPattern(filter, event)).toBe("boolean");
        else expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
  test("that nests deeper than AWS reads matches nothing", () => {
    const nested = (levels: number) => JSON.parse(`{"a":${"[".repeat(levels)}1${"]".repeat(levels)}}`);
    expect([900, 1_100, 50_000].map((levels) => matches({ a: [1] }, nested(levels)))).toEqual([true, false, false]);
  });
  test("a value and anything but it exclude each other and leave nothing between", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, given) => {
        const event = { a: given };
        expect(matches({ a: [{ "anything-but": value }] }, event)).toBe(!matches({ a: [{ exactly: value }] }, event));
      }),
    );
  });
  test("a wildcard matches as its regular expression does", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*") });
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom("a", "b") }), (wildcard, given) => {
        fc.pre(!wildcard.includes("**"));
        const expected = new RegExp(`^${wildcard.replaceAll("*", ".*")}$`).test(given);
        expect(matches({ a: [{ wildcard }] }, { a: given })).toBe(expected);
      }),
    );
  });
});

describe("real CloudTrail records", () => {
  test(`are ${corpusIsHere ? "tested, since the corpus is here" : "not tested, since the corpus is not here"}`, () => {
    expect(realRecords.length > 50).toBe(corpusIsHere);
  });
  test("are matched by name, and by nothing else", () => {
    for (const record of realRecords) {
      const event = { source: "aws", detail: record };
      const named = (eventName: unknown) => ({ detail: { eventName: [eventName], eventSource: [record.eventSource] } });
      expect(matches(named(record.eventName), event)).toBe(true);
      expect(matches(named({ "anything-but": record.eventName }), event)).toBe(false);
      expect(matches(named({ exists: false }), event)).toBe(false);
    }
  });
});
