import type { CloudError, Properties, Rule } from "../resource.ts";
import type { Member } from "./member.ts";
import { numberWithin, oneOf } from "./member.ts";
import { items, record, refusal, text, whole } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

const STATIC = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
];
const OF_A_BAND = ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];
const HOUR = 3_600;
const DAY = 86_400;
const WEEK = 604_800;

function member(id: string, field: string): Member {
  return { id, source: API, error: "ValidationError", field, read: (inputs) => inputs[field] };
}

function invalid(message: string): CloudError {
  return refusal("ValidationError", message);
}

/** An alarm of PromQL is evaluated otherwise. */
function isClassic(inputs: Properties): boolean {
  return Object.keys(record(inputs.evaluationCriteria)).length === 0;
}

/** That of the metric, or those of the queries' metrics. */
function periodsOf(inputs: Properties): number[] {
  const ofQueries = items(inputs.metricQueries).flatMap((query) => {
    const { metric, period } = record(query);
    return [record(metric).period, period];
  });
  return [inputs.period, ...ofQueries].map(whole).filter((period) => period !== undefined);
}

const comparisonIsGiven: Rule = {
  id: "cloudwatch-alarm-has-a-comparison-and-evaluation-periods",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (!isClassic(inputs)) return undefined;
    if (text(inputs.comparisonOperator) === undefined) return invalid("ComparisonOperator must not be null");
    return whole(inputs.evaluationPeriods) === undefined ? invalid("EvaluationPeriods must not be null") : undefined;
  },
};

const thresholdFitsTheComparison: Rule = {
  id: "cloudwatch-alarm-threshold-fits-the-comparison",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const operator = text(inputs.comparisonOperator) ?? "";
    const fixed = whole(inputs.threshold) !== undefined;
    const band = text(inputs.thresholdMetricId) !== undefined;
    if (STATIC.includes(operator) && (!fixed || band)) {
      return invalid("PutMetricAlarm request should have valid Threshold parameter");
    }
    return OF_A_BAND.includes(operator) && (fixed || !band)
      ? invalid(`ThresholdMetricId must be specified, and Threshold must not, for ${operator}`)
      : undefined;
  },
};

const periodIsValid: Rule = {
  id: "cloudwatch-alarm-period-is-10-20-30-or-whole-minutes",
  source: API,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    periodsOf(inputs).every((period) => [10, 20, 30].includes(period) || (period >= 60 && period % 60 === 0))
      ? undefined
      : invalid("Period must be 10, 20, 30 or a multiple of 60"),
};

const windowIsAtMostADayOrAWeek: Rule = {
  id: "cloudwatch-alarm-looks-back-a-day-or-by-the-hour-a-week",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const periods = whole(inputs.evaluationPeriods) ?? 1;
    const most = (period: number): number => (period >= HOUR ? WEEK : DAY);
    const tooLong = periodsOf(inputs).find((period) => period * periods > most(period));
    return tooLong === undefined ? undefined : invalid(`EvaluationPeriods * Period must be <= ${most(tooLong)}`);
  },
};

const datapointsAreAmongThePeriods: Rule = {
  id: "cloudwatch-alarm-datapoints-are-among-the-periods",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const datapoints = whole(inputs.datapointsToAlarm);
    const periods = whole(inputs.evaluationPeriods) ?? Number.POSITIVE_INFINITY;
    return datapoints === undefined || (datapoints >= 1 && datapoints <= periods)
      ? undefined
      : invalid("DatapointsToAlarm must be at least 1 and at most EvaluationPeriods");
  },
};

export const evaluationRules: readonly Rule[] = [
  comparisonIsGiven,
  oneOf(member("cloudwatch-comparison-operator-is-known", "comparisonOperator"), [...STATIC, ...OF_A_BAND]),
  thresholdFitsTheComparison,
  periodIsValid,
  numberWithin(member("cloudwatch-evaluation-periods-are-at-least-1", "evaluationPeriods"), 1),
  windowIsAtMostADayOrAWeek,
  datapointsAreAmongThePeriods,
  oneOf(member("cloudwatch-missing-data-treatment-is-known", "treatMissingData"), [
    "breaching",
    "notBreaching",
    "ignore",
    "missing",
  ]),
  oneOf(member("cloudwatch-low-sample-treatment-is-known", "evaluateLowSampleCountPercentiles"), [
    "evaluate",
    "ignore",
  ]),
];
