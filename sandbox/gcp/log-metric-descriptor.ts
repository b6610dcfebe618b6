import type { Properties, Rule } from "../resource.ts";
import { invalidArgument, providerError } from "./errors.ts";
import { extractorProblem, extractorSyntax } from "./extractors.ts";
import { list, object, text } from "./read.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics";
const descriptorField = `${resource}#LogMetric.FIELDS.metric_descriptor`;
const labelDocs = "https://cloud.google.com/logging/docs/logs-based-metrics/labels";
const maxLabels = 10;
const maxKey = 100;

/** Counts matching entries where the program says nothing. */
export function descriptorOf(inputs: Properties): Properties {
  return { metricKind: "DELTA", valueType: "INT64", unit: "1", ...object(inputs.metricDescriptor) };
}

function labelsOf(inputs: Properties): Properties[] {
  return list(object(inputs.metricDescriptor)?.labels).map((label) => object(label) ?? {});
}

const kindIsValid: Rule = {
  id: "logging-metric-kind-is-valid",
  source: descriptorField,
  on: ["create", "update"],
  refuse(call) {
    const { metricKind, valueType } = descriptorOf(call.inputs);
    const kinds = ["DELTA", "GAUGE", "CUMULATIVE"];
    const types = ["BOOL", "INT64", "DOUBLE", "STRING", "DISTRIBUTION", "MONEY"];
    if (!kinds.includes(text(metricKind) ?? "") || !types.includes(text(valueType) ?? "")) {
      return providerError(`expected metric_kind to be one of ${kinds} and value_type one of ${types}`);
    }
    if (metricKind === "DELTA" || (valueType !== "INT64" && valueType !== "DISTRIBUTION")) return undefined;
    return invalidArgument(`The metric kind ${metricKind} is not supported for the value type ${valueType}: use DELTA`);
  },
};

const kindStays: Rule = {
  id: "logging-metric-kind-stays",
  source: descriptorField,
  on: ["update"],
  refuse(call) {
    const before = descriptorOf(call.existing?.inputs ?? {});
    const after = descriptorOf(call.inputs);
    if (before.metricKind === after.metricKind && before.valueType === after.valueType) return undefined;
    return invalidArgument("The metric_kind and value_type of a metric descriptor cannot be updated");
  },
};

const labelsFit: Rule = {
  id: "logging-metric-labels-fit",
  source: `${labelDocs}#limitations`,
  on: ["create", "update"],
  refuse(call) {
    const count = labelsOf(call.inputs).length;
    if (count <= maxLabels) return undefined;
    return invalidArgument(`A metric can have at most ${maxLabels} user-defined labels, got ${count}`);
  },
};

const labelsAreValid: Rule = {
  id: "logging-metric-label-is-valid",
  source: "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.metricDescriptors#LabelDescriptor",
  on: ["create", "update"],
  refuse(call) {
    const labels = labelsOf(call.inputs);
    const keys = labels.map(({ key }) => text(key) ?? "");
    const wrong = keys.find((key) => key.length > maxKey || !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(key));
    if (wrong !== undefined)
      return invalidArgument(`Invalid label key "${wrong}": it must match [a-zA-Z][a-zA-Z0-9_]*`);
    const again = keys.find((key, index) => keys.indexOf(key) !== index);
    if (again !== undefined) return invalidArgument(`Duplicate label key "${again}" in the metric descriptor`);
    const types = labels.map(({ valueType }) => text(valueType) ?? "STRING");
    const type = types.find((one) => !["BOOL", "INT64", "STRING"].includes(one));
    if (type === undefined) return undefined;
    return providerError(`expected value_type to be one of ["BOOL" "INT64" "STRING"], got ${type}`);
  },
};

const extractorsMatchLabels: Rule = {
  id: "logging-metric-extractors-match-the-labels",
  source: `${resource}#LogMetric.FIELDS.label_extractors`,
  on: ["create", "update"],
  refuse(call) {
    const keys = labelsOf(call.inputs).map(({ key }) => text(key) ?? "");
    const extracted = Object.keys(object(call.inputs.labelExtractors) ?? {});
    if (keys.length !== extracted.length) {
      return invalidArgument("Number of label descriptors must match number of label extractors");
    }
    const missing = keys.find((key) => !extracted.includes(key));
    if (missing === undefined) return undefined;
    return invalidArgument(`The label "${missing}" of the metric descriptor has no label extractor`);
  },
};

const extractorsAreValid: Rule = {
  id: "logging-metric-extractor-is-valid",
  source: extractorSyntax,
  on: ["create", "update"],
  refuse(call) {
    const labels = Object.entries(object(call.inputs.labelExtractors) ?? {});
    const value = text(call.inputs.valueExtractor);
    const all = value ? [...labels, ["value", value] as const] : labels;
    for (const [key, expression] of all) {
      const problem = extractorProblem(text(expression) ?? "");
      if (problem !== undefined)
        return invalidArgument(`Invalid extractor "${text(expression)}" of ${key}: ${problem}`);
    }
    return undefined;
  },
};

const valuesFitType: Rule = {
  id: "logging-metric-values-fit-the-type",
  source: `${resource}#LogMetric.FIELDS.bucket_options`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const isDistribution = descriptorOf(inputs).valueType === "DISTRIBUTION";
    const extracts = Boolean(text(inputs.valueExtractor));
    if (isDistribution && !extracts) return invalidArgument("A DISTRIBUTION metric must have a value extractor");
    if (isDistribution || (!extracts && !object(inputs.bucketOptions))) return undefined;
    return invalidArgument("A value extractor and bucket options can only be set for a DISTRIBUTION metric");
  },
};

export const logMetricDescriptorRules: readonly Rule[] = [
  kindIsValid,
  kindStays,
  labelsFit,
  labelsAreValid,
  extractorsMatchLabels,
  extractorsAreValid,
  valuesFitType,
];
