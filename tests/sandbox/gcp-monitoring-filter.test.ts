import { describe, expect, test } from "vitest";
import { parseMonitoringFilter } from "../../sandbox/gcp/monitoring-filter.ts";

const is = (field: string, value: string | undefined, operator = "=", negated = false) => ({
  field,
  operator,
  value,
  negated,
});

const valid: [string, ReturnType<typeof is>[]][] = [
  ["", []],
  ['metric.type="a/b" AND resource.type="global"', [is("metric.type", "a/b"), is("resource.type", "global")]],
  ['metric.type = "a"\n  resource.type = global', [is("metric.type", "a"), is("resource.type", "global")]],
  [
    'NOT (metric.label.x="1" OR resource.labels.y!="2")',
    [is("metric.label.x", "1", "=", true), is("resource.labels.y", "2", "!=")],
  ],
  ['metric.type=starts_with("logging.googleapis.com/user/")', [is("metric.type", undefined)]],
  ['resource.type = one_of("a", "b")', [is("resource.type", undefined)]],
  ["metric.labels.code > 499", [is("metric.labels.code", "499", ">")]],
  [
    'metadata.system_labels."name"=monitoring.regex.full_match(".*-dlq")',
    [is('metadata.system_labels."name"', undefined)],
  ],
  ['metric.type="say \\"a\\""', [is("metric.type", 'say "a"')]],
];

const broken: [string, string][] = [
  ['metric.type=~"a"', "line 1, column 12, token '=~'"],
  ['metric.type="a"\nresource.type!~"b"', "line 2, column 14, token '!~'"],
  ['metric.type="a', `line 1, column 13, token '"'`],
  ["metric.type=", "line 1, column 13, token '<end of filter>'"],
  ['metric.type="a" AND', "line 1, column 20, token '<end of filter>'"],
  ['(metric.type="a"', "line 1, column 17, token '<end of filter>'"],
  ['metric.type="a")', "line 1, column 16, token ')'"],
  ['severity="ERROR"', "line 1, column 1, token 'severity'"],
  ['log_id("a")', "line 1, column 1, token 'log_id'"],
  ['metric.type=f("a"', "line 1, column 18, token '<end of filter>'"],
];

describe("Filters of Cloud Monitoring", () => {
  test.each(valid)("%s", (filter, restrictions) => {
    expect(parseMonitoringFilter(filter)).toEqual({ restrictions });
  });

  test.each(broken)("%s is refused where it goes wrong", (filter, where) => {
    expect(parseMonitoringFilter(filter)).toEqual({
      problem: `Could not parse filter ${JSON.stringify(filter)}; syntax error at ${where}`,
    });
  });

  test("A filter that is nested beyond all measure is refused, not a crash", () => {
    expect(parseMonitoringFilter("(".repeat(100_000)).problem).toMatch(/^Could not parse filter/);
  });
});
