import { limits } from "../../contract/limits.ts";
import { eventPatternCharacters, filterPatternCharacters } from "../../filter/limits-aws.ts";
import { mostSelectorValues, selectorValues } from "../../filter/to-cloudtrail-selectors.ts";
import type { OwnTokens } from "../own.ts";
import { inUse, type Quota, quotaOfAll, quotaOfEach } from "../quotas.ts";
import type { AwsAlerting } from "./alerting.ts";
import type { AwsStream } from "./stream.ts";
import type { TrailBlueprint } from "./trail.ts";

/** What of a blueprint takes room. */
interface Taking {
  readonly region: string;
  readonly trail: TrailBlueprint;
  readonly dataTrail: TrailBlueprint | undefined;
  readonly alerts: AwsAlerting | undefined;
  readonly stream: AwsStream | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const regionsOfFewRules: readonly string[] = ["af-south-1", "eu-south-1"];

const alertsPath = ["alerts"];
const dataPath = ["capture", "data"];

/** The most characters of what fills tokens that every plan has. */
const longestKnown: OwnTokens = { partition: 10, account: 12, dollar: 1, unique: 7 };

/** How long a text is once its tokens are filled. */
const filledLength = (text: string, tokens: OwnTokens): number =>
  text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => "x".repeat(tokens[name] ?? longestKnown[name] ?? 0)).length;

const alertQuotas = (region: string, { rules, alarms }: AwsAlerting, tokens: OwnTokens): readonly Quota[] => {
  const eventRules = regionsOfFewRules.includes(region) ? limits.eventRulesOfFew : limits.eventRules;
  const targets = rules.map((rule) => ({ name: rule.id, count: rule.targets.length }));
  const patterns = rules.map(({ id, pattern }) => ({ name: id, count: filledLength(JSON.stringify(pattern), tokens) }));
  const filters = alarms.map(({ id, metric }) => ({ name: id, count: filledLength(metric.pattern, tokens) }));
  const names = rules.map(({ id, name }) => ({ name: id, count: filledLength(name, tokens) }));
  const characters = { min: 1, unit: "characters" };
  return [
    quotaOfAll(
      { quota: `the event bus in ${region}`, limit: eventRules, path: alertsPath },
      rules.map(({ id }) => id),
    ),
    quotaOfEach({ quota: "a rule's targets", limit: limits.ruleTargets, path: ["channels"] }, targets),
    quotaOfEach(
      {
        quota: "a rule's pattern",
        limit: { ...characters, max: eventPatternCharacters, source: limits.eventRules.source },
        path: alertsPath,
      },
      patterns,
    ),
    quotaOfEach({ quota: "a rule's name", limit: limits.ruleName, path: alertsPath }, names),
    quotaOfAll(
      { quota: "the log group", limit: limits.metricFilters, path: alertsPath },
      alarms.map(({ id }) => id),
    ),
    quotaOfEach(
      {
        quota: "a metric filter's pattern",
        limit: { ...characters, max: filterPatternCharacters, source: limits.alertRegions.source },
        path: alertsPath,
      },
      filters,
    ),
  ];
};

const selectorQuota = (quota: string, trail: TrailBlueprint | undefined): Quota =>
  quotaOfAll(
    {
      quota,
      limit: { min: 0, max: mostSelectorValues, unit: "values", source: limits.trails.source },
      path: dataPath,
      isOfRules: true,
    },
    (trail?.advancedEventSelectors ?? []).flatMap((selector) =>
      Array.from({ length: selectorValues([selector]) }, () => selector.name),
    ),
  );

const streamQuotas = (region: string): readonly Quota[] => {
  const path = ["stream", "enabled"];
  return [
    quotaOfAll({ quota: "the log group", limit: limits.subscriptionFilters, path }, ["stream"]),
    quotaOfAll({ quota: `an account's streams in ${region}`, limit: limits.deliveryStreams, path }, ["stream"]),
  ];
};

/** What a plan takes of what AWS has room for. No pattern that is written has a regular expression, of which a log group takes five. */
export const awsQuotas = ({ region, trail, dataTrail, alerts, stream }: Taking, tokens: OwnTokens): readonly Quota[] =>
  inUse([
    quotaOfAll(
      { quota: `an account's trails in ${region}`, limit: limits.trails, path: dataPath },
      dataTrail === undefined ? ["trail"] : ["trail", "data-trail"],
    ),
    selectorQuota("the trail's event selectors", trail),
    selectorQuota("the data trail's event selectors", dataTrail),
    ...(alerts === undefined ? [] : alertQuotas(region, alerts, tokens)),
    ...(stream === undefined ? [] : streamQuotas(region)),
  ]);
