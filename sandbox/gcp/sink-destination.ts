import type { CloudError, ProviderConfig, Store } from "../resource.ts";
import { googleError } from "./errors.ts";
import { projectOf, sameProject } from "./project.ts";
import { topicExists } from "./pubsub-topic.ts";
import { tokens } from "./tokens.ts";

export type Destination =
  | { kind: "bucket"; bucket: string }
  | { kind: "dataset" | "project"; project: string }
  | { kind: "topic"; project: string; topic: string }
  | { kind: "logBucket"; project: string; location: string; bucketId: string };

const forms: { kind: Destination["kind"]; form: RegExp }[] = [
  { kind: "bucket", form: /^storage\.googleapis\.com\/(?<bucket>[a-z0-9._-]+)$/ },
  { kind: "dataset", form: /^bigquery\.googleapis\.com\/projects\/(?<project>[^/]+)\/datasets\/[A-Za-z0-9_]+$/ },
  { kind: "topic", form: /^pubsub\.googleapis\.com\/projects\/(?<project>[^/]+)\/topics\/(?<topic>[^/]+)$/ },
  {
    kind: "logBucket",
    form: /^logging\.googleapis\.com\/projects\/(?<project>[^/]+)\/locations\/(?<location>[^/]+)\/buckets\/(?<bucketId>[^/]+)$/,
  },
  { kind: "project", form: /^logging\.googleapis\.com\/projects\/(?<project>[^/]+)$/ },
];

/** The five destinations of a sink: https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks#LogSink */
export function parseDestination(destination: string): Destination | undefined {
  for (const { kind, form } of forms) {
    const groups = form.exec(destination)?.groups;
    if (!groups) continue;
    const { bucket = "", project = "", topic = "", location = "", bucketId = "" } = groups;
    if (kind === "bucket") return { kind, bucket };
    if (kind === "topic") return { kind, project, topic };
    return kind === "logBucket" ? { kind, project, location, bucketId } : { kind, project };
  }
  return undefined;
}

/** The project that a destination lies in, if it exists as far as the sandbox can see. */
export function destinationProject(to: Destination, store: Store, config: ProviderConfig): string | undefined {
  if (to.kind !== "bucket") return to.project;
  const bucket = store.get(tokens.bucket, to.bucket);
  return bucket && projectOf(bucket.inputs, config);
}

export function isPredefined(bucketId: string): boolean {
  return bucketId === "_Default" || bucketId === "_Required";
}

/**
 * Cloud Logging itself creates such a sink, drops every entry, and reports this error in the log `sink_error` and by e-mail.
 * The sandbox says it at once.
 */
export function missingDestination(to: Destination, store: Store): CloudError | undefined {
  if (to.kind === "bucket" && !store.get(tokens.bucket, to.bucket)) {
    return googleError(
      404,
      "bucket_not_found",
      "The specified storage bucket could not be found by the Cloud Logging service. Create the bucket and grant object create permission for the service account specified in the sink's writerIdentity field on the bucket.",
    );
  }
  if (to.kind === "topic" && !topicExists({ store }, to.project, to.topic)) {
    return googleError(
      404,
      "topic_not_found",
      "The specified topic could not be found by the Cloud Logging service. Create the topic and grant publish permission for the service account specified in the sink's writerIdentity field on the topic.",
    );
  }
  if (to.kind !== "logBucket" || isPredefined(to.bucketId)) return undefined;
  const exists = store.list(tokens.logBucket).some(({ inputs }) => {
    const here = inputs.bucketId === to.bucketId && inputs.location === to.location;
    return here && sameProject(projectOf(inputs, {}), to.project);
  });
  if (exists) return undefined;
  return googleError(404, "NOT_FOUND", `Log bucket ${to.bucketId} does not exist in ${to.project}, ${to.location}`);
}
