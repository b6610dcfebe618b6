import type { Call, CloudError, Rule, Stored } from "../resource.ts";
import { alertPolicies, type Condition, invalidField, onConditions } from "./alert-conditions.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { findMetric } from "./log-metric-rules.ts";
import { parseMonitoringFilter, type Restriction } from "./monitoring-filter.ts";
import { text } from "./read.ts";

const filters = "https://cloud.google.com/monitoring/api/v3/filters";
const filterField = `${alertPolicies}#MetricThreshold.FIELDS.filter`;
const kinds = ["conditionThreshold", "conditionAbsent"] as const;
const maxFilter = 2_048;
const userMetrics = "logging.googleapis.com/user/";

/** Resources of Cloud Logging that Cloud Monitoring has no time series of, as users found out. */
const unknownResources = ["gce_route", "iam_role"];

function restrictionsOf({ body }: Condition, field: string): Restriction[] {
  const { restrictions } = parseMonitoringFilter(text(body.filter) ?? "");
  return (restrictions ?? []).filter((one) => one.field === field && one.operator === "=" && !one.negated);
}

/** Those that the filter names by their whole type. */
function metricTypes(condition: Condition): string[] {
  const values = restrictionsOf(condition, "metric.type").map(({ value }) => value);
  return [...new Set(values)].filter((value) => value !== undefined);
}

/** The user's own metric that a condition watches, if it exists. */
export function watchedMetric(condition: Condition, call: Call): Stored | undefined {
  const type = metricTypes(condition).find((one) => one.startsWith(userMetrics));
  return type === undefined ? undefined : findMetric(call, type.slice(userMetrics.length));
}

function onFilters(id: string, source: string, problem: (condition: Condition, call: Call) => CloudError | undefined) {
  return { id, source, on: ["create", "update"], refuse: onConditions(kinds, problem) } satisfies Rule;
}

const filterFits = onFilters("monitoring-alert-filter-fits", filterField, ({ body, path }) => {
  const { length } = [...(text(body.filter) ?? "")];
  if (length > 0 && length <= maxFilter) return undefined;
  return invalidArgument(`Field ${path}.filter must have 1 to ${maxFilter} Unicode characters: it has ${length}`);
});

const filterParses = onFilters("monitoring-alert-filter-parses", filters, ({ body, path }) => {
  const filter = text(body.filter) ?? "";
  const { problem } = parseMonitoringFilter(filter);
  return problem === undefined ? undefined : invalidField(`${path}.filter`, filter, problem);
});

const filterNamesMetric = onFilters("monitoring-alert-filter-names-one-metric", filterField, (condition) => {
  const filter = text(condition.body.filter) ?? "";
  if (parseMonitoringFilter(filter).problem !== undefined) return undefined;
  const { length } = metricTypes(condition);
  if (length === 1) return undefined;
  const why = `must specify a restriction on "metric.type" in the filter, and one metric only; it names ${length}`;
  return invalidField(`${condition.path}.filter`, filter, why);
});

const filterNamesResource = onFilters("monitoring-alert-filter-names-a-resource", filterField, (condition) => {
  const filter = text(condition.body.filter) ?? "";
  const field = `${condition.path}.filter`;
  if (parseMonitoringFilter(filter).problem !== undefined) return undefined;
  if (restrictionsOf(condition, "resource.type").length > 0) return undefined;
  return invalidField(
    field,
    filter,
    'must specify a restriction on "resource.type" in the filter; see "https://cloud.google.com/monitoring/api/resources" for a list of available resource types.',
  );
});

const resourceIsKnown = onFilters(
  "monitoring-alert-resource-type-is-known",
  "https://github.com/hashicorp/terraform-provider-google/issues/13349",
  (condition) => {
    const unknown = restrictionsOf(condition, "resource.type").find(({ value }) =>
      unknownResources.includes(value ?? ""),
    );
    if (unknown === undefined) return undefined;
    const filter = text(condition.body.filter) ?? "";
    return invalidField(
      `${condition.path}.filter`,
      filter,
      `The filter contains unknown resource type: ${unknown.value}`,
    );
  },
);

const metricIsVisible = onFilters(
  "monitoring-alert-metric-is-visible",
  "https://github.com/hashicorp/terraform-provider-google/issues/11102",
  (condition, call) => {
    const type = metricTypes(condition).find((one) => one.startsWith(userMetrics));
    if (type === undefined) return undefined;
    const metric = watchedMetric(condition, call);
    const delay = Number(call.config.metricDelaySeconds) * 1_000;
    if (metric && !(Date.now() - (metric.createdAt ?? 0) < delay)) return undefined;
    return googleError(
      404,
      "NOT_FOUND",
      `Cannot find metric(s) that match type = "${type}". If a metric was created recently, it could take up to 10 minutes to become available. Please try again soon.`,
    );
  },
);

const resourceFitsMetric = onFilters(
  "monitoring-alert-resource-fits-the-metric",
  "https://cloud.google.com/logging/docs/logs-based-metrics/bucket-lbm",
  (condition, call) => {
    const metric = watchedMetric(condition, call);
    const resources = restrictionsOf(condition, "resource.type").map(({ value }) => value);
    if (!metric || resources.length === 0) return undefined;
    const ofBucket = Boolean(text(metric.inputs.bucketName));
    if (resources.some((one) => (one === "logging_bucket") === ofBucket)) return undefined;
    const [scope, instead] = ofBucket
      ? ["a log bucket", 'only "logging_bucket"']
      : ["a project", 'never "logging_bucket"'];
    return invalidField(
      `${condition.path}.filter`,
      text(condition.body.filter) ?? "",
      `the metric is that of ${scope}, whose resource.type is ${instead}. Cloud Monitoring accepts this, and the condition is never met.`,
    );
  },
);

export const alertFilterRules: readonly Rule[] = [
  filterFits,
  filterParses,
  filterNamesMetric,
  filterNamesResource,
  resourceIsKnown,
  metricIsVisible,
  resourceFitsMetric,
];
