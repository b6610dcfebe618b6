import type { AuditPlan } from "../../plan/plan.ts";
import type { OwnTokens } from "../own.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const longestBucketName = 63;

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-identifiers.html */
const keyIdCharacters = 36;

/** What alerts about the audit log itself name of what is made on AWS. */
export const ownTokens = ({ settings: { encryption } }: AuditPlan): OwnTokens => ({
  archive: longestBucketName,
  accessLogs: longestBucketName,
  unique: 7,
  ...(encryption.customerManagedKey && {
    key: keyIdCharacters,
    keyAlias: "alias/".length + longestBucketName,
  }),
});
