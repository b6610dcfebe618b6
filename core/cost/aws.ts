import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { needsReads } from "../compile/aws/trail.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { type AwsUse, useOf } from "./aws-use.ts";
import { type Cost, type CostLine, cents } from "./cost.ts";
import { type Line, lines } from "./lines-aws.ts";
import { type AwsPrice, pricesAws } from "./prices-aws.ts";
import { surprisesOf } from "./surprises-aws.ts";
import type { Volumes } from "./volumes.ts";

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

const assumptionsOf = ({ plan, blueprint, data }: AwsUse): readonly string[] => [
  "an event is 1.5 KB of JSON, a tenth of that in the archive, and what CloudWatch Logs keeps 15 % of it",
  ...(needsReads(plan.settings.capture)
    ? []
    : ["one management event in ten changes something; only those are recorded"]),
  ...(data === 0 ? ["no data events are recorded"] : []),
  ...(blueprint.stream === undefined
    ? []
    : [
        "Firehose bills what CloudWatch Logs sends, which is compressed, and rounds each record up to 5 KB: taken as the whole text of events",
      ]),
  ...(blueprint.stream?.files === undefined ? [] : ["a stream's Parquet files have a fifth of that text"]),
  `storage is what it is once retention has filled it: after ${plan.settings.retention.days} days`,
  "an alert goes to one address and is posted once; free tiers are left out",
];

const notCounted: readonly string[] = [
  "queries and what they read",
  "copies of data events that alarms count",
  "what a stream's endpoint costs, and what Firehose could not deliver",
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
