import { describe, expect, it } from "vitest";
import type { NativeResource } from "../../../core/deployed/resource.ts";
import { filterLines, isSameLine } from "../../../core/diff/filter-text.ts";
import { filterChanges } from "../../../core/diff/filters.ts";
import type { ComparedFilter } from "../../../core/diff/spec-filters.ts";
import { alertOfPart, partName } from "../../../core/diff/stack-filters.ts";

describe("a filter in lines", () => {
  it.each<[string, string, string[]]>([
    [
      "JSON, its keys in order",
      '{"b":{"x":["1","2","3"]},"a":"c"}',
      ["{", '  "a": "c"', '  "b": {', '    "x": [', '      "1"', '      "2"', '      "3"', "    ]", "  }", "}"],
    ],
    ["a query of several lines", "AzureActivity\n| where a", ["AzureActivity", "| where a"]],
    [
      "a long one, in front of what joins its conditions",
      `protoPayload.methodName="${"x".repeat(90)}" AND severity="ERROR AND MORE" OR b`,
      [`protoPayload.methodName="${"x".repeat(90)}"`, '  AND severity="ERROR AND MORE"', "  OR b"],
    ],
    ["what only looks like JSON", "{ $.eventName = a }", ["{ $.eventName = a }"]],
  ])("is %s", (_, text, expected) => {
    expect(filterLines(text)).toEqual(expected);
  });
});

it.each<[string, string, boolean]>([
  ["a", "a", true],
  ["a", "b", false],
  ['"${archive}/"', '"audit-0a1b2c3/"', true],
  ['"audit-0a1b2c3/"', '"${archive}/"', true],
  ["${a}-${b}.c", "x-y-z.c", true],
  ["${a}-b", "x-c", false],
  ["a${x}a", "a", false],
])("%j and %j are the same line: %j", (one, other, expected) => {
  expect(isSameLine(one, other)).toBe(expected);
});

const filter = (text: string, name = "root-use", kind = "EventBridge rule"): ComparedFilter => ({
  cloud: "aws",
  kind,
  name,
  text,
});

it("says which filters only one has, and what of others is another, in the order of clouds, kinds and names", () => {
  const gcp: ComparedFilter = { cloud: "gcp", kind: "sink", name: "a", text: "severity>=ERROR" };
  const a = [gcp, filter("old"), filter("same", "b"), filter('{"x":"${archive}"}', "c")];
  const b = [filter("same", "b"), filter("new"), filter('{"x":"bucket"}', "c"), filter("t", "t", "trail")];
  expect(filterChanges(a, b)).toEqual([
    {
      cloud: "aws",
      kind: "EventBridge rule",
      name: "root-use",
      change: "changed",
      diff: ["@@ -1,1 +1,1 @@", "-old", "+new"],
    },
    { cloud: "aws", kind: "trail", name: "t", change: "added", diff: ["@@ -0,0 +1,1 @@", "+t"] },
    { cloud: "gcp", kind: "sink", name: "a", change: "removed", diff: ["@@ -1,1 +0,0 @@", "-severity>=ERROR"] },
  ]);
});

it("takes what is the same in several accounts for one", () => {
  expect(filterChanges([filter("a")], [filter("a"), filter("a")])).toEqual([]);
  expect(filterChanges([filter("a")], [filter("a"), filter("b")]).map(({ diff }) => diff)).toEqual([
    ["@@ -1,1 +1,2 @@", " a", "+b"],
  ]);
});

const resource = (name: string, parent: string | undefined): NativeResource => ({
  urn: `urn:pulumi:dev::shop::x::${name}`,
  type: "x",
  name,
  id: undefined,
  parent,
  properties: {},
  madeOf: {},
});

it.each<[string, string | undefined, string]>([
  [
    "audit-aws-alert-root-use.2",
    "urn:pulumi:dev::shop::auditlog:index:AuditLog$auditlog:index:AwsAuditLog::audit-aws",
    "alert-root-use.2",
  ],
  ["log-trail", "urn:pulumi:dev::shop::auditlog:index:AwsAuditLog::log", "trail"],
  ["log-trail", "urn:pulumi:dev::shop::my:index:Log::log", "log-trail"],
  ["log-trail", undefined, "log-trail"],
])("%s of %s is called %s", (name, parent, expected) => {
  expect(partName(resource(name, parent))).toBe(expected);
});

it.each([
  ["alert-root-use", "root-use"],
  ["alert-root-use.2", "root-use"],
  ["alert-many-denials.alarm", "many-denials"],
  ["match-root-use", "root-use"],
  ["count-root-use", "root-use"],
])("%s is of the alert %s", (part, expected) => {
  expect(alertOfPart(part)).toBe(expected);
});
