import type { AuditPlan } from "../../plan/plan.ts";
import type { OwnTokens } from "../own.ts";
import { dataTrailSuffix } from "./policies.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const longestBucketName = 63;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const longestLogGroupName = 512;

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-identifiers.html */
const keyIdCharacters = 36;

/** What alerts about the audit log itself name of what is made, or adopted, on AWS. */
export const ownTokens = (
  { settings: { encryption, stream }, placements: { aws } }: AuditPlan,
  hasDataTrail: boolean,
): OwnTokens => {
  const adopts = (part: "bucket" | "key" | "logGroup") => aws?.existing.includes(part) ?? false;
  const trail = aws?.trailName?.length ?? longestBucketName;
  return {
    archive: longestBucketName,
    ...(!adopts("bucket") && { accessLogs: longestBucketName }),
    trail,
    ...(hasDataTrail && { dataTrail: trail + dataTrailSuffix.length }),
    logGroup: adopts("logGroup") ? longestLogGroupName : "/auditlog/".length + trail,
    unique: 7,
    ...(stream.enabled && { streamBucket: longestBucketName }),
    ...(encryption.customerManagedKey && {
      key: keyIdCharacters,
      ...(!adopts("key") && { keyAlias: "alias/".length + trail }),
    }),
  };
};
