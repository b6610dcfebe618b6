import type { Call, Properties, ProviderConfig, ResourceType, Rule, Store } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { invalidArgument } from "./errors.ts";
import { organizationIsValid, organizationOf } from "./iam.ts";
import { bridgedName } from "./names.ts";
import { loggingAgent, projectIdIsValid, projectIsSet, projectOf, sameProject } from "./project.ts";
import { text } from "./read.ts";
import { destinationProject, isPredefined, parseDestination } from "./sink-destination.ts";
import { sinkRules, sinksFit, writerFitsOptions } from "./sink-rules.ts";
import { tokens } from "./tokens.ts";

const createSink = "https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks/create#query-parameters";

/** The group that wrote before sinks had identities of their own. */
const commonWriter = "serviceAccount:cloud-logs@system.gserviceaccount.com";

/** Whether the destination is in the sink's project; unknown where the sandbox can't see the destination. */
function staysInProject(inputs: Properties, config: ProviderConfig, store: Store): boolean | undefined {
  const destination = parseDestination(text(inputs.destination) ?? "");
  const project = destination && destinationProject(destination, store, config);
  return project === undefined ? undefined : sameProject(project, projectOf(inputs, config));
}

const writerCrossesProjects: Rule = {
  id: "logging-other-project-needs-a-unique-writer",
  source: createSink,
  on: ["create", "update"],
  refuse(call) {
    if (call.inputs.uniqueWriterIdentity !== false) return undefined;
    if (staysInProject(call.inputs, call.config, call.store) !== false) return undefined;
    return invalidArgument(
      "The sink's destination must be in the same project as the sink itself, unless unique_writer_identity is set to true",
    );
  },
};

const customWriterIsValid: Rule = {
  id: "logging-custom-writer-is-valid",
  source: createSink,
  on: ["create", "update"],
  refuse(call) {
    const writer = text(call.inputs.customWriterIdentity);
    if (!writer) return undefined;
    if (!/^serviceAccount:[^\s@]+@[^\s@]+$/.test(writer)) {
      return invalidArgument(
        `Invalid custom_writer_identity "${writer}": the format must be serviceAccount:some@email`,
      );
    }
    if (staysInProject(call.inputs, call.config, call.store) !== true) return undefined;
    return invalidArgument(
      "custom_writer_identity can only be specified if logs are routed to a destination outside this sink's project",
    );
  },
};

/** A log bucket in the sink's own project needs no writer: https://cloud.google.com/logging/docs/export/configure_export_v2#dest-auth */
function projectWriter(inputs: Properties, config: ProviderConfig): string {
  const project = projectOf(inputs, config);
  const destination = parseDestination(text(inputs.destination) ?? "");
  if (destination?.kind === "logBucket" && sameProject(destination.project, project)) return "";
  if (text(inputs.customWriterIdentity)) return text(inputs.customWriterIdentity) ?? "";
  return inputs.uniqueWriterIdentity === false ? commonWriter : `serviceAccount:${loggingAgent(project)}`;
}

const sameProjectSink = (call: Call, inputs: Properties) =>
  !isPredefined(text(inputs.name) ?? "") &&
  sameProject(projectOf(inputs, call.config), projectOf(call.inputs, call.config));

const projectSink: ResourceType = {
  token: tokens.projectSink,
  autoname: bridgedName,
  replaceOn: ["name", "project"],
  rules: [
    projectIsSet,
    projectIdIsValid,
    ...sinkRules,
    writerFitsOptions,
    writerCrossesProjects,
    customWriterIsValid,
    sinksFit(sameProjectSink),
    deletionIsAllowed,
  ],
  id: (inputs, config) => `projects/${projectOf(inputs, config)}/sinks/${text(inputs.name)}`,
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs: (inputs, config) => ({
    project: projectOf(inputs, config),
    uniqueWriterIdentity: inputs.uniqueWriterIdentity ?? true,
    writerIdentity: projectWriter(inputs, config),
  }),
  // What it delivered stays in the bucket, which therefore isn't empty; a creation takes its place.
  onDelete: (call) => leftBehind(call, "tombstone"),
};

const organizationSink: ResourceType = {
  token: tokens.organizationSink,
  autoname: bridgedName,
  replaceOn: ["name", "orgId", "includeChildren"],
  rules: [
    organizationIsValid,
    ...sinkRules,
    sinksFit((call, inputs) => organizationOf(inputs) === organizationOf(call.inputs)),
    deletionIsAllowed,
  ],
  id: (inputs) => `organizations/${organizationOf(inputs)}/sinks/${text(inputs.name)}`,
  conflict: "Error 409 alreadyExists",
  outputs: (inputs) => ({
    writerIdentity: `serviceAccount:service-org-${organizationOf(inputs)}@gcp-sa-logging.iam.gserviceaccount.com`,
  }),
  onDelete: (call) => leftBehind(call, "remove"),
};

export const sinkTypes: readonly ResourceType[] = [projectSink, organizationSink];
