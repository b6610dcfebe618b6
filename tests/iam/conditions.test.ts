import { describe, expect, test } from "vitest";
import { allHold, type Conditions, type Context } from "./conditions.ts";

const cases = (table: readonly (readonly [string, Conditions, Context, boolean])[]) =>
  test.each(table)("%s", (_title, conditions, context, expected) => {
    expect(allHold(conditions, context)).toBe(expected);
  });

describe("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html", () => {
  cases([
    ["no condition holds always", {}, {}, true],
    [
      "texts are compared by case",
      { StringEquals: { "aws:PrincipalTag/team": "Red" } },
      { "aws:PrincipalTag/team": "red" },
      false,
    ],
    ["or without it", { StringEqualsIgnoreCase: { k: "Red" } }, { k: "red" }, true],
    ["keys have no case", { StringEquals: { "AWS:SourceArn": "a" } }, { "aws:sourcearn": "a" }, true],
    ["StringEquals knows no wildcard", { StringEquals: { k: "a*" } }, { k: "ab" }, false],
    ["StringLike does", { StringLike: { k: "a*" } }, { k: "ab" }, true],
    ["a value may be any of several", { StringEquals: { k: ["a", "b"] } }, { k: "b" }, true],
    ["and none of several", { StringNotEquals: { k: ["a", "b"] } }, { k: "b" }, false],
    ["all keys of an operator must hold", { StringEquals: { k: "a", l: "b" } }, { k: "a", l: "c" }, false],
    ["all operators must hold", { StringEquals: { k: "a" }, Bool: { b: "true" } }, { k: "a", b: "false" }, false],
    ["a missing key is unequal", { StringEquals: { k: "a" } }, {}, false],
    ["and so not equal", { StringNotEquals: { k: "a" } }, {}, true],
    ["IfExists holds without the key", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }, {}, true],
    ["IfExists compares with it", { BoolIfExists: { k: "true" } }, { k: "false" }, false],
    ["Null true: the key is missing", { Null: { k: "true" } }, {}, true],
    ["Null false: it is there", { Null: { k: "false" } }, { k: "" }, true],
    ["Null false of a missing key", { Null: { k: "false" } }, {}, false],
    ["numbers", { NumericLessThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "10" }, true],
    ["not as texts", { NumericLessThan: { k: "9" } }, { k: "10" }, false],
    ["dates", { DateGreaterThan: { k: "2026-01-01T00:00:00Z" } }, { k: "2026-07-01T00:00:00Z" }, true],
    ["a network", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, { "aws:SourceIp": "203.0.113.255" }, true],
    ["outside of it", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, { "aws:SourceIp": "203.0.114.0" }, true],
  ]);
});

describe("ARNs are compared part by part", () => {
  const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
  cases([
    ["alike", { ArnLike: { k: "arn:aws:cloudtrail:*:111122223333:trail/*" } }, { k: trail }, true],
    ["ArnEquals behaves as ArnLike does", { ArnEquals: { k: "arn:aws:cloudtrail:*:*:*" } }, { k: trail }, true],
    ["no wildcard reaches over a colon", { ArnLike: { k: "arn:aws:cloudtrail:*:trail/audit" } }, { k: trail }, false],
    [
      "but for those in the resource",
      { ArnLike: { k: "arn:aws:logs:*:*:log-group:*" } },
      { k: "arn:aws:logs:r:1:log-group:a:b" },
      true,
    ],
    ["unlike", { ArnNotLike: { k: [trail, "arn:aws:s3:::b"] } }, { k: "arn:aws:s3:::c" }, true],
    ["unlike one of several only", { ArnNotLike: { k: [trail, "arn:aws:s3:::b"] } }, { k: "arn:aws:s3:::b" }, false],
    ["unlike, of a missing key", { ArnNotLike: { k: trail } }, {}, true],
  ]);
});

describe("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html", () => {
  const tags = (...values: string[]): Context => ({ "aws:TagKeys": values });
  const all: Conditions = { "ForAllValues:StringEquals": { "aws:TagKeys": ["environment", "cost-center"] } };
  const any: Conditions = { "ForAnyValue:StringEquals": { "aws:TagKeys": ["environment", "cost-center"] } };
  const anyOther: Conditions = { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["environment"] } };
  cases([
    ["all values are listed", all, tags("environment"), true],
    ["one is not", all, tags("environment", "webserver"), false],
    ["of no values all are", all, {}, true],
    ["one value is listed", any, tags("webserver", "environment"), true],
    ["none is", any, tags("webserver"), false],
    ["of no values none is", any, {}, false],
    ["one is another", anyOther, tags("environment", "webserver"), true],
    ["none is another", anyOther, tags("environment"), false],
  ]);
});

describe("what it does not know is an error, and no verdict", () => {
  test.each<[string, Conditions, Context]>([
    ["an operator", { StringMatches: { k: "a" } }, { k: "a" }],
    ["a policy variable", { StringLike: { k: "${aws:username}" } }, { k: "a" }],
    ["several values without a quantifier", { StringEquals: { k: "a" } }, { k: ["a", "b"] }],
    ["a number that is none", { NumericEquals: { k: "1" } }, { k: "one" }],
    ["a date that is none", { DateEquals: { k: "2026-01-01" } }, { k: "soon" }],
  ])("%s", (_title, conditions, context) => {
    expect(() => allHold(conditions, context)).toThrow();
  });
});
