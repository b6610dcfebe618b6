import { type Issue, issue } from "../../contract/issues.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { known } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/**
 * Whose the trail is. An organization's belongs to the management account, whoever makes it; the log group and its role are
 * those of the account that makes it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export const ownerOfTrail = ({ managementAccount }: Pick<Placement, "managementAccount">): string =>
  managementAccount ?? known.account;

/** What is done to a trail is an event of its owner. */
export const delegationIssues = ({ rules }: AuditPlan, { managementAccount }: Placement): Issue[] => {
  const guards = rules.catalog.some(({ alert, muted }) => muted === undefined && alert.groups.includes("tamper"));
  if (managementAccount === undefined || !guards) return [];
  return [issue("warning", "aws-trail-unwatched", ["alerts", "catalog"], { account: managementAccount })];
};
