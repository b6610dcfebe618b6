import { describe } from "vitest";
import { thresholdRules } from "../../sandbox/gcp/alert-threshold.ts";
import type { Properties } from "../../sandbox/resource.ts";
import {
  absencePolicy,
  metric,
  monitoringOn,
  policyCase,
  thresholdPolicy,
  withPolicyWorld,
} from "./gcp-alert-world.ts";
import { badRequest, type Case, testCases } from "./gcp-case.ts";

const aggregated = (own: Properties) => thresholdPolicy({ aggregations: [own] });
const period = (alignmentPeriod: string) => aggregated({ alignmentPeriod, perSeriesAligner: "ALIGN_COUNT" });
const aligned = (perSeriesAligner: string) => aggregated({ alignmentPeriod: "60s", perSeriesAligner });
const sizes = metric({
  metricDescriptor: { metricKind: "DELTA", valueType: "DISTRIBUTION" },
  valueExtractor: "EXTRACT(httpRequest.responseSize)",
});

const thresholdCases: Case[] = [
  policyCase(
    "monitoring-alert-comparison-is-supported",
    "at least",
    thresholdPolicy({ comparison: "COMPARISON_GE" }),
    badRequest(
      /condition_threshold.comparison had an invalid value of "COMPARISON_GE": Only COMPARISON_LT and COMPARISON_GT/,
    ),
    thresholdPolicy({ comparison: "COMPARISON_LT" }),
  ),
  policyCase(
    "monitoring-alert-duration-is-in-minutes",
    "a duration of half a minute",
    thresholdPolicy({ duration: "30s" }),
    badRequest(/condition_threshold.duration had an invalid value of "30s": only multiples of 1 minute are supported$/),
    thresholdPolicy({ duration: "60s" }),
  ),
  policyCase(
    "monitoring-alert-duration-is-in-minutes",
    "a duration in minutes",
    absencePolicy({ duration: "5m" }),
    badRequest(/condition_absent.duration had an invalid value of "5m"/),
    absencePolicy({ duration: "300s" }),
  ),
  policyCase(
    "monitoring-threshold-evaluates-at-most-23-and-a-half-hours",
    "23 hours and 31 minutes, with its alignment period",
    thresholdPolicy({ duration: "84600s" }),
    badRequest(/"84600s": together with its alignment period it evaluates 84660 seconds; at most 84600/),
    thresholdPolicy({ duration: "84540s" }),
  ),
  policyCase(
    "monitoring-absence-duration-is-in-range",
    "an absence of one minute",
    absencePolicy({ duration: "60s" }),
    badRequest(/"60s": must be from 2 minutes to 23 hours and 30 minutes/),
    absencePolicy({ duration: "120s" }),
  ),
  policyCase(
    "monitoring-absence-duration-is-in-range",
    "an absence of 23 hours and 31 minutes",
    absencePolicy({ duration: "84660s" }),
    badRequest(/"84660s": must be from/),
    absencePolicy({ duration: "84600s" }),
  ),
  policyCase(
    "monitoring-missing-data-needs-a-duration",
    "missing data at a threshold without a duration",
    thresholdPolicy({ evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE" }),
    badRequest(/evaluation_missing_data must have a non-zero duration\./),
    thresholdPolicy({ evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE", duration: "60s" }),
  ),
  policyCase(
    "monitoring-alert-alignment-period-is-in-range",
    "no time to align",
    period("0s"),
    badRequest(/at least 60 seconds/),
    period("60s"),
  ),
  policyCase(
    "monitoring-alert-alignment-period-is-in-range",
    "to align over 90 seconds",
    period("90s"),
    badRequest(
      /aggregations\[0\].alignment_period had an invalid value of "90s": alignment period must be in multiples of one minute$/,
    ),
    period("120s"),
  ),
  policyCase(
    "monitoring-alert-alignment-period-is-in-range",
    "to align over 25 hours and a minute",
    period("90060s"),
    badRequest(/at most 90000 seconds \(25 hours\)/),
    period("90000s"),
  ),
  policyCase(
    "monitoring-alert-alignment-period-is-in-range",
    "an aligner without a period",
    aggregated({ perSeriesAligner: "ALIGN_COUNT" }),
    badRequest(/alignment_period must be specified, since per_series_aligner is/),
    aggregated({ perSeriesAligner: "ALIGN_NONE" }),
  ),
  policyCase(
    "monitoring-alert-alignment-period-is-in-range",
    "a reducer without an aligner",
    aggregated({ alignmentPeriod: "60s", crossSeriesReducer: "REDUCE_SUM" }),
    badRequest(/per_series_aligner must be specified, since cross_series_reducer is/),
    aggregated({ alignmentPeriod: "60s", crossSeriesReducer: "REDUCE_NONE" }),
  ),
  policyCase(
    "monitoring-alert-aligner-fits-the-metric",
    "the percentile of a counter",
    aligned("ALIGN_PERCENTILE_99"),
    badRequest(
      /Field aggregation.perSeriesAligner had an invalid value of "ALIGN_PERCENTILE_99": The aligner cannot be applied to metrics with kind DELTA and value type INT64\.$/,
    ),
    aligned("ALIGN_RATE"),
  ),
  {
    rule: "monitoring-alert-aligner-fits-the-metric",
    when: "the rate of a distribution",
    given: [monitoringOn, sizes],
    inputs: aligned("ALIGN_RATE"),
    refused: badRequest(/kind DELTA and value type DISTRIBUTION\.$/),
    mended: { inputs: aligned("ALIGN_PERCENTILE_99") },
  },
  policyCase(
    "monitoring-alert-aligner-fits-the-metric",
    "an aligner that doesn't exist",
    thresholdPolicy({
      filter: `metric.type="logging.googleapis.com/byte_count" AND resource.type="global"`,
      aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEDIAN" }],
    }),
    badRequest(/"ALIGN_MEDIAN": unknown aligner/),
    thresholdPolicy({
      filter: `metric.type="logging.googleapis.com/byte_count" AND resource.type="global"`,
      aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_NEXT_OLDER" }],
    }),
  ),
  policyCase(
    "monitoring-alert-trigger-is-a-count-or-a-percentage",
    "a trigger that counts and weighs",
    thresholdPolicy({ trigger: { count: 1, percent: 50 } }),
    badRequest(/oneof field 'type' is already set/),
    thresholdPolicy({ trigger: { count: 1 } }),
  ),
].map(withPolicyWorld);

describe("Thresholds and absences", () => testCases(thresholdRules, thresholdCases));
