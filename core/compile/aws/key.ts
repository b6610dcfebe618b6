import type { PlannedPlacements } from "../../plan/plan.ts";
import { ownerOfTrail } from "./delegation.ts";
import { known, logGroupArn, type PolicyDocument, policy, type Statement } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/**
 * Who may use the key: the account's administrators, CloudTrail for these trails, CloudWatch Logs for this group, the readers
 * through S3, where there are alerts what publishes to their topics, and whom the other parts name.
 */
export const keyPolicy = (
  { region, readers, managementAccount }: Placement,
  trails: string | string[],
  hasAlerts: boolean,
  others: readonly Statement[],
): PolicyDocument =>
  policy(
    enableIamPolicies,
    ...cloudTrailUses(trails, ownerOfTrail({ managementAccount })),
    cloudWatchLogsUses(region),
    ...readersUse({ region, readers }),
    hasAlerts ? alertPublishers : undefined,
    ...others,
  );

/** Without it nobody could change the policy any more. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const administrators = (account: string): Statement => ({
  Sid: "EnableIamPolicies",
  Effect: "Allow",
  Principal: { AWS: `arn:${known.partition}:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});

export const enableIamPolicies: Statement = administrators(known.account);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
export const cloudTrailUses = (trails: string | string[], owner: string): Statement[] => {
  const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" } as const;
  const theseTrails = { "aws:SourceArn": trails };
  return [
    {
      Sid: "CloudTrailEncrypt",
      ...cloudTrail,
      Action: "kms:GenerateDataKey*",
      Condition: {
        StringEquals: theseTrails,
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${known.partition}:cloudtrail:*:${owner}:trail/*`,
        },
      },
    },
    { Sid: "CloudTrailDescribe", ...cloudTrail, Action: "kms:DescribeKey", Condition: { StringEquals: theseTrails } },
    // Needed because the bucket uses an S3 Bucket Key.
    { Sid: "CloudTrailDecrypt", ...cloudTrail, Action: "kms:Decrypt", Condition: { StringEquals: theseTrails } },
  ];
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
export const cloudWatchLogsUses = (region: string): Statement => ({
  Sid: "CloudWatchLogs",
  Effect: "Allow",
  Principal: { Service: `logs.${region}.${known.dnsSuffix}` },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn(region) } },
});

/** Through S3 only: with a Bucket Key the encryption context is the bucket's, so a condition on the trail's would never hold. */
export const readersDecrypt = (region: string, readers: readonly string[]): Statement => ({
  Sid: "ReadersDecrypt",
  Effect: "Allow",
  Principal: { AWS: readers.map(known.reader) },
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { StringEquals: { "kms:ViaService": `s3.${region}.${known.dnsSuffix}` } },
});

export const readersUse = ({ region, readers }: Pick<Placement, "region" | "readers">): Statement[] =>
  readers.length === 0 ? [] : [readersDecrypt(region, readers)];

/**
 * Without this they report success, and nobody is told. EventBridge supports no condition here.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export const alertPublishers: Statement = {
  Sid: "AlertPublishers",
  Effect: "Allow",
  Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};
