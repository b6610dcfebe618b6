import { describe, expect, test } from "vitest";
import { ACCOUNT, arns, everything, guarded, REGION, role, root, service } from "./deployed.ts";
import { evaluate, type Request, type Verdict } from "./evaluate.ts";
import type { Policy } from "./statement.ts";

/** Does not prove what an administrator can do besides: to the trail, the log group and the alerts. */

const [yes, never]: Verdict[] = ["allowed", "denied explicitly"];
const siem = role("siem");

describe("nobody but the named roles changes what break glass guards", () => {
  const buckets: [string, Policy, string][] = [
    ["the archive", guarded.archive, arns.archive],
    ["its access logs", guarded.accessLogs, arns.accessLogs],
    ["the replica", guarded.replica, arns.replica],
    ["the replica's access logs", guarded.replicaLogs, arns.replicaLogs],
  ];
  const bucketActions = [
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketPolicy",
    "s3:PutLifecycleConfiguration",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutBucketLogging",
    "s3:PutReplicationConfiguration",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketRequestPayment",
    "s3:PutBucketAcl",
  ];
  const objectActions = [
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:BypassGovernanceRetention",
    "s3:PutObjectRetention",
    "s3:PutObjectLegalHold",
    "s3:PutObjectAcl",
  ];

  test.each(buckets)("%s", (_which, resource, arn) => {
    const asked = (caller: Request["caller"], action: string) =>
      evaluate(
        { caller, action, resource: objectActions.includes(action) ? `${arn}/AWSLogs/a` : arn },
        { resource, identity: [everything], owner: ACCOUNT },
      );
    for (const action of [...bucketActions, ...objectActions]) {
      expect([action, asked(role("deployer"), action)]).toEqual([action, never]);
      expect([action, asked(siem, action)]).toEqual([action, never]);
      expect([action, asked(role("responders"), action)]).toEqual([action, yes]);
    }
    for (const action of ["s3:GetObject", "s3:ListBucket", "s3:GetBucketPolicy"]) {
      expect([action, asked(role("deployer"), action)]).toEqual([action, yes]);
    }
    expect(asked(root, "s3:DeleteBucketPolicy")).toBe(yes);
  });

  test.each([
    ["the key", guarded.key, arns.key],
    ["the replica's key", guarded.replicaKey, arns.replicaKey],
  ])("%s", (_which, resource, arn) => {
    const asked = (caller: Request["caller"], action: string) =>
      evaluate({ caller, action, resource: arn }, { resource, identity: [everything], owner: ACCOUNT });
    for (const action of [
      "kms:ScheduleKeyDeletion",
      "kms:DisableKey",
      "kms:PutKeyPolicy",
      "kms:DisableKeyRotation",
      "kms:EnableKeyRotation",
      "kms:UpdateAlias",
      "kms:DeleteAlias",
    ]) {
      expect([action, asked(role("deployer"), action)]).toEqual([action, never]);
      expect([action, asked(role("responders"), action)]).toEqual([action, yes]);
      expect([action, asked(root, action)]).toEqual([action, yes]);
    }
    expect(asked(role("deployer"), "kms:DescribeKey")).toBe(yes);
  });

  test("what writes and reads goes on", () => {
    const of = (resource: Policy, request: Request) => evaluate(request, { resource, owner: ACCOUNT });
    const cloudTrail = service("cloudtrail.amazonaws.com");
    const forTrail = { "aws:SourceArn": arns.trail, "s3:x-amz-acl": "bucket-owner-full-control" };
    const forArchive = { "aws:SourceArn": arns.archive, "aws:SourceAccount": ACCOUNT };
    const encrypting = { "aws:SourceArn": arns.trail, "kms:EncryptionContext:aws:cloudtrail:arn": arns.trail };
    const log = `${arns.archive}/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/log.json.gz`;
    expect(of(guarded.archive, { caller: cloudTrail, action: "s3:PutObject", resource: log, context: forTrail })).toBe(
      yes,
    );
    expect(of(guarded.archive, { caller: siem, action: "s3:GetObject", resource: log })).toBe(yes);
    const access = {
      caller: service("logging.s3.amazonaws.com"),
      action: "s3:PutObject",
      resource: `${arns.accessLogs}/a`,
    };
    expect(of(guarded.accessLogs, { ...access, context: forArchive })).toBe(yes);
    expect(
      of(guarded.key, { caller: cloudTrail, action: "kms:GenerateDataKey", resource: arns.key, context: encrypting }),
    ).toBe(yes);
  });
});
