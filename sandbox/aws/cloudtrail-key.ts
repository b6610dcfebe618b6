import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { API, CLOUDTRAIL, GUIDE, trailArn, trailContext } from "./cloudtrail-arn.ts";
import { findKey, isEnabled, keyAllows } from "./kms.ts";
import { findBucket, refusal, text } from "./place.ts";
import { defaultEncryptionOf, regionOfBucket } from "./s3-state.ts";

const POLICY = `${GUIDE}create-kms-key-policy-for-cloudtrail.html`;

function keyOf({ inputs, store }: Call): Stored | undefined {
  return findKey(store, text(inputs.kmsKeyId));
}

function bucketOf({ inputs }: Call): string {
  return text(inputs.s3BucketName) ?? "";
}

function mayUse(call: Call, key: Stored, action: string, encryptionContext: { [key: string]: string } = {}): boolean {
  const context = { ...trailContext(call.inputs, call.config), ...encryptionContext };
  return keyAllows(key, { service: CLOUDTRAIL, action, context });
}

function insufficient(call: Call, key: string): CloudError {
  return refusal(
    "InsufficientEncryptionPolicyException",
    `Insufficient permissions to access S3 bucket ${bucketOf(call)} or KMS key ${key}.`,
  );
}

const keyIdIsValid: Rule = {
  id: "cloudtrail-key-id-is-valid",
  source: `${API}API_CreateTrail.html#awscloudtrail-CreateTrail-request-KmsKeyId`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const id = text(inputs.kmsKeyId);
    if (id === undefined || /^(arn:[^:]+:kms:[^:]+:\d{12}:)?(alias\/|key\/)?[\w/-]+$/.test(id)) return undefined;
    return refusal("InvalidKmsKeyIdException", `${id} is not a valid KMS key ARN, alias or id`);
  },
};

const keyExists: Rule = {
  id: "cloudtrail-key-exists-in-the-region-of-the-bucket",
  source: `${API}API_CreateTrail.html#API_CreateTrail_Errors`,
  on: ["create", "update"],
  refuse(call) {
    const id = text(call.inputs.kmsKeyId);
    if (id === undefined) return undefined;
    const key = keyOf(call);
    if (key?.outputs.region === regionOfBucket(call.store, bucketOf(call), call.config)) return undefined;
    return refusal("KmsKeyNotFoundException", `The KMS key ${id} does not exist in the region of the S3 bucket.`);
  },
};

const keyIsEnabled: Rule = {
  id: "cloudtrail-key-is-enabled",
  source: `${API}API_CreateTrail.html#API_CreateTrail_Errors`,
  on: ["create", "update"],
  refuse(call) {
    const key = keyOf(call);
    return key === undefined || isEnabled(key)
      ? undefined
      : refusal("KmsException", `There is an issue with the KMS key ${String(key.outputs.arn)}: it is disabled.`);
  },
};

const keyLetsItEncrypt: Rule = {
  id: "cloudtrail-key-policy-lets-it-encrypt",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    const key = keyOf(call);
    if (key === undefined) return undefined;
    const arn = trailArn(call.inputs, call.config);
    const allowed = mayUse(call, key, "kms:GenerateDataKey", { "kms:encryptioncontext:aws:cloudtrail:arn": arn });
    return allowed ? undefined : insufficient(call, String(key.outputs.arn));
  },
};

const keyLetsItDescribe: Rule = {
  id: "cloudtrail-key-policy-lets-it-describe-the-key",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    const key = keyOf(call);
    if (key === undefined || mayUse(call, key, "kms:DescribeKey")) return undefined;
    return insufficient(call, String(key.outputs.arn));
  },
};

const keyLetsItDecryptUnderABucketKey: Rule = {
  id: "cloudtrail-key-policy-lets-it-decrypt-under-a-bucket-key",
  source: POLICY,
  on: ["create", "update"],
  refuse(call) {
    const key = keyOf(call);
    const bucketKey = defaultEncryptionOf(call.store, bucketOf(call))?.bucketKey === true;
    if (key === undefined || !bucketKey || mayUse(call, key, "kms:Decrypt")) return undefined;
    return insufficient(call, String(key.outputs.arn));
  },
};

const defaultKeyLetsItEncrypt: Rule = {
  id: "cloudtrail-default-key-of-the-bucket-lets-it-encrypt",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms",
  on: ["create", "update"],
  refuse(call) {
    const byDefault = defaultEncryptionOf(call.store, bucketOf(call));
    // A trail with a key of its own doesn't use the bucket's; aws/s3 is not a key of the stack.
    if (text(call.inputs.kmsKeyId) !== undefined || byDefault?.key === undefined) return undefined;
    const key = findKey(call.store, byDefault.key);
    const arn = String(findBucket(call.store, bucketOf(call))?.outputs.arn);
    const encrypted = byDefault.bucketKey ? arn : `${arn}/AWSLogs/log.json.gz`;
    const region = regionOfBucket(call.store, bucketOf(call), call.config);
    const usable =
      key !== undefined &&
      isEnabled(key) &&
      key.outputs.region === region &&
      mayUse(call, key, "kms:GenerateDataKey", {
        "kms:encryptioncontext:aws:s3:arn": encrypted,
        "kms:viaservice": `s3.${region}.amazonaws.com`,
      });
    return usable ? undefined : insufficient(call, byDefault.key);
  },
};

export const keyRules: readonly Rule[] = [
  keyIdIsValid,
  keyExists,
  keyIsEnabled,
  keyLetsItEncrypt,
  keyLetsItDescribe,
  keyLetsItDecryptUnderABucketKey,
  defaultKeyLetsItEncrypt,
];
