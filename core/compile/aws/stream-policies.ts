import type { PlannedPlacements } from "../../plan/plan.ts";
import { token } from "../json.ts";
import { onlyBreakGlassChanges } from "./break-glass.ts";
import { readersUse } from "./key.ts";
import {
  bucketArn,
  denyInsecureTransport,
  known,
  logGroupName,
  ownName,
  type PolicyDocument,
  policy,
  type Statement,
} from "./policies.ts";

/** What a role may do: a policy of an identity names no principal. */
export type Permissions = { Version: "2012-10-17"; Statement: Omit<Statement, "Principal">[] };

export type StreamRole = { name: string; trust: PolicyDocument; permissions: Permissions };

/** The bucket of the stream, as the cloud has named it. */
export const streamBucket = token("streamBucket");

/** Firehose's own log group: in that of the trail, its errors would be streamed too. */
export const errorLogGroup = `${logGroupName}/stream`;

export const errorLogStream = "delivery";

const regional = (service: string, region: string, resource: string): string =>
  `arn:${known.partition}:${service}:${region}:${known.account}:${resource}`;

const allow = (sid: string, actions: string[], resources: string[], condition?: Statement["Condition"]) => ({
  Sid: sid,
  Effect: "Allow" as const,
  Action: actions,
  Resource: resources,
  ...(condition && { Condition: condition }),
});

const permissions = (...statements: (Permissions["Statement"][number] | undefined)[]): Permissions => ({
  Version: "2012-10-17",
  Statement: statements.filter((one) => one !== undefined),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#FirehoseExample */
export const subscriberRole = (name: string, region: string, stream: string): StreamRole => ({
  name,
  trust: policy({
    Sid: "CloudWatchLogsAssume",
    Effect: "Allow",
    Principal: { Service: "logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringLike: { "aws:SourceArn": regional("logs", region, "*") } },
  }),
  permissions: permissions(
    allow(
      "PutRecords",
      ["firehose:PutRecord", "firehose:PutRecordBatch"],
      [regional("firehose", region, `deliverystream/${stream}`)],
    ),
  ),
});

export interface Schema {
  database: string;
  table: string;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3 */
export const firehoseRole = (
  name: string,
  region: string,
  hasKey: boolean,
  schema: Schema | undefined,
): StreamRole => ({
  name,
  trust: policy({
    Sid: "FirehoseAssume",
    Effect: "Allow",
    Principal: { Service: "firehose.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": known.account } },
  }),
  permissions: permissions(
    allow(
      "DeliverToBucket",
      [
        "s3:AbortMultipartUpload",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
      ],
      [bucketArn(streamBucket), `${bucketArn(streamBucket)}/*`],
    ),
    hasKey ? encryptInBucket(region) : undefined,
    allow(
      "LogErrors",
      ["logs:PutLogEvents"],
      [regional("logs", region, `log-group:${errorLogGroup}:log-stream:${errorLogStream}`)],
    ),
    schema && readSchema(region, schema),
  ),
});

/** The encryption context is the bucket's with a Bucket Key, and the object's without. */
const encryptInBucket = (region: string) =>
  allow("EncryptInBucket", ["kms:Decrypt", "kms:GenerateDataKey"], [token("keyArn")], {
    StringEquals: { "kms:ViaService": `s3.${region}.${known.dnsSuffix}` },
    StringLike: { "kms:EncryptionContext:aws:s3:arn": `${bucketArn(streamBucket)}*` },
  });

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue */
const readSchema = (region: string, { database, table }: Schema) =>
  allow(
    "ReadSchema",
    ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"],
    ["catalog", `database/${database}`, `table/${database}/${table}`].map((name) => regional("glue", region, name)),
  );

/** What CloudWatch Logs needs of the key for Firehose's log group. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const errorLogUses = (region: string): Statement => ({
  Sid: "CloudWatchLogsOfStream",
  Effect: "Allow",
  Principal: { Service: `logs.${region}.${known.dnsSuffix}` },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  Condition: {
    ArnEquals: { "kms:EncryptionContext:aws:logs:arn": regional("logs", region, `log-group:${errorLogGroup}`) },
  },
});

const thisAccount = { AWS: `arn:${known.partition}:iam::${known.account}:root` };

/** A key's policy of one's own leaves the rest to the account's policies for identities; of an adopted key that is not known. */
const adoptedKeyUses = (region: string): Statement[] => [
  {
    Sid: "StreamDelivers",
    Effect: "Allow",
    Principal: thisAccount,
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: {
      ArnEquals: { "aws:PrincipalArn": `arn:${known.partition}:iam::${known.account}:role/${streamOutRole}` },
      StringEquals: { "kms:ViaService": `s3.${region}.${known.dnsSuffix}` },
    },
  },
  // Firehose takes a grant of the key from who makes the delivery stream.
  {
    Sid: "StreamIsMade",
    Effect: "Allow",
    Principal: thisAccount,
    Action: ["kms:CreateGrant", "kms:DescribeKey"],
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": `firehose.${region}.${known.dnsSuffix}` } },
  },
];

export const streamOutRole = ownName("stream-out");

/** What a stream needs of the key's policy. */
export const streamKeyUses = (placement: NonNullable<PlannedPlacements["aws"]>): Statement[] => [
  errorLogUses(placement.region),
  ...(placement.existing.includes("key") ? adoptedKeyUses(placement.region) : []),
  // Where the archive is another account's, its key is too, and the readers have nothing of this one yet.
  ...(placement.logArchive === undefined ? [] : readersUse(placement)),
];

/** Over TLS only; who may read the archive may read what is streamed, and who may change it may change that. */
export const streamBucketPolicy = (placement: NonNullable<PlannedPlacements["aws"]>): PolicyDocument => {
  const { readers } = placement;
  const principals = { AWS: readers.map(known.reader) };
  return policy(
    denyInsecureTransport(streamBucket),
    ...onlyBreakGlassChanges(placement, streamBucket),
    ...(readers.length === 0
      ? []
      : [
          {
            Sid: "ReadersList",
            Effect: "Allow" as const,
            Principal: principals,
            Action: ["s3:ListBucket", "s3:GetBucketLocation"],
            Resource: bucketArn(streamBucket),
          },
          {
            Sid: "ReadersGet",
            Effect: "Allow" as const,
            Principal: principals,
            Action: ["s3:GetObject", "s3:GetObjectVersion"],
            Resource: `${bucketArn(streamBucket)}/*`,
          },
        ]),
  );
};
