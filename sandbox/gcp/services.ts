import type { Call, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { googleError, providerError } from "./errors.ts";
import { projectIdIsValid, projectIsSet, projectNumber, projectOf, pubSubAgent } from "./project.ts";
import { text } from "./read.ts";
import { tokens } from "./tokens.ts";

/**
 * The API of a resource must be enabled in the resource's project. Cloud Storage and Cloud Logging are enabled in new projects:
 * https://cloud.google.com/service-usage/docs/enabled-service#default
 */
export function serviceIsEnabled(options: {
  id: string;
  service: string;
  title: string;
  project(call: Call): string | undefined;
}): Rule {
  const { id, service, title } = options;
  return {
    id,
    source: "https://cloud.google.com/service-usage/docs/enabled-service",
    on: ["create"],
    refuse(call) {
      const project = options.project(call);
      if (project === undefined || project === "" || call.store.get(tokens.service, `${project}/${service}`))
        return undefined;
      const console = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber(project)}`;
      return googleError(
        403,
        "SERVICE_DISABLED",
        `${title} has not been used in project ${projectNumber(project)} before or it is disabled. Enable it by visiting ${console} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
      );
    },
  };
}

export function projectOfCall(call: { inputs: Call["inputs"]; config: ProviderConfig }): string {
  return projectOf(call.inputs, call.config);
}

const nameIsValid: Rule = {
  id: "service-name-is-a-domain",
  source: "https://cloud.google.com/service-usage/docs/reference/rest/v1/services/enable",
  on: ["create"],
  refuse(call) {
    const service = text(call.inputs.service) ?? "";
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(service)) return undefined;
    return providerError(`expected ${service} to be a domain like serviceusage.googleapis.com`);
  },
};

const identifiedServiceIsValid: Rule = {
  id: "service-identity-is-of-a-service",
  source: "https://cloud.google.com/service-usage/docs/reference/rest/v1beta1/services/generateServiceIdentity",
  on: ["create"],
  refuse(call) {
    const service = text(call.inputs.service) ?? "";
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.googleapis\.com$/.test(service)) return undefined;
    return googleError(404, "NOT_FOUND", `Not found or permission denied for service(s): ${service}.`);
  },
};

/** The form of other services' agents is not known here: none is told. */
const identityOf = (service: string, project: string) =>
  service === "pubsub.googleapis.com"
    ? { email: pubSubAgent(project), member: `serviceAccount:${pubSubAgent(project)}` }
    : {};

const serviceIdentity: ResourceType = {
  token: tokens.serviceIdentity,
  replaceOn: ["project", "service"],
  rules: [projectIsSet, projectIdIsValid, identifiedServiceIsValid],
  id: (inputs, config) => `projects/${projectOf(inputs, config)}/services/${text(inputs.service)}`,
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs(inputs, config) {
    const project = projectOf(inputs, config);
    return { project, ...identityOf(text(inputs.service) ?? "", project) };
  },
  // An agent can't be deleted: it leaves the state alone.
  onDelete: () => "keep",
};

export const serviceTypes: readonly ResourceType[] = [
  serviceIdentity,
  {
    token: tokens.service,
    replaceOn: ["project", "service"],
    rules: [projectIsSet, nameIsValid, deletionIsAllowed],
    id: (inputs, config) => `${projectOf(inputs, config)}/${text(inputs.service)}`,
    conflict: "Error 409 alreadyExists",
    adopts: true,
    outputs: (inputs, config) => ({ project: projectOf(inputs, config) }),
    // https://www.pulumi.com/registry/packages/gcp/api-docs/projects/service/#disableondestroy_nodejs
    onDelete: (call) => (call.inputs.disableOnDestroy === true ? leftBehind(call, "remove") : "keep"),
  },
];
