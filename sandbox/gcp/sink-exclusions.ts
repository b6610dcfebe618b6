import type { Call, CloudError, Json, Properties, Rule } from "../resource.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { queryProblem } from "./query-syntax.ts";
import { list, object, text } from "./read.ts";

export const quotas = "https://cloud.google.com/logging/quotas";
export const queryLanguage = "https://cloud.google.com/logging/docs/view/logging-query-language";
export const maxExclusions = 50;
export const maxName = 100;
export const maxFilter = 20_000;

export function isIdentifier(name: string): boolean {
  return name.length <= maxName && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name);
}

/** What is wrong with the name of an exclusion, whether of a sink or of the project. */
export function nameProblem(name: Json | undefined): CloudError | undefined {
  if (isIdentifier(text(name) ?? "")) return undefined;
  return invalidArgument(
    `Invalid exclusion name "${text(name)}": identifiers are limited to ${maxName} characters and can include only letters, digits, underscores, hyphens, and periods; the first character has to be alphanumeric`,
  );
}

export function lengthProblem({ name, filter }: Properties): CloudError | undefined {
  if ((text(filter) ?? "").length <= maxFilter) return undefined;
  return invalidArgument(
    `The filter of the exclusion "${text(name)}" exceeds the maximum length of ${maxFilter} characters`,
  );
}

export function syntaxProblem({ filter }: Properties): CloudError | undefined {
  const query = text(filter) ?? "";
  if (query.trim() === "") return invalidArgument("The filter of an exclusion can't be empty");
  const problem = query.length > maxFilter ? undefined : queryProblem(query);
  return problem === undefined ? undefined : invalidArgument(problem);
}

export function exclusionsOf(inputs: Properties): Properties[] {
  return list(inputs.exclusions).map((exclusion) => object(exclusion) ?? {});
}

/** The first problem among the exclusions of a sink. */
function firstProblem(call: Call, problem: (exclusion: Properties) => CloudError | undefined): CloudError | undefined {
  return exclusionsOf(call.inputs)
    .map(problem)
    .find((error) => error !== undefined);
}

const exclusionsFit: Rule = {
  id: "logging-sink-exclusions-fit",
  source: quotas,
  on: ["create", "update"],
  refuse({ inputs }) {
    const count = exclusionsOf(inputs).length;
    if (count <= maxExclusions) return undefined;
    return googleError(429, "RESOURCE_EXHAUSTED", `A sink can have at most ${maxExclusions} exclusions, got ${count}`);
  },
};

const exclusionNamesAreUnique: Rule = {
  id: "logging-exclusion-names-are-unique",
  source: "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.exclusions#LogExclusion",
  on: ["create", "update"],
  refuse({ inputs }) {
    const names = exclusionsOf(inputs).map((exclusion) => text(exclusion.name) ?? "");
    const again = names.find((name, index) => names.indexOf(name) !== index);
    if (again === undefined) return undefined;
    return invalidArgument(`Exclusion names must be unique within a sink: "${again}"`);
  },
};

const exclusionNamesAreValid: Rule = {
  id: "logging-exclusion-name-is-valid",
  source: "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.exclusions#LogExclusion",
  on: ["create", "update"],
  refuse: (call) => firstProblem(call, ({ name }) => nameProblem(name)),
};

const exclusionFiltersFit: Rule = {
  id: "logging-exclusion-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse: (call) => firstProblem(call, lengthProblem),
};

const exclusionFiltersParse: Rule = {
  id: "logging-exclusion-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse: (call) => firstProblem(call, syntaxProblem),
};

export const exclusionRules: readonly Rule[] = [
  exclusionsFit,
  exclusionNamesAreUnique,
  exclusionNamesAreValid,
  exclusionFiltersFit,
  exclusionFiltersParse,
];
