import { issue } from "../../contract/issues.ts";
import type { PlannedPlacements } from "../../plan/plan.ts";
import type { Placed } from "../compiled.ts";
import { bucketArn, known, type Statement } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/**
 * What destroys evidence, or weakens what protects it. Nothing that S3, CloudTrail or the readers do is among it: no policy stops
 * a lifecycle, and copies are written by other actions.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
const bucketChanges = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket*",
  "s3:DeleteObject*",
  "s3:PutAccelerateConfiguration",
  "s3:PutBucket*",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectAcl",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:PutObjectVersionAcl",
  "s3:PutReplicationConfiguration",
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
const keyChanges = [
  "kms:DeleteAlias",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:UpdateAlias",
];

const sid = "DenyAllButBreakGlass";

/**
 * Of a session of a role, the principal's ARN is the role's. Compared as texts: a role that is deleted and made again is the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
const allBut = (principals: readonly string[]) => ({ ArnNotLike: { "aws:PrincipalArn": [...principals] } });

/**
 * The account's root user is among everybody here, and not locked out: it can always delete a bucket's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export const onlyBreakGlassChanges = ({ breakGlass = [] }: Placement, bucket: string): Statement[] =>
  breakGlass.length === 0
    ? []
    : [
        {
          Sid: sid,
          Effect: "Deny",
          Principal: "*",
          Action: bucketChanges,
          Resource: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
          Condition: allBut(breakGlass.map(known.breakGlass)),
        },
      ];

/**
 * A key's policy can lock its owner's root user out, and only AWS could undo that: it stays allowed.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#allow-access-account-key-administrators
 */
export const onlyBreakGlassChangesKey = ({ breakGlass = [] }: Placement, owner: string): Statement[] =>
  breakGlass.length === 0
    ? []
    : [
        {
          Sid: sid,
          Effect: "Deny",
          Principal: "*",
          Action: keyChanges,
          Resource: "*",
          Condition: allBut([`arn:${known.partition}:iam::${owner}:root`, ...breakGlass.map(known.breakGlass)]),
        },
      ];

const adopted = (existing: Placement["existing"]): string =>
  existing.includes("bucket") || existing.includes("key") ? ", once the statements are in the adopted policies" : "";

export const breakGlassPlaced = ({ breakGlass = [], existing }: Placement): Placed[] =>
  breakGlass.length === 0
    ? []
    : [
        {
          rule: "breakGlass",
          asked: breakGlass.join(", "),
          answer: {
            given: `everybody else is denied to delete or change buckets and key, whatever IAM allows${adopted(existing)}`,
            issue: issue("warning", "aws-break-glass-deploys", ["breakGlass"], {}),
          },
        },
      ];
