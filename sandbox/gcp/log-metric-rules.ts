import type { Call, Rule, Stored } from "../resource.ts";
import { googleError, invalidArgument, providerError } from "./errors.ts";
import { logMetricDescriptorRules } from "./log-metric-descriptor.ts";
import { projectOf, sameProject } from "./project.ts";
import { queryProblem } from "./query-syntax.ts";
import { text } from "./read.ts";
import { isPredefined } from "./sink-destination.ts";
import { maxFilter, queryLanguage } from "./sink-exclusions.ts";
import { tokens } from "./tokens.ts";

const resource = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics";
const maxName = 100;
const maxDescription = 8_000;

const nameIsValid: Rule = {
  id: "logging-metric-name-is-valid",
  source: `${resource}#LogMetric.FIELDS.name`,
  on: ["create"],
  refuse(call) {
    const name = text(call.inputs.name) ?? "";
    if (name.length <= maxName && /^[A-Za-z0-9_\-.,+!*',()%][A-Za-z0-9_\-.,+!*',()%/]*$/.test(name)) return undefined;
    return invalidArgument(
      `Invalid metric name "${name}": metric identifiers are limited to ${maxName} characters and can include only A-Z, a-z, 0-9 and _-.,+!*',()%/; the forward-slash cannot be the first character`,
    );
  },
};

const nameIsNew: Rule = {
  id: "logging-metric-name-is-new",
  source: `${resource}/create`,
  on: ["create"],
  refuse(call) {
    if (!findMetric(call, text(call.inputs.name) ?? "")) return undefined;
    return googleError(409, "alreadyExists", `Metric ${text(call.inputs.name)} already exists`);
  },
};

/** The metric of this name in the project of the call. */
export function findMetric(call: Call, name: string): Stored | undefined {
  const project = projectOf(call.inputs, call.config);
  return call.store
    .list(tokens.logMetric)
    .find(({ inputs, outputs }) => inputs.name === name && sameProject(text(outputs.project) ?? "", project));
}

/** The API's update creates what it doesn't find, and the provider sends the new name to it. */
const nameStays: Rule = {
  id: "logging-metric-name-stays",
  source: `${resource}/update`,
  on: ["update"],
  refuse(call) {
    const old = text(call.existing?.inputs.name);
    if (old === text(call.inputs.name)) return undefined;
    return providerError(
      `The metric ${old} can't be renamed: Cloud Logging accepts this, creates a second metric, and nothing manages or deletes ${old} any more. Replace the resource instead.`,
    );
  },
};

const filterFits: Rule = {
  id: "logging-metric-filter-fits",
  source: `${resource}#LogMetric.FIELDS.filter`,
  on: ["create", "update"],
  refuse(call) {
    const { length } = text(call.inputs.filter) ?? "";
    if (length > 0 && length <= maxFilter) return undefined;
    return invalidArgument(`The filter of a metric must have 1 to ${maxFilter} characters: it has ${length}`);
  },
};

const filterParses: Rule = {
  id: "logging-metric-filter-parses",
  source: queryLanguage,
  on: ["create", "update"],
  refuse(call) {
    const filter = text(call.inputs.filter) ?? "";
    const problem = filter.length > maxFilter ? undefined : queryProblem(filter);
    return problem === undefined ? undefined : invalidArgument(problem);
  },
};

const descriptionFits: Rule = {
  id: "logging-metric-description-fits",
  source: `${resource}#LogMetric.FIELDS.description`,
  on: ["create", "update"],
  refuse(call) {
    if ((text(call.inputs.description) ?? "").length <= maxDescription) return undefined;
    return invalidArgument(`The description of a metric can have at most ${maxDescription} characters`);
  },
};

const bucketField = `${resource}#LogMetric.FIELDS.bucket_name`;

function bucketParts(call: Call): { project: string; location: string; bucketId: string } | undefined {
  const form = /^projects\/([^/]+)\/locations\/([^/]+)\/buckets\/([^/]+)$/;
  const [, project, location, bucketId] = form.exec(text(call.inputs.bucketName) ?? "") ?? [];
  return project && location && bucketId ? { project, location, bucketId } : undefined;
}

const bucketIsNamed: Rule = {
  id: "logging-metric-bucket-name-is-valid",
  source: bucketField,
  on: ["create", "update"],
  refuse(call) {
    const name = text(call.inputs.bucketName);
    if (!name) return undefined;
    const bucket = bucketParts(call);
    if (!bucket)
      return invalidArgument(`Invalid bucket name "${name}": projects/{project}/locations/{location}/buckets/{bucket}`);
    if (sameProject(bucket.project, projectOf(call.inputs, call.config))) return undefined;
    return invalidArgument(`The bucket ${name} has to be in the same project as the metric`);
  },
};

const bucketExists: Rule = {
  id: "logging-metric-bucket-exists",
  source: bucketField,
  on: ["create", "update"],
  refuse(call) {
    const bucket = bucketParts(call);
    if (!bucket || isPredefined(bucket.bucketId)) return undefined;
    const exists = call.store.list(tokens.logBucket).some(({ inputs }) => {
      const here = inputs.bucketId === bucket.bucketId && inputs.location === bucket.location;
      return here && sameProject(projectOf(inputs, call.config), bucket.project);
    });
    return exists ? undefined : googleError(404, "NOT_FOUND", `Bucket ${text(call.inputs.bucketName)} does not exist`);
  },
};

export const logMetricRules: readonly Rule[] = [
  nameIsValid,
  nameIsNew,
  nameStays,
  filterFits,
  filterParses,
  descriptionFits,
  ...logMetricDescriptorRules,
  bucketIsNamed,
  bucketExists,
];
