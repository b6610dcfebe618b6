import { type Issue, issue } from "../../contract/issues.ts";
import { channelsFor } from "../../plan/channels.ts";
import type { AlertSeverity, PlannedChannel, PlannedPlacements } from "../../plan/plan.ts";
import { token } from "../json.ts";
import type { GcpAlert } from "./alerts.ts";
import { type NotificationChannel, notificationChannels } from "./channels.ts";
import {
  counterDocumentation,
  headline,
  matchDocumentation,
  matchExtractors,
  metricExtractors,
  type PolicyDocumentation,
} from "./messages.ts";

/**
 * What counts entries: of the log bucket, whose points are all of one resource, so that a policy misses none of them.
 * Those of a project have the resources of the entries, some of which Cloud Monitoring doesn't know.
 * https://cloud.google.com/logging/docs/logs-based-metrics/bucket-lbm
 */
export interface AlertMetric {
  /** Of which its child's name is made. A metric's labels stay what they were, so that another form is another metric. */
  readonly key: string;
  /** With a token. */
  readonly name: string;
  readonly description: string;
  /** With tokens. */
  readonly filter: string;
  readonly labelExtractors: { readonly [label: string]: string };
}

export interface Policy {
  /** Of the alert. */
  readonly id: string;
  readonly key: string;
  readonly displayName: string;
  readonly severity: "CRITICAL" | "ERROR" | "WARNING";
  readonly documentation: PolicyDocumentation;
  /** The channels that it tells, by their names. */
  readonly channels: readonly string[];
}

export interface MatchPolicy extends Policy {
  /** With tokens. */
  readonly filter: string;
  readonly labelExtractors: { readonly [label: string]: string };
}

export interface CounterPolicy extends Policy {
  readonly metric: AlertMetric;
  /** Of the metric's points, with a token. */
  readonly filter: string;
  readonly thresholdValue: number;
  readonly alignmentPeriod: string;
  /** Whether all points are counted together, or each combination of labels by itself. */
  readonly isSum: boolean;
}

/** All that tells people of alerts on Google Cloud. */
export interface GcpAlerting {
  readonly channels: readonly NotificationChannel[];
  readonly matches: readonly MatchPolicy[];
  readonly counters: readonly CounterPolicy[];
}

/** Seven characters of a hash of the archive's name: a project may have several audit logs. */
const unique = token("unique");

/** https://cloud.google.com/monitoring/alerts/policies-in-api */
const severities = {
  low: "WARNING",
  medium: "WARNING",
  high: "ERROR",
  critical: "CRITICAL",
} as const satisfies Record<AlertSeverity, Policy["severity"]>;

const told = ({ severity }: GcpAlert, channels: readonly PlannedChannel[]): readonly string[] =>
  channelsFor(channels, severity).map(({ name }) => name);

const matchesOf = (alert: GcpAlert, channels: readonly PlannedChannel[]): readonly MatchPolicy[] => {
  if (alert.match === undefined) return [];
  return [
    {
      id: alert.id,
      key: `match-${alert.id}`,
      displayName: headline(alert),
      severity: severities[alert.severity],
      documentation: matchDocumentation(alert),
      channels: told(alert, channels),
      filter: alert.match,
      labelExtractors: matchExtractors,
    },
  ];
};

const metricOf = (alert: GcpAlert, query: string, isSum: boolean): AlertMetric => {
  const form = isSum ? "sum" : "each";
  return {
    key: `${form}-${alert.id}`,
    name: `auditlog-${form}-${alert.id}-${unique}`,
    description: headline(alert),
    filter: query,
    labelExtractors: isSum ? {} : metricExtractors,
  };
};

const countersOf = (alert: GcpAlert, channels: readonly PlannedChannel[]): readonly CounterPolicy[] => {
  if (alert.counter === undefined) return [];
  const { query, count, periodSeconds } = alert.counter;
  const isSum = count > 1;
  const metric = metricOf(alert, query, isSum);
  return [
    {
      id: alert.id,
      key: `count-${alert.id}`,
      displayName: alert.match === undefined ? headline(alert) : `${headline(alert)}, by the log bucket`,
      severity: severities[alert.severity],
      documentation: counterDocumentation(alert, count, periodSeconds),
      channels: told(alert, channels),
      metric,
      // Scanners want no blanks around the signs.
      filter: `metric.type="logging.googleapis.com/user/${metric.name}" AND resource.type="logging_bucket"`,
      thresholdValue: count - 1,
      alignmentPeriod: `${periodSeconds}s`,
      isSum,
    },
  ];
};

/** What a plan's alerts come to; nothing where there are none, and nothing else is watched. */
export const alerting = (
  alerts: readonly GcpAlert[],
  channels: readonly PlannedChannel[],
  isWatched: boolean,
): GcpAlerting | undefined => {
  if (alerts.length === 0 && !isWatched) return undefined;
  return {
    channels: notificationChannels(channels),
    matches: alerts.flatMap((alert) => matchesOf(alert, channels)),
    counters: alerts.flatMap((alert) => countersOf(alert, channels)),
  };
};

type Placement = NonNullable<PlannedPlacements["gcp"]>;

/** What the alerts do otherwise than their filters say. */
export const alertingIssues = (found: GcpAlerting | undefined, { scope, project }: Placement): Issue[] => {
  if (found === undefined || found.matches.length === 0) return [];
  return [
    issue("notice", "gcp-matches-a-day", ["alerts"], {}),
    // In an organization only what guards the audit log has a log-match policy.
    ...(scope === "organization" ? [issue("warning", "gcp-tamper-in-organization", ["alerts"], { project })] : []),
  ];
};
