import type { CloudError, Properties, Rule } from "../resource.ts";
import type { Member } from "./member.ts";
import { namedLike, oneOf } from "./member.ts";
import { METRIC_UNITS } from "./metric-units.ts";
import { record, refusal, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html";
const CONCEPTS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html";

function invalid(message: string): CloudError {
  return refusal("InvalidParameterException", message);
}

function transformationOf(inputs: Properties): Properties {
  return record(inputs.metricTransformation);
}

function member(id: string, property: string, field: string): Member {
  const error = "InvalidParameterException";
  return {
    id,
    source: API,
    error,
    field: `metricTransformations.1.member.${field}`,
    read: (inputs) => transformationOf(inputs)[property],
  };
}

const namespaceIsNotReserved: Rule = {
  id: "logs-metric-namespace-is-not-reserved",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    text(transformationOf(inputs).namespace)?.startsWith("AWS/")
      ? invalid("Metric namespaces starting with AWS/ are reserved for AWS.")
      : undefined,
};

const valueIsANumberOrASelector: Rule = {
  id: "logs-metric-value-is-a-number-or-a-selector",
  source: CONCEPTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const value = text(transformationOf(inputs).value) ?? "";
    const valid = value.length <= 100 && (/^\$./.test(value) || (value !== "" && Number.isFinite(Number(value))));
    return valid
      ? undefined
      : invalid("Invalid metric transformation: metric value must be a number or a valid selector");
  },
};

const defaultValueIsANumber: Rule = {
  id: "logs-metric-default-value-is-a-number",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const value = text(transformationOf(inputs).defaultValue);
    return value === undefined || Number.isFinite(Number(value))
      ? undefined
      : invalid("Invalid metric transformation: default value must be a number");
  },
};

function dimensionsOf(inputs: Properties): [string, unknown][] {
  return Object.entries(record(transformationOf(inputs).dimensions));
}

const dimensionsHaveNoDefault: Rule = {
  id: "logs-metric-has-dimensions-or-a-default-value",
  source: CONCEPTS,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    dimensionsOf(inputs).length > 0 && text(transformationOf(inputs).defaultValue) !== undefined
      ? invalid("Invalid metric transformation: dimensions and default value are mutually exclusive properties")
      : undefined,
};

const dimensionsAreAtMost3: Rule = {
  id: "logs-metric-has-at-most-3-dimensions",
  source: API,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    dimensionsOf(inputs).length > 3
      ? invalid("Invalid metric transformation: a metric has at most 3 dimensions")
      : undefined,
};

const dimensionsAreSelectors: Rule = {
  id: "logs-metric-dimensions-are-selectors",
  source: CONCEPTS,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    dimensionsOf(inputs).every(([, value]) => /^\$./.test(String(value)))
      ? undefined
      : invalid("Invalid metric transformation: dimension value must be valid selector"),
};

const dimensionsNeedFields: Rule = {
  id: "logs-metric-dimensions-need-a-pattern-with-fields",
  source: CONCEPTS,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    dimensionsOf(inputs).length === 0 || /^\s*[{[]/.test(text(inputs.pattern) ?? "")
      ? undefined
      : invalid("The specified filter pattern does not support dimensions"),
};

export const transformationRules: readonly Rule[] = [
  namedLike(member("logs-metric-name-is-valid", "name", "metricName"), /^[^:*$]*$/, 255),
  namedLike(member("logs-metric-namespace-is-valid", "namespace", "metricNamespace"), /^[^:*$]*$/, 255),
  oneOf(member("logs-metric-unit-is-known", "unit", "unit"), METRIC_UNITS),
  namespaceIsNotReserved,
  valueIsANumberOrASelector,
  defaultValueIsANumber,
  dimensionsHaveNoDefault,
  dimensionsAreAtMost3,
  dimensionsAreSelectors,
  dimensionsNeedFields,
];
