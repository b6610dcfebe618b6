// Doesn't prove what managed policies allow: the sandbox doesn't know their statements.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { permissionsOf, role, rolePolicy } from "../../sandbox/aws/iam.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const MALFORMED = "MalformedPolicyDocument";

function document(...statements: Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function trust(over: Properties = {}): Properties {
  return { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole", ...over };
}

function permission(over: Properties = {}): Properties {
  return { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*", ...over };
}

/** A policy of exactly this many characters, padded by its Sid. */
function padded(characters: number, statement: Properties): string {
  const empty = document({ Sid: "", ...statement });
  return document({ Sid: "x".repeat(characters - empty.length), ...statement });
}

const withoutPrincipal: Properties = { Effect: "Allow", Action: "sts:AssumeRole" };

function roleCase(rule: string, fault: Properties, near: Properties, refused: Case["refused"], when?: string): Case {
  const inputs = { name: "writer", assumeRolePolicy: document(trust()) };
  return {
    rule,
    ...(when && { when }),
    token: TOKEN.role,
    inputs: { ...inputs, ...fault },
    refused,
    mended: { inputs: { ...inputs, ...near } },
  };
}

const writer = { token: TOKEN.role, inputs: { name: "writer", assumeRolePolicy: document(trust()) } };

function policyCase(rule: string, fault: Properties, near: Properties, refused: Case["refused"], when?: string): Case {
  const inputs = { name: "write", role: "writer", policy: document(permission()) };
  return {
    rule,
    ...(when && { when }),
    token: TOKEN.rolePolicy,
    given: [writer],
    inputs: { ...inputs, ...fault },
    refused,
    mended: { inputs: { ...inputs, ...near } },
  };
}

function trustCase(rule: string, fault: Json, near: Json, message: RegExp, when?: string): Case {
  return roleCase(
    rule,
    { assumeRolePolicy: document(fault) },
    { assumeRolePolicy: document(near) },
    { name: MALFORMED, message },
    when,
  );
}

function inlineCase(rule: string, fault: Json[], near: Json[], message: RegExp, when?: string): Case {
  const refused = { name: MALFORMED, message };
  return policyCase(rule, { policy: document(...fault) }, { policy: document(...near) }, refused, when);
}

const cases: Case[] = [
  roleCase(
    "iam-role-name-is-valid",
    { name: "a".repeat(65) },
    { name: "a".repeat(64) },
    { name: "ValidationError", message: /1 to 64/ },
    "65 characters",
  ),
  roleCase(
    "iam-role-name-is-valid",
    { name: "log writer" },
    { name: "log_writer+=,.@-" },
    { name: "ValidationError", message: /log writer/ },
    "a space",
  ),
  roleCase(
    "iam-role-path-is-valid",
    { path: "audit" },
    { path: "/audit/" },
    { name: "ValidationError", message: /path/ },
  ),
  ...[
    { seconds: 3599, near: 3600 },
    { seconds: 43_201, near: 43_200 },
  ].map(({ seconds, near }) =>
    roleCase(
      "iam-role-session-is-1-to-12-hours",
      { maxSessionDuration: seconds },
      { maxSessionDuration: near },
      { name: "ValidationError", message: new RegExp(String(seconds)) },
      `${seconds} seconds`,
    ),
  ),
  roleCase(
    "iam-trust-policy-is-well-formed",
    { assumeRolePolicy: "not json" },
    {},
    { name: MALFORMED, message: /invalid Json/ },
    "text that is no JSON",
  ),
  trustCase(
    "iam-trust-policy-is-well-formed",
    trust({ Effect: "allow" }),
    trust(),
    /Invalid effect/,
    "allow in lower case",
  ),
  trustCase("iam-trust-policy-has-no-resource", trust({ Resource: "*" }), trust(), /prohibited field Resource/),
  trustCase("iam-trust-policy-names-a-principal", withoutPrincipal, trust(), /required field Principal/),
  trustCase(
    "iam-trust-policy-principals-are-valid",
    trust({ Principal: { Service: "cloudtrail" } }),
    trust(),
    /Invalid principal in policy: "Service" : "cloudtrail"/,
  ),
  trustCase("iam-trust-policy-has-only-sts-actions", trust({ Action: "s3:PutObject" }), trust(), /STS AssumeRole/),
  roleCase(
    "iam-trust-policy-is-at-most-2048-characters",
    { assumeRolePolicy: padded(2049, trust()) },
    { assumeRolePolicy: padded(2048, trust()).replace("{", "{ \n ") },
    { name: "LimitExceeded", message: /ACLSizePerRole: 2048/ },
  ),
  {
    rule: "iam-role-has-no-policies-at-its-deletion",
    token: TOKEN.role,
    verb: "delete",
    given: [{ token: TOKEN.rolePolicy, inputs: { name: "write", role: "writer", policy: document(permission()) } }],
    inputs: writer.inputs,
    refused: { name: "DeleteConflict", message: /must delete policies first/ },
    mended: { given: [{ token: TOKEN.rolePolicy, inputs: { name: "write", role: "other", policy: "{}" } }] },
  },
  policyCase(
    "iam-policy-name-is-valid",
    { name: "a".repeat(129) },
    { name: "a".repeat(128) },
    { name: "ValidationError", message: /1 to 128/ },
  ),
  policyCase(
    "iam-inline-policy-is-well-formed",
    { policy: "{" },
    {},
    { name: MALFORMED, message: /invalid Json/ },
    "text that is no JSON",
  ),
  inlineCase(
    "iam-inline-policy-is-well-formed",
    [{ Effect: "Allow", Resource: "*" }],
    [permission()],
    /field Action/,
    "no action",
  ),
  inlineCase(
    "iam-inline-policy-has-no-principal",
    [permission({ Principal: "*" })],
    [permission()],
    /not specify a principal/,
  ),
  inlineCase(
    "iam-inline-policy-actions-have-a-service",
    [permission({ Action: "PutLogEvents" })],
    [permission({ Action: ["*", "logs:*"] })],
    /prefaced by a vendor/,
  ),
  inlineCase(
    "iam-inline-policy-resources-are-arns",
    [permission({ Resource: "audit" })],
    [permission({ Resource: "arn:aws:logs:us-east-1:111122223333:log-group:audit:*" })],
    /Resource audit must be in ARN format/,
    "a name",
  ),
  inlineCase(
    "iam-inline-policy-resources-are-arns",
    [{ Effect: "Allow", Action: "logs:*" }],
    [permission()],
    /must contain resources/,
    "no resource",
  ),
  inlineCase(
    "iam-inline-policy-sids-are-unique-and-alphanumeric",
    [permission({ Sid: "Write logs" })],
    [permission({ Sid: "WriteLogs" })],
    /alpha-numeric/,
    "a space",
  ),
  inlineCase(
    "iam-inline-policy-sids-are-unique-and-alphanumeric",
    [permission({ Sid: "Write" }), permission({ Sid: "Write" })],
    [permission({ Sid: "Write" }), permission({ Sid: "Write2" })],
    /must be unique/,
    "twice the same",
  ),
  policyCase(
    "iam-inline-policies-of-a-role-are-at-most-10240-characters",
    { policy: padded(10_241, permission()) },
    { policy: padded(10_240, permission()) },
    { name: "LimitExceeded", message: /10240 bytes exceeded for role writer/ },
    "one policy",
  ),
  {
    ...policyCase(
      "iam-inline-policies-of-a-role-are-at-most-10240-characters",
      { policy: padded(5121, permission()) },
      { policy: padded(5120, permission()) },
      { name: "LimitExceeded", message: /10240/ },
      "two policies together",
    ),
    given: [
      writer,
      { token: TOKEN.rolePolicy, inputs: { name: "other", role: "writer", policy: padded(5120, permission()) } },
    ],
  },
  {
    rule: "iam-role-exists",
    token: TOKEN.rolePolicy,
    inputs: { name: "write", role: "writer", policy: document(permission()) },
    refused: { name: "NoSuchEntity", message: /role with name writer cannot be found/ },
    mended: { given: [writer] },
  },
];

testCases([...role.rules, ...rolePolicy.rules], cases);

describe("a role", () => {
  test("is refused in an update as well when its trust policy breaks", () => {
    const rule = role.rules.find(({ id }) => id === "iam-trust-policy-has-no-resource");
    expect(rule?.on).toContain("update");
  });

  test("has its path in its ARN", () => {
    const outputs = role.outputs({ name: "writer", path: "/audit/" }, CONFIG, storeWith(aws, CONFIG, []));
    expect(outputs.arn).toBe(`arn:aws:iam::${ACCOUNT}:role/audit/writer`);
  });

  test("has the statements of its own and of its attached inline policies", () => {
    const inline = { ...writer.inputs, inlinePolicies: [{ name: "own", policy: document(permission()) }] };
    const attached = { name: "write", role: "writer", policy: document(permission({ Effect: "Deny" })) };
    const store = storeWith(aws, CONFIG, [
      { token: TOKEN.role, inputs: inline },
      { token: TOKEN.rolePolicy, inputs: attached },
    ]);
    expect(permissionsOf(store, "writer")?.map(({ effect }) => effect)).toEqual(["Allow", "Deny"]);
  });

  test("has unknown statements when a managed policy is attached", () => {
    const managed = { ...writer.inputs, managedPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"] };
    expect(permissionsOf(storeWith(aws, CONFIG, [{ token: TOKEN.role, inputs: managed }]), "writer")).toBeUndefined();
  });
});
