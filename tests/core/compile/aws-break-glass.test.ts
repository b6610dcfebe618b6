import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { PolicyDocument, Statement } from "../../../core/compile/aws/policies.ts";
import { planned } from "./planned.ts";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const place = { region: "eu-central-1", replicaRegion: "eu-west-1", readers: { siem: role("siem") } };
const usual = compileAws(...planned("aws", {}, place));
const guarded = compileAws(
  ...planned("aws", {}, { ...place, breakGlass: { responders: role("responders"), deployer: role("deployer") } }),
);

const added = (of: (blueprint: typeof usual.blueprint) => PolicyDocument | undefined) => {
  const [before, after] = [of(usual.blueprint)!.Statement, of(guarded.blueprint)!.Statement];
  expect(after.slice(0, before.length)).toEqual(before);
  return after.slice(before.length);
};

const roles = ["${breakGlass:deployer}", "${breakGlass:responders}"];

describe("with break-glass roles", () => {
  test.each<[string, (blueprint: typeof usual.blueprint) => PolicyDocument]>([
    ["archive", ({ archive }) => archive!.policy],
    ["accessLogs", ({ accessLogs }) => accessLogs!.policy],
    ["replica", ({ replica }) => replica!.policy],
    ["replicaLogs", ({ replica }) => replica!.accessLogs],
  ])("the bucket %s denies everybody else to delete and to change it", (name, of) => {
    expect(added(of)).toEqual([
      {
        Sid: "DenyAllButBreakGlass",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "s3:BypassGovernanceRetention",
          "s3:DeleteBucket*",
          "s3:DeleteObject*",
          "s3:PutAccelerateConfiguration",
          "s3:PutBucket*",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
          "s3:PutObjectAcl",
          "s3:PutObjectLegalHold",
          "s3:PutObjectRetention",
          "s3:PutObjectVersionAcl",
          "s3:PutReplicationConfiguration",
        ],
        Resource: [`arn:\${partition}:s3:::\${${name}}`, `arn:\${partition}:s3:::\${${name}}/*`],
        Condition: { ArnNotLike: { "aws:PrincipalArn": roles } },
      },
    ]);
  });

  test.each<[string, (blueprint: typeof usual.blueprint) => PolicyDocument | undefined]>([
    ["of the archive", ({ key }) => key?.policy],
    ["of the replica", ({ replica }) => replica?.key],
  ])("the key %s denies everybody else but the account's root user to delete and to change it", (_which, of) => {
    expect(added(of)).toEqual([
      {
        Sid: "DenyAllButBreakGlass",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "kms:DeleteAlias",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKeyRotation",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:UpdateAlias",
        ],
        Resource: "*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:${partition}:iam::${account}:root", ...roles] } },
      },
    ]);
  });

  test("coverage names them, and a warning says who has to deploy from now on", () => {
    expect(guarded.coverage.filter(({ rule }) => rule === "breakGlass")).toEqual([
      {
        cloud: "aws",
        rule: "breakGlass",
        asked: "deployer, responders",
        given: "everybody else is denied to delete or change buckets and key, whatever IAM allows",
        fidelity: "exact",
        reason:
          "only the roles in breakGlass can change the buckets and the key from now on; deploy with one of them, or KMS refuses the key's policy, and S3 the next deployment",
      },
    ]);
    expect(guarded.issues.filter(({ code }) => code === "aws-break-glass-deploys")).toEqual([
      { code: "aws-break-glass-deploys", severity: "warning", path: ["breakGlass"], params: {} },
    ]);
  });
});

test("of an adopted bucket and key the statements are among those that their owners add, and coverage says so", () => {
  const existing = {
    bucket: "company-logs",
    key: "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555",
  };
  const adopting = { region: "eu-central-1", trailName: "audit", existing };
  const { blueprint, statements, coverage } = compileAws(
    ...planned("aws", {}, { ...adopting, breakGlass: { deployer: role("deployer") } }),
  );
  expect([blueprint.archive, blueprint.key]).toEqual([undefined, undefined]);
  const conditions = (owner: string) =>
    (statements![owner] as unknown as Statement[])
      .filter(({ Sid }) => Sid === "DenyAllButBreakGlass")
      .map(({ Condition }) => Condition);
  expect(conditions("bucket")).toEqual([{ ArnNotLike: { "aws:PrincipalArn": ["${breakGlass:deployer}"] } }]);
  expect(conditions("key")).toEqual([
    { ArnNotLike: { "aws:PrincipalArn": ["arn:${partition}:iam::${account}:root", "${breakGlass:deployer}"] } },
  ]);
  expect(coverage.find(({ rule }) => rule === "breakGlass")!.given).toBe(
    "everybody else is denied to delete or change buckets and key, whatever IAM allows, once the statements are in the adopted policies",
  );
});

test("of an archive in another account its root user stays allowed, and ours of the key that stays here", () => {
  const elsewhere = { account: "444455556666", provider: "${logArchive}" };
  const { blueprint } = compileAws(
    ...planned(
      "aws",
      {},
      { region: "eu-central-1", logArchive: elsewhere, breakGlass: { deployer: role("deployer") } },
    ),
  );
  const guards = (statements: readonly Statement[]) =>
    statements.filter(({ Sid }) => Sid === "DenyAllButBreakGlass").map(({ Condition }) => Condition);
  const but = (account: string) => [
    { ArnNotLike: { "aws:PrincipalArn": [`arn:\${partition}:iam::${account}:root`, "${breakGlass:deployer}"] } },
  ];
  expect(guards(blueprint.logArchive!.key!.policy.Statement)).toEqual(but("444455556666"));
  expect(guards(blueprint.key!.policy.Statement)).toEqual(but("${account}"));
  expect(guards(blueprint.archive!.policy.Statement)).toHaveLength(1);
});

test("without any, and with an empty mapping, nobody is denied anything but plain HTTP", () => {
  const empty = compileAws(...planned("aws", {}, { ...place, breakGlass: {} }));
  for (const part of ["blueprint", "coverage", "issues", "statements"] as const)
    expect(empty[part]).toEqual(usual[part]);
  expect(JSON.stringify(usual.blueprint)).not.toContain("BreakGlass");
});
