import { describe, expect, test } from "vitest";
import { ACCOUNT, arns, guarded, REGION, REMOTE, role, usual } from "./deployed.ts";
import { evaluate } from "./evaluate.ts";
import type { Policy } from "./statement.ts";

/** What each role may do, of a list of actions that is longer than what it needs: everything else is not allowed. */

const actions = [
  "s3:AbortMultipartUpload s3:BypassGovernanceRetention s3:DeleteBucket s3:DeleteBucketPolicy s3:DeleteObject s3:DeleteObjectVersion",
  "s3:GetBucketAcl s3:GetBucketLocation s3:GetBucketPolicy s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention",
  "s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTagging s3:GetReplicationConfiguration",
  "s3:InitiateReplication s3:ListBucket s3:ListBucketVersions s3:ObjectOwnerOverrideToBucketOwner s3:PutBucketPolicy",
  "s3:PutBucketVersioning s3:PutLifecycleConfiguration s3:PutObject s3:PutObjectAcl s3:PutObjectLegalHold s3:PutObjectRetention",
  "s3:PutReplicationConfiguration s3:ReplicateDelete s3:ReplicateObject s3:ReplicateTags",
  "kms:CreateGrant kms:Decrypt kms:DescribeKey kms:DisableKey kms:Encrypt kms:GenerateDataKey kms:GetKeyPolicy kms:PutKeyPolicy",
  "kms:ReEncryptFrom kms:ScheduleKeyDeletion",
  "logs:CreateLogStream logs:DeleteLogGroup logs:DeleteLogStream logs:GetLogEvents logs:PutLogEvents logs:PutRetentionPolicy",
  "events:InvokeApiDestination events:PutEvents events:PutRule iam:PassRole sns:Publish sqs:SendMessage sts:AssumeRole",
].flatMap((line) => line.split(" "));

/** A role's own policy together with the resource's, where that has one. */
const allowed = (identity: Policy, resource: string, of?: Policy, context = {}) =>
  actions.filter(
    (action) =>
      evaluate(
        { caller: role("auditlog-replication-0a1b2c3"), action, resource, context },
        { identity: [identity], ...(of && { resource: of }), owner: ACCOUNT },
      ) === "allowed",
  );

const object = (bucket: string) => `${bucket}/AWSLogs/${ACCOUNT}/CloudTrail/log.json.gz`;
const viaS3 = (region: string) => ({ "kms:ViaService": `s3.${region}.amazonaws.com` });

describe.each([
  ["without break glass", usual],
  ["with it", guarded],
])("the role that copies, %s, may", (_which, policies) => {
  const may = (resource: string, of: Policy, context = {}) => allowed(policies.replication, resource, of, context);

  test("read the rule and list, of the archive", () => {
    expect(may(arns.archive, policies.archive)).toEqual(["s3:GetReplicationConfiguration", "s3:ListBucket"]);
  });

  test("read versions for copying, and their locks, of the archive's objects", () => {
    expect(may(object(arns.archive), policies.archive)).toEqual([
      "s3:GetObjectLegalHold",
      "s3:GetObjectRetention",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionTagging",
    ]);
  });

  test("write replicas, and no deletions, to the replica's bucket", () => {
    expect(may(object(arns.replica), policies.replica)).toEqual(["s3:ReplicateObject", "s3:ReplicateTags"]);
    expect(may(arns.replica, policies.replica)).toEqual([]);
  });

  test("decrypt with the archive's key through S3 in its region, and nothing without S3 or in another", () => {
    expect(may(arns.key, policies.key, viaS3(REGION))).toEqual(["kms:Decrypt"]);
    expect(may(arns.key, policies.key, viaS3(REMOTE))).toEqual([]);
    expect(may(arns.key, policies.key)).toEqual([]);
  });

  test("encrypt with the replica's key through S3 in its region, and nothing without S3 or in another", () => {
    expect(may(arns.replicaKey, policies.replicaKey, viaS3(REMOTE))).toEqual([
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
    ]);
    expect(may(arns.replicaKey, policies.replicaKey, viaS3(REGION))).toEqual([]);
    expect(may(arns.replicaKey, policies.replicaKey)).toEqual([]);
  });

  test("do nothing in the access logs and in any other bucket", () => {
    for (const bucket of [arns.accessLogs, arns.replicaLogs]) {
      expect(may(object(bucket), bucket === arns.accessLogs ? policies.accessLogs : policies.replicaLogs)).toEqual([]);
    }
    expect(allowed(policies.replication, object("arn:aws:s3:::another"))).toEqual([]);
  });
});

describe("the role that delivers to CloudWatch Logs may", () => {
  const stream = (group: string, name: string) => `${group}:log-stream:${name}`;

  test("write streams of this trail and of the organization", () => {
    for (const name of [`${ACCOUNT}_CloudTrail_${REGION}_2`, `o-a1b2c3d4e5_${ACCOUNT}_CloudTrail_us-east-1`]) {
      expect(allowed(usual.delivery, stream(arns.logGroup, name))).toEqual([
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ]);
    }
  });

  test("do nothing to other streams, to the group itself, and to other groups", () => {
    expect(allowed(usual.delivery, stream(arns.logGroup, "other"))).toEqual([]);
    expect(allowed(usual.delivery, arns.logGroup)).toEqual([]);
    expect(allowed(usual.delivery, stream(`${arns.logGroup}-2`, `${ACCOUNT}_CloudTrail_${REGION}`))).toEqual([]);
  });
});

describe("the role of alerts may", () => {
  const destination = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:api-destination/${name}/11111111-2222`;

  test("post to the destinations of this audit log", () => {
    expect(allowed(usual.alerts, destination("auditlog-pager-0a1b2c3"))).toEqual(["events:InvokeApiDestination"]);
    expect(allowed(usual.alerts, destination("auditlog-pager-fffffff"))).toEqual([]);
  });

  test("send events on to the default bus, and to no other", () => {
    const bus = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;
    expect(allowed(usual.alerts, bus("default"))).toEqual(["events:PutEvents"]);
    expect(allowed(usual.alerts, bus("other"))).toEqual([]);
  });
});
