import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKql } from "../../core/native/kql.ts";
import { kqlCases } from "../core/native/kql-cases.ts";
import { kustoErrors, kustoLiteral, kustoLiteralValue } from "./kusto.ts";
import { queries, wrongQueries } from "./kusto-texts.ts";

const own = (query: string): string[] => (parseKql(query).problems ?? []).map(({ at, message }) => `${at}: ${message}`);

describe("What our parser accepts, Kusto's language service accepts", () => {
  it("has texts enough", () => expect(new Set(queries).size).toBeGreaterThanOrEqual(150));
  it.each(queries)("%s", (query) => {
    expect(own(query)).toEqual([]);
    expect(kustoErrors(query)).toEqual([]);
  });
  it.each([...new Set(kqlCases.map(({ query }) => query))])("of the evaluator's table: %s", (query) => {
    expect(own(query)).toEqual([]);
    expect(kustoErrors(query)).toEqual([]);
  });
});

describe("What Kusto's language service refuses, our parser refuses", () => {
  it("has texts enough", () => expect(new Set(wrongQueries).size).toBeGreaterThanOrEqual(60));
  it.each(wrongQueries)("%s", (query) => {
    expect(kustoErrors(query)).not.toEqual([]);
    expect(own(query)).not.toEqual([]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(..."\"'\\\n\r\t%$`@{}[]()|/*-;\0\u0001\u2028\u00e9\u{1f600}\ud800nrtxu0"),
    maxLength: 60,
  }),
);

describe("A literal of a text", () => {
  const readBack = (literal: string): unknown => {
    const { filter, problems } = parseKql(`AzureActivity | where Caller == ${literal}`);
    if (filter?.tabular.kind !== "pipe") return problems;
    const [step] = filter.tabular.steps;
    const right = step?.kind === "where" && step.condition.kind === "equality" ? step.condition.right : undefined;
    return right?.kind === "literal" ? right.value : right;
  };

  it("as Kusto writes it is that text to our parser", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("'", '"'), (text, quote) => {
        expect(readBack(kustoLiteral(text, quote as "'" | '"'))).toBe(text);
      }),
      { numRuns: 1_000, seed: 20_261_124 },
    );
    const long = "\"'\\\n\t%$é😀".repeat(1_000);
    expect(readBack(kustoLiteral(long, '"'))).toBe(long);
  });

  it("is to our parser what it is to Kusto, however it is escaped", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "\\n",
        "\\t",
        "\\r",
        "\\\\",
        '\\"',
        "\\'",
        "\\a",
        "\\b",
        "\\f",
        "\\v",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\x41",
      ),
      fc.constantFrom("a", "0", " ", "é", "😀", "%", "{", "//"),
    );
    const literals = fc
      .tuple(fc.array(piece, { maxLength: 12 }), fc.constantFrom('"', "'", '@"', "@'"))
      .map(([pieces, open]) => {
        const body = open.startsWith("@") ? pieces.join("").replaceAll(/["']/g, "$&$&") : pieces.join("");
        return { literal: `${open}${body}${open.at(-1)}`, other: open.startsWith("@") && /["']/.test(body) };
      })
      // Within verbatim quotes of one kind, the other kind isn't doubled, so those bodies would be two things.
      .filter(({ other }) => !other)
      .map(({ literal }) => literal);
    fc.assert(
      fc.property(literals, (literal) => {
        expect(kustoErrors(`AzureActivity | where Caller == ${literal}`)).toEqual([]);
        expect(readBack(literal)).toBe(kustoLiteralValue(literal));
      }),
      { numRuns: 150, seed: 20_261_124 },
    );
  });
});

const text = fc.oneof(
  fc.constantFrom("Caller", "Level", "tostring(Claims_d.a)", "tolower(Caller)", "strcat(Caller, Level)", "['Caller']"),
  fc.string({ maxLength: 8 }).map((value) => kustoLiteral(value, '"')),
  fc.string({ maxLength: 8 }).map((value) => kustoLiteral(value, "'")),
);
const value = fc.constantFrom("Claims_d.a", "Claims_d['a b'][0]", "Properties_d.x.y[-1]", "parse_json(Properties).z");
const number = fc.oneof(
  fc.integer({ min: -9_999, max: 9_999 }).map(String),
  fc.constantFrom(
    "_BilledSize",
    "1.5",
    "toint(Claims_d.n)",
    "strlen(Caller)",
    "array_length(Claims_d.l)",
    "indexof(Caller, 'a')",
  ),
);
const time = fc.constantFrom("TimeGenerated", "ago(1h)", "now()", "datetime(2026-01-01)", "bin(TimeGenerated, 10m)");
const not = fc.constantFrom("", "!");
const textOperator = fc
  .tuple(not, fc.constantFrom("has", "contains", "startswith", "endswith"), fc.constantFrom("", "_cs"))
  .map((parts) => parts.join(""));
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((all) => all.join(" "));
const list = fc.array(text, { minLength: 1, maxLength: 4 }).map((items) => `(${items.join(", ")})`);
const { condition } = fc.letrec<{ condition: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    joined(fc.oneof(text, value), fc.oneof(textOperator, fc.constantFrom("=~", "!~", "==", "!=")), text),
    joined(fc.oneof(text, value), fc.constantFrom("in", "!in", "in~", "!in~", "has_any"), list),
    joined(number, fc.constantFrom("<", "<=", ">", ">=", "==", "!="), number),
    joined(time, fc.constantFrom("<", "<=", ">", ">=", "==", "!="), time),
    joined(value, fc.constantFrom("==", "!=", "<", ">="), number),
    fc
      .tuple(number, not, number, number)
      .map(([of, negated, low, high]) => `${of} ${negated}between (${low} .. ${high})`),
    joined(fc.oneof(text, value), fc.constant("matches regex"), fc.constantFrom('@"^a\\d"', "'(?i)x|y'")),
    fc.constantFrom(
      "isempty(Caller)",
      "tobool(Claims_d.b)",
      "ipv4_is_in_any_range(CallerIpAddress, '10.0.0.0/8')",
      "true",
    ),
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map((parts) => parts.join(" ")),
    tie("condition").map((inner) => `(${inner})`),
    tie("condition").map((inner) => `not(${inner})`),
    tie("condition").map((inner) => `iff(${inner}, "a", Level) == Caller`),
  ),
}));

