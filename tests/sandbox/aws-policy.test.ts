import { describe, expect, test } from "vitest";
import type { PolicyRequest } from "../../sandbox/aws/policy.ts";
import { allows, like, readPolicy } from "../../sandbox/aws/policy.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";

const put: PolicyRequest = {
  service: "cloudtrail.amazonaws.com",
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/AWSLogs/1/a.gz",
  context: { "aws:sourcearn": "arn:aws:cloudtrail:us-east-1:1:trail/audit", "aws:securetransport": "true" },
};
const allow: Properties = {
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
};

function decide(statements: Json[], request: PolicyRequest = put): boolean {
  const reading = readPolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
  if ("fault" in reading) throw new Error(reading.message);
  return allows(reading.statements, request);
}

describe("allows", () => {
  test.each<[string, Properties, boolean]>([
    ["the exact statement", {}, true],
    ["another service", { Principal: { Service: "config.amazonaws.com" } }, false],
    ["a list of services", { Principal: { Service: ["config.amazonaws.com", "cloudtrail.amazonaws.com"] } }, true],
    ["everyone", { Principal: "*" }, true],
    ["everyone, as AWS", { Principal: { AWS: "*" } }, true],
    ["an account", { Principal: { AWS: "111122223333" } }, false],
    [
      "everyone but another service",
      { Principal: undefined, NotPrincipal: { Service: "a.amazonaws.com" } } as never,
      true,
    ],
    ["everyone but this service", { Principal: undefined, NotPrincipal: allow.Principal } as never, false],
    ["an action in another case", { Action: "S3:putobject" }, true],
    ["an action with a wildcard", { Action: "s3:Put*" }, true],
    ["an action with a question mark", { Action: "s3:Pu?Object" }, true],
    ["another action", { Action: "s3:GetObject" }, false],
    ["all actions but this", { Action: undefined, NotAction: "s3:Put*" } as never, false],
    ["all actions but another", { Action: undefined, NotAction: "s3:Get*" } as never, true],
    ["a resource in another case", { Resource: "arn:aws:s3:::LOGS/*" }, false],
    ["all resources but this", { Resource: undefined, NotResource: "arn:aws:s3:::logs/*" } as never, false],
    ["the bucket without its objects", { Resource: "arn:aws:s3:::logs" }, false],
    ["a denial", { Effect: "Deny" }, false],
  ])("%s", (_what, over, expected) => {
    expect(decide([{ ...allow, ...over }])).toBe(expected);
  });

  test("a denial goes before a permission, wherever it stands", () => {
    const deny = { ...allow, Effect: "Deny", Principal: "*", Action: "s3:*" };
    expect([decide([allow, deny]), decide([deny, allow])]).toEqual([false, false]);
  });

  test("an account's principal matches by account, by root and by its own ARN only", () => {
    const arn = "arn:aws:iam::111122223333:role/reader";
    const request = { arn, account: "111122223333", action: "s3:PutObject", resource: put.resource, context: {} };
    const named = (AWS: string) => decide([{ ...allow, Principal: { AWS } }], request);
    expect(["111122223333", "arn:aws:iam::111122223333:root", arn].map(named)).toEqual([true, true, true]);
    expect(["444455556666", "arn:aws:iam::444455556666:root", `${arn}2`].map(named)).toEqual([false, false, false]);
  });
});

