import type { LifecycleRule } from "../compile/aws/archive.ts";
import { needsReads } from "../compile/aws/trail.ts";
import { type AwsUse, assumed, gigabytes } from "./aws-use.ts";
import type { AwsPrice } from "./prices-aws.ts";

export type Line = readonly [what: string, price: AwsPrice, quantity: (use: AwsUse) => number];

const monthsOf = (days: number): number => days / assumed.daysOfMonth;

/** Log files of a trail that records so many events: no more than there are events. */
const logFiles = ({ volumes: { accounts, regions } }: AwsUse, trails: number, events: number): number =>
  Math.min(accounts * regions * assumed.filesOfDay * assumed.daysOfMonth * trails, events);

const filesOf = (use: AwsUse): number => {
  const { digestsOfDay, enabledRegions, daysOfMonth } = assumed;
  const trails = use.blueprint.dataTrail === undefined ? 1 : 2;
  const digests = trails * use.volumes.accounts * enabledRegions * digestsOfDay * daysOfMonth;
  return logFiles(use, trails, use.management + use.data) + digests;
};

/** What the archive gets in a month, in GB. */
const archivedOf = ({ management, data }: AwsUse): number => gigabytes(management + data) / assumed.gzipRatio;

/** What the archive has once its retention has filled it, in GB. */
export const storedOf = (use: AwsUse): number => archivedOf(use) * monthsOf(use.plan.settings.retention.days);

/** What CloudWatch Logs gets in a month, in GB, and with it what subscribes to it. */
const searchedOf = ({ management, searchableData }: AwsUse): number => gigabytes(management + searchableData);

const hasInsight = ({ blueprint }: AwsUse, type: string): boolean =>
  blueprint.trail.insightSelectors?.some(({ insightType }) => insightType === type) ?? false;

/** Management events that change something. */
const writesOf = ({ plan, management }: AwsUse): number =>
  needsReads(plan.settings.capture) ? Math.round(management * assumed.writesShare) : management;

/** Of calls those that change something are analysed, of errors all; with both, the former twice. */
const analysedOf = (use: AwsUse): number =>
  (hasInsight(use, "ApiCallRateInsight") ? writesOf(use) : 0) +
  (hasInsight(use, "ApiErrorRateInsight") ? use.management : 0);

/** Those that both types of insights analyse. */
export const analysedTwice = (use: AwsUse): number =>
  hasInsight(use, "ApiCallRateInsight") && hasInsight(use, "ApiErrorRateInsight") ? writesOf(use) : 0;

const daysOf = (lifecycle: readonly LifecycleRule[]): number =>
  Math.max(...lifecycle.map(({ expiration }) => (expiration && "days" in expiration ? expiration.days : 0)));

const streamOf = (use: AwsUse): number => (use.blueprint.stream === undefined ? 0 : searchedOf(use));

const convertedOf = (use: AwsUse): number => (use.blueprint.stream?.files === undefined ? 0 : searchedOf(use));

const streamFilesOf = (use: AwsUse): number =>
  use.blueprint.stream?.files === undefined
    ? 0
    : Math.min(assumed.streamFilesOfDay * assumed.daysOfMonth, use.management + use.searchableData);

const streamStoredOf = (use: AwsUse): number => {
  const { stream } = use.blueprint;
  return stream === undefined
    ? 0
    : (convertedOf(use) / assumed.parquetRatio) * monthsOf(daysOf(stream.bucket.lifecycle));
};

const replicaOf =
  (quantity: (use: AwsUse) => number) =>
  (use: AwsUse): number =>
    use.blueprint.replica === undefined ? 0 : quantity(use);

const alertsOf = ({ blueprint, volumes }: AwsUse): number => (blueprint.alerts === undefined ? 0 : volumes.alerts);

const alarmsOf = ({ blueprint }: AwsUse): number => blueprint.alerts?.alarms.length ?? 0;

const healthAlarmsOf = ({ blueprint: { health, alerts } }: AwsUse): number =>
  (health?.alarms.length ?? 0) +
  (alerts?.forwardings.filter(({ undelivered }) => undelivered.watch !== undefined).length ?? 0);

/** Of older versions of a key's material two are billed. */
const keyVersionsOf = ({ blueprint: { key, logArchive, replica } }: AwsUse): number =>
  [key, logArchive?.key, replica?.key].filter((one) => one !== undefined).length * 3;

/** A part of the deployment that is billed adds its line here, and what it is billed by to the prices. */
export const lines: readonly Line[] = [
  [
    "management events, first copy",
    "firstCopy",
    ({ volumes, management }) => (volumes["other-trails"] > 0 ? 0 : management),
  ],
  [
    "management events, a further copy",
    "furtherCopy",
    ({ volumes, management }) => (volumes["other-trails"] > 0 ? management : 0),
  ],
  ["data events", "dataEvents", ({ data }) => data],
  ["insights, events analysed", "insights", analysedOf],
  ["CloudWatch Logs, taken in", "logIngestion", searchedOf],
  [
    "CloudWatch Logs, kept",
    "logStorage",
    (use) => searchedOf(use) * assumed.logRatio * monthsOf(use.blueprint.search.retentionInDays),
  ],
  ["S3, files written", "put", filesOf],
  ["S3, kept", "storage", storedOf],
  ["S3, files of the replica", "put", replicaOf(filesOf)],
  ["S3, sent to the replica", "replicated", replicaOf(archivedOf)],
  ["S3, replica kept", "storage", replicaOf(storedOf)],
  ["the stream, sent on by Firehose", "streamed", streamOf],
  ["the stream, made Parquet", "converted", convertedOf],
  ["the stream, files written", "put", streamFilesOf],
  ["the stream, files kept", "storage", streamStoredOf],
  ["KMS, keys and their rotations", "key", keyVersionsOf],
  ["alarms", "alarm", alarmsOf],
  ["metrics of alarms, at most", "metric", alarmsOf],
  ["alarms of health", "alarm", healthAlarmsOf],
  [
    "deliveries told of, for health",
    "published",
    (use) => (use.blueprint.health === undefined ? 0 : logFiles(use, 1, use.management + use.searchableData)),
  ],
  ["alerts by mail", "mail", alertsOf],
  ["alerts posted", "posted", alertsOf],
  [
    "events sent on to alerts",
    "sentOn",
    ({ blueprint, volumes }) => ((blueprint.alerts?.forwardings.length ?? 0) > 0 ? volumes.forwarded : 0),
  ],
];
