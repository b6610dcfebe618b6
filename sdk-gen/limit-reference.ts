import { archiveRegions } from "../core/compile/aws/archive-regions.ts";
import { type Cloud, cloudNames, clouds } from "../core/contract/cloud.ts";
import { type IssueCode, type IssueParams, issue } from "../core/contract/issues.ts";
import { cloudWatchRetentionDays, type Limit, limits } from "../core/contract/limits.ts";
import { sentence } from "../core/contract/messages.ts";
import { eventPatternCharacters, filterPatternCharacters } from "../core/filter/limits-aws.ts";
import { activityLogAlerts, queryBytes } from "../core/filter/limits-azure.ts";
import { queryCharacters } from "../core/filter/limits-gcp.ts";
import { mostSelectorValues } from "../core/filter/to-cloudtrail-selectors.ts";

const generated =
  "<!-- Generated from core/contract/limits.ts and core/filter/limits-*.ts by `npm run fix`: change it there. -->";

/** Whose limit it is, of what, and what happens beyond it. */
interface Told {
  of: Cloud;
  what: string;
  beyond: string;
}

const refused = "refused";

/** A limit without an entry is a type error. */
const told: Record<keyof typeof limits, Told> = {
  retentionDays: { of: "aws", what: "`retention.days`, of S3 Object Lock", beyond: refused },
  coldAfterDays: { of: "aws", what: "`retention.coldAfterDays`, of an S3 lifecycle", beyond: refused },
  rotationDays: { of: "aws", what: "`encryption.rotationDays`, of KMS", beyond: refused },
  dataCaptures: { of: "aws", what: "`capture.data`, of a trail's event selectors", beyond: refused },
  dataResources: { of: "aws", what: "`resources` of one entry of `capture.data`", beyond: refused },
  customAlerts: { of: "aws", what: "`alerts.custom`, of an event bus's rules", beyond: refused },
  alertRegions: { of: "aws", what: "`alerts.regions` of a cloud, of a metric filter's pattern", beyond: refused },
  eventRules: { of: "aws", what: "rules of an event bus, by the alerts", beyond: refused },
  eventRulesOfFew: { of: "aws", what: "rules of an event bus in af-south-1 and eu-south-1", beyond: refused },
  ruleName: { of: "aws", what: "the name of a rule, made of an alert's", beyond: refused },
  trails: { of: "aws", what: "trails of an account in a region, of which this makes one or two", beyond: refused },
  ruleTargets: { of: "aws", what: "channels that one alert goes to on AWS, of a rule's targets", beyond: refused },
  metricFilters: { of: "aws", what: "alerts that count, of a log group", beyond: refused },
  subscriptionFilters: { of: "aws", what: "streams of a log group, of which this makes one", beyond: refused },
  deliveryStreams: {
    of: "aws",
    what: "streams of an account in a region, where there are the fewest",
    beyond: refused,
  },
  tags: { of: "aws", what: "`tags`", beyond: refused },
  silenceHours: { of: "aws", what: "`health.silenceAfterHours`, of an alarm of CloudWatch", beyond: refused },
  gcpSilenceMinutes: {
    of: "gcp",
    what: "`health.silenceAfterHours`, of a condition of Cloud Monitoring",
    beyond: "told after 23 hours and 30 minutes, with a notice",
  },
  azureSilenceMinutes: {
    of: "azure",
    what: "`health.silenceAfterHours`, of a scheduled query rule",
    beyond: "told after 48 hours, with a notice",
  },
  searchableDays: { of: "gcp", what: "`retention.searchableDays`, of a log bucket", beyond: refused },
  exclusions: { of: "gcp", what: "`capture.exclude`, of a sink", beyond: refused },
  channels: { of: "gcp", what: "`channels`, of an alert policy", beyond: refused },
  alertMinutes: { of: "gcp", what: "`threshold.withinMinutes`, of an alert policy", beyond: refused },
  alertCount: { of: "azure", what: "`threshold.count`, of a scheduled query rule", beyond: refused },
  streamHours: { of: "azure", what: "`stream.retentionHours`, of Event Hubs' standard tier", beyond: refused },
  azureWorkspaceDays: {
    of: "azure",
    what: "`retention.searchableDays`, of a Log Analytics workspace",
    beyond: `below it rounded up, above it ${refused}`,
  },
  activityLogAlerts: { of: "azure", what: "activity log alerts of a subscription, by the alerts", beyond: refused },
};

