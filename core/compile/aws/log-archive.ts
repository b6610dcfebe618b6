import { type Issue, issue } from "../../contract/issues.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import type { Answers } from "../compiled.ts";
import { onlyBreakGlassChangesKey } from "./break-glass.ts";
import { ownerOfTrail } from "./delegation.ts";
import { administrators, alertPublishers, cloudTrailUses, cloudWatchLogsUses, readersUse } from "./key.ts";
import { known, type PolicyDocument, policy, type Statement } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** The account that keeps the evidence, and the key of its own that encrypts it there. */
export interface LogArchive {
  readonly account: string;
  readonly key: { rotationPeriodInDays: number; policy: PolicyDocument } | undefined;
}

/** Whose the archive is: the stack's account, unless another keeps the evidence. */
export const ownerOfArchive = ({ logArchive }: Placement): string => logArchive ?? known.account;

/**
 * CloudTrail delivers to a bucket and a key of one account and region for a trail of another. CloudWatch Logs and SNS stay in
 * the trail's account, and have a key there: who is let into the one account is let into nothing of the other.
 */
export const logArchiveOf = (
  { settings: { encryption } }: AuditPlan,
  placement: Placement,
  trails: string | string[],
): LogArchive | undefined => {
  const { logArchive: account } = placement;
  if (account === undefined) return undefined;
  const keyPolicy = policy(
    administrators(account),
    ...cloudTrailUses(trails, ownerOfTrail(placement)),
    ...readersUse(placement),
    ...onlyBreakGlassChangesKey(placement, account),
  );
  const { customerManagedKey, rotationDays } = encryption;
  return { account, key: customerManagedKey ? { rotationPeriodInDays: rotationDays, policy: keyPolicy } : undefined };
};

/** Of the key that stays with the trail: the log group's, and where there are alerts their topics'. */
export const searchKeyPolicy = (region: string, hasAlerts: boolean, others: readonly Statement[]): PolicyDocument =>
  policy(administrators(known.account), cloudWatchLogsUses(region), hasAlerts ? alertPublishers : undefined, ...others);

/** The answers with the account that the evidence is in. */
export const archivedAnswers = (answers: Answers, { logArchive }: Placement): Answers => {
  if (logArchive === undefined) return answers;
  const there = (setting: keyof Answers, text: string) => {
    const answer = answers[setting];
    return answer && { [setting]: { ...answer, given: `${answer.given}${text}` } };
  };
  return {
    ...answers,
    ...there("retention.days", `, in account ${logArchive}`),
    ...there("retention.immutability", `, in account ${logArchive}`),
    ...there("encryption.customerManagedKey", `, that of the archive in account ${logArchive}`),
    ...there("evidence", `: buckets and their key in account ${logArchive}`),
  };
};

/** What is done to the archive is an event of its own account. */
export const logArchiveIssues = ({ rules }: AuditPlan, { logArchive, scope }: Placement): Issue[] => {
  const guards = rules.catalog.some(({ alert, muted }) => muted === undefined && alert.groups.includes("tamper"));
  if (logArchive === undefined || !guards) return [];
  return [issue("warning", "aws-archive-unwatched", ["alerts", "catalog"], { account: logArchive, scope })];
};
