import type { Cloud } from "../contract/cloud.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { compileAws } from "./aws/blueprint.ts";
import { compileAzure } from "./azure/blueprint.ts";
import type { Compiled } from "./compiled.ts";
import { compileGcp } from "./gcp/blueprint.ts";

/** What a cloud makes of a plan, where it is placed there. */
export const compilers: { readonly [C in Cloud]: (plan: AuditPlan) => Compiled<unknown> | undefined } = {
  aws: (plan) => plan.placements.aws && compileAws(plan, plan.placements.aws),
  gcp: (plan) => plan.placements.gcp && compileGcp(plan, plan.placements.gcp),
  azure: (plan) => plan.placements.azure && compileAzure(plan, plan.placements.azure),
};