interface Length extends Told {
  max: number;
  unit: string;
  source: string;
}

const lengths: readonly Length[] = [
  {
    of: "aws",
    what: "values of each trail's event selectors: `capture.data` and `capture.exclude` together",
    beyond: refused,
    max: mostSelectorValues,
    unit: "values",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html",
  },
  {
    of: "aws",
    what: "the pattern of a rule of EventBridge",
    beyond: `split into several rules; what can't be split is ${refused}`,
    max: eventPatternCharacters,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  {
    of: "aws",
    what: "the pattern of a metric filter",
    beyond: `wider where any of an actor's names may be the one that is asked for, else ${refused}`,
    max: filterPatternCharacters,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
  },
  {
    of: "gcp",
    what: "a query of Cloud Logging",
    beyond: `an exclusion is split into several; what can't be split is ${refused}`,
    max: queryCharacters,
    unit: "characters",
    source: "https://cloud.google.com/logging/quotas",
  },
  {
    of: "azure",
    what: "the query of a scheduled query rule",
    beyond: refused,
    max: queryBytes,
    unit: "bytes",
    source: "https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts",
  },
  {
    of: "azure",
    what: "activity log alerts that one alert becomes: a limit of ours, so that it takes not all of the subscription's",
    beyond: "a scheduled query rule instead",
    max: activityLogAlerts,
    unit: "activity log alerts",
    source: "https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts",
  },
];

const number = (value: number): string => value.toLocaleString("en-US");

const range = ({ min, max, unit }: Limit): string =>
  min === 0 ? `${number(max)} ${unit}` : `${number(min)} to ${number(max)} ${unit}`;

const row = ({ what, beyond }: Told, limit: string, source: string): string =>
  `| ${what} | ${limit} | ${beyond} | [source](${source}) |`;

const table = (cloud: Cloud): string =>
  [
    "| of what | limit | beyond it | |",
    "|---|---|---|---|",
    ...Object.entries(told).flatMap(([name, one]) => {
      const limit: Limit = limits[name as keyof typeof limits];
      return one.of === cloud ? [row(one, range(limit), limit.source)] : [];
    }),
    ...lengths.filter(({ of }) => of === cloud).map((one) => row(one, `${number(one.max)} ${one.unit}`, one.source)),
  ].join("\n");

type CloudCode = Extract<IssueCode, `${Cloud}-${string}`>;

/** What is said of one cloud, with an example where the sentence names something: a new one is a type error. */
const said: { [C in CloudCode]: IssueParams[C] } = {
  "aws-alerts-one-region": { regions: ["the stack's region", "those of alertRegions"], scope: "account" },
  "aws-identity-with-management": {},
  "aws-reads-with-identity": {},
  "aws-readers-search": {},
  "aws-break-glass-deploys": {},
  "aws-replica-from-now-on": {},
  "aws-cold-small-files": { days: 310, kilobytes: 128 },
  "aws-cold-saves-nothing": { days: 10, charged: 90 },
  "aws-adopted": { part: "bucket", todo: "it keeps events for 400 days" },
  "aws-archive-other-account": { found: "333344445555", account: "222233334444" },
  "aws-archive-adopted": { part: "bucket" },
  "aws-archive-unwatched": { account: "222233334444", scope: "account" },
  "aws-statements-needed": { parts: ["the bucket", "the key"] },
  "aws-management-without-organization": {},
  "aws-no-delegates-in-china": {},
  "aws-trail-unwatched": { account: "111122223333" },
  "aws-trail-unnamed": { parts: ["bucket"] },
  "aws-adopted-unlockable": {},
  "aws-adopted-key-unused": {},
  "aws-replica-impossible": { why: "the bucket is adopted" },
  "aws-adopted-elsewhere": { part: "topic", found: "us-east-1", region: "eu-central-1" },
  "aws-archive-table": { count: archiveRegions("us-east-1").length, scope: "organization" },
  "aws-readers-athena": {},
  "aws-stream-from-logs": { hasDataTrail: true },
  "aws-stream-kept": { hours: 168, days: 400 },
  "aws-data-archive": { alerts: ["mass-deletion"] },
  "aws-data-in-logs": { alerts: ["denial-burst"] },
  "aws-deletions-recorded": {},
  "aws-insights-billed": { types: 2 },
  "aws-management-excluded": { sources: ["kms.amazonaws.com"] },
  "aws-trail-not-from-management": {},
  "aws-health-one-way": { failing: "SNS", kinds: ["slack", "pagerDuty", "webhook"] },
  "gcp-matches-a-day": {},
  "gcp-tamper-in-organization": { project: "the project" },
  "gcp-data-access-external": { configs: ["ADMIN_READ of allServices"] },
  "gcp-health-in-organization": { givenMinutes: limits.gcpSilenceMinutes.max },
  "gcp-identity-gap": {},
  "gcp-identity-needs-organization": {},
  "gcp-identity-needs-sharing": {},
  "gcp-identity-with-organization": {},
  "gcp-reads-with-identity": {},
  "gcp-cold-small-files": { storageClass: "ARCHIVE", days: 310, kilobytes: 270 },
  "gcp-cold-too-short": { days: 20, least: 30 },
  "gcp-no-archive-table": {},
  "azure-health-of-workspace": { givenMinutes: limits.azureSilenceMinutes.max },
  "azure-no-reads": {},
  "azure-no-archive-table": {},
  "azure-search-microsoft-key": {},
  "azure-cold-append-blobs": {},
  "azure-stream-microsoft-key": {},
  "azure-entra-needs-user": {},
  "azure-alerts-without-identity": { alerts: ["consent-granted", "sign-in-failure"] },
  "azure-lock-needs-account": {},
  "azure-searchable-too-long": {
    searchableDays: limits.azureWorkspaceDays.max + 1,
    max: limits.azureWorkspaceDays.max,
  },
};

/** A path stays as it is written in a spec. */
const capitalized = (text: string): string =>
  /^[a-z]+\./.test(text) ? `\`${text.replace(" ", "` ")}` : text.charAt(0).toUpperCase() + text.slice(1);

const sentencesOf = (cloud: Cloud): string =>
  Object.entries(said)
    .filter(([code]) => code.startsWith(`${cloud}-`))
    .map(([code, params]) => sentence(issue("notice", code as CloudCode, [], params)))
    .map((text) => `- ${capitalized(text)}.`)
    .join("\n");

const extras: Record<Cloud, readonly string[]> = {
  aws: [
    `CloudWatch Logs keeps events for ${cloudWatchRetentionDays.map(number).join("; ")} days; ` +
      "`retention.searchableDays` is rounded up to the next, with a notice. " +
      "[source](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html)",
  ],
  gcp: [
    "A project, or an organization, has one audit configuration of each service for all audit logs in it: " +
      "[what that means for two of them](google-cloud.md#the-audit-configuration). " +
      "[source](https://cloud.google.com/logging/docs/audit/configure-data-access)",
  ],
  azure: [],
};

const section = (cloud: Cloud): string[] => [
  `## ${cloudNames[cloud]}`,
  table(cloud),
  ...extras[cloud],
  "What is said, by `explain`, by `pulumi up` and in `coverage`, where it concerns a spec:",
  sentencesOf(cloud),
];

/** The limits of each cloud in one page. */
export const limitReference = (): string =>
  `${[
    generated,
    "# Limits of each cloud",
    "One spec fits three clouds: a limit that one cloud sets to a field of the spec holds whichever clouds are used; those of Log Analytics hold where Azure is used. What is refused is refused before anything is created. What a filter can't say in a cloud is in [the guide to filters](filters.md#what-a-cloud-makes-of-it), the rules by which clouds refuse in [the sandbox's rules](reference/sandbox-rules.md).",
    ...clouds.flatMap(section),
  ].join("\n\n")}\n`;
