import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { deletionIsAllowed, leftBehind } from "./deletion.ts";
import { googleError } from "./errors.ts";
import { projectExclusion } from "./exclusions.ts";
import { logBucketId } from "./log-bucket-keys.ts";
import { logBucketRules, retentionDays } from "./log-bucket-rules.ts";
import { logMetric } from "./log-metrics.ts";
import { etag, grantId, grantReplaceOn, grantRules } from "./members.ts";
import { bridgedName } from "./names.ts";
import { cmekAgent, projectIdIsValid, projectOf, sameProject } from "./project.ts";
import { object, text } from "./read.ts";
import { savedQuery } from "./saved-queries.ts";
import { isPredefined } from "./sink-destination.ts";
import { sinkTypes } from "./sinks.ts";
import { tokens } from "./tokens.ts";

const logBucket: ResourceType = {
  token: tokens.logBucket,
  replaceOn: ["bucketId", "location", "project"],
  rules: [projectIdIsValid, ...logBucketRules, deletionIsAllowed],
  id: logBucketId,
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs(inputs, config, store, id) {
    const name = id ?? logBucketId(inputs, config);
    const settings = object(inputs.cmekSettings);
    const agent = cmekAgent(projectOf(inputs, config));
    // The provider drops a change that would turn analytics off, since Cloud Logging can't do it.
    const analytics =
      inputs.enableAnalytics === true || store.get(tokens.logBucket, name)?.outputs.enableAnalytics === true;
    return {
      name,
      description: inputs.description ?? "",
      lifecycleState: "ACTIVE",
      retentionDays: retentionDays(inputs),
      ...(analytics ? { enableAnalytics: true } : {}),
      ...(settings ? { cmekSettings: { ...settings, name: `${name}/cmekSettings`, serviceAccountId: agent } } : {}),
    };
  },
  onDelete: (call) => leftBehind(call, isPredefined(text(call.inputs.bucketId) ?? "") ? "remove" : "tombstone"),
};

interface View {
  project: string;
  location: string;
  bucket: string;
  view: string;
}

/** A grant names its view in full, or by parent, location, bucket and name. */
function viewOf(inputs: Properties, config: ProviderConfig): View {
  const name = text(inputs.name) ?? "";
  const full = /^projects\/([^/]+)\/locations\/([^/]+)\/buckets\/([^/]+)\/views\/([^/]+)$/.exec(name);
  const [, project, location, bucket, view] = full ?? [];
  return {
    project: project ?? (text(inputs.parent) ?? "").replace(/^projects\//, ""),
    location: location ?? text(inputs.location) ?? config.region ?? config.zone ?? "",
    bucket: bucket ?? text(inputs.bucket) ?? "",
    view: view ?? name,
  };
}

function viewId({ project, location, bucket, view }: View): string {
  return `projects/${project}/locations/${location}/buckets/${bucket}/views/${view}`;
}

/** Every log bucket has the view `_AllLogs`; the bucket `_Default` also has one of its own name. */
const viewExists: Rule = {
  id: "logging-granted-view-exists",
  source: "https://cloud.google.com/logging/docs/logs-views#about",
  on: ["create"],
  refuse(call) {
    const target = viewOf(call.inputs, call.config);
    const { project, location, bucket, view } = target;
    const buckets = call.store.list(tokens.logBucket).map(({ inputs }) => inputs);
    const bucketExists =
      isPredefined(bucket) ||
      buckets.some((found) => {
        const here = found.bucketId === bucket && found.location === location;
        return here && sameProject(projectOf(found, call.config), project);
      });
    if (bucketExists && (view === "_AllLogs" || (view === "_Default" && bucket === "_Default"))) return undefined;
    return googleError(404, "NOT_FOUND", `View ${viewId(target)} does not exist`);
  },
};

const viewGrant: ResourceType = {
  token: tokens.viewGrant,
  // The bridge names every resource with a `name`, also this one, whose name is that of a view which exists already.
  autoname: bridgedName,
  replaceOn: ["parent", "location", "bucket", "name", ...grantReplaceOn],
  rules: [viewExists, ...grantRules],
  id: (inputs, config) => grantId(viewId(viewOf(inputs, config)), inputs),
  conflict: "Error 409 alreadyExists",
  adopts: true,
  outputs(inputs, config) {
    const view = viewOf(inputs, config);
    return { etag, name: viewId(view), location: view.location };
  },
};

export const loggingTypes: readonly ResourceType[] = [
  logBucket,
  ...sinkTypes,
  savedQuery,
  projectExclusion,
  logMetric,
  viewGrant,
];
