import type { Call, CloudError, Properties, Rule } from "../resource.ts";
import { alertPolicies, type Condition, invalidField, onConditions } from "./alert-conditions.ts";
import { watchedMetric } from "./alert-filter.ts";
import { secondsOf } from "./duration.ts";
import { invalidArgument } from "./errors.ts";
import { descriptorOf } from "./log-metric-descriptor.ts";
import { list, object, text } from "./read.ts";

const aggregation = `${alertPolicies}#Aggregation`;
const minute = 60;
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aggregation.FIELDS.alignment_period */
const maxAlignment = 25 * 60 * minute;
const minAbsence = 2 * minute;
const maxAbsence = 23.5 * 60 * minute;

const ofNumbers = ["DELTA", "RATE", "MIN", "MAX", "MEAN", "COUNT", "SUM", "STDDEV", "PERCENT_CHANGE"];
const ofDistributions = ["DELTA", "SUM", "PERCENTILE_99", "PERCENTILE_95", "PERCENTILE_50", "PERCENTILE_05"];
const ofGauges = ["INTERPOLATE", "NEXT_OLDER", "COUNT_TRUE", "COUNT_FALSE", "FRACTION_TRUE"];
const aligners = [...new Set([...ofNumbers, ...ofDistributions, ...ofGauges])];

function isMinutes(seconds: number | undefined): seconds is number {
  return seconds !== undefined && seconds % minute === 0;
}

function aggregationsOf({ body, path }: Condition): { one: Properties; path: string; aligner: string }[] {
  return list(body.aggregations).map((value, index) => {
    const one = object(value) ?? {};
    const aligner = (text(one.perSeriesAligner) ?? "ALIGN_NONE").replace(/^ALIGN_/, "");
    return { one, path: `${path}.aggregations[${index}]`, aligner };
  });
}

const comparisonIsSupported: Rule = {
  id: "monitoring-alert-comparison-is-supported",
  source: `${alertPolicies}#MetricThreshold.FIELDS.comparison`,
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold"], ({ body, path }) => {
    const comparison = text(body.comparison) ?? "";
    if (comparison === "COMPARISON_GT" || comparison === "COMPARISON_LT") return undefined;
    const why = "Only COMPARISON_LT and COMPARISON_GT are supported currently.";
    return invalidField(`${path}.comparison`, comparison, why);
  }),
};

const durationIsInMinutes: Rule = {
  id: "monitoring-alert-duration-is-in-minutes",
  source: `${alertPolicies}#MetricThreshold.FIELDS.duration`,
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold", "conditionAbsent"], ({ body, path }) => {
    const duration = text(body.duration) ?? "";
    if (isMinutes(secondsOf(duration))) return undefined;
    return invalidField(`${path}.duration`, duration, "only multiples of 1 minute are supported");
  }),
};

const absenceIsInRange: Rule = {
  id: "monitoring-absence-duration-is-in-range",
  source: `${alertPolicies}#MetricAbsence.FIELDS.duration`,
  on: ["create", "update"],
  refuse: onConditions(["conditionAbsent"], ({ body, path }) => {
    const seconds = secondsOf(text(body.duration) ?? "");
    if (seconds === undefined || (seconds >= minAbsence && seconds <= maxAbsence)) return undefined;
    return invalidField(`${path}.duration`, `${seconds}s`, "must be from 2 minutes to 23 hours and 30 minutes");
  }),
};

const missingDataNeedsDuration: Rule = {
  id: "monitoring-missing-data-needs-a-duration",
  source: "https://github.com/hashicorp/terraform-provider-google/issues/16892",
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold"], ({ body, path }) => {
    const treatment = text(body.evaluationMissingData);
    if (!treatment || secondsOf(text(body.duration) ?? "") !== 0) return undefined;
    const why = "Conditions setting evaluation_missing_data must have a non-zero duration.";
    return invalidField(`${path}.evaluation_missing_data`, treatment, why);
  }),
};

