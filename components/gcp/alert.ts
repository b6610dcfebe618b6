import { Metric } from "@pulumi/gcp/logging/metric.js";
import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { AlertPolicy } from "@pulumi/gcp/monitoring/alertPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AlertMetric, CounterPolicy, MatchPolicy } from "../../core/compile/gcp/alerting.ts";
import type { GcpBlueprint } from "../../core/compile/gcp/blueprint.ts";
import {
  type AlertNames,
  type Bindings,
  type ChannelInputs,
  child,
  childName,
  filled,
  namesById,
  type Room,
  tagged,
} from "../room.ts";
import { type Channels, createChannels } from "./channels.ts";
import { metricWait } from "./metric-wait.ts";

export interface AlertNeeds {
  channels: ChannelInputs;
  logBucket: ProjectBucketConfig;
  services: pulumi.Resource[];
  /** Where in the deployment the component is, for names that must be unique in all of it. */
  place: string;
}

/** What the policies of one component share. */
interface Desk {
  project: string;
  channels: Channels;
  services: pulumi.Resource[];
}

export const createAlerts = (
  room: Room,
  { project, alerts }: GcpBlueprint,
  bindings: Bindings,
  { channels: given, logBucket, services, place }: AlertNeeds,
): AlertNames => {
  if (alerts === undefined) return namesById([]);
  const desk = { project, services, channels: createChannels(room, project, alerts.channels, given, services) };
  const hooks = alerts.counters.length === 0 ? {} : { hooks: { onError: [metricWait(place)] } };
  return namesById([
    ...alerts.matches.map((policy) => ({ id: policy.id, name: createMatchPolicy(room, desk, bindings, policy).name })),
    ...alerts.counters.map((policy) => {
      const metric = createMetric(room, project, bindings, logBucket, policy.metric);
      return { id: policy.id, name: createCounterPolicy(room, desk, bindings, policy, metric, hooks).name };
    }),
  ]);
};

/** The native filters of the alerts, for the component's outputs. */
export const alertFilters = ({ alerts }: GcpBlueprint, bindings: Bindings): Record<string, pulumi.Input<string>> =>
  Object.fromEntries([
    ...(alerts?.matches ?? []).map(({ key, filter }) => [`alertPolicies.${key}`, filled(filter, bindings)]),
    ...(alerts?.counters ?? []).map(({ metric }) => [`metrics.${metric.key}`, filled(metric.filter, bindings)]),
  ]);

/** As soon as it may: as long as an incident is open, nobody is told of it again. */
const autoClose = "1800s";

const noOftenerThan = "300s";

/** What both kinds of policies have in common. */
const policyArgs = (
  room: Room,
  { project, channels }: Desk,
  { displayName, severity, documentation, channels: told }: MatchPolicy | CounterPolicy,
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

const createMatchPolicy = (room: Room, desk: Desk, bindings: Bindings, policy: MatchPolicy): AlertPolicy => {
  const { key, displayName, filter, labelExtractors } = policy;
  return new AlertPolicy(
    childName(room, key),
    {
      ...policyArgs(room, desk, policy),
      conditions: [
        {
          displayName,
          conditionMatchedLog: { filter: filled(filter, bindings), labelExtractors: { ...labelExtractors } },
        },
      ],
      alertStrategy: { autoClose, notificationRateLimit: { period: noOftenerThan } },
    },
    child(room, { dependsOn: desk.services }),
  );
};

const createMetric = (
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

const createCounterPolicy = (
  room: Room,
  desk: Desk,
  bindings: Bindings,
  policy: CounterPolicy,
  metric: Metric,
  hooks: Pick<pulumi.CustomResourceOptions, "hooks">,
): AlertPolicy => {
  const { key, displayName, filter, thresholdValue, alignmentPeriod, isSum } = policy;
  const aggregation = { alignmentPeriod, perSeriesAligner: "ALIGN_SUM" };
  return new AlertPolicy(
    childName(room, key),
    {
      ...policyArgs(room, desk, policy),
      conditions: [
        {
          displayName,
          conditionThreshold: {
            filter: filled(filter, bindings),
            comparison: "COMPARISON_GT",
            thresholdValue,
            duration: "0s",
            aggregations: [{ ...aggregation, ...(isSum && { crossSeriesReducer: "REDUCE_SUM" }) }],
            trigger: { count: 1 },
          },
        },
      ],
      alertStrategy: { autoClose },
    },
    child(room, { dependsOn: [metric, ...desk.services], ...hooks }),
  );
};
