import { both, equal, eventField } from "../../filter/ast.ts";
import { toCloudWatchFilterPattern } from "../../filter/to-cloudwatch-filter-pattern.ts";
import { type EventPattern, toEventBridgePatterns } from "../../filter/to-eventbridge-pattern.ts";
import type { AlertThreshold } from "../../plan/plan.ts";
import { type Alert, type AlertText, renderedAlert, textOf } from "../alerts.ts";
import { literal } from "../json.ts";
import { fillable } from "../own.ts";
import { type AlertAnswer, benchmarkAnswer, countedByMinute, type RuleAnswer, renderedAnswer } from "../rules.ts";

/** What AWS is told to deploy of an alert: rules of EventBridge, an alarm that counts, or both. */
export interface AwsAlert extends AlertText {
  /** With tokens. */
  readonly patterns: readonly EventPattern[];
  readonly alarm: MetricAlarm | undefined;
}

/** So many matches of a metric filter within so many seconds. */
export interface MetricAlarm {
  /** With tokens. */
  readonly pattern: string;
  readonly periodSeconds: number;
  readonly count: number;
}

/** How much an alarm that counts nothing looks at. */
const alarmPeriodSeconds = 300;

const metricTarget = "CloudWatch Logs metric filter";
const ruleTarget = "EventBridge";

const metricFilter = (alert: Alert) => {
  const rendered = renderedAlert(alert, toCloudWatchFilterPattern);
  const answer = renderedAnswer(rendered, metricTarget, (text) => [{ target: metricTarget, text }]);
  return { pattern: fillable(alert, rendered.output), answer };
};

const eventRules = (alert: Alert, region: string) => {
  const rendered = renderedAlert(alert, toEventBridgePatterns);
  const answer = renderedAnswer(rendered, `EventBridge rule in ${region}`, (all) =>
    all.map((pattern) => ({ target: ruleTarget, text: JSON.stringify(pattern) })),
  );
  return { patterns: fillable(alert, rendered.output ?? []), answer };
};

const deployed = (
  alert: Alert,
  answer: RuleAnswer,
  { patterns = [], alarm }: Partial<Pick<AwsAlert, "patterns" | "alarm">>,
): AlertAnswer<AwsAlert> => {
  const isNothing = patterns.length === 0 && alarm === undefined;
  return { answer, deployed: isNothing ? undefined : { ...textOf(alert), patterns, alarm } };
};

/** The window slides by the minute. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html */
const counting = (alert: Alert, threshold: AlertThreshold): AlertAnswer<AwsAlert> => {
  const { pattern, answer } = metricFilter(alert);
  if (pattern === undefined) return deployed(alert, answer, {});
  const { seconds, answer: counted } = countedByMinute("aws", threshold, answer);
  return deployed(alert, counted, { alarm: { pattern, count: threshold.count, periodSeconds: seconds } });
};

/** An alarm on each event: what EventBridge can't say, and what is told of all regions. */
const alarming = (alert: Alert): AlertAnswer<AwsAlert> => {
  const { pattern, answer } = metricFilter(alert);
  const alarm = pattern === undefined ? undefined : { pattern, count: 1, periodSeconds: alarmPeriodSeconds };
  return deployed(alert, answer, { alarm });
};

const dataOnly = ({ filter, ...alert }: Alert): Alert => ({
  ...alert,
  filter: both(filter, equal(eventField("category"), ["data"], true)),
});

/**
 * A benchmark looks for a metric filter with its own text. Who stops the trail stops its log group too: what guards the
 * audit log has a rule of EventBridge beside it; so have data events that CloudWatch Logs doesn't get.
 */
const asBenchmark = (
  alert: Alert,
  text: string,
  region: string,
  sees: "all" | "dataElsewhere",
): AlertAnswer<AwsAlert> => {
  const answer = benchmarkAnswer(metricTarget, [text]);
  const alarm = { pattern: literal(text), count: 1, periodSeconds: alarmPeriodSeconds };
  if (!alert.isTamper && sees === "all") return deployed(alert, answer, { alarm });
  const { patterns, answer: rules } = eventRules(alert.isTamper ? alert : dataOnly(alert), region);
  const answers = {
    ...rules,
    given: `${answer.given}, and ${rules.given}${alert.isTamper ? "" : " of data events"}`,
    native: [...answer.native, ...rules.native],
  };
  return deployed(alert, answers, { alarm, patterns });
};

const isTooLong = ({ issues }: RuleAnswer): boolean => issues.some(({ code }) => code === "rule-too-long");

/**
 * Is it counted in CloudWatch Logs, or told from there for lack of a way to say it to EventBridge? Of a benchmark's alert the
 * data events alone are asked after.
 */
export const isOfLogs = (alert: Alert, region: string): boolean => {
  if (alert.benchmark !== undefined) {
    return !alert.isTamper && eventRules(dataOnly(alert), region).answer.fidelity === "unsupported";
  }
  return awsAlert(alert, region, "all").deployed?.alarm !== undefined;
};

/**
 * EventBridge tells who did what within seconds; it can't count, and what it can't say CloudWatch Logs sometimes can. `sees`
 * says whether CloudWatch Logs gets all that the alert may match, or not its data events.
 */
export const awsAlert = (alert: Alert, region: string, sees: "all" | "dataElsewhere"): AlertAnswer<AwsAlert> => {
  if (alert.benchmark !== undefined) return asBenchmark(alert, alert.benchmark[0]!, region, sees);
  if (alert.threshold !== undefined)
    return alert.threshold.count > 1 ? counting(alert, alert.threshold) : alarming(alert);
  const rules = eventRules(alert, region);
  const isKept = rules.answer.fidelity === "exact" || (alert.isTamper && rules.answer.fidelity !== "unsupported");
  const metric = isKept ? undefined : alarming(alert);
  // Of what is too long for both, what EventBridge has room for is the nearer.
  if (metric?.answer.fidelity === "unsupported" && isTooLong(rules.answer)) return deployed(alert, rules.answer, {});
  if (metric?.answer.fidelity === "exact" || rules.answer.fidelity === "unsupported") return metric!;
  return deployed(alert, rules.answer, { patterns: rules.patterns });
};
