import type { Call, Properties, Rule } from "../resource.ts";
import { googleError, invalidArgument, providerError } from "./errors.ts";
import { queryProblem } from "./query-syntax.ts";
import { object, text } from "./read.ts";
import { missingDestination, parseDestination } from "./sink-destination.ts";
import { exclusionRules, isIdentifier, maxFilter, maxName, queryLanguage, quotas } from "./sink-exclusions.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks";
const maxDescription = 8_000;
const maxSinks = 200;

function destinationOf(call: Call) {
  return parseDestination(text(call.inputs.destination) ?? "");
}

const nameIsValid: Rule = {
  id: "logging-sink-name-is-valid",
  source: `${resource}#LogSink.FIELDS.name`,
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.name) ?? "";
    if (isIdentifier(name) || name === "_Default" || name === "_Required") return undefined;
    return invalidArgument(
      `Invalid sink name "${name}": sink identifiers are limited to ${maxName} characters and can include only letters, digits, underscores, hyphens, and periods; the first character has to be alphanumeric`,
    );
  },
};

const requiredIsFixed: Rule = {
  id: "logging-sink-required-is-fixed",
  source: "https://cloud.google.com/logging/docs/routing/overview#predefined-sinks",
  on: ["create", "update"],
  refuse(call) {
    if (call.inputs.name !== "_Required") return undefined;
    return invalidArgument("The _Required sink can't be modified or deleted");
  },
};

const destinationIsValid: Rule = {
  id: "logging-sink-destination-is-valid",
  source: `${resource}#LogSink.FIELDS.destination`,
  on: ["create", "update"],
  refuse(call) {
    if (destinationOf(call)) return undefined;
    return invalidArgument(`Invalid sink destination "${text(call.inputs.destination)}"`);
  },
};

const destinationExists: Rule = {
  id: "logging-sink-destination-exists",
  source: "https://cloud.google.com/logging/docs/export/troubleshoot#errors_exporting_to_cloud_storage",
  on: ["create", "update"],
  refuse(call) {
    const destination = destinationOf(call);
    return destination && missingDestination(destination, call.store);
  },
};

const filterFits: Rule = {
  id: "logging-sink-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse(call) {
    const length = (text(call.inputs.filter) ?? "").length;
    if (length <= maxFilter) return undefined;
    return invalidArgument(`The filter exceeds the maximum length of ${maxFilter} characters: it has ${length}`);
  },
};

const filterParses: Rule = {
  id: "logging-sink-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse(call) {
    const filter = text(call.inputs.filter) ?? "";
    const problem = filter.length > maxFilter ? undefined : queryProblem(filter);
    return problem === undefined ? undefined : invalidArgument(problem);
  },
};

const descriptionFits: Rule = {
  id: "logging-sink-description-fits",
  source: `${resource}#LogSink.FIELDS.description`,
  on: ["create", "update"],
  refuse(call) {
    if ((text(call.inputs.description) ?? "").length <= maxDescription) return undefined;
    return invalidArgument(`The description of a sink can have at most ${maxDescription} characters`);
  },
};

const optionsFitDestination: Rule = {
  id: "logging-bigquery-options-fit-the-destination",
  source: `${resource}#BigQueryOptions`,
  on: ["create", "update"],
  refuse(call) {
    const destination = destinationOf(call);
    if (!object(call.inputs.bigqueryOptions) || !destination || destination.kind === "dataset") return undefined;
    return googleError(400, "badRequest", "Provided options do not match the sink's destination service");
  },
};

/** How many of its kind a project or an organisation may have: `sameParent` tells the siblings. */
export function sinksFit(sameParent: (call: Call, inputs: Properties) => boolean): Rule {
  return {
    id: "logging-sinks-fit",
    source: quotas,
    on: ["create"],
    refuse(call) {
      const siblings = call.store.list(call.token).filter(({ inputs }) => sameParent(call, inputs));
      if (siblings.some(({ inputs }) => inputs.name === call.inputs.name) || siblings.length < maxSinks) {
        return undefined;
      }
      return googleError(429, "RESOURCE_EXHAUSTED", `The maximum number of sinks, ${maxSinks}, has been reached`);
    },
  };
}

export const writerFitsOptions: Rule = {
  id: "logging-bigquery-options-need-a-unique-writer",
  source: "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks/create#query-parameters",
  on: ["create", "update"],
  refuse(call) {
    if (!object(call.inputs.bigqueryOptions) || call.inputs.uniqueWriterIdentity !== false) return undefined;
    return providerError("unique_writer_identity must be true when bigquery_options is supplied");
  },
};

export const sinkRules: readonly Rule[] = [
  nameIsValid,
  requiredIsFixed,
  destinationIsValid,
  filterFits,
  filterParses,
  ...exclusionRules,
  descriptionFits,
  optionsFitDestination,
  destinationExists,
];
