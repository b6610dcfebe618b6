import type { Call, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { googleError, providerError } from "./errors.ts";
import { projectIsSet, projectNumber, projectOf } from "./project.ts";
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

export const serviceTypes: readonly ResourceType[] = [
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
