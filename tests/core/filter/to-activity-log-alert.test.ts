import { describe, expect, it, test } from "vitest";
import type { Issue } from "../../../core/contract/issues.ts";
import { both, either, equal, eventField, type Filter, never } from "../../../core/filter/ast.ts";
import { activityLogAlerts } from "../../../core/filter/limits-azure.ts";
import { toActivityLogAlert } from "../../../core/filter/to-activity-log-alert.ts";
import { matchesActivityLogAlert, parseActivityLogAlert } from "../../../core/native/activity-log-alert.ts";
import { read } from "./arbitrary-filter.ts";
import { alertCases } from "./to-activity-log-alert-cases.ts";

const said = ({ code, params }: Issue): readonly string[] => {
  if ("lacks" in params && Array.isArray(params.lacks)) return params.lacks;
  return [`${code} ${"count" in params ? params.count : ""}`];
};

it.each(alertCases)("%s is %s", (filter, fidelity, says, conditions) => {
  const rendered = toActivityLogAlert(read(filter));
  expect(rendered.fidelity).toBe(fidelity);
  expect(rendered.issues.flatMap(said)).toEqual(says);
  expect(rendered.output?.map((condition) => JSON.stringify(condition)) ?? []).toEqual(conditions);
  for (const condition of rendered.output ?? []) expect(parseActivityLogAlert(condition).problems).toBeUndefined();
});

test.each([
  ["a double quote", 'Microsoft.X/a"b/write'],
  ["a backslash and a line", "Microsoft.X/a\\b\nc/write"],
  ["stars, percents, dollars and braces", "Microsoft.X/*%d${a}{{b}}/write"],
  ["letters outside ASCII", "Microsoft.X/éüж日本👩‍👧/write"],
  ["10,000 letters", `Microsoft.X/${"a".repeat(10_000)}/write`],
])("any text is data: %s", (_, operation) => {
  const { output } = toActivityLogAlert(equal(eventField("operation"), [operation], true));
  const { filter } = parseActivityLogAlert(JSON.parse(JSON.stringify(output![0])));
  const event = (operationName: string) => ({ category: "Administrative", operationName });
  expect(output).toHaveLength(1);
  expect(matchesActivityLogAlert(filter!, event(operation))).toBe(true);
  expect(matchesActivityLogAlert(filter!, event(`${operation}x`))).toBe(false);
});

describe("One filter takes no more alerts than are allowed", () => {
  const management = equal(eventField("category"), ["management"], true);
  const term = (index: number): Filter =>
    both(equal(eventField("resource"), [`/a/${index}`], true), equal(eventField("severity"), [`level${index}`], true));
  const filterOf = (count: number): Filter =>
    both(management, either(never, ...Array.from({ length: count }, (_, index) => term(index))));

  test("but as many", () => {
    const { output, fidelity, issues } = toActivityLogAlert(filterOf(activityLogAlerts));
    expect([output?.length, fidelity]).toEqual([activityLogAlerts, "exact"]);
    expect(issues).toEqual([
      {
        code: "rule-split",
        severity: "notice",
        path: [],
        params: { target: "Azure Monitor", count: activityLogAlerts, unit: "activity log alert" },
      },
    ]);
  });

  test("and not one more", () => {
    expect(toActivityLogAlert(filterOf(activityLogAlerts + 1))).toMatchObject({
      output: undefined,
      fidelity: "unsupported",
      issues: [
        {
          code: "rule-too-long",
          severity: "error",
          params: { found: activityLogAlerts + 1, max: activityLogAlerts, unit: "activity log alerts" },
        },
      ],
    });
  });
});
