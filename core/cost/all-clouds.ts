import { compileAws } from "../compile/aws/blueprint.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { costOfAws } from "./aws.ts";
import type { Cost } from "./cost.ts";
import type { Volumes } from "./volumes.ts";

/** What a plan costs where it is placed; nothing for a cloud whose prices are not known here. */
export const costs: { readonly [C in Cloud]: (plan: AuditPlan, volumes: Volumes) => Cost | undefined } = {
  aws: (plan, volumes) => {
    const placement = plan.placements.aws;
    return placement && costOfAws(plan, compileAws(plan, placement).blueprint, volumes);
  },
  gcp: () => undefined,
  azure: () => undefined,
};
