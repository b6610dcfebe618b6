import { compileAws } from "../compile/aws/blueprint.ts";
import { compileAzure } from "../compile/azure/blueprint.ts";
import { compileGcp } from "../compile/gcp/blueprint.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { selectedResources, storedByTrails, trailSelectors } from "./aws.ts";
import { storedByAzure } from "./azure.ts";
import { storedByGcp } from "./gcp.ts";

/** Whether a cloud stores an event. */
export type Stores = (event: CommonEvent) => boolean;

export interface Storing {
  readonly stores: { readonly [C in Cloud]?: Stores };
  /** Of the trails' selectors those that hold of a CloudTrail record's resources: nothing else is asked of these. */
  readonly selected: ((record: object) => readonly boolean[]) | undefined;
}

/** What each cloud stores by what it is told to do: its own configuration is asked, not the spec. */
export const storedBy = (plan: AuditPlan): Storing => {
  const { aws, gcp, azure } = plan.placements;
  const trails = aws && trailSelectors(compileAws(plan, aws).blueprint);
  const stores = {
    ...(trails && { aws: storedByTrails(trails) }),
    ...(gcp && { gcp: storedByGcp(compileGcp(plan, gcp).blueprint) }),
    ...(azure && { azure: storedByAzure(compileAzure(plan, azure).blueprint) }),
  };
  return { stores, selected: trails && selectedResources(trails) };
};
