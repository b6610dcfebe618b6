import type { Properties, ResourceType, Rule } from "../resource.ts";
import { items, record, refusal, TOKEN, text } from "./place.ts";
import { configuration, malformedXml } from "./s3-state.ts";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";

function rulesOf(inputs: Properties): { algorithm: string | undefined; key: string | undefined; bucketKey: boolean }[] {
  return items(inputs.rules).map((item) => {
    const byDefault = record(record(item).applyServerSideEncryptionByDefault);
    return {
      algorithm: text(byDefault.sseAlgorithm),
      key: text(byDefault.kmsMasterKeyId),
      bucketKey: record(item).bucketKeyEnabled === true,
    };
  });
}

const hasOneRule: Rule = {
  id: "s3-encryption-has-one-rule",
  source: `${API}API_ServerSideEncryptionConfiguration.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) => (rulesOf(inputs).length === 1 ? undefined : malformedXml),
};

const algorithmIsKnown: Rule = {
  id: "s3-encryption-algorithm-is-known",
  source: `${API}API_ServerSideEncryptionByDefault.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const known = ["AES256", "aws:kms", "aws:kms:dsse", undefined];
    return rulesOf(inputs).every(({ algorithm }) => known.includes(algorithm)) ? undefined : malformedXml;
  },
};

const keyNeedsKms: Rule = {
  id: "s3-encryption-key-needs-a-kms-algorithm",
  source: `${API}API_ServerSideEncryptionByDefault.html`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    rulesOf(inputs).some(({ algorithm, key }) => key !== undefined && !algorithm?.startsWith("aws:kms"))
      ? refusal(
          "InvalidArgument",
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        )
      : undefined,
};

const bucketKeyIsNotForDualLayer: Rule = {
  id: "s3-bucket-key-is-not-for-dual-layer-encryption",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html",
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    rulesOf(inputs).some(({ algorithm, bucketKey }) => bucketKey && algorithm === "aws:kms:dsse")
      ? refusal("InvalidArgument", "S3 Bucket Keys are not supported with the algorithm aws:kms:dsse")
      : undefined,
};

/** S3 doesn't check the key of a default encryption; the first write that needs it fails, as CloudTrail's rules do. */
export const encryption: ResourceType = configuration(
  TOKEN.encryption,
  [hasOneRule, algorithmIsKnown, keyNeedsKms, bucketKeyIsNotForDualLayer],
  ["expectedBucketOwner"],
);
