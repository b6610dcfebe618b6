import type { Expression } from "../../core/native/cloudwatch-filter-pattern.ts";
import { filterPatternCharacters, parseFilterPattern } from "../../core/native/cloudwatch-filter-pattern.ts";
import type {
  Call,
  CloudError,
  Json,
  Properties,
  ProviderConfig,
  ResourceType,
  Rule,
  Store,
  Stored,
} from "../resource.ts";
import { transformationRules } from "./logs-metric-transformation.ts";
import { lengthWithin } from "./member.ts";
import { refusal, regionalArn, regionOf, TOKEN, text } from "./place.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html";
/** API_PutMetricFilter: of one log group. */
const FILTERS = 100;
const REGEXES = 5;

function invalid(message: string): CloudError {
  return refusal("InvalidParameterException", message);
}

/** The provider sends the pattern without the white space around it. */
function patternOf(inputs: Properties): string {
  return typeof inputs.pattern === "string" ? inputs.pattern.trim() : "";
}

function groupOf(inputs: Properties, config: ProviderConfig, store: Store): Stored | undefined {
  const arn = regionalArn("logs", `log-group:${text(inputs.logGroupName)}`, inputs, config);
  return store.where(TOKEN.logGroup, "arn", arn)[0];
}

function filtersOfTheGroup({ inputs, config, store, existing }: Call): Stored[] {
  return store
    .where(TOKEN.metricFilter, "logGroupName", text(inputs.logGroupName) ?? "")
    .filter(({ id, outputs }) => id !== existing?.id && outputs.region === regionOf(inputs, config));
}

const nameIsValid: Rule = {
  id: "logs-metric-filter-name-is-valid",
  source: API,
  on: ["create"],
  refuse: ({ inputs }) =>
    /^[^:*]{1,512}$/.test(text(inputs.name) ?? "")
      ? undefined
      : invalid("Value at 'filterName' failed to satisfy constraint: 1 to 512 characters, none of them : or *"),
};

const groupExists: Rule = {
  id: "logs-metric-filter-group-exists",
  source: `${API}#API_PutMetricFilter_Errors`,
  on: ["create", "update"],
  refuse: ({ inputs, config, store }) =>
    groupOf(inputs, config, store) === undefined
      ? refusal("ResourceNotFoundException", "The specified log group does not exist.")
      : undefined,
};

const groupIsStandard: Rule = {
  id: "logs-metric-filter-group-is-of-class-standard",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html",
  on: ["create", "update"],
  refuse({ inputs, config, store }) {
    const logClass = groupOf(inputs, config, store)?.outputs.logGroupClass ?? "STANDARD";
    if (logClass === "STANDARD") return undefined;
    return refusal(
      "InvalidOperationException",
      `Metric filters are not supported for log groups of class ${String(logClass)}.`,
    );
  },
};

const patternIsAtMost1024 = lengthWithin(
  {
    id: "logs-filter-pattern-is-at-most-1024-characters",
    source: API,
    error: "InvalidParameterException",
    field: "filterPattern",
    read: patternOf,
  },
  0,
  filterPatternCharacters,
);

/** Only patterns for JSON events are read; the sandbox takes those for plain and delimited text as they are. */
const patternIsValid: Rule = {
  id: "logs-filter-pattern-is-valid",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const pattern = patternOf(inputs);
    if (!pattern.startsWith("{") || pattern.length > filterPatternCharacters) return undefined;
    const problem = parseFilterPattern(pattern).problems?.[0];
    return problem && invalid(`Invalid character(s) in term at position ${problem.at}: ${problem.message}`);
  },
};

function regexesIn(expression: Expression): number {
  if ("all" in expression) return expression.all.reduce((sum, one) => sum + regexesIn(one), 0);
  return expression.kind === "equal" && expression.operand.kind === "regex" ? 1 : 0;
}

function regexesOf(inputs: Properties): number {
  const { filter } = parseFilterPattern(patternOf(inputs));
  return filter === undefined ? 0 : regexesIn(filter.expression);
}

const regexesAreAtMost5: Rule = {
  id: "logs-group-has-at-most-5-regexes-in-its-filters",
  source: API,
  on: ["create", "update"],
  refuse(call) {
    const own = regexesOf(call.inputs);
    if (own === 0) return undefined;
    const sum = filtersOfTheGroup(call).reduce((total, { inputs }) => total + regexesOf(inputs), own);
    return sum <= REGEXES
      ? undefined
      : refusal(
          "LimitExceededException",
          `A log group's filters have at most ${REGEXES} regular expressions, not ${sum}.`,
        );
  },
};

const filtersAreAtMost100: Rule = {
  id: "logs-group-has-at-most-100-metric-filters",
  source: API,
  on: ["create"],
  refuse: (call) =>
    filtersOfTheGroup(call).length >= FILTERS
      ? refusal("LimitExceededException", "Resource limit exceeded.")
      : undefined,
};

/** The provider's id is the filter's name, which is unique only within its log group and region. */
function filterId(inputs: Properties, config: ProviderConfig, store?: Store): string {
  const name = text(inputs.name) ?? "";
  const isSame = ({ outputs }: { outputs: { [key: string]: Json } }): boolean =>
    outputs.name === name &&
    outputs.logGroupName === inputs.logGroupName &&
    outputs.region === regionOf(inputs, config);
  const same = store?.list(TOKEN.metricFilter).find(isSame);
  if (same !== undefined) return same.id;
  const taken = store?.get(TOKEN.metricFilter, name) !== undefined;
  return taken ? `${regionOf(inputs, config)}:${text(inputs.logGroupName)}:${name}` : name;
}

export const metricFilter: ResourceType = {
  token: TOKEN.metricFilter,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["logGroupName", "name", "region"],
  rules: [
    nameIsValid,
    groupExists,
    groupIsStandard,
    patternIsAtMost1024,
    patternIsValid,
    regexesAreAtMost5,
    filtersAreAtMost100,
    ...transformationRules,
  ],
  id: filterId,
  // CloudWatch Logs itself overwrites the filter; two resources that are one filter are a mistake of the program.
  conflict: "InvalidOperationException",
  outputs: (inputs, config) => ({
    name: text(inputs.name) ?? "",
    region: regionOf(inputs, config),
    applyOnTransformedLogs: inputs.applyOnTransformedLogs ?? false,
  }),
};
