import type { Call, Properties, Rule } from "../resource.ts";
import { googleError, invalidArgument } from "./errors.ts";
import { queryProblem } from "./query-syntax.ts";
import { list, object, text } from "./read.ts";

const quotas = "https://cloud.google.com/logging/quotas";
const maxExclusions = 50;
export const maxName = 100;
export const maxFilter = 20_000;

export function isIdentifier(name: string): boolean {
  return name.length <= maxName && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name);
}

function exclusionsOf(call: Call): Properties[] {
  return list(call.inputs.exclusions).map((exclusion) => object(exclusion) ?? {});
}

const exclusionsFit: Rule = {
  id: "logging-sink-exclusions-fit",
  source: quotas,
  on: ["create", "update"],
  refuse(call) {
    const count = exclusionsOf(call).length;
    if (count <= maxExclusions) return undefined;
    return googleError(429, "RESOURCE_EXHAUSTED", `A sink can have at most ${maxExclusions} exclusions, got ${count}`);
  },
};

const exclusionNamesAreUnique: Rule = {
  id: "logging-exclusion-names-are-unique",
  source: "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.exclusions#LogExclusion",
  on: ["create", "update"],
  refuse(call) {
    const names = exclusionsOf(call).map((exclusion) => text(exclusion.name) ?? "");
    const again = names.find((name, index) => names.indexOf(name) !== index);
    if (again === undefined) return undefined;
    return invalidArgument(`Exclusion names must be unique within a sink: "${again}"`);
  },
};

const exclusionNamesAreValid: Rule = {
  id: "logging-exclusion-name-is-valid",
  source: "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.exclusions#LogExclusion",
  on: ["create", "update"],
  refuse(call) {
    const wrong = exclusionsOf(call).find(({ name }) => !isIdentifier(text(name) ?? ""));
    if (!wrong) return undefined;
    return invalidArgument(
      `Invalid exclusion name "${text(wrong.name)}": identifiers are limited to ${maxName} characters and can include only letters, digits, underscores, hyphens, and periods; the first character has to be alphanumeric`,
    );
  },
};

const exclusionFiltersFit: Rule = {
  id: "logging-exclusion-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse(call) {
    const wrong = exclusionsOf(call).find(({ filter }) => (text(filter) ?? "").length > maxFilter);
    if (!wrong) return undefined;
    return invalidArgument(
      `The filter of the exclusion "${text(wrong.name)}" exceeds the maximum length of ${maxFilter} characters`,
    );
  },
};

const exclusionFiltersParse: Rule = {
  id: "logging-exclusion-filter-parses",
  source: "https://cloud.google.com/logging/docs/view/logging-query-language",
  on: ["create", "update"],
  refuse(call) {
    for (const { filter } of exclusionsOf(call)) {
      const query = text(filter) ?? "";
      if (query.trim() === "") return invalidArgument("The filter of an exclusion can't be empty");
      const problem = query.length > maxFilter ? undefined : queryProblem(query);
      if (problem !== undefined) return invalidArgument(problem);
    }
    return undefined;
  },
};

export const exclusionRules: readonly Rule[] = [
  exclusionsFit,
  exclusionNamesAreUnique,
  exclusionNamesAreValid,
  exclusionFiltersFit,
  exclusionFiltersParse,
];
