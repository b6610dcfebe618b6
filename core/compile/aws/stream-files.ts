import { known } from "./policies.ts";
import { type Schema, streamBucket } from "./stream-policies.ts";

/** Where Firehose puts Parquet files, and the table that says what is in them: to Firehose when it writes, to Athena when it is asked. */
export interface StreamFiles extends Schema {
  prefix: string;
  /** A file is written when it has this much, or after this time. */
  buffering: { megabytes: number; seconds: number };
  location: string;
  columns: { name: string; type: string }[];
  partitionKeys: { name: string; type: string }[];
  parameters: Record<string, string>;
}

/**
 * One row is what CloudWatch Logs sends at once, and each event in it the whole text of CloudTrail's record. Columns for the
 * record's own fields would lose what they don't name, since Firehose leaves it out, and all that CloudTrail adds later; and
 * Firehose documents a nested object only as a STRUCT, which `requestParameters` can't be.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 * https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html
 */
const columns = [
  { name: "messagetype", type: "string" },
  { name: "owner", type: "string" },
  { name: "loggroup", type: "string" },
  { name: "logstream", type: "string" },
  { name: "subscriptionfilters", type: "array<string>" },
  { name: "logevents", type: "array<struct<id:string,message:string>>" },
];

const day = "dt";
const folder = "events";

/** Athena works out the days by itself: nobody has to add a partition. https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
const parametersFor = (days: number): Record<string, string> => ({
  EXTERNAL: "TRUE",
  classification: "parquet",
  "projection.enabled": "true",
  [`projection.${day}.type`]: "date",
  [`projection.${day}.format`]: "yyyy-MM-dd",
  [`projection.${day}.range`]: `NOW-${days}DAYS,NOW`,
});

/** Firehose's own notation for the time at which a record arrived, in UTC. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export const byDay = `${day}=!{timestamp:yyyy-MM-dd}/`;

export const streamFiles = (days: number): StreamFiles => ({
  database: `auditlog_stream_${known.unique}`,
  table: folder,
  prefix: `${folder}/${byDay}`,
  // Firehose converts no less than 64 MB at once, but for the time.
  buffering: { megabytes: 128, seconds: 300 },
  location: `s3://${streamBucket}/${folder}/`,
  columns: [...columns],
  partitionKeys: [{ name: day, type: "string" }],
  parameters: parametersFor(days),
});
