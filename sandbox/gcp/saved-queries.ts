import type { Call, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { invalidArgument, providerError } from "./errors.ts";
import { bridgedName } from "./names.ts";
import { queryProblem } from "./query-syntax.ts";
import { object, text } from "./read.ts";
import { serviceIsEnabled } from "./services.ts";
import { isIdentifier, maxFilter, maxName, queryLanguage, quotas } from "./sink-exclusions.ts";
import { tokens } from "./tokens.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.savedQueries";

const nameIsValid: Rule = {
  id: "logging-saved-query-name-is-valid",
  source: `${resource}/create`,
  on: ["create"],
  refuse: ({ inputs }) =>
    isIdentifier(text(inputs.name) ?? "")
      ? undefined
      : invalidArgument(
          `Invalid saved query id "${text(inputs.name)}": it is limited to ${maxName} characters and can include only letters, digits, underscores, hyphens, and periods; the first character has to be alphanumeric`,
        ),
};

const visibilityIsKnown: Rule = {
  id: "logging-saved-query-visibility-is-known",
  source: `${resource}#Visibility`,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    ["SHARED", "PRIVATE"].includes(text(inputs.visibility) ?? "")
      ? undefined
      : providerError(`expected visibility to be one of ["SHARED" "PRIVATE"], got ${text(inputs.visibility)}`),
};

const kindsOf = ({ inputs }: Call): number =>
  [inputs.loggingQuery, inputs.opsAnalyticsQuery].filter((query) => object(query) !== undefined).length;

const queryIsOfOneKind: Rule = {
  id: "logging-saved-query-is-of-one-kind",
  source: `${resource}#SavedQuery`,
  on: ["create", "update"],
  refuse: (call) =>
    kindsOf(call) === 1
      ? undefined
      : invalidArgument("A saved query has a logging query or an analytics query, one of them"),
};

const filterOf = ({ inputs }: Call): string => text(object(inputs.loggingQuery)?.filter) ?? "";

const filterFits: Rule = {
  id: "logging-saved-query-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse: (call) =>
    filterOf(call).length <= maxFilter
      ? undefined
      : invalidArgument(`The filter of the saved query exceeds the maximum length of ${maxFilter} characters`),
};

const filterParses: Rule = {
  id: "logging-saved-query-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse(call) {
    const filter = filterOf(call);
    const problem = filter.length > maxFilter ? undefined : queryProblem(filter);
    return problem === undefined ? undefined : invalidArgument(problem);
  },
};

/** The project of `projects/…`; another parent's API is nobody's business here. */
const projectOfParent = ({ inputs }: Call): string | undefined =>
  /^projects\/(.+)$/.exec(text(inputs.parent) ?? "")?.[1];

export const savedQuery: ResourceType = {
  token: tokens.savedQuery,
  autoname: bridgedName,
  replaceOn: ["name", "location", "parent"],
  rules: [
    serviceIsEnabled({
      id: "logging-api-is-enabled-for-saved-queries",
      service: "logging.googleapis.com",
      title: "Cloud Logging API",
      project: projectOfParent,
    }),
    nameIsValid,
    visibilityIsKnown,
    queryIsOfOneKind,
    filterFits,
    filterParses,
    deletionIsAllowed,
  ],
  id: ({ parent, location, name }) => `${text(parent)}/locations/${text(location)}/savedQueries/${text(name)}`,
  conflict: "Error 409 alreadyExists",
  outputs: (inputs) => ({ deletionPolicy: inputs.deletionPolicy ?? "DELETE" }),
  onDelete: (call) => leftBehind(call, "remove"),
};
