import { compileAws } from "../compile/aws/blueprint.ts";
import { compileAzure } from "../compile/azure/blueprint.ts";
import { compileGcp } from "../compile/gcp/blueprint.ts";
import type { Cloud } from "../contract/cloud.ts";
import { type Filter, never } from "../filter/ast.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { awsStored } from "./aws-stored.ts";
import { azureRowsStored, azureStored } from "./azure-stored.ts";
import { gcpStored } from "./gcp-stored.ts";
import type { Stored } from "./stored-kind.ts";

const nothing: Stored = { kinds: [], lacks: [] };

const inClouds = {
  aws: (plan) => (plan.placements.aws ? awsStored(compileAws(plan, plan.placements.aws).blueprint) : nothing),
  gcp: (plan) =>
    plan.placements.gcp ? gcpStored(compileGcp(plan, plan.placements.gcp).blueprint, plan.rules.exclude) : nothing,
  azure: (plan) => (plan.placements.azure ? azureStored(compileAzure(plan, plan.placements.azure).blueprint) : nothing),
} as const satisfies Record<Cloud, (plan: AuditPlan) => Stored>;

/** What a cloud stores by what it is told to do, as filters: the same that core/replay/stored.ts says of single events. */
export const storedIn = (plan: AuditPlan, cloud: Cloud): Stored => inClouds[cloud](plan);

/** What is stored of Azure's, as a filter of rows of Log Analytics. */
export const storedRows = (plan: AuditPlan): Filter =>
  plan.placements.azure ? azureRowsStored(compileAzure(plan, plan.placements.azure).blueprint) : never;
