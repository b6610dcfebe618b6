import type { Metric } from "@pulumi/gcp/logging/metric.js";
import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { AlertPolicy } from "@pulumi/gcp/monitoring/alertPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { CounterPolicy, MatchPolicy } from "../../core/compile/gcp/alerting.ts";
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
} from "../room.ts";
import { createChannels } from "./channels.ts";
import { metricWait } from "./metric-wait.ts";
import { autoClose, createMetric, type Desk, policyArgs } from "./policy.ts";
import { createHealthPolicies } from "./watch.ts";

export interface AlertNeeds {
  channels: ChannelInputs;
  logBucket: ProjectBucketConfig;
  services: pulumi.Resource[];
  /** Where in the deployment the component is, for names that must be unique in all of it. */
  place: string;
}

export const createAlerts = (
  room: Room,
  { project, alerts, health }: GcpBlueprint,
  bindings: Bindings,
  { channels: given, logBucket, services, place }: AlertNeeds,
): AlertNames => {
  if (alerts === undefined) return namesById([]);
  const desk = { project, services, channels: createChannels(room, project, alerts.channels, given, services) };
  const waits = alerts.counters.length > 0 || health !== undefined;
  const hooks = waits ? { hooks: { onError: [metricWait(place)] } } : {};
  return namesById([
    ...alerts.matches.map((policy) => ({ id: policy.id, name: createMatchPolicy(room, desk, bindings, policy).name })),
    ...alerts.counters.map((policy) => {
      const metric = createMetric(room, project, bindings, logBucket, policy.metric);
      return { id: policy.id, name: createCounterPolicy(room, desk, bindings, policy, metric, hooks).name };
    }),
    ...createHealthPolicies(room, desk, bindings, health, logBucket, hooks),
  ]);
};

/** The native filters of the alerts, for the component's outputs. */
export const alertFilters = ({ alerts }: GcpBlueprint, bindings: Bindings): Record<string, pulumi.Input<string>> =>
  Object.fromEntries([
    ...(alerts?.matches ?? []).map(({ key, filter }) => [`alertPolicies.${key}`, filled(filter, bindings)]),
    ...(alerts?.counters ?? []).map(({ metric }) => [`metrics.${metric.key}`, filled(metric.filter, bindings)]),
  ]);

const noOftenerThan = "300s";

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
