import type { Call, Properties, ResourceType, Rule } from "../resource.ts";
import { googleError } from "./errors.ts";
import { bridgedName } from "./names.ts";
import { projectIdIsValid, projectIsSet, projectOf, sameProject } from "./project.ts";
import { text } from "./read.ts";
import {
  exclusionsOf,
  lengthProblem,
  maxExclusions,
  nameProblem,
  queryLanguage,
  quotas,
  syntaxProblem,
} from "./sink-exclusions.ts";
import { tokens } from "./tokens.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.exclusions";

const nameIsValid: Rule = {
  id: "logging-project-exclusion-name-is-valid",
  source: `${resource}#LogExclusion.FIELDS.name`,
  on: ["create"],
  refuse: ({ inputs }) => nameProblem(inputs.name),
};

const filterFits: Rule = {
  id: "logging-project-exclusion-filter-fits",
  source: quotas,
  on: ["create", "update"],
  refuse: ({ inputs }) => lengthProblem(inputs),
};

const filterParses: Rule = {
  id: "logging-project-exclusion-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse: ({ inputs }) => syntaxProblem(inputs),
};

function isOfProject(call: Call, inputs: Properties): boolean {
  return sameProject(projectOf(inputs, call.config), projectOf(call.inputs, call.config));
}

/** The exclusions that a program gave the sink `_Default` itself. */
function ofDefaultSink(call: Call): Properties[] {
  return call.store
    .list(tokens.projectSink)
    .filter(({ inputs }) => inputs.name === "_Default" && isOfProject(call, inputs))
    .flatMap(({ inputs }) => exclusionsOf(inputs));
}

const nameIsFree: Rule = {
  id: "logging-project-exclusion-name-is-free",
  source: `${resource}/create`,
  on: ["create"],
  refuse(call) {
    const taken = ofDefaultSink(call).some(({ name }) => name === call.inputs.name);
    if (!taken) return undefined;
    return googleError(409, "ALREADY_EXISTS", `Exclusion ${text(call.inputs.name)} already exists`);
  },
};

// The method's page says 10, from before sinks had exclusions of their own; the quotas say 50 for every sink.
const exclusionsFit: Rule = {
  id: "logging-project-exclusions-fit",
  source: quotas,
  on: ["create"],
  refuse(call) {
    const others = call.store.list(call.token).filter(({ inputs }) => isOfProject(call, inputs));
    if (others.length + ofDefaultSink(call).length < maxExclusions) return undefined;
    return googleError(429, "RESOURCE_EXHAUSTED", `The sink _Default can have at most ${maxExclusions} exclusions`);
  },
};

/** An exclusion of the project's sink `_Default`. A disabled one drops nothing; it is checked and counted like the others. */
export const projectExclusion: ResourceType = {
  token: tokens.projectExclusion,
  autoname: bridgedName,
  replaceOn: ["name", "project"],
  rules: [projectIsSet, projectIdIsValid, nameIsValid, filterFits, filterParses, nameIsFree, exclusionsFit],
  id: (inputs, config) => `projects/${projectOf(inputs, config)}/exclusions/${text(inputs.name)}`,
  conflict: "Error 409 alreadyExists",
  outputs: (inputs, config) => ({ project: projectOf(inputs, config) }),
};
