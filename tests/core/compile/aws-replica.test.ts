import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { planned } from "./planned.ts";

const place = { region: "eu-central-1", replicaRegion: "eu-west-1" };
const usual = planned("aws", {}, place);
const withReaders = planned("aws", {}, { ...place, readers: { siem: "arn:aws:iam::111122223333:role/siem" } });
const withoutKey = planned("aws", { encryption: { customerManagedKey: false } }, place);

const allow = (Sid: string, Action: string[], Resource: string, via?: string) => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource: [Resource],
  ...(via && { Condition: { StringEquals: { "kms:ViaService": `s3.${via}.\${dnsSuffix}` } } }),
});
const key = (region: string, id: string) => `arn:\${partition}:kms:${region}:\${account}:key/\${${id}}`;
const archive = "arn:${partition}:s3:::${archive}";
const replica = "arn:${partition}:s3:::${replica}";
const logs = "arn:${partition}:s3:::${replicaLogs}";
const denyInsecure = (bucket: string) => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const enableIamPolicies = {
  Sid: "EnableIamPolicies",
  Effect: "Allow",
  Principal: { AWS: "arn:${partition}:iam::${account}:root" },
  Action: "kms:*",
  Resource: "*",
};
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

const copying = [
  allow("ReadTheRule", ["s3:GetReplicationConfiguration", "s3:ListBucket"], archive),
  allow(
    "ReadVersions",
    [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
      "s3:GetObjectRetention",
      "s3:GetObjectLegalHold",
    ],
    `${archive}/*`,
  ),
  allow("WriteReplicas", ["s3:ReplicateObject", "s3:ReplicateTags"], `${replica}/*`),
];

describe("the blueprint of a replica", () => {
  test("is absent where none is asked for, and changes nothing else where one is", () => {
    const { replica: none, ...without } = compileAws(...planned("aws", {}, { region: "eu-central-1" })).blueprint;
    const { replica: one, ...rest } = compileAws(...usual).blueprint;
    expect([none, one !== undefined, rest]).toEqual([undefined, true, without]);
  });

  test("has a bucket, its log, a key, and a role that may copy and nothing else", () => {
    expect(compileAws(...usual).blueprint.replica).toStrictEqual({
      region: "eu-west-1",
      policy: policy(denyInsecure(replica)),
      accessLogs: policy(
        {
          Sid: "S3ServerAccessLogsPolicy",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${logs}/*`,
          Condition: { ArnLike: { "aws:SourceArn": replica }, StringEquals: { "aws:SourceAccount": "${account}" } },
        },
        denyInsecure(logs),
      ),
      key: policy(enableIamPolicies),
      replication: {
        role: "auditlog-replication-${unique}",
        trust: policy({
          Sid: "S3Assume",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
        permissions: policy(
          ...copying,
          allow("Decrypt", ["kms:Decrypt"], key("eu-central-1", "key"), "eu-central-1"),
          allow(
            "Encrypt",
            ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
            key("eu-west-1", "replicaKey"),
            "eu-west-1",
          ),
        ),
        rule: {
          id: "replica",
          priority: 1,
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: replica,
            metrics: { status: "Enabled" },
            encryptionConfiguration: { replicaKmsKeyId: key("eu-west-1", "replicaKey") },
          },
        },
      },
    });
  });

  test("lets the readers of the archive read it too, and decrypt it in its own region", () => {
    const { policy: bucket, key: keyPolicy } = compileAws(...withReaders).blueprint.replica!;
    const Principal = { AWS: ["${reader:siem}"] };
    expect(bucket.Statement.slice(1)).toEqual([
      {
        Sid: "ReadersList",
        Effect: "Allow",
        Principal,
        Action: ["s3:ListBucket", "s3:GetBucketLocation"],
        Resource: replica,
      },
      {
        Sid: "ReadersGet",
        Effect: "Allow",
        Principal,
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: `${replica}/AWSLogs/*`,
      },
    ]);
    expect(keyPolicy!.Statement.slice(1)).toEqual([
      {
        Sid: "ReadersDecrypt",
        Effect: "Allow",
        Principal,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.${dnsSuffix}" } },
      },
    ]);
  });

  test("without a key of one's own has none either, and copies without one", () => {
    const { key: none, replication } = compileAws(...withoutKey).blueprint.replica!;
    expect(none).toBeUndefined();
    expect(replication.permissions.Statement).toEqual(copying);
    expect(replication.rule).toEqual({
      id: "replica",
      priority: 1,
      status: "Enabled",
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
      destination: { bucket: replica, metrics: { status: "Enabled" } },
    });
  });
});

test("coverage says where the replica is, and that what was written before is not copied", () => {
  const { coverage, issues } = compileAws(...usual);
  expect(coverage.filter(({ rule }) => rule === "replicaRegion")).toEqual([
    {
      cloud: "aws",
      rule: "replicaRegion",
      asked: "eu-west-1",
      given: "S3 replication of what is new to a bucket in eu-west-1, locked and kept alike",
      fidelity: "exact",
      reason:
        "S3 copies what is written from now on; copy what is older by S3 Batch Replication, and know that EventBridge's alerts about the archive don't see the replica's region",
    },
  ]);
  expect(issues.filter(({ path }) => path[0] === "replicaRegion")).toEqual([
    { code: "aws-replica-from-now-on", severity: "notice", path: ["replicaRegion"], params: {} },
  ]);
});
