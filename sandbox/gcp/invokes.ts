import type { Invoke, Properties, ProviderConfig } from "../resource.ts";
import { cmekAgent, loggingAgent, projectNumber, projectOf, storageAgent } from "./project.ts";
import { text } from "./read.ts";

function projectArgument(args: Properties, config: ProviderConfig): string {
  const project = projectOf(args, config);
  if (project === "") throw new Error("project: required field is not set");
  return project;
}

const projectServiceAccount: Invoke = (args, config) => {
  const project = projectArgument(args, config);
  const emailAddress = storageAgent(project);
  return { id: emailAddress, project, emailAddress, member: `serviceAccount:${emailAddress}` };
};

/** The form of the account: https://cloud.google.com/logging/docs/reference/v2/rest/v2/CmekSettings */
const projectCmekSettings: Invoke = (args, config) => {
  const project = projectArgument(args, config);
  const name = `projects/${project}/cmekSettings`;
  return { id: name, name, project, serviceAccountId: cmekAgent(project), kmsKeyName: "", kmsKeyVersionName: "" };
};

const projectSettings: Invoke = (args, config) => {
  const project = projectArgument(args, config);
  const name = `projects/${project}/settings`;
  return {
    id: name,
    name,
    project,
    disableDefaultSink: false,
    kmsKeyName: "",
    kmsServiceAccountId: cmekAgent(project),
    loggingServiceAccountId: loggingAgent(project),
    storageLocation: "",
  };
};

const project: Invoke = (args, config) => {
  const projectId = text(args.projectId) ?? projectArgument({}, config);
  return {
    id: `projects/${projectId}`,
    projectId,
    name: projectId,
    number: projectNumber(projectId),
    autoCreateNetwork: true,
    billingAccount: "",
    deletionPolicy: "PREVENT",
    folderId: "",
    orgId: "",
    labels: {},
    effectiveLabels: {},
    pulumiLabels: {},
    tags: {},
  };
};

export const invokes: { readonly [token: string]: Invoke } = {
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": projectServiceAccount,
  "gcp:logging/getProjectCmekSettings:getProjectCmekSettings": projectCmekSettings,
  "gcp:logging/getProjectSettings:getProjectSettings": projectSettings,
  "gcp:organizations/getProject:getProject": project,
};
