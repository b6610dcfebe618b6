import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { PolicyDocument } from "../../../core/compile/aws/policies.ts";
import { message } from "../../../core/contract/messages.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { readRequest } from "../../../core/plan/request.ts";
import { planned } from "./planned.ts";

const region = "eu-central-1";
const organization = { region, scope: "organization", organizationId: "o-a1b2c3d4e5" } as const;
const delegated = { ...organization, managementAccount: "111122223333" } as const;

const compiled = (spec: SpecOverrides = {}) => compileAws(...planned("aws", spec, delegated));

const accounts = (policy: PolicyDocument): string[] => {
  const named = JSON.stringify(policy).match(
    /arn:\$\{partition\}:(?:cloudtrail|logs|iam):[^:]*:[^:]*:|AWSLogs\/[^/]*/g,
  );
  return [...new Set(named)].sort();
};

describe("a trail that the delegated administrator makes", () => {
  const { archive, key, search } = compiled().blueprint;

  test("is named as the management account's by the bucket's policy and by the key's", () => {
    expect(accounts(archive!.policy)).toEqual([
      "AWSLogs/111122223333",
      "AWSLogs/o-a1b2c3d4e5",
      "arn:${partition}:cloudtrail:eu-central-1:111122223333:",
    ]);
    expect(accounts(key!.policy)).toEqual([
      "arn:${partition}:cloudtrail:*:111122223333:",
      "arn:${partition}:cloudtrail:eu-central-1:111122223333:",
      "arn:${partition}:iam::${account}:",
      "arn:${partition}:logs:eu-central-1:${account}:",
    ]);
  });

  test("delivers to a log group of the account that makes it, in streams of the management account and the members", () => {
    const group = "arn:${partition}:logs:eu-central-1:${account}:log-group:${logGroup}:log-stream:";
    expect(search.permissions.Statement[0]!.Resource).toEqual([
      `${group}111122223333_CloudTrail_eu-central-1*`,
      `${group}o-a1b2c3d4e5_*`,
    ]);
    expect(accounts(search.trust)).toEqual(["arn:${partition}:cloudtrail:eu-central-1:111122223333:"]);
  });

  test("is not seen by the rules of EventBridge that guard it, where there are such", () => {
    const codes = (spec: SpecOverrides) => compiled(spec).issues.map(({ code }) => code);
    expect(codes({ alerts: { catalog: ["tamper"] } })).toContain("aws-trail-unwatched");
    expect(codes({ alerts: { catalog: ["root-use"] } })).not.toContain("aws-trail-unwatched");
  });
});

describe("a management account", () => {
  const told = (placement: object): string[] =>
    readRequest("AwsAuditLog", { spec: { version: 1 }, ...placement }, "2026-07-01").issues.map(message);

  test.each<[string, object, string[]]>([
    ["is right with an organization", delegated, []],
    [
      "is refused without one",
      { region, managementAccount: "111122223333" },
      [
        "managementAccount: a management account is given, but the scope is not the organization; add scope organization, or remove it",
      ],
    ],
    [
      "is refused in China",
      { ...delegated, region: "cn-north-1" },
      [
        "managementAccount: CloudTrail has no delegated administrators in China; deploy in the management account, and remove this",
      ],
    ],
    [
      "has 12 digits",
      { ...delegated, managementAccount: "11112222333" },
      ["managementAccount: this is not an account's id of 12 digits; write it like 111122223333"],
    ],
  ])("%s", (_what, placement, errors) => {
    expect(told(placement)).toEqual(errors);
  });
});
