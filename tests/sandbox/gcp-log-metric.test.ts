import { describe, expect, test } from "vitest";
import { gcp } from "../../sandbox/gcp/cloud.ts";
import { logMetricDescriptorRules } from "../../sandbox/gcp/log-metric-descriptor.ts";
import { projectNumber } from "../../sandbox/gcp/project.ts";
import { tokens } from "../../sandbox/gcp/tokens.ts";
import {
  disabled,
  goodMetric,
  LOG_BUCKET,
  logBucket,
  loggingOn,
  metric,
  metricCase,
  notFound,
  policy,
  thresholdPolicy,
  withService,
} from "./gcp-alert-world.ts";
import type { Case } from "./gcp-case.ts";
import { badRequest, CONFIG, callOf, ofProvider, PROJECT, refusalsOf, testCases, typeOf } from "./gcp-case.ts";
import { memoryStore, storeWith } from "./memory-store.ts";

const token = tokens.logMetric;
const type = typeOf(token);
const both = ["create", "update"] as const;

const named = (when: string, wrong: string, right: string) =>
  metricCase("logging-metric-name-is-valid", when, { name: wrong }, badRequest(/Invalid metric name/), { name: right });

const placed = { bucketName: LOG_BUCKET };

const cases: Case[] = [
  {
    rule: "project-is-set",
    when: "a metric without a project",
    config: {},
    inputs: goodMetric,
    refused: ofProvider(/^project: required field is not set$/),
    mended: { config: CONFIG },
  },
  {
    rule: "project-id-is-valid",
    when: "a project id of 5 characters",
    inputs: { ...goodMetric, project: "acme1" },
    refused: ofProvider(/must be 6 to 30/),
    mended: {
      given: [{ ...loggingOn, inputs: { ...loggingOn.inputs, project: "acme12" } }],
      inputs: { ...goodMetric, project: "acme12" },
    },
  },
  {
    rule: "logging-api-is-enabled-for-metrics",
    when: "a metric in a project without the API",
    given: [],
    inputs: goodMetric,
    refused: disabled("Cloud Logging API"),
    mended: { given: [loggingOn] },
  },
  named("a name of 101 characters", "m".repeat(101), "m".repeat(100)),
  named("a name with a blank", "root use", "a-Z_0.,+!*',()%/b"),
  named("a name that begins with a slash", "/requests", "nginx/requests"),
  named("an empty name", "", "a"),
  {
    rule: "logging-metric-name-is-new",
    when: "a name that a metric of the project has, by its number",
    given: [loggingOn, metric({ project: projectNumber(PROJECT) })],
    inputs: goodMetric,
    refused: { name: "Error 409 alreadyExists", message: /Metric root-use already exists/ },
    mended: { given: [loggingOn, metric({ project: "acme-dev" })] },
  },
  {
    rule: "logging-metric-name-stays",
    when: "another name for a metric",
    verb: "update" as const,
    before: goodMetric,
    inputs: { ...goodMetric, name: "root-user" },
    refused: ofProvider(/root-use can't be renamed: Cloud Logging accepts this, creates a second metric/),
    mended: { inputs: { ...goodMetric, description: "All uses of root" } },
  },
  metricCase("logging-metric-filter-fits", "an empty filter", { filter: "" }, badRequest(/1 to 20000/), {
    filter: "a",
  }),
  metricCase(
    "logging-metric-filter-fits",
    "a filter of 20,001 characters",
    { filter: "f".repeat(20_001) },
    badRequest(/1 to 20000 characters: it has 20001/),
    { filter: "f".repeat(20_000) },
  ),
  ...both.map((verb) => ({
    ...metricCase(
      "logging-metric-filter-parses",
      `to ${verb} a metric whose filter ends too early`,
      { filter: "severity=" },
      badRequest(/^googleapi: Error 400: Unparseable filter: syntax error at line 1, column 10/),
      { filter: "severity=ERROR" },
    ),
    verb,
  })),
  metricCase(
    "logging-metric-description-fits",
    "a description of 8,001 characters",
    { description: "d".repeat(8_001) },
    badRequest(/at most 8000/),
    { description: "d".repeat(8_000) },
  ),
  metricCase(
    "logging-metric-bucket-name-is-valid",
    "a bucket by its id alone",
    { bucketName: "audit" },
    badRequest(/Invalid bucket name "audit": projects\/\{project\}/),
    { bucketName: `projects/${PROJECT}/locations/global/buckets/_Default` },
  ),
  {
    rule: "logging-metric-bucket-name-is-valid",
    when: "a bucket of another project",
    given: [loggingOn, { ...logBucket, inputs: { ...logBucket.inputs, project: "acme-dev" } }],
    inputs: { ...goodMetric, bucketName: LOG_BUCKET.replace(PROJECT, "acme-dev") },
    refused: badRequest(/has to be in the same project as the metric/),
    mended: { given: [loggingOn, logBucket], inputs: { ...goodMetric, ...placed } },
  },
  ...both.map((verb) => ({
    rule: "logging-metric-bucket-exists",
    when: `to ${verb} a metric of a bucket in another location`,
    verb,
    given: [loggingOn, { ...logBucket, inputs: { ...logBucket.inputs, location: "global" } }],
    inputs: { ...goodMetric, ...placed },
    refused: notFound(/Bucket projects\/acme-prod\/locations\/europe-west1\/buckets\/audit does not exist/),
    mended: { given: [loggingOn, logBucket] },
  })),
  {
    rule: "deletion-policy-allows-it",
    when: "to delete a metric that prevents it",
    verb: "delete" as const,
    inputs: { ...goodMetric, deletionPolicy: "PREVENT" },
    refused: ofProvider(/cannot destroy root-use/),
    mended: { inputs: { ...goodMetric, deletionPolicy: "DELETE" } },
  },
].map(withService);

describe("Log-based metrics", () => {
  const ofDescriptor = new Set(logMetricDescriptorRules.map(({ id }) => id));
  testCases(
    type.rules.filter(({ id }) => !ofDescriptor.has(id)),
    cases,
  );

  test("A metric's id is its name; that of a second project's has the project too", () => {
    expect(type.id(goodMetric, CONFIG)).toBe("root-use");
    const store = storeWith(gcp, CONFIG, [metric()]);
    expect(type.id(goodMetric, CONFIG, store)).toBe("root-use");
    expect(type.id({ ...goodMetric, project: "acme-dev" }, CONFIG, store)).toBe("projects/acme-dev/metrics/root-use");
  });

  test("A metric counts where nothing else is said, and tells so", () => {
    expect(type.outputs(goodMetric, CONFIG, memoryStore([]))).toEqual({
      project: PROJECT,
      metricDescriptor: { metricKind: "DELTA", valueType: "INT64", unit: "1" },
      deletionPolicy: "DELETE",
    });
  });

  test("An alert policy doesn't keep its metric from being deleted", () => {
    const call = callOf({ token, verb: "delete", inputs: goodMetric, given: [policy(thresholdPolicy())] });
    expect(refusalsOf(call)).toEqual([]);
    expect(type.onDelete?.(call)).toBe("remove");
  });

  test("Labels can't be changed, so that the provider replaces the metric", () => {
    expect(type.replaceOn).toEqual(["project", "metricDescriptor.labels"]);
  });
});
