import { describe, expect, test } from "vitest";
import { queryProblem } from "../../sandbox/gcp/query-syntax.ts";

const valid = [
  "",
  "  \n-- only a comment",
  "hello",
  '"hello world"',
  "severity>=ERROR",
  'severity = ( "ERROR" OR "ALERT" )',
  'resource.type="gce_instance" severity>=ERROR',
  'log_id("cloudaudit.googleapis.com/activity") OR LOG_ID("syslog")',
  "NOT severity=INFO",
  "NOT NOT severity=INFO",
  "-severity=INFO",
  "-(severity=INFO OR severity=DEBUG)",
  'a AND (b OR NOT (c AND "d"))',
  "lower and upper or not operators",
  'labels."compute.googleapis.com/resource_id"="1"',
  'protoPayload.metadata.@type="type.googleapis.com/google.cloud.audit.BigQueryAuditMetadata"',
  "protoPayload.status.code:*",
  'protoPayload.methodName:("a" "b")',
  'protoPayload.methodName=~"ConfigServiceV[0-9]+\\\\.(Update|Delete)Sink"',
  'textPayload!~"x" -- a comment\nAND textPayload!="y"',
  'timestamp>="2026-01-01T00:00:00Z" timestamp<2026-02-01T00:00:00Z',
  'ip_in_net(protoPayload.requestMetadata.callerIp, "10.0.0.0/8")',
  "sample(insertId, 0.25)",
  'SEARCH(textPayload, "`a b`")',
  'regexp_extract(textPayload, "id=([0-9]+)")="1"',
  "cast(jsonPayload.size, INT64) > -5",
  "source(projects/acme-prod)",
  "'single quotes'",
  'text"quoted"',
  '"an escaped \\" quote"',
];

const broken: [string, string][] = [
  ['"open', `line 1, column 1, token '"'`],
  ["(a OR b", "line 1, column 8, token '<end of filter>'"],
  ["a)", "line 1, column 2, token ')'"],
  ["()", "line 1, column 2, token ')'"],
  ["severity=", "line 1, column 10, token '<end of filter>'"],
  ["severity= AND a", "line 1, column 11, token 'AND'"],
  ["=ERROR", "line 1, column 1, token '='"],
  ["a=b=c", "line 1, column 4, token '='"],
  ["a>>b", "line 1, column 3, token '>'"],
  ["a AND", "line 1, column 6, token '<end of filter>'"],
  ["AND a", "line 1, column 1, token 'AND'"],
  ["a OR AND b", "line 1, column 6, token 'AND'"],
  ["a\nOR", "line 2, column 3, token '<end of filter>'"],
  ["NOT", "line 1, column 4, token '<end of filter>'"],
  ["a=(b OR)", "line 1, column 8, token ')'"],
  ["a=(b=c)", "line 1, column 5, token '='"],
  ["a, b", "line 1, column 2, token ','"],
  ['startsWith("a")', "line 1, column 1, token 'startsWith'"],
  ["log_id()", "line 1, column 8, token ')'"],
  ["a == b", "line 1, column 4, token '='"],
  ["a && !b", "line 1, column 6, token '!'"],
];

describe("The syntax of the Logging query language", () => {
  test.each(valid)("Accepts %j", (query) => {
    expect(queryProblem(query)).toBeUndefined();
  });

  test.each(broken)("Refuses %j", (query, where) => {
    expect(queryProblem(query)).toBe(`Unparseable filter: syntax error at ${where}`);
  });

  test("A query that is nested beyond all measure is refused, not a crash", () => {
    expect(queryProblem("(".repeat(100_000))).toMatch(/^Unparseable filter/);
  });
});
