// Doesn't prove that a pattern for plain or delimited text is valid: only those for JSON are read.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { logGroup } from "../../sandbox/aws/logs.ts";
import { metricFilter } from "../../sandbox/aws/logs-metric-filter.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { casesOf } from "./aws-alert-world.ts";
import { CONFIG, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidParameterException";
const group: Given = { token: TOKEN.logGroup, inputs: { name: "audit" } };
const counted = { name: "Denials", namespace: "auditlog", value: "1" };
const good = {
  name: "denials",
  logGroupName: "audit",
  pattern: '{ $.errorCode = "AccessDenied*" }',
  metricTransformation: counted,
};

const ofFilter = casesOf(TOKEN.metricFilter, good, [group]);

function metric(over: Properties): Properties {
  return { metricTransformation: { ...counted, ...over } };
}

function patternOf(characters: number): string {
  const empty = '{ $.a = "" }';
  return `{ $.a = "${"x".repeat(characters - empty.length)}" }`;
}

const filters = (count: number, over: Properties = {}): Given[] =>
  Array.from({ length: count }, (_, n) => ({ token: TOKEN.metricFilter, inputs: { ...good, name: `f${n}`, ...over } }));
const regex = { pattern: "{ $.errorCode = %Access.*% }" };

const cases = [
  ofFilter(
    "logs-metric-filter-name-is-valid",
    { name: "audit:denials" },
    { name: "audit denials" },
    INVALID,
    /filterName/,
  ),
  ofFilter(
    "logs-metric-filter-group-exists",
    { logGroupName: "other" },
    {},
    "ResourceNotFoundException",
    /log group does not exist/,
  ),
  ofFilter("logs-metric-filter-group-is-of-class-standard", {}, {}, "InvalidOperationException", /INFREQUENT_ACCESS/, {
    given: [{ token: TOKEN.logGroup, inputs: { name: "audit", logGroupClass: "INFREQUENT_ACCESS" } }],
    mended: { given: [group] },
  }),
  ofFilter(
    "logs-filter-pattern-is-at-most-1024-characters",
    { pattern: patternOf(1025) },
    { pattern: ` ${patternOf(1024)}\n` },
    INVALID,
    /'filterPattern' .* 1024/,
  ),
  ...[
    "{ $.errorCode = }",
    "{ errorCode = 1 }",
    '{ $.a = "b" AND $.c = 1 }',
    "{ $.a = %b% || $.a = %c% || $.a = %d% }",
  ].map((pattern) =>
    ofFilter("logs-filter-pattern-is-valid", { pattern }, {}, INVALID, /Invalid character\(s\) in term/, {
      when: pattern,
    }),
  ),
  ofFilter("logs-group-has-at-most-5-regexes-in-its-filters", regex, regex, "LimitExceededException", /5 .* not 6/, {
    given: [group, ...filters(5, regex)],
    mended: { given: [group, ...filters(4, regex)] },
  }),
  ofFilter("logs-group-has-at-most-100-metric-filters", {}, {}, "LimitExceededException", /limit exceeded/, {
    given: [group, ...filters(100)],
    mended: { given: [group, ...filters(99)] },
  }),
  ofFilter("logs-metric-name-is-valid", metric({ name: "a:b" }), metric({ name: "a b" }), INVALID, /metricName'/),
  ofFilter(
    "logs-metric-name-is-valid",
    metric({ name: "a".repeat(256) }),
    metric({ name: "a".repeat(255) }),
    INVALID,
    /255/,
    {
      when: "256 characters",
    },
  ),
  ofFilter(
    "logs-metric-namespace-is-valid",
    metric({ namespace: "$a" }),
    metric({ namespace: "a/b" }),
    INVALID,
    /Namespace'/,
  ),
  ofFilter("logs-metric-unit-is-known", metric({ unit: "Events" }), metric({ unit: "Count" }), INVALID, /unit'/),
  ofFilter(
    "logs-metric-namespace-is-not-reserved",
    metric({ namespace: "AWS/Audit" }),
    metric({ namespace: "AWSAudit" }),
    INVALID,
    /starting with AWS\/ are reserved/,
  ),
  ...["one", "", "$"].map((value) =>
    ofFilter(
      "logs-metric-value-is-a-number-or-a-selector",
      metric({ value }),
      metric({ value: "$.size" }),
      INVALID,
      /value/,
      {
        when: `"${value}"`,
      },
    ),
  ),
  ofFilter(
    "logs-metric-default-value-is-a-number",
    metric({ defaultValue: "none" }),
    metric({ defaultValue: "0" }),
    INVALID,
    /default value/,
  ),
  ofFilter(
    "logs-metric-has-dimensions-or-a-default-value",
    metric({ dimensions: { Region: "$.awsRegion" }, defaultValue: "0" }),
    metric({ dimensions: { Region: "$.awsRegion" } }),
    INVALID,
    /mutually exclusive/,
  ),
  ofFilter(
    "logs-metric-has-at-most-3-dimensions",
    metric({ dimensions: { a: "$.a", b: "$.b", c: "$.c", d: "$.d" } }),
    metric({ dimensions: { a: "$.a", b: "$.b", c: "$.c" } }),
    INVALID,
    /at most 3 dimensions/,
  ),
  ofFilter(
    "logs-metric-dimensions-are-selectors",
    metric({ dimensions: { Region: "awsRegion" } }),
    metric({ dimensions: { Region: "$.awsRegion" } }),
    INVALID,
    /dimension value must be valid selector/,
  ),
  ofFilter(
    "logs-metric-dimensions-need-a-pattern-with-fields",
    { pattern: "ERROR", ...metric({ dimensions: { Region: "$.awsRegion" } }) },
    { pattern: "ERROR" },
    INVALID,
    /does not support dimensions/,
  ),
];

testCases(metricFilter.rules, cases);

describe("a metric filter", () => {
  test("has its name for its id, but where another log group's filter has that", () => {
    const inputs = [good, { ...good, logGroupName: "other" }];
    const store = storeWith(
      aws,
      CONFIG,
      inputs.map((one) => ({ token: TOKEN.metricFilter, inputs: one })),
    );
    expect(store.list(TOKEN.metricFilter).map(({ id }) => id)).toEqual(["denials", "us-east-1:other:denials"]);
    expect(inputs.map((one) => metricFilter.id(one, CONFIG, store))).toEqual(["denials", "us-east-1:other:denials"]);
  });

  test.each([
    [{}, ["denials"]],
    [{ skipDestroy: true }, []],
  ])("goes with its log group, if that goes: %o", (over, expected) => {
    const abroad = { token: TOKEN.metricFilter, inputs: { ...good, region: "eu-west-1" } };
    const store = storeWith(aws, CONFIG, [group, { token: TOKEN.metricFilter, inputs: good }, abroad]);
    const existing = store.list(TOKEN.logGroup)[0];
    const call = {
      verb: "delete",
      token: TOKEN.logGroup,
      inputs: over,
      store,
      config: CONFIG,
      ...(existing && { existing }),
    } as const;
    expect(logGroup.cascade?.(call).map(({ id }) => id)).toEqual(expected);
  });
});
