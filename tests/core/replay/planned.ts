import type { AuditPlan } from "../../../core/plan/plan.ts";
import { readRequest } from "../../../core/plan/request.ts";

const placements = {
  aws: { region: "eu-west-1" },
  gcp: { project: "acme-audit", location: "europe-west3", scope: "organization", organizationId: "1" },
  azure: { location: "westeurope" },
};

/** The plan of a spec in three clouds. */
export const planned = (spec: object): AuditPlan => {
  const { plan, issues } = readRequest("AuditLog", { spec: { version: 1, ...spec }, ...placements }, "2026-07-01");
  const errors = issues.filter(({ severity }) => severity === "error");
  if (plan === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return plan;
};
