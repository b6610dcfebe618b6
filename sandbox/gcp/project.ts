import { createHash } from "node:crypto";
import type { Call, Properties, ProviderConfig, Rule } from "../resource.ts";
import { providerError } from "./errors.ts";
import { text } from "./read.ts";

export function projectOf(inputs: Properties, config: ProviderConfig): string {
  return (text(inputs.project) ?? config.project ?? "").replace(/^projects\//, "");
}

/** A stable stand-in for the number that Google gives each project: twelve digits. */
export function projectNumber(project: string): string {
  if (/^\d+$/.test(project)) return project;
  const hash = createHash("sha256").update(project).digest().readBigUInt64BE();
  return String(100_000_000_000n + (hash % 900_000_000_000n));
}

export function sameProject(one: string, other: string): boolean {
  return projectNumber(one) === projectNumber(other);
}

/** https://cloud.google.com/iam/docs/service-agents */
export function storageAgent(project: string): string {
  return `service-${projectNumber(project)}@gs-project-accounts.iam.gserviceaccount.com`;
}

export function loggingAgent(project: string): string {
  return `service-${projectNumber(project)}@gcp-sa-logging.iam.gserviceaccount.com`;
}

export function cmekAgent(project: string): string {
  return `cmek-p${projectNumber(project)}@gcp-sa-logging.iam.gserviceaccount.com`;
}

export function pubSubAgent(project: string): string {
  return `service-${projectNumber(project)}@gcp-sa-pubsub.iam.gserviceaccount.com`;
}

export const projectIsSet: Rule = {
  id: "project-is-set",
  source: "https://www.pulumi.com/registry/packages/gcp/installation-configuration/",
  on: ["create", "update"],
  refuse(call: Call) {
    if (projectOf(call.inputs, call.config) !== "") return undefined;
    return providerError("project: required field is not set");
  },
};

export const projectIdIsValid: Rule = {
  id: "project-id-is-valid",
  source: "https://cloud.google.com/resource-manager/docs/creating-managing-projects",
  on: ["create"],
  refuse(call: Call) {
    const project = projectOf(call.inputs, call.config);
    if (project === "" || /^(\d{1,19}|([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])$/.test(project)) return undefined;
    return providerError(
      `"${project}" project_id must be 6 to 30 with lowercase letters, digits, hyphens and start with a letter. Trailing hyphens are prohibited.`,
    );
  },
};
