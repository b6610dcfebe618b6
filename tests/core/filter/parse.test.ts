import { describe, expect, it } from "vitest";
import { sentence } from "../../../core/contract/messages.ts";
import type { Filter } from "../../../core/filter/ast.ts";
import { filterCharacters, parseFilter } from "../../../core/filter/parse.ts";

const event = (name: string) => ({ of: "event", name });
const record = (...path: string[]) => ({ of: "record", path });
const is = (name: string, ...values: unknown[]) => ({ kind: "equal", field: event(name), values, fold: true });

describe("a filter is read", () => {
  it.each<[string, object]>([
    ['operation == "DeleteTrail"', is("operation", "DeleteTrail")],
    ['"DeleteTrail" == operation', is("operation", "DeleteTrail")],
    ["operation == 'DeleteTrail'", is("operation", "DeleteTrail")],
    [
      'operation != "a"',
      {
        kind: "and",
        all: [
          { kind: "present", field: event("operation") },
          { kind: "not", of: is("operation", "a") },
        ],
      },
    ],
    ['operation in ["a", "b"]', is("operation", "a", "b")],
    ["operation in []", { kind: "constant", value: false }],
    ['"access.grant" in activities', is("activities", "access.grant")],
    ['outcome == "Denied"', is("outcome", "Denied")],
    ["mfa", { kind: "equal", field: event("mfa"), values: [true], fold: false }],
    ["!mfa", { kind: "not", of: { kind: "equal", field: event("mfa"), values: [true], fold: false } }],
    ["mfa == false", { kind: "equal", field: event("mfa"), values: [false], fold: false }],
    ['actor.id.startsWith("a")', { kind: "like", field: event("actor.id"), parts: ["a", ""], fold: true }],
    ['actor.id.endsWith("a")', { kind: "like", field: event("actor.id"), parts: ["", "a"], fold: true }],
    ['actor.id.contains("a")', { kind: "like", field: event("actor.id"), parts: ["", "a", ""], fold: true }],
    [
      'operation.like("Delete*Policy")',
      { kind: "like", field: event("operation"), parts: ["Delete", "Policy"], fold: true },
    ],
    ['operation.like("a**b")', { kind: "like", field: event("operation"), parts: ["a", "b"], fold: true }],
    ['operation.like("DeleteTrail")', is("operation", "DeleteTrail")],
    ['error.matches("^Access")', { kind: "matches", field: event("error"), pattern: "^Access" }],
    ['cidr("10.0.0.0/8").containsIP(sourceIp)', { kind: "within", field: event("sourceIp"), networks: ["10.0.0.0/8"] }],
    [
      'cidr("2001:db8::/32").containsIP(native.ip)',
      { kind: "within", field: record("ip"), networks: ["2001:db8::/32"] },
    ],
    ["has(native.a.b)", { kind: "present", field: record("a", "b") }],
    ['has(native.a["b c"])', { kind: "present", field: record("a", "b c") }],
    ["has(userAgent)", { kind: "present", field: event("userAgent") }],
    ["has(actor.id)", { kind: "present", field: event("actor.id") }],
    ['native.a == "B"', { kind: "equal", field: record("a"), values: ["B"], fold: false }],
    ["native.a == true", { kind: "equal", field: record("a"), values: [true], fold: false }],
    ["native.a == -1.5", { kind: "equal", field: record("a"), values: [-1.5], fold: false }],
    ['native.a in ["x", 1, true]', { kind: "equal", field: record("a"), values: ["x", 1, true], fold: false }],
    ['"x" in native.tags', { kind: "equal", field: record("tags"), values: ["x"], fold: false }],
    ["native.n >= 5", { kind: "order", field: record("n"), order: ">=", value: 5 }],
    ["5 >= native.n", { kind: "order", field: record("n"), order: "<=", value: 5 }],
    ["true", { kind: "constant", value: true }],
    ["// a comment\nmfa", { kind: "equal", field: event("mfa"), values: [true], fold: false }],
    [
      '(operation == "a" && mfa) && mfa',
      {
        kind: "and",
        all: [is("operation", "a"), is("mfa", true), is("mfa", true)].map((one, at) =>
          at === 0 ? one : { ...one, fold: false },
        ),
      },
    ],
    [
      String.raw`operation == r"a\d" || operation == "q\"\\\n\u00e9"`,
      { kind: "or", any: [is("operation", String.raw`a\d`), is("operation", 'q"\\\né')] },
    ],
  ])("%s", (text, filter) => {
    expect(parseFilter(text)).toEqual({ filter });
  });

  it("frozen, with everything in it", () => {
    const { filter } = parseFilter('operation == "a" && !(mfa)') as { filter: Extract<Filter, { kind: "and" }> };
    expect([filter, filter.all, filter.all[0], (filter.all[1] as { of: object }).of].every(Object.isFrozen)).toBe(true);
  });
});