function periodProblem({ one, path, aligner }: ReturnType<typeof aggregationsOf>[number]): CloudError | undefined {
  const period = text(one.alignmentPeriod);
  if (aligner === "NONE") {
    if (["", "REDUCE_NONE"].includes(text(one.crossSeriesReducer) ?? "")) return undefined;
    return invalidArgument(`Field ${path}.per_series_aligner must be specified, since cross_series_reducer is`);
  }
  if (!period) return invalidArgument(`Field ${path}.alignment_period must be specified, since per_series_aligner is`);
  const seconds = secondsOf(period);
  const field = `${path}.alignment_period`;
  if (!isMinutes(seconds)) return invalidField(field, period, "alignment period must be in multiples of one minute");
  if (seconds >= minute && seconds <= maxAlignment) return undefined;
  return invalidField(
    field,
    period,
    `must be at least ${minute} seconds and at most ${maxAlignment} seconds (25 hours)`,
  );
}

const alignmentIsInRange: Rule = {
  id: "monitoring-alert-alignment-period-is-in-range",
  source: `${aggregation}.FIELDS.alignment_period`,
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold", "conditionAbsent"], (condition) =>
    aggregationsOf(condition)
      .map(periodProblem)
      .find((error) => error !== undefined),
  ),
};

/** What may be done to the metric's values; of metrics that the sandbox doesn't hold, every aligner that exists. */
function allowedAligners(condition: Condition, call: Call): { aligners: string[]; why: string } {
  const metric = watchedMetric(condition, call);
  const { metricKind, valueType } = descriptorOf(metric?.inputs ?? {});
  const why = `The aligner cannot be applied to metrics with kind ${metricKind} and value type ${valueType}.`;
  if (metric && valueType === "INT64") return { aligners: ofNumbers, why };
  if (metric && valueType === "DISTRIBUTION") return { aligners: ofDistributions, why };
  return { aligners, why: "unknown aligner" };
}

const alignerFitsMetric: Rule = {
  id: "monitoring-alert-aligner-fits-the-metric",
  source: `${alertPolicies}#Aligner`,
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold", "conditionAbsent"], (condition, call) => {
    const [first] = aggregationsOf(condition);
    if (first === undefined || first.aligner === "NONE") return undefined;
    const allowed = allowedAligners(condition, call);
    if (allowed.aligners.includes(first.aligner)) return undefined;
    return invalidField("aggregation.perSeriesAligner", text(first.one.perSeriesAligner) ?? "", allowed.why);
  }),
};

/** "The maximum time period that a condition evaluates is the sum of the alignment period and duration window values." */
const evaluatesAtMost23AndAHalfHours: Rule = {
  id: "monitoring-threshold-evaluates-at-most-23-and-a-half-hours",
  source: "https://cloud.google.com/monitoring/quotas#alerting_uptime_limits",
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold"], (condition) => {
    const duration = secondsOf(text(condition.body.duration) ?? "") ?? 0;
    const periods = aggregationsOf(condition).map(({ one }) => secondsOf(text(one.alignmentPeriod) ?? "") ?? 0);
    const evaluated = duration + Math.max(0, ...periods);
    // Of a condition that looks at its alignment period alone, the period's own limit holds.
    if (duration === 0 || evaluated <= maxAbsence) return undefined;
    return invalidField(
      `${condition.path}.duration`,
      `${duration}s`,
      `together with its alignment period it evaluates ${evaluated} seconds; at most ${maxAbsence} (23 hours and 30 minutes)`,
    );
  }),
};

const triggerIsOne: Rule = {
  id: "monitoring-alert-trigger-is-a-count-or-a-percentage",
  source: `${alertPolicies}#Trigger`,
  on: ["create", "update"],
  refuse: onConditions(["conditionThreshold", "conditionAbsent"], ({ body, path }) => {
    const trigger = object(body.trigger);
    if (trigger?.count === undefined || trigger.percent === undefined) return undefined;
    return invalidArgument(`Field ${path}.trigger: oneof field 'type' is already set`);
  }),
};

export const thresholdRules: readonly Rule[] = [
  comparisonIsSupported,
  durationIsInMinutes,
  absenceIsInRange,
  missingDataNeedsDuration,
  evaluatesAtMost23AndAHalfHours,
  alignmentIsInRange,
  alignerFitsMetric,
  triggerIsOne,
];
