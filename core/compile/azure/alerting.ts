import { type Issue, issue } from "../../contract/issues.ts";
import type { ActivityLogAlertCondition } from "../../filter/azure-alert-conditions.ts";
import { mayMatchEntra } from "../../filter/azure-logs.ts";
import { forCloud } from "../../filter/for-cloud.ts";
import { toldColumns } from "../../filter/kql-told.ts";
import { reaches } from "../../plan/channels.ts";
import type { AlertSeverity, PlannedChannel } from "../../plan/plan.ts";
import { type AlertText, runbookLines } from "../alerts.ts";
import type { AzureAlert } from "./alerts.ts";
import { type ActionGroup, actionGroups, type SlackWorkflow, slackWorkflows } from "./channels.ts";

interface AlertRule {
  /** Of the alert. */
  readonly id: string;
  /** Of which its child's name is made: `alert-root-use`, `alert-root-use.2`. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** The action groups that it tells, by their keys. */
  readonly groups: readonly string[];
}

export interface ActivityLogRule extends AlertRule {
  /** The whole subscription if nothing is said. */
  readonly within: AzureAlert["within"];
  /** With tokens. */
  readonly condition: ActivityLogAlertCondition;
}

export interface QueryRule extends AlertRule {
  readonly displayName: string;
  readonly severity: 0 | 1 | 2 | 3;
  /** With tokens. */
  readonly query: string;
  readonly evaluationFrequency: string;
  readonly windowSize: string;
  /** The columns of which each combination is an alert of its own. */
  readonly dimensions: readonly string[];
}

/** All that tells people of alerts on Azure. */
export interface AzureAlerting {
  readonly groups: readonly ActionGroup[];
  readonly workflows: readonly SlackWorkflow[];
  readonly activityLogRules: readonly ActivityLogRule[];
  readonly queryRules: readonly QueryRule[];
}

/** The least that doesn't cost more than it tells sooner: the log itself is later. */
const evaluationFrequency = "PT5M";

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview */
const severities = { critical: 0, high: 1, medium: 2, low: 3 } as const satisfies Record<AlertSeverity, number>;

/** Of an activity log alert; a scheduled query rule has room for more. https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts */
const mostDescription = 2_048;

/** The first line is the title of what is told. */
export const alertDescription = (alert: AlertText): string =>
  [`${alert.title} (${alert.severity})`, ...runbookLines(alert)].join("\n").slice(0, mostDescription);

/** An id has no dot, so no other alert's rule is called so. */
const ruleOf = (alert: AzureAlert, index: number, groups: readonly ActionGroup[]): AlertRule => {
  const name = index === 0 ? alert.id : `${alert.id}.${index + 1}`;
  return {
    id: alert.id,
    key: `alert-${name}`,
    name,
    description: alertDescription(alert),
    groups: groups.filter(({ minSeverity }) => reaches(alert.severity, minSeverity)).map(({ key }) => key),
  };
};

const queryRules = (alert: AzureAlert, groups: readonly ActionGroup[]): readonly QueryRule[] => {
  if (alert.query === undefined) return [];
  const { text, windowSize, isSplit } = alert.query;
  return [
    {
      ...ruleOf(alert, 0, groups),
      displayName: alert.title,
      severity: severities[alert.severity],
      query: text,
      evaluationFrequency,
      windowSize,
      dimensions: isSplit ? toldColumns : [],
    },
  ];
};

/** What a plan's alerts come to; nothing where there are none, and nothing else is watched. */
export const alerting = (
  alerts: readonly AzureAlert[],
  channels: readonly PlannedChannel[],
  isWatched: boolean,
): AzureAlerting | undefined => {
  if (alerts.length === 0 && !isWatched) return undefined;
  const groups = actionGroups(channels);
  return {
    groups,
    workflows: slackWorkflows(channels),
    activityLogRules: alerts.flatMap((alert) =>
      alert.conditions.map((condition, index) => ({
        ...ruleOf(alert, index, groups),
        within: alert.within,
        condition,
      })),
    ),
    queryRules: alerts.flatMap((alert) => queryRules(alert, groups)),
  };
};

/** The alerts that look where nothing of Microsoft Entra is sent. */
export const alertingIssues = (alerts: readonly AzureAlert[], hasIdentity: boolean): Issue[] => {
  if (hasIdentity) return [];
  const blind = alerts.filter(({ query, filter }) => query !== undefined && mayMatchEntra(forCloud(filter, "azure")));
  if (blind.length === 0) return [];
  return [issue("warning", "azure-alerts-without-identity", ["alerts"], { alerts: blind.map(({ id }) => id) })];
};
