import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { lossOfEvidenceName } from "../compile/aws/data.ts";
import { needsReads } from "../compile/aws/trail.ts";
import type { AuditPlan } from "../plan/plan.ts";
import type { Volumes } from "./volumes.ts";

/** What is taken for certain, in numbers. */
export const assumed = {
  bytesOfEvent: 1_500,
  /** In the archive. */
  gzipRatio: 10,
  /** In a stream's Parquet files, which Snappy compresses less. */
  parquetRatio: 5,
  /** In CloudWatch Logs. https://aws.amazon.com/cloudwatch/pricing/ */
  logRatio: 0.15,
  writesShare: 0.1,
  daysOfMonth: 30,
  /** One in five minutes, in each account and region. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
  filesOfDay: 288,
  digestsOfDay: 24,
  /** One in five minutes too: that is how long Firehose waits for more. */
  streamFilesOfDay: 288,
  /** Those that an account has from the start, whether or not something happens there. */
  enabledRegions: 17,
} as const;

/** What the lines are worked out from. */
export interface AwsUse {
  readonly plan: AuditPlan;
  readonly blueprint: AwsBlueprint;
  readonly volumes: Volumes;
  /** Management events that the trail records. */
  readonly management: number;
  readonly data: number;
  /** Those of the data events that CloudWatch Logs is given too. */
  readonly searchableData: number;
}

export const gigabytes = (events: number): number => (events * assumed.bytesOfEvent) / 1e9;

/** Deletions of evidence are so few that they cost nothing. */
const hasData = (selectors: AwsBlueprint["trail"]["advancedEventSelectors"]): boolean =>
  selectors.some(
    ({ name, fieldSelectors }) =>
      name !== lossOfEvidenceName &&
      fieldSelectors.some(({ field, equals }) => field === "eventCategory" && equals?.includes("Data")),
  );

/** What a deployment records, at some volumes. */
export const useOf = (plan: AuditPlan, blueprint: AwsBlueprint, volumes: Volumes): AwsUse => {
  const { capture } = plan.settings;
  const management = Math.round(volumes.management * (needsReads(capture) ? 1 : assumed.writesShare));
  const { trail, dataTrail } = blueprint;
  const isAsked = dataTrail !== undefined || hasData(trail.advancedEventSelectors);
  const data = isAsked ? volumes.data : 0;
  // How many copies the trail has of what alerts count, nothing tells.
  return { plan, blueprint, volumes, management, data, searchableData: dataTrail === undefined ? data : 0 };
};
