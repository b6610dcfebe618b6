import type { Filter } from "../../filter/ast.ts";
import type { AuditPlan, DataCapture, PlannedPlacements } from "../../plan/plan.ts";
import type { Alert } from "../alerts.ts";
import { alertsIn, type RuleAnswer, ruleIssue } from "../rules.ts";
import { isOfLogs } from "./alerts.ts";
import { isFew } from "./counted-data.ts";
import { dataSelections, evidenceBuckets, lossOfEvidence } from "./data.ts";
import { ownTokens } from "./own.ts";
import { dividedSelectors, eventSelectors, mayMatch, partOf, type Selections, selectionsOf } from "./selectors.ts";
import type { TrailSelectors } from "./trail.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** What is captured, by which trail, and for which alerts. */
export interface Capturing {
  readonly selections: Selections;
  readonly selectors: TrailSelectors;
  /** The alerts that are counted in CloudWatch Logs, and may be of data events. */
  readonly counting: readonly Alert[];
  /** Those of them that may count any data event of some service: for them all stay with the one trail. */
  readonly wide: readonly Alert[];
}

/** Is it about the evidence's own objects? The data events of them are recorded for it alone. */
export const isOfLoss = ({ isOwn, filter }: Alert): boolean => isOwn && mayMatch(lossOfEvidence([]), filter);

const countingIn = (alerts: readonly Alert[], { data }: Selections, region: string): readonly Alert[] =>
  alerts.filter((alert) => data.some((one) => mayMatch(one, alert.filter)) && isOfLogs(alert, region));

const divided = (
  selections: Selections,
  excluded: readonly Filter[],
  counting: readonly Alert[],
  isOneTrail: boolean,
): TrailSelectors =>
  isOneTrail
    ? { main: eventSelectors(selections, excluded), data: [] }
    : dividedSelectors(
        selections,
        excluded,
        counting.map(({ filter }) => filter),
      );

/**
 * Data events go by a trail that does not write to CloudWatch Logs, and copies of what alerts count there by the one that
 * does. EventBridge sees those of all trails.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export const capturing = (plan: AuditPlan, placement: Placement): Capturing => {
  const alerts = alertsIn(plan, "aws", ownTokens(plan, false));
  const { region, dataEventsInLogs } = placement;
  const selections = selectionsOf(plan.settings.capture, alerts.some(isOfLoss), evidenceBuckets(placement));
  const counting = dataEventsInLogs ? [] : countingIn(alerts, selections, region);
  const wide = counting.filter(({ filter }) => selections.data.some((one) => !isFew(partOf(one, [filter]))));
  const excluded = plan.rules.exclude.map(({ filter }) => filter);
  const selectors = divided(selections, excluded, counting, dataEventsInLogs || wide.length > 0);
  return { selections, counting, wide, selectors };
};

/** May an alert match data events that CloudWatch Logs doesn't get? */
export const isElsewhere = ({ selections, selectors }: Capturing, { filter }: Alert): boolean =>
  selectors.data.length > 0 && selections.data.some((selection) => mayMatch(selection, filter));

const idsOf = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ id }) => id);

/** What is done about data events, with which trail records them. */
export const withTrails = (
  { selectors, counting, wide }: Capturing,
  asked: DataCapture,
  answer: RuleAnswer,
): RuleAnswer => {
  const own = dataSelections(asked, []);
  const copied = counting.filter(({ filter }) => own.some((selection) => mayMatch(selection, filter)));
  if (own.length === 0 || (selectors.data.length === 0 && wide.length === 0)) return answer;
  const said =
    wide.length > 0
      ? ruleIssue("notice", "aws-data-in-logs", { alerts: idsOf(wide) })
      : ruleIssue("notice", "aws-data-archive", { alerts: idsOf(copied) });
  return { ...answer, issues: [...answer.issues, said] };
};
