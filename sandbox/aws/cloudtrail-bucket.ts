import type { Call, CloudError, Rule } from "../resource.ts";
import { CLOUDTRAIL, GUIDE, trailContext, trailOwner } from "./cloudtrail-arn.ts";
import { findBucket, organizationOf, refusal, regionOf, text } from "./place.ts";
import { allows } from "./policy.ts";
import { bucketPolicyOf } from "./s3-state.ts";

const POLICY = `${GUIDE}create-s3-bucket-policy-for-cloudtrail.html`;

function isAllowed({ inputs, store, config }: Call, action: string, key: string | undefined, headers = {}): boolean {
  const bucket = findBucket(store, text(inputs.s3BucketName));
  // A missing bucket is another rule's matter.
  if (bucket === undefined) return true;
  const arn = String(bucket.outputs.arn);
  return allows(bucketPolicyOf(store, bucket.id), {
    service: CLOUDTRAIL,
    action,
    resource: key === undefined ? arn : `${arn}/${key}`,
    context: { ...trailContext(inputs, config), ...headers },
  });
}

function insufficient({ inputs }: Call): CloudError {
  return refusal(
    "InsufficientS3BucketPolicyException",
    `Incorrect S3 bucket policy is detected for bucket: ${text(inputs.s3BucketName)}`,
  );
}

/** The keys that the trail writes below `AWSLogs/`, for the account or for the organization's members. */
function logKeys({ inputs, config }: Call, folder: string): string[] {
  const prefix = text(inputs.s3KeyPrefix);
  const kinds = inputs.enableLogFileValidation === true ? ["CloudTrail", "CloudTrail-Digest"] : ["CloudTrail"];
  const root = `${prefix === undefined ? "" : `${prefix}/`}AWSLogs/${folder}`;
  return kinds.map((kind) => `${root}/${kind}/${regionOf(inputs, config)}/2000/01/01/log.json.gz`);
}

function mayWrite(call: Call, folder: string): boolean {
  const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };
  const key = text(call.inputs.kmsKeyId);
  const encryptions = [{ "s3:x-amz-server-side-encryption": "AES256" }, ...(key === undefined ? [] : [withKey(key)])];
  return logKeys(call, folder).every((logKey) =>
    encryptions.every((header) => isAllowed(call, "s3:PutObject", logKey, { ...acl, ...header })),
  );
}

function withKey(key: string): { [header: string]: string } {
  return { "s3:x-amz-server-side-encryption": "aws:kms", "s3:x-amz-server-side-encryption-aws-kms-key-id": key };
}

const bucketExists: Rule = {
  id: "cloudtrail-bucket-exists",
  source: `${GUIDE}cloudtrail-s3-bucket-naming-requirements.html`,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    findBucket(store, text(inputs.s3BucketName)) === undefined
      ? refusal("S3BucketDoesNotExistException", `S3 bucket ${text(inputs.s3BucketName)} does not exist!`)
      : undefined,
};

const mayReadTheAcl: Rule = {
  id: "cloudtrail-bucket-policy-lets-it-read-the-acl",
  source: POLICY,
  on: ["create", "update"],
  refuse: (call) => (isAllowed(call, "s3:GetBucketAcl", undefined) ? undefined : insufficient(call)),
};

const mayWriteLogs: Rule = {
  id: "cloudtrail-bucket-policy-lets-it-write",
  source: POLICY,
  on: ["create", "update"],
  refuse: (call) => (mayWrite(call, trailOwner(call.inputs, call.config)) ? undefined : insufficient(call)),
};

const mayWriteLogsOfTheOrganization: Rule = {
  id: "cloudtrail-bucket-policy-lets-it-write-for-the-organization",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    if (call.inputs.isOrganizationTrail !== true) return undefined;
    const folder = `${organizationOf(call.config)}/${trailOwner(call.inputs, call.config)}`;
    return mayWrite(call, folder) ? undefined : insufficient(call);
  },
};

export const bucketRules: readonly Rule[] = [bucketExists, mayReadTheAcl, mayWriteLogs, mayWriteLogsOfTheOrganization];
