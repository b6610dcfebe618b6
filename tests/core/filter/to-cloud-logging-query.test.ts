import { describe, expect, it, test } from "vitest";
import { equal, eventField } from "../../../core/filter/ast.ts";
import { queryCharacters } from "../../../core/filter/limits-gcp.ts";
import { filterText } from "../../../core/filter/text.ts";
import { toCloudLoggingExclusions, toCloudLoggingQuery } from "../../../core/filter/to-cloud-logging-query.ts";
import { matchesCloudLoggingQuery } from "../../../core/native/cloud-logging-evaluate.ts";
import { parseCloudLoggingQuery } from "../../../core/native/cloud-logging-query.ts";
import { read } from "./arbitrary-filter.ts";
import { hostile, questionsAbout } from "./hostile.ts";
import { cloudLoggingCases } from "./to-cloud-logging-query-cases.ts";

const matches = (query: string, entry: Record<string, unknown>): boolean =>
  matchesCloudLoggingQuery(parseCloudLoggingQuery(query).filter!, entry);

const lacksIn = (issues: readonly { params: object }[]): unknown =>
  issues.flatMap(({ params }) => ("lacks" in params ? params.lacks : []));

describe.each(cloudLoggingCases)("$filter", (row) => {
  const { filter, fidelity, lacks = [], query } = row;

  it(`is ${fidelity} as a query`, () => {
    const rendered = toCloudLoggingQuery(read(filter));
    expect(rendered.output).toBe(query);
    expect([rendered.fidelity, lacksIn(rendered.issues)]).toEqual([fidelity, lacks]);
    if (query !== undefined) expect(parseCloudLoggingQuery(query).problems).toBeUndefined();
  });

  it("is as much of it as an exclusion may leave out", () => {
    const text = "exclusion" in row ? row.exclusion : query;
    expect(toCloudLoggingExclusions(read(filter)).output).toEqual(text === undefined ? undefined : [text]);
    if (text !== undefined) expect(parseCloudLoggingQuery(text).problems).toBeUndefined();
  });
});

describe("What a query can't say is left to be asked of what it lets through", () => {
  test.each([
    ['region == "europe-west3" && operation == "b"', 'region == "europe-west3"'],
    [
      'native.protoPayload.request.count == 5 || operation == "a"',
      'native.protoPayload.request.count == 5 || operation == "a"',
    ],
    ['severity == "default" && operation == "b" && outcome == "denied"', 'severity == "default"'],
  ])("%s", (filter, residual) => {
    const rendered = toCloudLoggingQuery(read(filter));
    expect(rendered.residual && filterText(rendered.residual)).toBe(residual);
  });
});

describe("A value is data, not syntax", () => {
  it.each(Object.entries(hostile))("%s", (_name, value) => {
    for (const field of ["native.protoPayload.methodName", "operation", "native.protoPayload.request.name"]) {
      const entry = (text: string) => {
        const payload = field.endsWith("request.name") ? { request: { name: text } } : { methodName: text };
        return { logName: "projects/a/logs/b", protoPayload: payload };
      };
      for (const [filter, matching, failing] of questionsAbout(field, value)) {
        const { output, fidelity } = toCloudLoggingQuery(read(filter));
        // Whether a value that a service fills in is null, a query can't say.
        const isOpen = field.endsWith("request.name") && filter.includes("!=");
        expect(fidelity, filter).toBe(isOpen ? "wider" : "exact");
        expect(
          matching.filter((one) => !matches(output!, entry(one))),
          output,
        ).toEqual([]);
        expect(
          failing.filter((one) => matches(output!, entry(one))),
          output,
        ).toEqual([]);
      }
    }
  });
});

describe("A query has 20,000 characters at most", () => {
  const frame = 'protoPayload.methodName=""'.length;
  const named = (length: number) => equal(eventField("operation"), ["a".repeat(length)], true);
  const names = Array.from({ length: 1_000 }, (_, index) => `compute.instances.operation${index}`);
  const many = equal(eventField("operation"), names, true);

  it("and may have as many", () => {
    for (const compile of [toCloudLoggingQuery, toCloudLoggingExclusions]) {
      const { output, fidelity } = compile(named(queryCharacters - frame));
      expect([[output].flat().map((text) => text?.length), fidelity]).toEqual([[queryCharacters], "exact"]);
    }
  });

  it("and not one more", () => {
    for (const [compile, severity] of [
      [toCloudLoggingQuery, "error"],
      [toCloudLoggingExclusions, "error"],
    ] as const) {
      const { output, fidelity, issues } = compile(named(queryCharacters - frame + 1));
      expect([output, fidelity]).toEqual([undefined, "unsupported"]);
      const params = { target: "Cloud Logging", found: 20_001, max: 20_000, unit: "characters" };
      expect(issues).toEqual([{ code: "rule-too-long", severity, path: [], params }]);
    }
  });

  it("so that a query of more is refused, and exclusions of more are several", () => {
    expect(toCloudLoggingQuery(many).issues.map(({ code }) => code)).toEqual(["rule-too-long"]);
    const { output, fidelity, issues } = toCloudLoggingExclusions(many);
    expect([output?.length, fidelity]).toEqual([4, "exact"]);
    expect(issues).toEqual([
      {
        code: "rule-split",
        severity: "notice",
        path: [],
        params: { target: "Cloud Logging", count: 4, unit: "exclusion" },
      },
    ]);
    expect(output?.every((text) => text.length <= queryCharacters)).toBe(true);
    const entry = (methodName: string) => ({ logName: "projects/a/logs/b", protoPayload: { methodName } });
    const leftOut = names.map((name) => output?.filter((text) => matches(text, entry(name))).length);
    expect(new Set(leftOut)).toEqual(new Set([1]));
    expect(output?.some((text) => matches(text, entry("compute.instances.operation1000")))).toBe(false);
  });

  it("each of several alternatives too", () => {
    const long = `operation == "${"a".repeat(queryCharacters)}"`;
    expect(toCloudLoggingExclusions(read(`service == "a" || ${long}`)).issues.map(({ code }) => code)).toEqual([
      "rule-too-long",
    ]);
    const two = [1, 2].map((part) => `native.protoPayload.request.a${part} == "${"b".repeat(15_000)}"`);
    expect(toCloudLoggingExclusions(read(two.join(" || "))).output?.map((text) => text.length)).toEqual([
      15_029, 15_029,
    ]);
  });
});
