import type { AwsBlueprint } from "../compile/aws/blueprint.ts";
import { compileAws } from "../compile/aws/blueprint.ts";
import { type AzureBlueprint, compileAzure } from "../compile/azure/blueprint.ts";
import { compileGcp, type GcpBlueprint } from "../compile/gcp/blueprint.ts";
import { withTexts } from "../compile/json.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { AlertThreshold, AuditPlan } from "../plan/plan.ts";

/** A filter of a cloud, by what it is called wherever it is compared. */
export interface ComparedFilter {
  readonly cloud: Cloud;
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

const withDollars = (text: string): string => text.replaceAll(`\${dollar}`, "$");

const jsonOf = (value: unknown): string => JSON.stringify(withTexts(value, withDollars));

/** A filter and how often it must match, which is as much a part of an alert. */
export const withThreshold = (text: string, threshold: AlertThreshold | undefined): string =>
  threshold === undefined ? text : `${text}\n${threshold.count} within ${threshold.withinMinutes} minutes`;

const counted = (count: number, seconds: number): AlertThreshold | undefined =>
  count > 1 ? { count, withinMinutes: seconds / 60 } : undefined;

type Filters = readonly Omit<ComparedFilter, "cloud">[];

const ofAws = ({ trail, dataTrail, alerts }: AwsBlueprint): Filters => [
  { kind: "trail", name: "trail", text: jsonOf(trail.advancedEventSelectors) },
  ...(dataTrail ? [{ kind: "trail", name: "data-trail", text: jsonOf(dataTrail.advancedEventSelectors) }] : []),
  ...(alerts?.rules ?? [])
    .filter(({ form }) => form === "cloudTrail")
    .map(({ key, pattern }) => ({ kind: "EventBridge rule", name: key, text: jsonOf(pattern) })),
  ...(alerts?.alarms ?? []).map(({ key, metric, count, periodSeconds }) => ({
    kind: "metric filter and alarm",
    name: `${key}.alarm`,
    text: withThreshold(withDollars(metric.pattern), counted(count, periodSeconds)),
  })),
];

const sinkText = ({ filter, exclusions }: GcpBlueprint["sinks"]): string =>
  [filter, ...exclusions.map((one) => `without: ${one.filter}`)].join("\n");

const ofGcp = ({ sinks, stream, alerts }: GcpBlueprint): Filters => [
  ...["archive", "search", ...(stream === undefined ? [] : ["stream"])].map((part) => ({
    kind: "sink",
    name: `${part}-sink`,
    text: sinkText(sinks),
  })),
  ...(alerts?.matches ?? []).map(({ key, filter }) => ({ kind: "alert policy", name: key, text: withDollars(filter) })),
  ...(alerts?.counters ?? []).map(({ key, metric, thresholdValue, alignmentPeriod }) => ({
    kind: "alert policy",
    name: key,
    text: withThreshold(withDollars(metric.filter), counted(thresholdValue + 1, Number(alignmentPeriod.slice(0, -1)))),
  })),
];

const ofAzure = ({ activityLogCategories, entraCategories, vaultCategories, key, alerts }: AzureBlueprint): Filters => {
  const setting = (name: string, categories: readonly string[]): Filters =>
    categories.length === 0 ? [] : [{ kind: "diagnostic setting", name, text: categories.join(", ") }];
  return [
    ...setting("activity-log", activityLogCategories),
    ...setting("entra", entraCategories),
    ...setting("vault-audit", key === undefined ? [] : vaultCategories),
    ...(alerts?.activityLogRules ?? []).map(({ key, condition }) => ({
      kind: "activity log alert",
      name: key,
      text: jsonOf(condition),
    })),
    ...(alerts?.queryRules ?? []).map(({ key, query }) => ({
      kind: "scheduled query rule",
      name: key,
      text: withDollars(query),
    })),
  ];
};

/** The filters that a plan becomes, with tokens for what only a deployment knows. */
export const specFilters = (plan: AuditPlan): readonly ComparedFilter[] => {
  const { aws, gcp, azure } = plan.placements;
  const inCloud = (cloud: Cloud, filters: Filters): readonly ComparedFilter[] =>
    filters.map((one) => ({ cloud, ...one }));
  return [
    ...(aws ? inCloud("aws", ofAws(compileAws(plan, aws).blueprint)) : []),
    ...(gcp ? inCloud("gcp", ofGcp(compileGcp(plan, gcp).blueprint)) : []),
    ...(azure ? inCloud("azure", ofAzure(compileAzure(plan, azure).blueprint)) : []),
  ];
};
