import { Metric } from "@pulumi/gcp/logging/metric.js";
import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AlertMetric, Policy } from "../../core/compile/gcp/alerting.ts";
import { type Bindings, child, childName, filled, type Room, tagged } from "../room.ts";
import type { Channels } from "./channels.ts";

/** What the policies of one component share. */
export interface Desk {
  project: string;
  channels: Channels;
  services: pulumi.Resource[];
}

/** As soon as it may: as long as an incident is open, nobody is told of it again. */
export const autoClose = "1800s";

/** What all kinds of policies have in common. */
export const policyArgs = (
  room: Room,
  { project, channels }: Desk,
  { displayName, severity, documentation, channels: told }: Policy,
) => {
  const { tags: userLabels } = tagged(room);
  return {
    project,
    displayName,
    severity,
    combiner: "OR",
    documentation: { ...documentation, mimeType: "text/markdown" },
    notificationChannels: told.map((channel) => channels[channel]!.name),
    ...(userLabels && { userLabels }),
  };
};

/** What counts entries of the log bucket. */
export const createMetric = (
  room: Room,
  project: string,
  bindings: Bindings,
  logBucket: ProjectBucketConfig,
  { key, name, description, filter, labelExtractors }: AlertMetric,
): Metric => {
  const labels = Object.keys(labelExtractors).map((label) => ({ key: label, valueType: "STRING" }));
  return new Metric(
    childName(room, key),
    {
      project,
      name: filled(name, bindings),
      description,
      filter: filled(filter, bindings),
      bucketName: logBucket.id,
      metricDescriptor: { metricKind: "DELTA", valueType: "INT64", unit: "1", ...(labels.length > 0 && { labels }) },
      ...(labels.length > 0 && { labelExtractors: { ...labelExtractors } }),
    },
    child(room),
  );
};
