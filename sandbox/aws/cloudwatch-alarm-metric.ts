import type { Properties, Rule } from "../resource.ts";
import type { Member } from "./member.ts";
import { namedLike, oneOf } from "./member.ts";
import { METRIC_UNITS } from "./metric-units.ts";
import { items, record, refusal, text, whole } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

function member(id: string, field: string): Member {
  return { id, source: API, error: "ValidationError", field, read: (inputs) => inputs[field] };
}

function queriesOf(inputs: Properties): Properties[] {
  return items(inputs.metricQueries).map(record);
}

const oneKindOfMetric: Rule = {
  id: "cloudwatch-alarm-has-a-metric-or-queries",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = [
      text(inputs.metricName) !== undefined,
      queriesOf(inputs).length > 0,
      Object.keys(record(inputs.evaluationCriteria)).length > 0,
    ].filter(Boolean);
    return given.length === 1
      ? undefined
      : refusal("ValidationError", "Exactly one of MetricName, Metrics and EvaluationCriteria must be specified");
  },
};

const metricIsComplete: Rule = {
  id: "cloudwatch-alarm-metric-has-a-namespace-and-a-period",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (text(inputs.metricName) === undefined) return undefined;
    if (text(inputs.namespace) === undefined) return refusal("ValidationError", "Namespace must be specified");
    return whole(inputs.period) === undefined ? refusal("ValidationError", "Period must not be null") : undefined;
  },
};

const queriesStandAlone: Rule = {
  id: "cloudwatch-alarm-queries-stand-alone",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (queriesOf(inputs).length === 0) return undefined;
    const beside = ["namespace", "period", "statistic", "extendedStatistic", "dimensions", "unit"];
    const given = beside.filter((name) => inputs[name] !== undefined);
    return given.length === 0
      ? undefined
      : refusal("ValidationError", `Metrics list and ${given.join(", ")} can't be specified together`);
  },
};

const oneStatistic: Rule = {
  id: "cloudwatch-alarm-has-one-statistic",
  source: API,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (text(inputs.metricName) === undefined) return undefined;
    const given = [text(inputs.statistic), text(inputs.extendedStatistic)].filter((one) => one !== undefined);
    return given.length === 1
      ? undefined
      : refusal("ValidationError", "Exactly one of Statistic and ExtendedStatistic must be specified");
  },
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
const EXTENDED = /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d+)?|100)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\))$/;

const extendedStatisticIsValid: Rule = {
  id: "cloudwatch-extended-statistic-is-valid",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const statistic = text(inputs.extendedStatistic);
    return statistic === undefined || EXTENDED.test(statistic)
      ? undefined
      : refusal("ValidationError", `The value ${statistic} for parameter ExtendedStatistic is not supported.`);
  },
};

const queriesAreValid: Rule = {
  id: "cloudwatch-metric-queries-return-one-result",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const queries = queriesOf(inputs);
    if (queries.length === 0) return undefined;
    const ids = queries.map(({ id }) => text(id) ?? "");
    if (!ids.every((id) => /^[a-z][A-Za-z0-9_]*$/.test(id)) || new Set(ids).size < ids.length) {
      return refusal(
        "ValidationError",
        "Each metric query has an id of its own, which begins with a lower-case letter",
      );
    }
    if (queries.some(({ expression, metric }) => (text(expression) === undefined) === (metric === undefined))) {
      return refusal("ValidationError", "Each metric query has either an expression or a metric");
    }
    // The provider's default of returnData is false, other than the API's.
    return queries.filter(({ returnData }) => returnData === true).length === 1
      ? undefined
      : refusal("ValidationError", "Exactly one element of the metrics list should return data.");
  },
};

function dimensionsOf(inputs: Properties): Properties[] {
  return [record(inputs.dimensions), ...queriesOf(inputs).map(({ metric }) => record(record(metric).dimensions))];
}

const dimensionsFit: Rule = {
  id: "cloudwatch-alarm-dimensions-fit",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const all = dimensionsOf(inputs);
    if (all.some((one) => Object.keys(one).length > 30)) {
      return refusal("ValidationError", "The collection Dimensions must not have a size greater than 30.");
    }
    const wrong = all
      .flatMap((one) => Object.entries(one))
      .find(
        ([name, value]) => !isDimension(name, 255) || name.startsWith(":") || !isDimension(text(value) ?? "", 1024),
      );
    return wrong === undefined
      ? undefined
      : refusal(
          "ValidationError",
          `The dimension ${wrong[0]} has a name of 1 to 255 characters, none a colon at its beginning, and a value of 1 to 1024; only ASCII, and one that is no blank`,
        );
  },
};

function isDimension(value: string, most: number): boolean {
  return value.length <= most && /^[\x20-\x7E]+$/.test(value) && value.trim() !== "";
}

export const metricRules: readonly Rule[] = [
  oneKindOfMetric,
  metricIsComplete,
  queriesStandAlone,
  oneStatistic,
  extendedStatisticIsValid,
  namedLike(member("cloudwatch-metric-name-is-valid", "metricName"), /^/, 255),
  namedLike(member("cloudwatch-namespace-is-valid", "namespace"), /^[^:]/, 255),
  oneOf(member("cloudwatch-statistic-is-known", "statistic"), ["SampleCount", "Average", "Sum", "Minimum", "Maximum"]),
  oneOf(member("cloudwatch-unit-is-known", "unit"), METRIC_UNITS),
  queriesAreValid,
  dimensionsFit,
];