describe("Random conditions of the subset", () => {
  it("are accepted by both", () => {
    fc.assert(
      fc.property(condition, (one) => {
        const query = `AzureActivity | where ${one}`;
        expect([own(query), kustoErrors(query)]).toEqual([[], []]);
      }),
      { numRuns: 500, seed: 20_261_124 },
    );
  }, 60_000);
});

describe("Random texts that may mean nothing", () => {
  const operands = fc.constantFrom(
    ...[
      "Caller",
      "Claims_d",
      "Claims_d.a",
      "_BilledSize",
      "TimeGenerated",
      "'a'",
      "1",
      "1.5",
      "1h",
      "true",
      "now()",
      "-1",
    ],
    ...[
      "dynamic(['a'])",
      "dynamic({'a': 1})",
      "dynamic('a')",
      "dynamic(1)",
      "dynamic(null)",
      "guid(null)",
      "int(null)",
    ],
    ...[
      "split(Caller, '/')",
      "split(Caller, '/')[0]",
      "bag_keys(Claims_d)",
      "parse_json(Claims)",
      "parse_json('[1]')[0]",
    ],
    ...["iff(true, Claims_d.a, Properties_d)", "coalesce(Caller, 'b')", "column_ifexists('zz', '')", "tolower(Caller)"],
    ...[
      "array_length(Claims_d.a)",
      "bin(TimeGenerated, 1h)",
      "(Caller == 'a')",
      "todatetime(Caller)",
      "Claims_d['where'][-1]",
    ],
  );
  const shapes = [
    ..."X == Y;X != Y;X < Y;X >= Y;X =~ Y;X !~ Y;X has Y;X !contains_cs Y;X in (Y);X !in (Y, Y);X in~ (Y);X has_any (Y);X".split(
      ";",
    ),
    ..."X between (Y .. Y);X matches regex 'a';not(X);X and Y;X or true;X.a == Y;X[0] == Y;-X == Y;isempty(X);isnull(X)".split(
      ";",
    ),
    ..."tostring(X) == Y;toint(X) == Y;tobool(X);todatetime(X) > Y;strlen(X) == Y;tolower(X) == Y;toupper(X) == Y".split(
      ";",
    ),
    ..."strcat(X, Y) == 'a';split(X, Y)[0] == 'a';indexof(X, Y) == 1;countof(X, Y) == 1;substring(X, Y) == 'a'".split(
      ";",
    ),
    ..."replace_string(X, Y, 'b') == 'a';extract('a', 0, X) == Y;trim('a', X) == Y;array_length(X) == Y;bag_keys(X) == Y".split(
      ";",
    ),
    ..."set_has_element(X, Y);iff(X, Y, Y) == 'a';case(X, Y, Y) == 'a';coalesce(X, Y) == 'a';bin(X, Y) == X".split(";"),
    ..."ipv4_is_in_range(X, Y);ipv4_is_in_any_range(X, Y, Y);ipv6_is_in_range(X, Y);ipv6_is_in_any_range(X, Y)".split(
      ";",
    ),
    ..."parse_json(X).a == Y;column_ifexists('zz', X) == Y;column_ifexists('Caller', X) == Y;ago(X) < Y".split(";"),
  ];
  const conditions = fc
    .tuple(fc.constantFrom(...shapes), operands, operands)
    .map(([shape, x, y]) => shape.replace(/X|Y/g, (place) => (place === "X" ? x : y)));
  const extended = fc
    .tuple(
      operands,
      fc.constantFrom("extend x = X | where x == Y", "project x = X | where x has Y", "summarize n = max(X) by x = Y"),
      operands,
    )
    .map(([x, shape, y]) => shape.replace(/X|Y/g, (place) => (place === "X" ? x : y)));

  it("are refused by our parser, or accepted by Kusto too", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: conditions.map((one) => `where ${one}`) }, extended), (step) => {
        const query = `AzureActivity | ${step}`;
        if (own(query).length > 0) return;
        accepted += 1;
        expect(kustoErrors(query)).toEqual([]);
      }),
      { numRuns: 2_000, seed: 20_261_124 },
    );
    expect(accepted).toBeGreaterThan(300);
  }, 60_000);
});
