import { describe, expect, test } from "vitest";
import { evaluate, type Policies, type Request, type Verdict } from "./evaluate.ts";
import type { Caller, Policy, Statement } from "./statement.ts";

/** The evaluator against what AWS's guides say of their own examples. */

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket";
const jane: Caller = { kind: "principal", arn: `arn:aws:iam::${ACCOUNT}:user/jane` };
const role: Caller = { kind: "principal", arn: `arn:aws:iam::${ACCOUNT}:role/audit/reader` };
const stranger: Caller = { kind: "principal", arn: `arn:aws:iam::${OTHER}:user/john` };
const root: Caller = { kind: "root", account: ACCOUNT };
const service = (name: string): Caller => ({ kind: "service", name });

const policy = (...statements: Statement[]): Policy => ({ Version: "2012-10-17", Statement: statements });
const allow = (over: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  ...over,
});
const deny = (over: Partial<Statement> = {}): Statement => ({ ...allow(over), Effect: "Deny" });
const everything = policy(allow({ Action: "*" }));

const verdict = (request: Partial<Request>, policies: Partial<Policies> = {}): Verdict =>
  evaluate(
    { caller: jane, action: "s3:GetObject", resource: `${BUCKET}/a`, ...request },
    { owner: ACCOUNT, ...policies },
  );

describe("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html", () => {
  test.each<[string, Verdict, Partial<Request>, Partial<Policies>]>([
    ["without a policy nothing is allowed", "not allowed", {}, {}],
    ["an identity's policy allows within its account", "allowed", {}, { identity: [everything] }],
    ["so does the resource's alone", "allowed", {}, { resource: policy(allow({ Principal: { AWS: jane.arn } })) }],
    ["an explicit deny of the identity wins", "denied explicitly", {}, { identity: [everything, policy(deny())] }],
    [
      "an explicit deny of the resource wins",
      "denied explicitly",
      {},
      { identity: [everything], resource: policy(deny({ Principal: "*" })) },
    ],
    ["between accounts one policy is not enough", "not allowed", { caller: stranger }, { identity: [everything] }],
    [
      "nor is the resource's alone",
      "not allowed",
      { caller: stranger },
      { resource: policy(allow({ Principal: { AWS: OTHER } })) },
    ],
    [
      "both are",
      "allowed",
      { caller: stranger },
      { identity: [everything], resource: policy(allow({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })) },
    ],
    [
      "an account that is named leaves it to its identities' policies",
      "not allowed",
      {},
      { resource: policy(allow({ Principal: { AWS: ACCOUNT } })) },
    ],
  ])("%s", (_title, expected, request, policies) => {
    expect(verdict(request, policies)).toBe(expected);
  });
});

