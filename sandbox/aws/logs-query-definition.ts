import type { ResourceType, Rule } from "../resource.ts";
import { lengthWithin, namedLike } from "./member.ts";
import { refusal, regionOf, TOKEN } from "./place.ts";
import { uuidOf } from "./uuid.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html";
const DEFINITIONS = 1000;

const nameIsValid = namedLike(
  {
    id: "logs-query-definition-name-is-valid",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/logs/query_definition.go",
    error: "InvalidParameterException",
    field: "name",
    read: ({ name }) => name,
  },
  /^[^:*/]+(\/[^:*/]+)*$/,
  255,
);

const textIsAtMost10000 = lengthWithin(
  {
    id: "logs-query-definition-text-is-at-most-10000-characters",
    source: API,
    error: "InvalidParameterException",
    field: "queryString",
    read: ({ queryString }) => queryString,
  },
  1,
  10_000,
);

const definitionsAreAtMost1000: Rule = {
  id: "logs-region-has-at-most-1000-query-definitions",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
  on: ["create"],
  refuse({ inputs, config, store }) {
    const region = regionOf(inputs, config);
    const saved = store.list(TOKEN.queryDefinition).filter(({ outputs }) => outputs.region === region);
    return saved.length < DEFINITIONS ? undefined : refusal("LimitExceededException", "Resource limit exceeded.");
  },
};

/** CloudWatch Logs reads the query when it runs, and looks for its log groups then. */
export const queryDefinition: ResourceType = {
  token: TOKEN.queryDefinition,
  autoname: { property: "name", form: "dash-7-hex", maxLength: 255 },
  replaceOn: ["region"],
  rules: [nameIsValid, textIsAtMost10000, definitionsAreAtMost1000],
  id: ({ name, queryString, logGroupNames }) => uuidOf(JSON.stringify([name, queryString, logGroupNames ?? []])),
  conflict: "InvalidParameterException",
  outputs: (inputs, config, _store, id = "") => ({ queryDefinitionId: id, region: regionOf(inputs, config) }),
};
