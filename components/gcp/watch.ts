import type { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { AlertPolicy } from "@pulumi/gcp/monitoring/alertPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { GcpHealth, HealthCondition } from "../../core/compile/gcp/health.ts";
import { type Bindings, child, childName, filled, type Room } from "../room.ts";
import { createMetric, type Desk, policyArgs } from "./policy.ts";

/** Below one, also where there is no point to compare. */
const below = {
  comparison: "COMPARISON_LT",
  thresholdValue: 1,
  evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE",
} as const;

const above = { comparison: "COMPARISON_GT", thresholdValue: 0 } as const;

const conditionOf = (bindings: Bindings, { displayName, filter, kind, duration, alignmentPeriod }: HealthCondition) => {
  const watched = {
    filter: filled(filter, bindings),
    duration,
    aggregations: [{ alignmentPeriod, perSeriesAligner: "ALIGN_SUM", crossSeriesReducer: "REDUCE_SUM" }],
    trigger: { count: 1 },
  };
  if (kind === "absent") return { displayName, conditionAbsent: watched };
  return { displayName, conditionThreshold: { ...watched, ...(kind === "zero" ? below : above) } };
};

/** What tells of silence, by what it tells of; its metric becomes known as late as those of alerts. */
export const createHealthPolicies = (
  room: Room,
  desk: Desk,
  bindings: Bindings,
  health: GcpHealth | undefined,
  logBucket: ProjectBucketConfig,
  hooks: Pick<pulumi.CustomResourceOptions, "hooks">,
): { id: string; name: pulumi.Output<string> }[] => {
  if (health === undefined) return [];
  const metric = createMetric(room, desk.project, bindings, logBucket, health.arrivals);
  return health.policies.map((policy) => {
    const { id, key, autoClose, conditions } = policy;
    const { name } = new AlertPolicy(
      childName(room, key),
      {
        ...policyArgs(room, desk, policy),
        conditions: conditions.map((one) => conditionOf(bindings, one)),
        alertStrategy: { autoClose },
      },
      child(room, { dependsOn: [metric, ...desk.services], ...hooks }),
    );
    return { id, name };
  });
};
