import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { ownerOfTrail } from "./delegation.ts";
import { bucketArn, denyInsecureTransport, known, type PolicyDocument, policy, type Statement } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** The policy by which CloudTrail may write, over TLS only, the readers may read, and what the other parts say. */
export const archivePolicy = (
  placement: Placement,
  trails: string | string[],
  others: readonly Statement[],
): PolicyDocument =>
  policy(
    ...cloudTrailWrites(placement, trails),
    denyInsecureTransport(known.archive),
    ...readersRead(placement),
    ...others,
  );

/** Without which CloudTrail refuses the trails. */
export const cloudTrailWrites = (placement: Placement, trails: string | string[]): Statement[] => [
  cloudTrailAclCheck(trails),
  cloudTrailWrite("AWSCloudTrailWrite20150319", trails, ownerOfTrail(placement)),
  ...(placement.organizationId === undefined
    ? []
    : [cloudTrailWrite("AWSCloudTrailOrganizationWrite20150319", trails, placement.organizationId)]),
];

export const readersRead = ({ readers }: Placement): Statement[] => readerStatements(readers, known.archive);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
const cloudTrailAclCheck = (trails: string | string[]): Statement => ({
  Sid: "AWSCloudTrailAclCheck20150319",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:GetBucketAcl",
  Resource: bucketArn(known.archive),
  Condition: { StringEquals: { "aws:SourceArn": trails } },
});

const cloudTrailWrite = (sid: string, trails: string | string[], prefix: string): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `${bucketArn(known.archive)}/AWSLogs/${prefix}/*`,
  Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trails } },
});

/** What readers may do in the archive, or in its replica. */
export const readerStatements = (readers: readonly string[], bucket: string): Statement[] =>
  readers.length === 0 ? [] : [listing(readers, bucket), reading(readers, bucket)];

const listing = (readers: readonly string[], bucket: string): Statement => ({
  Sid: "ReadersList",
  Effect: "Allow",
  Principal: { AWS: readers.map(known.reader) },
  Action: ["s3:ListBucket", "s3:GetBucketLocation"],
  Resource: bucketArn(bucket),
});

const reading = (readers: readonly string[], bucket: string): Statement => ({
  Sid: "ReadersGet",
  Effect: "Allow",
  Principal: { AWS: readers.map(known.reader) },
  Action: ["s3:GetObject", "s3:GetObjectVersion"],
  Resource: `${bucketArn(bucket)}/AWSLogs/*`,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general */
export const accessLogPolicy = (
  logs: string,
  logged: string,
  account: string,
  others: readonly Statement[],
): PolicyDocument =>
  policy(
    {
      Sid: "S3ServerAccessLogsPolicy",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${bucketArn(logs)}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": bucketArn(logged) },
        StringEquals: { "aws:SourceAccount": account },
      },
    },
    denyInsecureTransport(logs),
    ...others,
  );

export type LifecycleRule = {
  id: string;
  status: "Enabled";
  filter: { prefix: string } | { objectSizeGreaterThan: number };
  transitions?: { days: number; storageClass: "GLACIER_IR" }[];
  expiration?: { days: number } | { expiredObjectDeleteMarker: true };
  noncurrentVersionExpiration?: { noncurrentDays: number };
  abortIncompleteMultipartUpload?: { daysAfterInitiation: number };
};

/**
 * On a versioned bucket an expiration only hides an object behind a delete marker: its version goes a day later, and the
 * marker, which S3 wants in a rule of its own, after that.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html
 */
export const endOfRetention = (days: number): LifecycleRule[] => [
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

export type ObjectLock = { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };

const lockModes = { none: undefined, governance: "GOVERNANCE", compliance: "COMPLIANCE" } as const;

export const objectLock = ({ days, immutability }: AuditPlan["settings"]["retention"]): ObjectLock | undefined => {
  const mode = lockModes[immutability];
  return mode && { mode, days };
};
