import type { Call, CloudError, ResourceType, Rule } from "../resource.ts";
import { accountOf, findBucket, record, refusal, regionOf, TOKEN, text } from "./place.ts";
import { allows } from "./policy.ts";
import { bucketPolicyOf, configuration, defaultEncryptionOf, defaultRetentionOf } from "./s3-state.ts";

const REQUIREMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html";
const PERMISSIONS =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general";

function invalidTarget(message: string): CloudError {
  return refusal("InvalidTargetBucketForLogging", message);
}

const targetExists: Rule = {
  id: "s3-logging-target-exists",
  source: REQUIREMENTS,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    findBucket(store, text(inputs.targetBucket)) === undefined
      ? invalidTarget("The target bucket for logging does not exist")
      : undefined,
};

const targetIsInTheSameRegion: Rule = {
  id: "s3-logging-target-is-in-the-same-region",
  source: REQUIREMENTS,
  on: ["create", "update"],
  refuse({ inputs, store }) {
    const source = findBucket(store, text(inputs.bucket))?.outputs.region;
    const target = findBucket(store, text(inputs.targetBucket))?.outputs.region;
    if (source === undefined || target === undefined || source === target) return undefined;
    // The misspelling is S3's own.
    return refusal("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed.");
  },
};

const targetHasNoDefaultRetention: Rule = {
  id: "s3-logging-target-has-no-default-retention",
  source: REQUIREMENTS,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    defaultRetentionOf(store, text(inputs.targetBucket) ?? "") === undefined
      ? undefined
      : invalidTarget("The target bucket must not have an Object Lock default retention: it blocks the log delivery"),
};

const targetIsNotEncryptedWithKms: Rule = {
  id: "s3-logging-target-is-not-encrypted-with-kms",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-server-access-logging.html",
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    defaultEncryptionOf(store, text(inputs.targetBucket) ?? "")?.algorithm.startsWith("aws:kms")
      ? invalidTarget("The target bucket's default encryption must be SSE-S3: logs are not delivered under SSE-KMS")
      : undefined,
};

function logKey({ inputs, config }: Call): string {
  const prefix = text(inputs.targetPrefix) ?? "";
  const partitioned = record(inputs.targetObjectKeyFormat).partitionedPrefix !== undefined;
  const folder = `${accountOf(config)}/${regionOf(inputs, config)}/${text(inputs.bucket)}/2000/01/01/`;
  return `${prefix}${partitioned ? folder : ""}2000-01-01-00-00-00-0123456789ABCDEF`;
}

const targetLetsTheServiceWrite: Rule = {
  id: "s3-logging-target-lets-the-logging-service-write",
  source: PERMISSIONS,
  on: ["create", "update"],
  refuse(call) {
    const { inputs, store, config } = call;
    const target = findBucket(store, text(inputs.targetBucket));
    const source = findBucket(store, text(inputs.bucket));
    if (target === undefined || source === undefined || target.inputs.acl === "log-delivery-write") return undefined;
    const allowed = allows(bucketPolicyOf(store, target.id), {
      service: "logging.s3.amazonaws.com",
      action: "s3:PutObject",
      resource: `${String(target.outputs.arn)}/${logKey(call)}`,
      context: {
        "aws:sourcearn": String(source.outputs.arn),
        "aws:sourceaccount": accountOf(config),
        "aws:securetransport": "true",
        "aws:principalisawsservice": "true",
        "aws:principalservicename": "logging.s3.amazonaws.com",
      },
    });
    return allowed
      ? undefined
      : invalidTarget(
          "You must either provide the necessary permissions to the logging service using a bucket policy or give the log-delivery group WRITE and READ_ACP permissions to the target bucket",
        );
  },
};

export const logging: ResourceType = configuration(
  TOKEN.logging,
  [
    targetExists,
    targetIsInTheSameRegion,
    targetHasNoDefaultRetention,
    targetIsNotEncryptedWithKms,
    targetLetsTheServiceWrite,
  ],
  ["expectedBucketOwner"],
);
