import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { type Quota, quotaIssues, quotaOfAll, quotaOfEach } from "../../../core/compile/quotas.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { parseFilterPattern } from "../../../core/native/cloudwatch-filter-pattern.ts";
import { planned } from "./planned.ts";

const source = "https://example.com/quotas";
const limit = { min: 0, max: 10, unit: "rules", source };
const room = { quota: "the bus", path: ["alerts"], limit };
const named = (...counts: readonly [string, number][]) =>
  counts.flatMap(([name, count]) => Array.from({ length: count }, () => name));

describe("a quota", () => {
  test("counts all of a kind, by what takes the most", () => {
    expect(quotaOfAll(room, named(["b", 1], ["a", 1], ["c", 3]))).toEqual({
      quota: "the bus",
      used: 5,
      limit: 10,
      unit: "rules",
      of: "all",
      by: [
        { name: "c", count: 3 },
        { name: "a", count: 1 },
        { name: "b", count: 1 },
      ],
      source,
      path: ["alerts"],
    });
  });

  test("is of what takes the most, where each may take so much", () => {
    const uses = [
      { name: "b", count: 4 },
      { name: "a", count: 4 },
      { name: "c", count: 1 },
    ];
    const { used, of, by } = quotaOfEach(room, uses);
    expect([used, of, by.map(({ name }) => name)]).toEqual([4, "each", ["a", "b"]]);
    expect(quotaOfEach(room, []).used).toBe(0);
  });

  test.each([
    ["all", 7, undefined],
    ["all", 8, "warning near-quota"],
    ["all", 10, "warning near-quota"],
    ["all", 11, "error over-quota"],
    ["each", 10, undefined],
    ["each", 11, "error over-quota"],
  ] as const)("of %s that has room for 10 says of %i: %s", (of, used, said) => {
    const quota: Quota = { quota: "the bus", used, limit: 10, unit: "rules", of, by: [], source, path: ["alerts"] };
    const [found] = quotaIssues([quota]);
    expect(found && `${found.severity} ${found.code}`).toBe(said);
    expect(quotaIssues([{ ...quota, isOfRules: true }])).toHaveLength(used > 10 ? 0 : found === undefined ? 0 : 1);
  });

  test("names three that take the most", () => {
    const all = quotaOfAll(room, named(["a", 2], ["b", 3], ["c", 4], ["d", 5]));
    expect(quotaIssues([all])[0]!.params).toMatchObject({
      by: [
        { name: "d", count: 5 },
        { name: "c", count: 4 },
        { name: "b", count: 3 },
      ],
    });
  });
});

describe("what a plan takes on AWS", () => {
  const everything = ["cis", "tamper", "identity", "data", "network", "keys", "cost"] as const;
  const compile = (spec: SpecOverrides, region = "eu-central-1") => compileAws(...planned("aws", spec, { region }));
  const rows = (spec: SpecOverrides, region?: string) =>
    compile(spec, region).quotas.map(({ quota, used, limit: most, unit }) => `${quota}: ${used} of ${most} ${unit}`);

  test("without alerts and data events is a trail and its selector", () => {
    expect(rows({})).toEqual([
      "an account's trails in eu-central-1: 1 of 5 trails",
      "the trail's event selectors: 1 of 500 values",
    ]);
  });

  test("with a stream is a subscription of the log group and a delivery stream, too", () => {
    expect(rows({ stream: { enabled: true } }).slice(2)).toEqual([
      "the log group: 1 of 2 subscription filters",
      "an account's streams in eu-central-1: 1 of 100 delivery streams",
    ]);
  });

  test("is counted of what is deployed, with the names that fill its texts", () => {
    const spec: SpecOverrides = {
      capture: { data: [{ service: "functions" }] },
      alerts: { catalog: ["cis", "tamper"] },
    };
    const { quotas, blueprint } = compile(spec);
    const of = (quota: string) => quotas.find((one) => one.quota === quota)!;
    expect(of("an account's trails in eu-central-1").used).toBe(2);
    expect(of("the data trail's event selectors").used).toBe(2);
    expect(of("the event bus in eu-central-1").used).toBe(blueprint.alerts!.rules.length);
    expect(of("the log group").used).toBe(blueprint.alerts!.alarms.length);
    const pattern = blueprint.alerts!.rules.find(({ id }) => id === "alert-change")!.pattern;
    const longest = JSON.stringify(pattern).replaceAll("${unique}", "1234567").length;
    expect(of("a rule's pattern").by).toEqual([{ name: "alert-change", count: longest }]);
    expect(of("a rule's pattern").used).toBeLessThanOrEqual(2_048);
  });

  const many = (count: number): SpecOverrides => ({
    alerts: {
      custom: Array.from({ length: count }, (_, at) => ({
        name: `a${at}`,
        when: `operation == "Op${at}"`,
        severity: "low" as const,
      })),
    },
  });
  const said = (count: number, region: string) =>
    compile(many(count), region)
      .issues.filter(({ code }) => code === "over-quota" || code === "near-quota")
      .map(({ severity, code, params }) => [severity, code, (params as { max: number }).max]);

  test.each([
    [79, "eu-south-1", []],
    [80, "eu-south-1", [["warning", "near-quota", 100]]],
    [100, "af-south-1", [["warning", "near-quota", 100]]],
    [101, "af-south-1", [["error", "over-quota", 100]]],
    [101, "eu-central-1", []],
  ] as const)("%i rules in %s: %j", (count, region, expected) => {
    expect(said(count, region)).toEqual(expected);
  });

  const counting = (count: number): SpecOverrides => ({
    alerts: {
      custom: Array.from({ length: count }, (_, at) => ({
        name: `a${at}`,
        when: `operation == "Op${at}"`,
        severity: "low" as const,
        threshold: { count: 5, withinMinutes: 5 },
      })),
    },
  });

  test("101 metric filters are more than a log group has room for, and 100 are not", () => {
    const errors = (count: number) => compile(counting(count)).issues.filter(({ code }) => code === "over-quota");
    expect(errors(100)).toEqual([]);
    expect(errors(101)).toEqual([
      {
        code: "over-quota",
        severity: "error",
        path: ["alerts"],
        params: {
          quota: "the log group",
          found: 101,
          max: 100,
          unit: "metric filters",
          by: ["a0", "a1", "a10"].map((name) => ({ name, count: 1 })),
        },
      },
    ]);
  });

  test("no metric filter of the catalog takes one of the five regular expressions of a log group", () => {
    const { blueprint } = compile({ alerts: { catalog: [...everything], regions: { aws: ["eu-central-1"] } } });
    for (const { metric } of blueprint.alerts!.alarms) {
      const { filter, problems } = parseFilterPattern(metric.pattern);
      expect([metric.name, problems]).toEqual([metric.name, undefined]);
      expect([metric.name, JSON.stringify(filter).includes('"kind":"regex"')]).toEqual([metric.name, false]);
    }
    expect(JSON.stringify(parseFilterPattern("{ $.eventName = %^Delete% }").filter)).toContain('"kind":"regex"');
  });
});