describe("elements of a policy", () => {
  test.each<[string, Verdict, Partial<Request>, Statement]>([
    ["actions have no case, and wildcards", "allowed", { action: "S3:getobject" }, allow({ Action: "s3:Get*" })],
    ["? is one character", "not allowed", { action: "s3:GetObject" }, allow({ Action: "s3:Get?" })],
    ["resources have a case", "not allowed", { resource: `${BUCKET}/A` }, allow({ Resource: `${BUCKET}/a` })],
    ["a bucket is not its objects", "not allowed", {}, allow({ Resource: BUCKET })],
    [
      "a * in a resource reaches over slashes",
      "allowed",
      { resource: `${BUCKET}/a/b` },
      allow({ Resource: `${BUCKET}/*` }),
    ],
    ["NotAction is all others", "allowed", {}, allow({ NotAction: "iam:*" })],
    ["NotAction is not what it names", "not allowed", {}, allow({ NotAction: "s3:*" })],
    ["NotResource is all others", "allowed", {}, allow({ NotResource: "arn:aws:s3:::hr/*" })],
    ["NotResource is not what it names", "not allowed", {}, allow({ NotResource: `${BUCKET}/*` })],
  ])("%s", (_title, expected, request, { Action, NotAction, Resource, NotResource }) => {
    const one = {
      Effect: "Allow",
      ...(NotAction ? { NotAction } : { Action }),
      ...(NotResource ? { NotResource } : { Resource }),
    } as Statement;
    expect(verdict(request, { identity: [policy(one)] })).toBe(expected);
  });

  test.each<[string, Verdict, Caller, Partial<Statement>]>([
    ["* is everybody", "allowed", { kind: "anonymous" }, { Principal: "*" }],
    ["AWS * is everybody too", "allowed", { kind: "anonymous" }, { Principal: { AWS: "*" } }],
    [
      "a service is itself alone",
      "allowed",
      service("cloudtrail.amazonaws.com"),
      { Principal: { Service: "cloudtrail.amazonaws.com" } },
    ],
    [
      "and no other",
      "not allowed",
      service("config.amazonaws.com"),
      { Principal: { Service: "cloudtrail.amazonaws.com" } },
    ],
    ["a service is in no account", "not allowed", service("cloudtrail.amazonaws.com"), { Principal: { AWS: ACCOUNT } }],
    ["a role with a path", "allowed", role, { Principal: { AWS: role.arn } }],
    [
      "a role without its path is another",
      "not allowed",
      role,
      { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` } },
    ],
    ["all but who is named", "not allowed", role, { NotPrincipal: { AWS: role.arn } }],
    ["all but who is named: another", "allowed", jane, { NotPrincipal: { AWS: role.arn } }],
  ])("principals: %s", (_title, expected, caller, named) => {
    expect(verdict({ caller }, { resource: policy(allow(named)) })).toBe(expected);
  });
});

describe("https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html", () => {
  const key = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`;
  const usual = policy({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
  });
  const decrypt = { action: "kms:Decrypt", resource: key };

  test.each<[string, Verdict, Partial<Request>, Partial<Policies>]>([
    [
      "without a statement of the key's policy an administrator may nothing",
      "not allowed",
      {},
      { identity: [everything], resource: policy() },
    ],
    ["the usual policy enables policies of IAM", "allowed", {}, { identity: [everything], resource: usual }],
    ["and gives nothing to who has none", "not allowed", {}, { resource: usual }],
    ["it gives the root user everything", "allowed", { caller: root }, { resource: usual }],
    ["without it not even the root user may", "not allowed", { caller: root }, { resource: policy() }],
    [
      "an explicit deny holds for the root user too",
      "denied explicitly",
      { caller: root },
      { resource: policy(...usual.Statement, deny({ Principal: "*", Action: "kms:*" })) },
    ],
  ])("%s", (_title, expected, request, policies) => {
    expect(verdict({ ...decrypt, ...request }, policies)).toBe(expected);
  });
});

describe("https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html", () => {
  const closed = policy(deny({ Principal: "*" }));

  test.each(["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"])(
    "the owner's root user may call %s although the bucket's policy denies it",
    (action) => {
      expect(verdict({ caller: root, action, resource: BUCKET }, { resource: closed })).toBe("allowed");
      expect(verdict({ action, resource: BUCKET }, { identity: [everything], resource: closed })).toBe(
        "denied explicitly",
      );
      const foreign: Caller = { kind: "root", account: OTHER };
      expect(verdict({ caller: foreign, action, resource: BUCKET }, { resource: closed })).toBe("denied explicitly");
    },
  );

  test("and nothing else that it denies", () => {
    expect(verdict({ caller: root, action: "s3:DeleteBucket", resource: BUCKET }, { resource: closed })).toBe(
      "denied explicitly",
    );
  });
});

test("a role is assumed by whom its trust policy names, and by nobody whom only their own policy allows it", () => {
  const trust = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
  const request = { action: "sts:AssumeRole", resource: role.arn };
  expect(verdict({ ...request, caller: service("ec2.amazonaws.com") }, { resource: trust })).toBe("allowed");
  expect(verdict(request, { identity: [everything], resource: trust })).toBe("not allowed");
});
