import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { needsReads } from "../compile/aws/trail.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { type AwsUse, assumed, gigabytes, useOf } from "./aws-use.ts";
import { type Cost, type CostLine, cents } from "./cost.ts";
import { type AwsPrice, pricesAws } from "./prices-aws.ts";
import { surprisesOf } from "./surprises-aws.ts";
import type { Volumes } from "./volumes.ts";

const monthsOf = (days: number): number => days / assumed.daysOfMonth;

/** No more than there are events. */
const filesOf = ({ blueprint, volumes: { accounts, regions }, management, data }: AwsUse): number => {
  const { filesOfDay, digestsOfDay, enabledRegions, daysOfMonth } = assumed;
  const most = accounts * regions * filesOfDay * daysOfMonth;
  const trails = blueprint.dataTrail === undefined ? 1 : 2;
  return Math.min(most * trails, management + data) + trails * accounts * enabledRegions * digestsOfDay * daysOfMonth;
};

/** What the archive gets in a month, in GB. */
const archivedOf = ({ management, data }: AwsUse): number => gigabytes(management + data) / assumed.gzipRatio;

const storedOf = (use: AwsUse): number => archivedOf(use) * monthsOf(use.plan.settings.retention.days);

type Line = readonly [what: string, price: AwsPrice, quantity: (use: AwsUse) => number];

const alertsOf = ({ blueprint, volumes }: AwsUse): number => (blueprint.alerts === undefined ? 0 : volumes.alerts);

/** A part of the deployment that is billed adds its line here, and what it is billed by to the prices. */
const lines: readonly Line[] = [
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
  [
    "CloudWatch Logs, taken in",
    "logIngestion",
    ({ management, searchableData }) => gigabytes(management + searchableData),
  ],
  [
    "CloudWatch Logs, kept",
    "logStorage",
    ({ management, searchableData, blueprint }) =>
      gigabytes(management + searchableData) * assumed.logRatio * monthsOf(blueprint.search.retentionInDays),
  ],
  ["S3, files written", "put", filesOf],
  ["S3, kept", "storage", storedOf],
  ["S3, files of the replica", "put", (use) => (use.blueprint.replica === undefined ? 0 : filesOf(use))],
  ["S3, sent to the replica", "replicated", (use) => (use.blueprint.replica === undefined ? 0 : archivedOf(use))],
  ["S3, replica kept", "storage", (use) => (use.blueprint.replica === undefined ? 0 : storedOf(use))],
  // Of older versions of a key's material two are billed.
  [
    "KMS, keys and their rotations",
    "key",
    ({ blueprint: { key, replica } }) => [key, replica?.key].filter((one) => one !== undefined).length * 3,
  ],
  ["alarms", "alarm", ({ blueprint }) => blueprint.alerts?.alarms.length ?? 0],
  ["metrics of alarms, at most", "metric", ({ blueprint }) => blueprint.alerts?.alarms.length ?? 0],
  ["alerts by mail", "mail", alertsOf],
  ["alerts posted", "posted", alertsOf],
  [
    "events sent on to alerts",
    "sentOn",
    ({ blueprint, volumes }) => ((blueprint.alerts?.forwardings.length ?? 0) > 0 ? volumes.forwarded : 0),
  ],
];

const priceText = (name: AwsPrice): string => {
  const { usd, per, unit } = pricesAws[name];
  if (usd === 0) return "free";
  const each = usd.toFixed(Number.isInteger(Math.round(usd * 1_000) / 10) ? 2 : 3);
  return `${each} / ${per === 1 ? unit.replace(/s$/, "") : `${per.toLocaleString("en-US")} ${unit}`}`;
};

const lineOf = (use: AwsUse, [what, name, quantityOf]: Line): readonly CostLine[] => {
  const quantity = quantityOf(use);
  if (quantity === 0) return [];
  const { usd, per, unit } = pricesAws[name];
  return [{ what, quantity, unit, price: priceText(name), monthly: cents((quantity / per) * usd) }];
};

const assumptionsOf = ({ plan, data }: AwsUse): readonly string[] => [
  "an event is 1.5 KB of JSON, a tenth of that in the archive, and what CloudWatch Logs keeps 15 % of it",
  ...(needsReads(plan.settings.capture)
    ? []
    : ["one management event in ten changes something; only those are recorded"]),
  ...(data === 0 ? ["no data events are recorded"] : []),
  `storage is what it is once retention has filled it: after ${plan.settings.retention.days} days`,
  "an alert goes to one address and is posted once; free tiers are left out",
];

const notCounted: readonly string[] = [
  "queries and what they read",
  "copies of data events that alarms count, and a stream",
  "cold storage, which takes few of CloudTrail's files",
  "access logs of the archive, and requests to KMS, which its bucket key keeps few",
  "what exclusions leave out: the cost is below this",
  "taxes, discounts, and transfer out of AWS",
];

/** What a plan costs on AWS. */
export const costOfAws = (plan: AuditPlan, blueprint: AwsBlueprint, volumes: Volumes): Cost => {
  const use = useOf(plan, blueprint, volumes);
  const found = lines.flatMap((line) => lineOf(use, line));
  return {
    currency: "USD",
    region: pricesAws.region,
    pricesOf: pricesAws.pricesOf,
    lines: found,
    monthly: cents(found.reduce((sum, { monthly }) => sum + monthly, 0)),
    assumptions: assumptionsOf(use),
    notCounted,
    surprises: surprisesOf(use),
  };
};
