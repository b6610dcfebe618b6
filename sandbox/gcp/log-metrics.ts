import type { Properties, ProviderConfig, ResourceType, Store } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { descriptorOf } from "./log-metric-descriptor.ts";
import { logMetricRules } from "./log-metric-rules.ts";
import { bridgedName } from "./names.ts";
import { projectIdIsValid, projectIsSet, projectOf, sameProject } from "./project.ts";
import { text } from "./read.ts";
import { projectOfCall, serviceIsEnabled } from "./services.ts";
import { tokens } from "./tokens.ts";

/** The provider's id is the name alone; the full one keeps a second project's metric of that name apart in one sandbox. */
function logMetricId(inputs: Properties, config: ProviderConfig, store: Store | undefined): string {
  const name = text(inputs.name) ?? "";
  const project = projectOf(inputs, config);
  const taken = store?.get(tokens.logMetric, name);
  if (!taken || sameProject(text(taken.outputs.project) ?? "", project)) return name;
  return `projects/${project}/metrics/${name}`;
}

/** Alert policies that use it don't keep it from being deleted: they stay, and never fire again. */
export const logMetric: ResourceType = {
  token: tokens.logMetric,
  autoname: bridgedName,
  // Of a label neither the key nor the type can change: the provider replaces the whole metric.
  replaceOn: ["project", "metricDescriptor.labels"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    serviceIsEnabled({
      id: "logging-api-is-enabled-for-metrics",
      service: "logging.googleapis.com",
      title: "Cloud Logging API",
      project: projectOfCall,
    }),
    ...logMetricRules,
    deletionIsAllowed,
  ],
  id: logMetricId,
  conflict: "Error 409 alreadyExists",
  outputs: (inputs, config) => ({
    project: projectOf(inputs, config),
    metricDescriptor: descriptorOf(inputs),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  }),
  onDelete: (call) => leftBehind(call, "remove"),
};