describe("conditions", () => {
  test.each<[string, Properties, boolean]>([
    ["StringEquals", { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:1:trail/audit" } }, true],
    ["StringEquals takes a wildcard for a letter", { StringEquals: { "aws:SourceArn": "arn:*" } }, false],
    ["StringEquals of a key that is missing", { StringEquals: { "s3:x-amz-acl": "private" } }, false],
    ["StringEqualsIfExists of a key that is missing", { StringEqualsIfExists: { "s3:x-amz-acl": "private" } }, true],
    ["one of several values", { StringEquals: { "aws:SecureTransport": ["false", "true"] } }, true],
    ["StringLike", { StringLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:trail/a?dit" } }, true],
    ["StringNotEquals", { StringNotEquals: { "aws:SourceArn": "arn:other" } }, true],
    ["StringNotEquals of a key that is missing", { StringNotEquals: { "s3:x-amz-acl": "private" } }, true],
    [
      "StringNotEquals of several values, one equal",
      { StringNotEquals: { "aws:SecureTransport": ["x", "true"] } },
      false,
    ],
    ["StringNotLike", { StringNotLike: { "aws:SourceArn": "arn:aws:cloudtrail:*" } }, false],
    ["ArnLike by parts", { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:1:trail/*" } }, true],
    ["ArnLike's wildcard doesn't cross colons", { ArnLike: { "aws:SourceArn": "arn:aws:*:trail/audit" } }, false],
    [
      "ArnEquals takes wildcards too",
      { ArnEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-*:1:trail/audit" } },
      true,
    ],
    ["ArnNotLike", { ArnNotLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:1:trail/*" } }, false],
    ["Bool of a JSON boolean", { Bool: { "aws:SecureTransport": true } }, true],
    ["Bool of the other", { Bool: { "aws:SecureTransport": "false" } }, false],
    ["Null of a key that is there", { Null: { "aws:SourceArn": "false" } }, true],
    ["Null of a key that is missing", { Null: { "s3:x-amz-acl": true } }, true],
    [
      "all operators must hold",
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceArn": "x" } },
      false,
    ],
    ["all keys must hold", { StringEquals: { "aws:SecureTransport": "true", "aws:SourceArn": "x" } }, false],
    ["keys compare without case", { StringEquals: { "AWS:securetransport": "true" } }, true],
    ["an operator that is not known", { NumericLessThan: { "aws:MultiFactorAuthAge": "1" } }, false],
  ])("%s", (_what, condition, expected) => {
    expect(decide([{ ...allow, Condition: condition }])).toBe(expected);
  });

  test("an operator that is not known doesn't lift a denial", () => {
    const deny = { ...allow, Effect: "Deny", Condition: { DateGreaterThan: { "aws:CurrentTime": "2020-01-01" } } };
    expect(decide([allow, deny])).toBe(false);
  });

  test("a denial whose condition fails doesn't apply", () => {
    const deny = { ...allow, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(decide([allow, deny])).toBe(true);
  });
});

describe("readPolicy", () => {
  test.each<[string, Json, string]>([
    ["a list", [], "the text is not a JSON object"],
    ["an unknown version", { Version: "2020-01-01", Statement: [allow] }, "Invalid policy version"],
    ["no statement", { Version: "2012-10-17" }, "Missing required field Statement"],
    ["no effect", { Statement: { Action: "s3:*" } }, "Missing required field Effect"],
    ["an unknown element", { Statement: { ...allow, Ressource: "*" } }, "Unknown field Ressource"],
    ["both kinds of actions", { Statement: { ...allow, NotAction: "s3:*" } }, "Missing required field Action"],
    ["both kinds of resources", { Statement: { ...allow, NotResource: "*" } }, "Both Resource and NotResource"],
    ["both kinds of principals", { Statement: { ...allow, NotPrincipal: "*" } }, "Both Principal and NotPrincipal"],
  ])("refuses %s", (_what, policy, message) => {
    expect(readPolicy(JSON.stringify(policy))).toMatchObject({ message });
  });

  test("takes an object, and one statement without a list", () => {
    expect(readPolicy({ Statement: allow })).toMatchObject({
      statements: [{ effect: "Allow", actions: ["s3:PutObject"] }],
    });
  });
});

test("a pattern's other special characters stand for themselves", () => {
  expect([like("a.c", "abc"), like("a.c", "a.c"), like("${x}*", "${x}y"), like("a*", "a\nb")]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});
