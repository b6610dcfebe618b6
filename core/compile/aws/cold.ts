import type { AuditPlan } from "../../plan/plan.ts";
import { breakEvenKilobytes, type ColdPrices } from "../cold.ts";
import { type Answer, because } from "../compiled.ts";
import type { LifecycleRule } from "./archive.ts";

type Retention = AuditPlan["settings"]["retention"];

/** Of the region us-east-1, in November 2026. https://aws.amazon.com/s3/pricing/ */
const prices: ColdPrices = { usual: 0.023, cold: 0.004, move: 0.02 };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html#glacier-pricing-considerations */
const chargedDays = 90;

/**
 * The class takes smaller objects only when told to, and bills each as if it had this size.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html#lifecycle-configuration-constraints
 */
const smallestKilobytes = 128;

/**
 * Glacier Instant Retrieval is the coldest class that can be read at once: Athena reads no other of Glacier's, and who looks into
 * an incident waits for nothing. S3 leaves small objects where they are, and so does this rule, whatever S3's default becomes.
 */
export const coldStorage = ({ coldAfterDays }: Retention): LifecycleRule[] =>
  coldAfterDays === undefined
    ? []
    : [
        {
          id: "cold-storage",
          status: "Enabled",
          filter: { objectSizeGreaterThan: smallestKilobytes * 1_024 },
          transitions: [{ days: coldAfterDays, storageClass: "GLACIER_IR" }],
        },
      ];

export const coldAnswer = ({ coldAfterDays, days: kept }: Retention): Answer | undefined => {
  if (coldAfterDays === undefined) return undefined;
  const setting = "retention.coldAfterDays";
  const given = `S3 Glacier Instant Retrieval after ${coldAfterDays} days, for objects of more than ${smallestKilobytes} KB`;
  const days = kept - coldAfterDays;
  // Refused with the plan: nothing is to be said of what it would cost.
  if (days <= 0) return { given };
  const found = breakEvenKilobytes(prices, days, chargedDays);
  if (found === undefined) {
    return { given, issue: because("warning", "aws-cold-saves-nothing", setting, { days, charged: chargedDays }) };
  }
  const kilobytes = Math.max(found, smallestKilobytes);
  const severity = kilobytes > smallestKilobytes ? "warning" : "notice";
  return { given, issue: because(severity, "aws-cold-small-files", setting, { days, kilobytes }) };
};
