import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allows, denies, type PolicyRequest, readPolicy } from "../../sandbox/aws/policy.ts";
import type { Json } from "../../sandbox/resource.ts";
import type { Context } from "./conditions.ts";
import { ACCOUNT, arns, guarded, OTHER, role, roleArn, root, service } from "./deployed.ts";
import { evaluate, type Request } from "./evaluate.ts";
import { questions } from "./questions.ts";
import { accountOf, type Policy, type Statement } from "./statement.ts";

/** The sandbox has an evaluator of its own, which shares no code with this one: where both give a verdict it is the same. */

const statementsOf = (policy: Policy) => {
  const reading = readPolicy(policy as unknown as Json);
  if ("fault" in reading) throw new Error(reading.message);
  return reading.statements;
};

/** A request as the sandbox knows it: without the account it knows only who is named. */
const asSandbox = ({ caller, action, resource, context = {} }: Request): PolicyRequest => {
  const arn =
    caller.kind === "root"
      ? `arn:aws:iam::${caller.account}:root`
      : caller.kind === "principal"
        ? caller.arn
        : undefined;
  const own: Context = {
    "aws:SecureTransport": "true",
    ...(arn !== undefined && {
      "aws:PrincipalArn": arn,
      "aws:PrincipalAccount": accountOf(caller)!,
      "aws:PrincipalIsAWSService": "false",
    }),
  };
  const keys = Object.entries({ ...own, ...context }).map(([key, value]) => [key.toLowerCase(), String(value)]);
  return {
    ...(caller.kind === "service" && { service: caller.name }),
    ...(arn !== undefined && { arn, account: caller.kind === "root" ? caller.account : "" }),
    action,
    resource,
    context: Object.fromEntries(keys) as Record<string, string>,
  };
};

const agree = (policy: Policy, request: Request) => {
  const statements = statementsOf(policy);
  const asked = asSandbox(request);
  const verdict = evaluate(request, { resource: policy, owner: ACCOUNT });
  expect(denies(statements, asked), JSON.stringify(request)).toBe(verdict === "denied explicitly");
  return { ours: verdict === "allowed", sandbox: allows(statements, asked) };
};

describe.each(questions)("$name", ({ policy, rows }) => {
  // What only an identity's policy allows, and a root user has, the sandbox does not ask.
  const comparable = rows.filter(([, , { caller }]) => caller.kind !== "root");

  test("the sandbox answers the same", () => {
    expect(comparable.length).toBeGreaterThan(0);
    for (const [title, , request] of comparable) {
      const { ours, sandbox } = agree(policy, request);
      expect([title, sandbox]).toEqual([title, ours]);
    }
  });
});

test("of break glass too", () => {
  for (const caller of [role("deployer"), role("responders"), role("siem"), service("cloudtrail.amazonaws.com")]) {
    for (const action of [
      "s3:DeleteObjectVersion",
      "s3:PutBucketPolicy",
      "s3:GetObject",
      "s3:PutObject",
      "s3:PutReplicationConfiguration",
    ]) {
      const { ours, sandbox } = agree(guarded.archive, { caller, action, resource: `${arns.archive}/AWSLogs/a` });
      expect([caller, action, sandbox]).toEqual([caller, action, ours]);
    }
  }
  const { ours } = agree(guarded.key, { caller: root, action: "kms:PutKeyPolicy", resource: arns.key });
  expect(ours).toBe(true);
});

describe("of policies and requests of chance", () => {
  const names = ["arn:aws:iam::111122223333:role/a", `arn:aws:iam::${OTHER}:role/a`];
  const caller = fc.oneof(
    fc.constantFrom("cloudtrail.amazonaws.com", "events.amazonaws.com").map(service),
    fc.constantFrom(...names, roleArn("siem")).map((arn) => ({ kind: "principal" as const, arn })),
  );
  const principal = fc.constantFrom<Statement["Principal"]>(
    "*",
    { AWS: "*" },
    { AWS: names },
    { Service: "events.amazonaws.com" },
  );
  const action = fc.constantFrom("s3:GetObject", "s3:Get*", "S3:*Object", "*", "s3:Put?bject", "kms:*");
  const resource = fc.constantFrom("*", arns.archive, `${arns.archive}/*`, `${arns.archive}/a?c`, "arn:aws:s3:::*");
  const operator = fc.constantFrom(
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "StringEqualsIfExists",
    "ArnLike",
    "ArnNotLike",
    "ArnNotEqualsIfExists",
  );
  const key = fc.constantFrom("aws:SourceArn", "aws:PrincipalArn", "aws:SourceAccount");
  const value = fc.constantFrom(arns.trail, "arn:aws:cloudtrail:*:*:trail/*", names[0]!, ACCOUNT, "1111*", "*");
  const condition = fc.oneof(
    fc.constant({}),
    fc
      .tuple(operator, key, fc.array(value, { minLength: 1, maxLength: 2 }))
      .map(([one, of, values]) => ({ [one]: { [of]: values } })),
    fc.tuple(key, fc.constantFrom("true", "false")).map(([of, text]) => ({ Null: { [of]: text } })),
  );
  const statement = fc
    .tuple(fc.constantFrom<Statement["Effect"]>("Allow", "Deny"), principal, fc.boolean(), action, resource, condition)
    .map(
      ([Effect, Principal, isNot, Action, Resource, Condition]): Statement => ({
        Effect,
        ...(Principal !== undefined && { Principal }),
        ...(isNot ? { NotAction: Action } : { Action }),
        Resource,
        Condition,
      }),
    );
  const policy = fc
    .array(statement, { minLength: 1, maxLength: 3 })
    .map((Statement): Policy => ({ Version: "2012-10-17", Statement }));
  const request = fc
    .tuple(
      caller,
      fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:ListBucket"),
      fc.constantFrom(arns.archive, `${arns.archive}/abc`, `${arns.archive}/a/b`),
      fc.option(fc.constantFrom(arns.trail, arns.archive), { nil: undefined }),
      fc.option(fc.constantFrom(ACCOUNT, OTHER), { nil: undefined }),
    )
    .map(
      ([who, act, what, sourceArn, sourceAccount]): Request => ({
        caller: who,
        action: act,
        resource: what,
        context: {
          ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }),
          ...(sourceAccount !== undefined && { "aws:SourceAccount": sourceAccount }),
        },
      }),
    );

  test("both say the same", () => {
    fc.assert(
      fc.property(policy, request, (documents, asked) => {
        const { ours, sandbox } = agree(documents, asked);
        // Between accounts a resource's policy alone allows nothing, of which the sandbox knows nothing.
        if ((accountOf(asked.caller) ?? ACCOUNT) === ACCOUNT) expect(sandbox).toBe(ours);
      }),
      { numRuns: 2_000 },
    );
  });
});
