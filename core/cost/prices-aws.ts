import type { Price } from "./cost.ts";

const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;

/**
 * What AWS asks for, without its free tiers. `seen` says how far each was verified when this table was made: read on AWS's own
 * page, in reports of others that agree with each other, or neither.
 */
export const pricesAws = {
  pricesOf: "2026-11",
  region: "us-east-1",
  firstCopy: { usd: 0, per: 100_000, unit: "events", source: page("cloudtrail"), seen: "vendor" },
  furtherCopy: { usd: 2, per: 100_000, unit: "events", source: page("cloudtrail"), seen: "vendor" },
  dataEvents: { usd: 0.1, per: 100_000, unit: "events", source: page("cloudtrail"), seen: "vendor" },
  logIngestion: { usd: 0.5, per: 1, unit: "GB", source: page("cloudwatch"), seen: "others" },
  logStorage: { usd: 0.03, per: 1, unit: "GB", source: page("cloudwatch"), seen: "others" },
  alarm: { usd: 0.1, per: 1, unit: "alarms", source: page("cloudwatch"), seen: "others" },
  metric: { usd: 0.3, per: 1, unit: "metrics", source: page("cloudwatch"), seen: "others" },
  put: { usd: 0.005, per: 1_000, unit: "files", source: page("s3"), seen: "not seen" },
  storage: { usd: 0.023, per: 1, unit: "GB", source: page("s3"), seen: "others" },
  replicated: { usd: 0.02, per: 1, unit: "GB", source: page("s3"), seen: "not seen" },
  key: { usd: 1, per: 1, unit: "key versions", source: page("kms"), seen: "not seen" },
  posted: { usd: 0.2, per: 1_000_000, unit: "posts", source: page("eventbridge"), seen: "others" },
  sentOn: { usd: 1, per: 1_000_000, unit: "events", source: page("eventbridge"), seen: "others" },
  insights: { usd: 0.35, per: 100_000, unit: "events", source: page("cloudtrail"), seen: "vendor" },
  streamed: { usd: 0.029, per: 1, unit: "GB", source: page("firehose"), seen: "not seen" },
  converted: { usd: 0.018, per: 1, unit: "GB", source: page("firehose"), seen: "not seen" },
  published: { usd: 0.5, per: 1_000_000, unit: "messages", source: page("sns"), seen: "not seen" },
  scanned: { usd: 5, per: 1, unit: "TB", source: page("athena"), seen: "not seen" },
  mail: { usd: 2, per: 100_000, unit: "mails", source: page("sns"), seen: "others" },
} as const satisfies { [name: string]: Price | string };

export type AwsPrice = Exclude<keyof typeof pricesAws, "pricesOf" | "region">;
