import { describe } from "vitest";
import { logMetricDescriptorRules } from "../../sandbox/gcp/log-metric-descriptor.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { goodMetric, metricCase, withService } from "./gcp-alert-world.ts";
import { badRequest, type Case, ofProvider, testCases } from "./gcp-case.ts";

const labelled = (labels: Json[], labelExtractors: Properties): Properties => ({
  metricDescriptor: { metricKind: "DELTA", valueType: "INT64", labels },
  labelExtractors,
});
const who = "EXTRACT(protoPayload.authenticationInfo.principalEmail)";
const labels = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `l${n}` }));
const extractors = (count: number) => Object.fromEntries(labels(count).map(({ key }) => [key, who]));
const descriptor = (metricKind: string, valueType: string) => ({ metricDescriptor: { metricKind, valueType } });
const good = labelled([{ key: "who", valueType: "STRING" }], { who });
const valued = { ...descriptor("DELTA", "DISTRIBUTION"), valueExtractor: "EXTRACT(httpRequest.responseSize)" };

const wrongLabel = (when: string, wrong: Json[], message: RegExp) =>
  metricCase(
    "logging-metric-label-is-valid",
    when,
    labelled(wrong, Object.fromEntries(wrong.map((label) => [(label as Properties).key, who]))),
    badRequest(message),
    good,
  );
const wrongExtractor = (when: string, labelExtractors: Properties, message: RegExp) =>
  metricCase("logging-metric-extractor-is-valid", when, { ...good, labelExtractors }, badRequest(message), good);

const descriptorCases: Case[] = [
  metricCase(
    "logging-metric-kind-is-valid",
    "a kind that doesn't exist",
    descriptor("SUM", "INT64"),
    ofProvider(/expected metric_kind to be one of DELTA,GAUGE,CUMULATIVE/),
    descriptor("DELTA", "INT64"),
  ),
  metricCase(
    "logging-metric-kind-is-valid",
    "a counter that is a gauge",
    descriptor("GAUGE", "INT64"),
    badRequest(/GAUGE is not supported for the value type INT64/),
    descriptor("DELTA", "INT64"),
  ),
  {
    rule: "logging-metric-kind-stays",
    when: "a distribution in the place of a counter",
    verb: "update" as const,
    before: goodMetric,
    inputs: { ...goodMetric, ...valued },
    refused: badRequest(/cannot be updated/),
    mended: { before: { ...goodMetric, ...valued } },
  },
  metricCase(
    "logging-metric-labels-fit",
    "11 labels",
    labelled(labels(11), extractors(11)),
    badRequest(/at most 10 user-defined labels, got 11/),
    labelled(labels(10), extractors(10)),
  ),
  wrongLabel("a label that begins with a digit", [{ key: "1st" }], /Invalid label key "1st"/),
  wrongLabel("a label of 101 characters", [{ key: "k".repeat(101) }], /Invalid label key/),
  {
    ...metricCase(
      "logging-metric-label-is-valid",
      "a label of a type that labels can't have",
      labelled([{ key: "who", valueType: "DOUBLE" }], { who }),
      ofProvider(/expected value_type to be one of \["BOOL" "INT64" "STRING"\], got DOUBLE/),
      labelled([{ key: "who", valueType: "INT64" }], { who }),
    ),
  },
  metricCase(
    "logging-metric-label-is-valid",
    "a label twice",
    labelled([{ key: "who" }, { key: "who" }], { who, what: who }),
    badRequest(/Duplicate label key "who"/),
    labelled([{ key: "who" }, { key: "what" }], { who, what: who }),
  ),
  metricCase(
    "logging-metric-extractors-match-the-labels",
    "an extractor without a label",
    { labelExtractors: { who } },
    badRequest(/Number of label descriptors must match number of label extractors/),
    good,
  ),
  metricCase(
    "logging-metric-extractors-match-the-labels",
    "a label whose extractor bears another name",
    labelled([{ key: "who" }], { whom: who }),
    badRequest(/The label "who" of the metric descriptor has no label extractor/),
    good,
  ),
  wrongExtractor("an extractor that is a field", { who: "protoPayload.methodName" }, /must be EXTRACT\(field\)/),
  wrongExtractor(
    "a regex with two groups",
    { who: 'REGEXP_EXTRACT(textPayload, "(a)(b)")' },
    /exactly one capture group/,
  ),
  metricCase(
    "logging-metric-extractor-is-valid",
    "a value of no field",
    { ...valued, valueExtractor: "EXTRACT(size)" },
    badRequest(/Invalid extractor "EXTRACT\(size\)" of value: "size" is not a field/),
    valued,
  ),
  metricCase(
    "logging-metric-values-fit-the-type",
    "a distribution of nothing",
    descriptor("DELTA", "DISTRIBUTION"),
    badRequest(/must have a value extractor/),
    valued,
  ),
  metricCase(
    "logging-metric-values-fit-the-type",
    "a counter with values",
    { valueExtractor: "EXTRACT(httpRequest.responseSize)" },
    badRequest(/only be set for a DISTRIBUTION metric/),
    {},
  ),
].map(withService);

describe("What a log-based metric measures", () => {
  testCases(logMetricDescriptorRules, descriptorCases);
});
