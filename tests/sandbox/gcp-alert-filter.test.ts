import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { alertFilterRules } from "../../sandbox/gcp/alert-filter.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import {
  absencePolicy,
  LOG_BUCKET,
  logBucket,
  metric,
  monitoringOn,
  notFound,
  policyCase,
  thresholdPolicy,
  withPolicyWorld,
} from "./gcp-alert-world.ts";
import { badRequest, type Case, CONFIG, callOf, refusalsOf, testCases } from "./gcp-case.ts";

const userMetric = 'metric.type="logging.googleapis.com/user/root-use"';
const global = 'resource.type="global"';
const watch = (filter: string) => thresholdPolicy({ filter });
const padded = (length: number) => `${userMetric} AND ${global} AND metric.label.a="${"x".repeat(length)}"`;
const room = 2_048 - padded(0).length;
const bucketMetric = metric({ bucketName: LOG_BUCKET });

const filterCases: Case[] = [
  policyCase(
    "monitoring-alert-filter-fits",
    "no filter",
    absencePolicy({ filter: "" }),
    badRequest(/it has 0/),
    absencePolicy(),
  ),
  policyCase(
    "monitoring-alert-filter-fits",
    "a filter of 2,049 characters",
    watch(padded(room + 1)),
    badRequest(/condition_threshold.filter must have 1 to 2048 Unicode characters: it has 2049/),
    watch(padded(room)),
  ),
  policyCase(
    "monitoring-alert-filter-parses",
    "a filter with a regular expression of Cloud Logging's",
    watch(`${userMetric} AND resource.type=~"glob.*"`),
    badRequest(
      /conditions\[0\].condition_threshold.filter had an invalid value of .*Could not parse filter .*token '=~'$/,
    ),
    watch(`${userMetric}\n${global}`),
  ),
  policyCase(
    "monitoring-alert-filter-names-one-metric",
    "no metric",
    watch(global),
    badRequest(/must specify a restriction on "metric.type" in the filter, and one metric only; it names 0/),
    watch(`${global} ${userMetric}`),
  ),
  policyCase(
    "monitoring-alert-filter-names-one-metric",
    "two metrics",
    watch(`(${userMetric} OR metric.type="logging.googleapis.com/byte_count") ${global}`),
    badRequest(/it names 2/),
    watch(`(${userMetric} OR ${userMetric}) ${global}`),
  ),
  policyCase(
    "monitoring-alert-filter-names-one-metric",
    "all metrics that begin alike",
    watch(`metric.type=starts_with("logging.googleapis.com/user/") AND ${global}`),
    badRequest(/it names 0/),
    watch(`${userMetric} AND ${global}`),
  ),
  policyCase(
    "monitoring-alert-filter-names-a-resource",
    "no type of resource",
    watch(userMetric),
    badRequest(
      /must specify a restriction on "resource.type" in the filter; see "https:\/\/cloud.google.com\/monitoring\/api\/resources"/,
    ),
    watch(`${userMetric} AND ${global}`),
  ),
  policyCase(
    "monitoring-alert-filter-names-a-resource",
    "all types of resource but one",
    watch(`${userMetric} AND NOT ${global}`),
    badRequest(/must specify a restriction on "resource.type"/),
    watch(`${userMetric} AND NOT metric.label.a="b" AND ${global}`),
  ),
  policyCase(
    "monitoring-alert-resource-type-is-known",
    "a type of resource that only logs have",
    watch(`${userMetric} AND resource.type="iam_role"`),
    badRequest(/The filter contains unknown resource type: iam_role$/),
    watch(`${userMetric} AND ${global}`),
  ),
  ...(["create", "update"] as const).map((verb) => ({
    rule: "monitoring-alert-metric-is-visible",
    when: `to ${verb} a policy on a metric of another project`,
    verb,
    given: [monitoringOn, metric({ project: "acme-dev" })],
    inputs: watch(`${userMetric} AND ${global}`),
    refused: notFound(
      /^googleapi: Error 404: Cannot find metric\(s\) that match type = "logging.googleapis.com\/user\/root-use"\. If a metric was created recently, it could take up to 10 minutes to become available\. Please try again soon\.$/,
    ),
    mended: { given: [monitoringOn, metric()] },
  })),
  policyCase(
    "monitoring-alert-metric-is-visible",
    "a metric that doesn't exist, to be missed",
    absencePolicy({ filter: `metric.type="logging.googleapis.com/user/none" AND ${global}` }),
    notFound(/match type = "logging.googleapis.com\/user\/none"/),
    absencePolicy({ filter: `metric.type="logging.googleapis.com/byte_count" AND ${global}` }),
  ),
  {
    rule: "monitoring-alert-resource-fits-the-metric",
    when: "a log bucket's metric on a resource that isn't the bucket",
    given: [monitoringOn, logBucket, bucketMetric],
    inputs: watch(`${userMetric} AND ${global}`),
    refused: badRequest(
      /a log bucket, whose resource.type is only "logging_bucket"\. Cloud Monitoring accepts this, and the condition is never met\.$/,
    ),
    mended: { inputs: watch(`${userMetric} AND resource.type="logging_bucket"`) },
  },
  policyCase(
    "monitoring-alert-resource-fits-the-metric",
    "a project's metric on the resource of log buckets",
    watch(`${userMetric} AND resource.type="logging_bucket"`),
    badRequest(/a project, whose resource.type is never "logging_bucket"/),
    watch(`${userMetric} AND (resource.type="logging_bucket" OR ${global})`),
  ),
].map(withPolicyWorld);

describe("Filters of metric conditions", () => testCases(alertFilterRules, filterCases));

describe("A metric that was created a moment ago", () => {
  const created = 1_800_000_000_000;
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  const refusedAfter = (milliseconds: number, metricDelaySeconds: string) => {
    vi.setSystemTime(created + milliseconds);
    const config = { ...CONFIG, metricDelaySeconds };
    const call = callOf({
      token: tokens.alertPolicy,
      inputs: thresholdPolicy(),
      config,
      given: [monitoringOn, metric({}, created)],
    });
    return refusalsOf(call).map(({ rule, error }) => [rule, error.name, error.message]);
  };
  const invisible = [
    "monitoring-alert-metric-is-visible",
    "Error 404 NOT_FOUND",
    'googleapi: Error 404: Cannot find metric(s) that match type = "logging.googleapis.com/user/root-use". If a metric was created recently, it could take up to 10 minutes to become available. Please try again soon.',
  ];

  test("is not there for alert policies until the delay has passed", () => {
    expect(refusedAfter(0, "3")).toEqual([invisible]);
    expect(refusedAfter(2_999, "3")).toEqual([invisible]);
    expect(refusedAfter(3_000, "3")).toEqual([]);
  });

  test("is there after a longer delay, or at once, as the provider is configured", () => {
    expect(refusedAfter(599_999, "600")).toEqual([invisible]);
    expect(refusedAfter(0, "0")).toEqual([]);
  });
});
