import { compileAws } from "../compile/aws/blueprint.ts";
import { compileAzure } from "../compile/azure/blueprint.ts";
import { compileGcp } from "../compile/gcp/blueprint.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { storedByAws } from "./aws.ts";
import { storedByAzure } from "./azure.ts";
import { storedByGcp } from "./gcp.ts";

/** Whether a cloud stores an event. */
export type Stores = (event: CommonEvent) => boolean;

/** What each cloud stores by what it is told to do: its own configuration is asked, not the spec. */
export const storedBy = (plan: AuditPlan): { readonly [C in Cloud]?: Stores } => {
  const { aws, gcp, azure } = plan.placements;
  return {
    ...(aws && { aws: storedByAws(compileAws(plan, aws).blueprint) }),
    ...(gcp && { gcp: storedByGcp(compileGcp(plan, gcp).blueprint) }),
    ...(azure && { azure: storedByAzure(compileAzure(plan, azure).blueprint) }),
  };
};
