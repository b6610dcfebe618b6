import { describe, expect, test } from "vitest";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import type { Statement } from "../../../core/compile/aws/policies.ts";
import { disposablePlan, fullPlan, minimalPlan } from "./aws-plans.ts";

const trail = (region: string) => `arn:\${partition}:cloudtrail:${region}:\${account}:trail/\${trail}`;
const logGroup = (region: string) => `arn:\${partition}:logs:${region}:\${account}:log-group:\${logGroup}`;

const aclCheck = (region: string): Statement => ({
  Sid: "AWSCloudTrailAclCheck20150319",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:GetBucketAcl",
  Resource: "arn:${partition}:s3:::${archive}",
  Condition: { StringEquals: { "aws:SourceArn": trail(region) } },
});
const write = (region: string, sid: string, prefix: string): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `arn:\${partition}:s3:::\${archive}/AWSLogs/${prefix}/*`,
  Condition: {
    StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trail(region) },
  },
});
const denyInsecure = (bucket: string): Statement => ({
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:\${partition}:s3:::${bucket}`, `arn:\${partition}:s3:::${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const accessLogs: Statement[] = [
  {
    Sid: "S3ServerAccessLogsPolicy",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:${partition}:s3:::${accessLogs}/*",
    Condition: {
      ArnLike: { "aws:SourceArn": "arn:${partition}:s3:::${archive}" },
      StringEquals: { "aws:SourceAccount": "${account}" },
    },
  },
  denyInsecure("${accessLogs}"),
];
const keyStatements = (region: string): Statement[] => [
  {
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: "arn:${partition}:iam::${account}:root" },
    Action: "kms:*",
    Resource: "*",
  },
  {
    Sid: "CloudTrailEncrypt",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Resource: "*",
    Action: "kms:GenerateDataKey*",
    Condition: {
      StringEquals: { "aws:SourceArn": trail(region) },
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "arn:${partition}:cloudtrail:*:${account}:trail/*" },
    },
  },
  {
    Sid: "CloudTrailDescribe",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Resource: "*",
    Action: "kms:DescribeKey",
    Condition: { StringEquals: { "aws:SourceArn": trail(region) } },
  },
  {
    Sid: "CloudTrailDecrypt",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Resource: "*",
    Action: "kms:Decrypt",
    Condition: { StringEquals: { "aws:SourceArn": trail(region) } },
  },
  {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.\${dnsSuffix}` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroup(region) } },
  },
];
const lifecycle = (days: number) => [
  {
    id: "end-of-retention",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  },
  {
    id: "remove-delete-markers",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { expiredObjectDeleteMarker: true },
  },
];
const delivery = (region: string, ...streams: string[]) => ({
  trust: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "CloudTrailAssume",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceArn": trail(region) } },
      },
    ],
  },
  permissions: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "CloudTrailDeliver",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: streams.map((stream) => `${logGroup(region)}:log-stream:${stream}`),
      },
    ],
  },
});
const policy = (...statements: Statement[]) => ({ Version: "2012-10-17", Statement: statements });

describe("the whole blueprint", () => {
  test("of a spec that says nothing", () => {
    expect(compileAws(...minimalPlan).blueprint).toStrictEqual({
      stream: undefined,
      alerts: undefined,
      archiveQuery: undefined,
      savedQueries: undefined,
      replica: undefined,
      existing: [],
      logArchive: undefined,
      health: undefined,
      trailProtection: undefined,
      region: "eu-central-1",
      keep: true,
      key: { rotationPeriodInDays: 90, policy: policy(...keyStatements("eu-central-1")) },
      archive: {
        policy: policy(
          aclCheck("eu-central-1"),
          write("eu-central-1", "AWSCloudTrailWrite20150319", "${account}"),
          denyInsecure("${archive}"),
        ),
        lifecycle: lifecycle(400),
        objectLock: { mode: "GOVERNANCE", days: 400 },
      },
      accessLogs: { policy: policy(...accessLogs), lifecycle: lifecycle(400) },
      search: {
        logGroup: "/auditlog/${trail}",
        retentionInDays: 90,
        role: "auditlog-delivery-${unique}",
        ...delivery("eu-central-1", "${account}_CloudTrail_eu-central-1*"),
      },
      dataTrail: undefined,
      trail: {
        name: "${archive}",
        isOrganizationTrail: false,
        advancedEventSelectors: [
          {
            name: "Management events selector",
            fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
          },
        ],
      },
    });
  });

  test("of a spec that asks for everything, in an organization, with readers", () => {
    const principals = { AWS: ["${reader:auditors}", "${reader:siem}"] };
    expect(compileAws(...fullPlan).blueprint).toStrictEqual({
      stream: undefined,
      alerts: undefined,
      archiveQuery: undefined,
      savedQueries: undefined,
      replica: undefined,
      existing: [],
      logArchive: undefined,
      health: undefined,
      trailProtection: undefined,
      region: "us-gov-west-1",
      keep: true,
      key: {
        rotationPeriodInDays: 180,
        policy: policy(...keyStatements("us-gov-west-1"), {
          Sid: "ReadersDecrypt",
          Effect: "Allow",
          Principal: principals,
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "kms:ViaService": "s3.us-gov-west-1.${dnsSuffix}" } },
        }),
      },
      archive: {
        policy: policy(
          aclCheck("us-gov-west-1"),
          write("us-gov-west-1", "AWSCloudTrailWrite20150319", "${account}"),
          write("us-gov-west-1", "AWSCloudTrailOrganizationWrite20150319", "o-a1b2c3d4e5"),
          denyInsecure("${archive}"),
          {
            Sid: "ReadersList",
            Effect: "Allow",
            Principal: principals,
            Action: ["s3:ListBucket", "s3:GetBucketLocation"],
            Resource: "arn:${partition}:s3:::${archive}",
          },
          {
            Sid: "ReadersGet",
            Effect: "Allow",
            Principal: principals,
            Action: ["s3:GetObject", "s3:GetObjectVersion"],
            Resource: "arn:${partition}:s3:::${archive}/AWSLogs/*",
          },
        ),
        lifecycle: lifecycle(2555),
        objectLock: { mode: "COMPLIANCE", days: 2555 },
      },
      accessLogs: { policy: policy(...accessLogs), lifecycle: lifecycle(2555) },
      search: {
        logGroup: "/auditlog/${trail}",
        retentionInDays: 120,
        role: "auditlog-delivery-${unique}",
        ...delivery("us-gov-west-1", "${account}_CloudTrail_us-gov-west-1*", "o-a1b2c3d4e5_*"),
      },
      dataTrail: undefined,
      trail: {
        name: "${archive}",
        isOrganizationTrail: true,
        advancedEventSelectors: [
          {
            name: "Management events selector",
            fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
          },
        ],
      },
    });
  });

  test("of disposable evidence has no key, no lock and nothing to keep", () => {
    const minimal = compileAws(...minimalPlan).blueprint;
    expect(compileAws(...disposablePlan).blueprint).toStrictEqual({
      ...minimal,
      keep: false,
      key: undefined,
      archive: { ...minimal.archive, lifecycle: lifecycle(3), objectLock: undefined },
      accessLogs: { ...minimal.accessLogs, lifecycle: lifecycle(3) },
      search: { ...minimal.search, retentionInDays: 3 },
    });
  });
});
