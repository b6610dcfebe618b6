import * as z from "zod";
import type { AwsExistingPart } from "./aws-existing-parts.ts";
import { deferrable } from "./deferred.ts";
import { text } from "./values.ts";

const bucketName = text(
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:\.\.|-s3alias$|--ol-s3$|--x-s3$|--table-s3$|\.mrap$))(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "the name of an S3 bucket, without arn: or s3://",
  "acme-central-logs",
);

const keyArn = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  "the ARN of a KMS key, not of an alias",
  "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
);

const logGroupName = text(
  /^(?!aws\/)[\w./#-]{1,512}$/,
  "the name of a log group, without its ARN",
  "/acme/central-audit-log",
);

const topicArn = text(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
  "the ARN of a standard SNS topic",
  "arn:aws:sns:eu-central-1:111122223333:security",
);

/** What an audit log on AWS can use although it didn't make it. */
export const awsExisting = z
  .strictObject({
    bucket: deferrable(bucketName).optional().meta({
      description:
        "The name of the S3 bucket that the trail writes to, in any account. Its lifecycle, Object Lock, versioning, encryption, access logs and policy stay its owner's.",
      errors:
        "Refused without `trailName`, with `immutability: compliance`, and, where the key is made here, by CloudTrail if the bucket is in another region.",
      source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    }),
    key: deferrable(keyArn).optional().meta({
      description:
        "The ARN of the KMS key that encrypts the archive, the log group and the topics, as far as these are made here. Its rotation and its policy stay its owner's.",
      errors: "Refused without `trailName`, and with `customerManagedKey: false`.",
      source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
    }),
    logGroup: deferrable(logGroupName).optional().meta({
      description:
        "The name of the log group that the trail delivers to, in the stack's account and `region`: CloudTrail takes no other. Its retention and encryption stay its owner's.",
      source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
    }),
    topic: deferrable(topicArn).optional().meta({
      description:
        "The ARN of an SNS topic in the stack's account and `region` that every alert is published to, in place of the topic without subscriptions that is made where there is nobody to write to. Its subscriptions, encryption and policy stay its owner's.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html",
    }),
  } satisfies Record<AwsExistingPart, z.ZodType>)
  .meta({
    id: "AwsExisting",
    description:
      "What is there already and is adopted: used, but never created, changed or deleted. Which of these are given is plain; the policy statements that they still need are in the output `statements`.",
  });

/** Stricter than CloudTrail by what a key's alias can't have, dots, and by what a second trail's name has beyond it. */
export const trailName = text(
  /^(?=.{3,123}$)[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*$/,
  "a trail's name of 3 to 123 letters and digits with single - or _ between them",
  "acme-audit",
).meta({
  description:
    "The trail's name, of which those of its log group, key alias, role and alerts are made: no other audit log of the account may have it. Default: the name of the bucket that is made. A change replaces the trail and moves what is named by it.",
  errors: "Required with `existing.bucket` or `existing.key`, whose policies must name the trail before it exists.",
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html",
});
