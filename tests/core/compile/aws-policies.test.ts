import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { Statement } from "../../../core/compile/aws/policies.ts";
import { type Json, tokensOf } from "../../../core/compile/json.ts";
import { disposablePlan, fullPlan, minimalPlan } from "./aws-plans.ts";

const denyInsecure = (bucket: string): Statement => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:\${partition}:s3:::${bucket}`, `arn:\${partition}:s3:::${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

describe.each([
  ["a minimal plan", minimalPlan],
  ["a full plan", fullPlan],
  ["a disposable plan", disposablePlan],
])("the policies of %s, evaluated as documents", (_which, plan) => {
  const { blueprint } = compileAws(...plan);
  const documents = {
    key: blueprint.key?.policy.Statement ?? [],
    archive: blueprint.archive!.policy.Statement,
    accessLogs: blueprint.accessLogs!.policy.Statement,
    role: blueprint.search.trust.Statement,
  };
  const statements = Object.values(documents).flat();
  const allows = statements.filter(({ Effect }) => Effect === "Allow");
  const services = (one: Statement): string[] => (one.Principal === "*" ? [] : [one.Principal.Service ?? []].flat());
  const conditionKeys = (one: Statement): string[] => Object.values(one.Condition ?? {}).flatMap(Object.keys);

  test("allow a service only for the one source that it acts for", () => {
    const toServices = allows.filter((one) => services(one).length > 0);
    expect(toServices.length).toBeGreaterThanOrEqual(4);
    for (const one of toServices) {
      // CloudWatch Logs is bound by the log group in the encryption context instead.
      const binding = services(one)[0]!.startsWith("logs.") ? "kms:EncryptionContext:aws:logs:arn" : "aws:SourceArn";
      expect([one.Sid, conditionKeys(one).includes(binding)]).toEqual([one.Sid, true]);
      expect(JSON.stringify(one.Condition)).toContain("${account}");
    }
  });

  test("allow nobody in general", () => {
    expect(allows.map(({ Principal }) => JSON.stringify(Principal)).filter((text) => text.includes("*"))).toEqual([]);
  });

  test("allow nothing in general but to the account's own administrators", () => {
    const general = allows.filter(({ Action }) => [Action].flat().some((action) => /^(\*|\w+:\*)$/.test(action)));
    expect(general.map(({ Sid }) => Sid)).toEqual(blueprint.key ? ["EnableIamPolicies"] : []);
  });

  test("deny only what is not encrypted on its way, for everybody", () => {
    const denies = statements.filter(({ Effect }) => Effect === "Deny");
    expect(denies).toStrictEqual([denyInsecure("${archive}"), denyInsecure("${accessLogs}")]);
  });

  test("name each statement once", () => {
    for (const one of Object.values(documents)) {
      const names = one.map(({ Sid }) => Sid);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  test("leave open only what the component fills in", () => {
    const readers = plan[1].readers.map((name) => `reader:${name}`);
    const open = [
      "account",
      "accessLogs",
      "archive",
      "dnsSuffix",
      "logGroup",
      "partition",
      "trail",
      "unique",
      ...readers,
    ];
    expect(tokensOf(blueprint as unknown as Json).filter((name) => !open.includes(name))).toEqual([]);
  });
});
