import type { Filter } from "../../filter/ast.ts";
import type { ActivityLogAlertCondition } from "../../filter/azure-alert-conditions.ts";
import { toActivityLogAlert } from "../../filter/to-activity-log-alert.ts";
import { toToldKql } from "../../filter/to-kql.ts";
import type { AlertThreshold } from "../../plan/plan.ts";
import { type Alert, type AlertText, renderedAlert, textOf } from "../alerts.ts";
import { literal } from "../json.ts";
import { fillable } from "../own.ts";
import { type AlertAnswer, benchmarkAnswer, type RuleAnswer, renderedAnswer } from "../rules.ts";

/** What Azure is told to deploy of an alert: activity log alerts, or a query that runs on a schedule. */
export interface AzureAlert extends AlertText {
  /** With tokens, as the query is. */
  readonly conditions: readonly ActivityLogAlertCondition[];
  readonly query: AlertQuery | undefined;
  readonly filter: Filter;
  readonly within: Alert["within"];
}

/** A query that finds something where people are to be told. */
export interface AlertQuery {
  readonly text: string;
  /** How far back it looks. */
  readonly windowSize: string;
  /** Whether each that does something is told of on its own, or all of them together. */
  readonly isSplit: boolean;
}

/** By how much events may be late: the activity log is by 3 to 20 minutes, as a rule. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log */
const lateMinutes = 60;

/** How far back a rule may look, in minutes. https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update */
const windowSizes: readonly (readonly [number, string])[] = [
  [60, "PT1H"],
  [120, "PT2H"],
  [180, "PT3H"],
  [240, "PT4H"],
  [300, "PT5H"],
  [360, "PT6H"],
  [1_440, "P1D"],
  [2_880, "P2D"],
];

/** The shortest that has a time in it. */
export const windowOf = (minutes: number): string => {
  const found = windowSizes.find(([size]) => size >= minutes);
  if (found === undefined)
    throw new Error(`the contract allows ${minutes} minutes, which Azure Monitor can't look back`);
  return found[1];
};

/** The shortest in which a time is whole, however late its events are. */
export const windowSize = (minutes: number): string => windowOf(minutes + lateMinutes);

/**
 * The events with which so many are within so many minutes, whenever the query runs: what is counted by windows of a
 * schedule misses what is in two of them.
 */
const counting = (events: string, { count, withinMinutes }: AlertThreshold): string =>
  [
    events,
    "sort by TimeGenerated asc",
    `where TimeGenerated - prev(TimeGenerated, ${count - 1}) <= ${withinMinutes}m`,
  ].join("\n| ");

const activityTarget = "activity log alert";

const partsOf = (alert: Alert) => ({ ...textOf(alert), filter: alert.filter, within: alert.within });

const asQuery = (alert: Alert): AlertAnswer<AzureAlert> => {
  const rendered = renderedAlert(alert, toToldKql);
  const answer = renderedAnswer(rendered, "scheduled query rule", (text) => [{ target: "Log Analytics (KQL)", text }]);
  if (rendered.output === undefined) return { answer, deployed: undefined };
  const threshold = countedBy(alert);
  const text = fillable(alert, rendered.output);
  const query =
    threshold === undefined
      ? { text, windowSize: windowSize(0), isSplit: true }
      : {
          text: counting(text, threshold),
          windowSize: windowSize(threshold.withinMinutes),
          isSplit: false,
        };
  return { answer, deployed: { ...partsOf(alert), conditions: [], query } };
};

const asConditions = (
  alert: Alert,
  answer: RuleAnswer,
  conditions: readonly ActivityLogAlertCondition[],
): AlertAnswer<AzureAlert> => ({
  answer,
  deployed: conditions.length === 0 ? undefined : { ...partsOf(alert), conditions, query: undefined },
});

/** Scanners look for one alert for each operation; what is no operation is a condition as it stands. */
export const benchmarkCondition = (text: string): ActivityLogAlertCondition =>
  text.startsWith("{")
    ? (JSON.parse(text) as ActivityLogAlertCondition)
    : {
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: text },
        ],
      };

/** The first of an event is each of them. */
const countedBy = ({ threshold }: Alert): AlertThreshold | undefined =>
  threshold !== undefined && threshold.count > 1 ? threshold : undefined;

/**
 * An activity log alert fires within minutes, costs nothing, and fires whatever becomes of the workspace and of what is
 * sent there: so what guards the audit log is one wherever it can be. It can't count, and can't say all.
 */
export const azureAlert = (alert: Alert): AlertAnswer<AzureAlert> => {
  if (alert.benchmark !== undefined) {
    const conditions = alert.benchmark.map(benchmarkCondition);
    return asConditions(
      alert,
      benchmarkAnswer(
        activityTarget,
        conditions.map((one) => JSON.stringify(one)),
      ),
      literal(conditions),
    );
  }
  if (countedBy(alert) !== undefined) return asQuery(alert);
  const rendered = renderedAlert(alert, toActivityLogAlert);
  const isKept = rendered.fidelity === "exact" || (alert.isTamper && rendered.fidelity === "wider");
  if (!isKept) return asQuery(alert);
  const given = alert.within === undefined ? activityTarget : `${activityTarget} on the resource group`;
  const answer = renderedAnswer(rendered, given, (all) =>
    all.map((condition) => ({ target: activityTarget, text: JSON.stringify(condition) })),
  );
  return asConditions(alert, answer, fillable(alert, rendered.output ?? []));
};
