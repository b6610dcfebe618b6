import type { Cloud } from "../../../core/contract/cloud.ts";
import type { Placements } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import type { AuditPlan, PlannedPlacements } from "../../../core/plan/plan.ts";
import { resolvePlan } from "../../../core/plan/resolve.ts";

/** The plan of a spec in one cloud, and its placement: what that cloud's compiler takes. */
export const planned = <C extends Cloud>(
  cloud: C,
  spec: SpecOverrides,
  placement: NonNullable<Placements[C]>,
  overrides: SpecOverrides = {},
): [AuditPlan, NonNullable<PlannedPlacements[C]>] => {
  const paths = { spec: ["spec"], overrides: ["overrides"], placements: { aws: [], gcp: [], azure: [] } };
  const { plan } = resolvePlan({ spec, overrides, placements: { [cloud]: placement }, paths, today: "2026-07-01" });
  return [plan, plan.placements[cloud]!];
};