const fieldList =
  "cloud, account, region, category, activities, service, operation, access, actor.id, actor.type, sourceIp, userAgent, resource, outcome, error, mfa, severity, and native. for the record itself";
const compare =
  'compare a field: ==, !=, in, <, startsWith, endsWith, contains, like, matches, has, cidr("…").containsIP';

describe("a filter is refused, with the place and what to write instead", () => {
  it.each<[string, ...[number, string][]]>([
    [
      "",
      [0, 'at character 1 stands nothing, which can\'t stand there; give a filter, such as operation == "DeleteTrail"'],
    ],
    ['operation = "x"', [10, "at character 11 stands =, which can't stand there; compare with =="]],
    ['mfa and outcome == "denied"', [4, "at character 5 stands and, which can't stand there; write && for and"]],
    ["mfa\nor mfa", [4, "at line 2, column 1 stands or, which can't stand there; write || for or"]],
    [
      "not mfa",
      [4, "at character 5 stands mfa, which can't stand there; join comparisons with && or ||, and check the brackets"],
    ],
    ['operation == "x', [13, "at character 14 stands \", which can't stand there; close the text with the same quote"]],
    ["operation == “x”", [13, "at character 14 stands “, which can't stand there; use straight quotes"]],
    ["(mfa", [0, "at character 1 stands (, which can't stand there; close the bracket"]],
    [
      "mfa)",
      [3, "at character 4 stands ), which can't stand there; join comparisons with && or ||, and check the brackets"],
    ],
    [
      'operation contains "x"',
      [10, 'at character 11 stands contains, which can\'t stand there; write it as a call: field.contains("…")'],
    ],
    [
      'operatoin == "x"',
      [
        0,
        `at character 1 stands operatoin, which is no field of an event; did you mean operation? fields: ${fieldList}`,
      ],
    ],
    [
      'actor.name == "x"',
      [
        0,
        `at character 1 stands actor.name, which is no field of an event; did you mean actor.type? fields: ${fieldList}`,
      ],
    ],
    [
      'category == "managment"',
      [
        12,
        'at character 13 category is compared with "managment", which it never is; did you mean management? give management, data, identity, system or policy',
      ],
    ],
    ["account == 12", [11, "at character 12 account is compared with the literal 12; give a text in quotes"]],
    ['mfa == "yes"', [7, 'at character 8 mfa is compared with the literal "yes"; give true or false']],
    [
      "operation == service",
      [
        13,
        "at character 14 stands the name service, which filters don't have; compare the field with a literal, not with a field",
      ],
    ],
    [
      "native.x == null",
      [
        12,
        "at character 13 stands the literal null, which filters don't have; ask !has(native.x): what is null is absent",
      ],
    ],
    [
      'native == "x"',
      [
        0,
        "at character 1 stands native alone, which filters don't have; name a field of the record, such as native.eventName",
      ],
    ],
    [
      "native.items[0].x == 1",
      [
        0,
        "at character 1 stands a place in a list, which filters don't have; leave it out: a comparison holds where one of the list's elements passes it",
      ],
    ],
    [
      'activities == "access.grant"',
      [
        11,
        'at character 12 stands the operator ==, which filters don\'t have; ask whether a class is among them: "access.grant" in activities',
      ],
    ],
    [
      "native.x",
      [
        6,
        "at character 7 stands the field .x, which filters don't have; compare it with a value, or ask has(…) whether the record has it",
      ],
    ],
    [
      'operation < "x"',
      [
        10,
        "at character 11 stands the operator <, which filters don't have; order compares numbers of the record: native.count > 5",
      ],
    ],
    [
      'outcome.startsWith("d")',
      [7, "at character 8 stands the function startsWith(), which filters don't have; compare outcome with == or in"],
    ],
    [
      "operation.startsWith(1)",
      [
        9,
        'at character 10 stands the function startsWith(), which filters don\'t have; give one text in quotes: operation.startsWith("…")',
      ],
    ],
    [
      'error.matches("(")',
      [14, "at character 15 the regular expression can't be read: missing closing ): `(`; write it as RE2 has it"],
    ],
    [
      'error.matches("(?=x)")',
      [
        14,
        "at character 15 the regular expression can't be read: invalid or unsupported Perl syntax: `(?=`; write it as RE2 has it",
      ],
    ],
    [
      'cidr("10.0.0.0/33").containsIP(sourceIp)',
      [5, "at character 6 stands 10.0.0.0/33, which is no network; write it like 10.0.0.0/8 or 2001:db8::/32"],
    ],
    [
      'cidr("10.0.0.1").containsIP(sourceIp)',
      [5, "at character 6 stands 10.0.0.1, which is no network; write it like 10.0.0.0/8 or 2001:db8::/32"],
    ],
    ["mfa ? true : false", [0, `at character 1 stands the conditional ? :, which filters don't have; ${compare}`]],
    ['["a"]', [0, `at character 1 stands a list, which filters don't have; ${compare}`]],
    ['{"a": 1}', [0, `at character 1 stands a map or message, which filters don't have; ${compare}`]],
    ...[
      'cidr("10.0.0.0/8", "b").containsIP(sourceIp)',
      "cidr(5).containsIP(sourceIp)",
      'cidr("10.0.0.0/8").containsIP()',
    ].map((text): [string, [number, string]] => [
      text,
      [
        text.indexOf(".contains"),
        `at character ${text.indexOf(".contains") + 1} stands the function containsIP(), which filters don't have; write cidr("10.0.0.0/8").containsIP(sourceIp)`,
      ],
    ]),
    ["[1].exists(x, x > 1)", [3, `at character 4 stands the macro exists(), which filters don't have; ${compare}`]],
    ["size(operation) > 3", [0, `at character 1 stands the function size(), which filters don't have; ${compare}`]],
    ["1 + 1 == 2", [2, `at character 3 stands the operator +, which filters don't have; ${compare}`]],
    ["{}", [0, `at character 1 stands a map or message, which filters don't have; ${compare}`]],
    ['"x"', [0, `at character 1 stands the literal "x", which filters don't have; ${compare}`]],
    [
      "native.n == 9007199254740993",
      [
        12,
        "at character 13 stands the literal 9007199254740993, which filters don't have; compare with a text in quotes, a number, true or false",
      ],
    ],
  ])("%s", (text, ...problems) => {
    const found = parseFilter(text).problems?.map(({ offset, issue }) => [offset, sentence(issue)]);
    expect(found).toEqual(problems);
  });

  it("once for each of its problems", () => {
    const { problems } = parseFilter('operatoin == "x" && category == "managment" || size(native.x) > 1');
    expect(problems?.map(({ offset, issue }) => [offset, issue.code])).toEqual([
      [0, "filter-unknown-field"],
      [32, "filter-unknown-value"],
      [47, "filter-unsupported"],
    ]);
  });

  it("where it is nested deeper than 100 brackets, and not at 100", () => {
    const nested = (levels: number) => `${"(".repeat(levels)}mfa${")".repeat(levels)}`;
    expect(parseFilter(nested(100)).problems).toBeUndefined();
    expect(parseFilter(nested(101)).problems?.map(({ issue }) => issue.code)).toEqual(["filter-too-deep"]);
    expect(parseFilter(`${"!".repeat(5_000)}mfa`).problems?.map(({ issue }) => issue.code)).toEqual([
      "filter-too-deep",
    ]);
    expect(parseFilter(`${"[".repeat(5_000)}`).problems?.map(({ issue }) => issue.code)).toEqual(["filter-too-deep"]);
  });

  it("where it is longer than 65,536 characters, and not at that", () => {
    const long = (characters: number) => `operation == "${"x".repeat(characters - 15)}"`;
    expect(parseFilter(long(filterCharacters)).problems).toBeUndefined();
    expect(parseFilter(long(filterCharacters + 1)).problems?.map(({ issue }) => issue.code)).toEqual(["too-many"]);
  });
});
