import { keyRules } from "../../sandbox/aws/cloudtrail-key.ts";
import type { Case } from "./aws-case.ts";
import { ACCOUNT, testCases } from "./aws-case.ts";
import {
  ARN,
  abroad,
  arnOf,
  bucket,
  describeKey,
  encrypt,
  encryptedBy,
  goodKey,
  key,
  LOGS,
  permitted,
  trailCase,
  use,
  worldCase,
} from "./aws-trail-world.ts";
import type { Given } from "./memory-store.ts";

function keyCase(
  rule: string,
  broken: Given,
  near: Given,
  refused: Case["refused"],
  when?: string,
  ...rest: Given[]
): Case {
  const base = { name: "audit", s3BucketName: LOGS };
  return {
    ...trailCase(rule, { kmsKeyId: arnOf(broken) }, {}, refused, when),
    given: [bucket, permitted, broken, ...rest],
    mended: { given: [bucket, permitted, near, ...rest], inputs: { ...base, kmsKeyId: arnOf(near) } },
  };
}

const KMS = { name: "InsufficientEncryptionPolicyException", message: /S3 bucket audit-logs or KMS key arn:aws:kms/ };
const otherContext = use("kms:GenerateDataKey*", {
  StringEquals: { "kms:EncryptionContext:aws:cloudtrail:arn": `${ARN}-2` },
});
const byBucket = (arn: string) =>
  use("kms:GenerateDataKey", { StringEquals: { "kms:EncryptionContext:aws:s3:arn": arn } });
const bucketKeyPolicy = key([byBucket(`arn:aws:s3:::${LOGS}`)]);

const keyCases: Case[] = [
  {
    ...trailCase(
      "cloudtrail-key-id-is-valid",
      { kmsKeyId: "arn:aws:s3:::audit-logs" },
      {},
      { name: "InvalidKmsKeyIdException", message: /not a valid KMS key/ },
    ),
  },
  keyCase(
    "cloudtrail-key-exists-in-the-region-of-the-bucket",
    key([encrypt, describeKey], abroad),
    goodKey,
    { name: "KmsKeyNotFoundException", message: /in the region of the S3 bucket/ },
    "it is elsewhere",
  ),
  trailCase(
    "cloudtrail-key-exists-in-the-region-of-the-bucket",
    { kmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/missing` },
    {},
    { name: "KmsKeyNotFoundException", message: /does not exist/ },
    "there is none",
  ),
  keyCase("cloudtrail-key-is-enabled", key([encrypt, describeKey], { isEnabled: false }), goodKey, {
    name: "KmsException",
    message: /is disabled/,
  }),
  keyCase("cloudtrail-key-policy-lets-it-encrypt", key([describeKey]), goodKey, KMS, "no statement"),
  keyCase(
    "cloudtrail-key-policy-lets-it-encrypt",
    key([otherContext, describeKey]),
    goodKey,
    KMS,
    "another trail's context",
  ),
  keyCase(
    "cloudtrail-key-policy-lets-it-encrypt",
    key([encrypt, describeKey, { ...use("kms:GenerateDataKey*", {}), Effect: "Deny", Principal: "*" }]),
    goodKey,
    KMS,
    "a denial",
  ),
  keyCase("cloudtrail-key-policy-lets-it-describe-the-key", key([encrypt]), goodKey, KMS),
  keyCase(
    "cloudtrail-key-policy-lets-it-decrypt-under-a-bucket-key",
    goodKey,
    key([encrypt, describeKey, use("kms:Decrypt")]),
    KMS,
    undefined,
    encryptedBy(goodKey, true),
  ),
  worldCase(
    "cloudtrail-default-key-of-the-bucket-lets-it-encrypt",
    {},
    [bucket, permitted, goodKey, encryptedBy(goodKey, true)],
    [bucket, permitted, bucketKeyPolicy, encryptedBy(bucketKeyPolicy, true)],
    KMS,
    "its policy has only the trail's context",
  ),
  worldCase(
    "cloudtrail-default-key-of-the-bucket-lets-it-encrypt",
    {},
    [bucket, permitted, encryptedBy(bucketKeyPolicy, true)],
    [bucket, permitted, bucketKeyPolicy, encryptedBy(bucketKeyPolicy, true)],
    KMS,
    "there is no such key",
  ),
];

testCases(keyRules, keyCases);
