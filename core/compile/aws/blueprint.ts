import type { AwsExistingPart } from "../../contract/aws-existing.ts";
import { cloudWatchRetentionDays } from "../../contract/limits.ts";
import type { EventSelector } from "../../filter/to-cloudtrail-selectors.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answers, because, type Compiled, compiled } from "../compiled.ts";
import { type AlertPolicies, alertPolicies } from "./alert-policies.ts";
import { type AwsAlerting, alerting, alertingIssues } from "./alerting.ts";
import {
  accessLogPolicy,
  archivePolicy,
  endOfRetention,
  type LifecycleRule,
  type ObjectLock,
  objectLock,
} from "./archive.ts";
import { breakGlassPlaced, onlyBreakGlassChanges, onlyBreakGlassChangesKey } from "./break-glass.ts";
import { coldAnswer, coldStorage } from "./cold.ts";
import { delegationIssues } from "./delegation.ts";
import { adoptedAnswers, neededStatements, statementIssues, withoutUnmade } from "./existing.ts";
import { withAdoptedTopic } from "./existing-topic.ts";
import { keyPolicy } from "./key.ts";
import {
  archivedAnswers,
  type LogArchive,
  logArchiveIssues,
  logArchiveOf,
  ownerOfArchive,
  searchKeyPolicy,
} from "./log-archive.ts";
import { known, logGroupName, ownName, type PolicyDocument, type Statement } from "./policies.ts";
import { type AwsReplica, awsReplica, replicaPlaced } from "./replica.ts";
import { awsRules } from "./rules.ts";
import { deliveryRole, needsReads, type PolicyDocumentWithoutPrincipal } from "./trail.ts";

/** What AWS is told to do. `${…}` is filled in with what AWS answers. */
export interface AwsBlueprint {
  region: string;
  keep: boolean;
  key: { rotationPeriodInDays: number; policy: PolicyDocument } | undefined;
  /** What is adopted: of it nothing is made. */
  existing: readonly AwsExistingPart[];
  /** Present where the archive is in another account. */
  logArchive: LogArchive | undefined;
  archive: { policy: PolicyDocument; lifecycle: LifecycleRule[]; objectLock: ObjectLock | undefined } | undefined;
  accessLogs: { policy: PolicyDocument; lifecycle: LifecycleRule[] } | undefined;
  replica: AwsReplica | undefined;
  search: {
    logGroup: string;
    retentionInDays: number;
    role: string;
    trust: PolicyDocument;
    permissions: PolicyDocumentWithoutPrincipal;
  };
  trail: { name: string; isOrganizationTrail: boolean; advancedEventSelectors: EventSelector[] };
  alerts: (AwsAlerting & AlertPolicies) | undefined;
}

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** CloudWatch Logs offers some periods only: the next longer one is taken. */
export const cloudWatchRetention = (days: number): number => {
  const offered = cloudWatchRetentionDays.find((period) => period >= days);
  if (offered === undefined)
    throw new Error(`the contract allows ${days} searchable days, which CloudWatch Logs does not offer`);
  return offered;
};

export const compileAws = (plan: AuditPlan, placement: Placement): Compiled<AwsBlueprint> => {
  const { retention, encryption, evidence } = plan.settings;
  const answers = adoptedAnswers(archivedAnswers(awsAnswers(plan, placement), placement), plan, placement);
  const adopts = (part: AwsExistingPart) => placement.existing.includes(part);
  const { rules, alerts, selectors } = awsRules(plan, placement.region);
  const alertsOf = withAdoptedTopic(alerting(alerts, placement, plan.channels), alerts, placement);
  const statements = neededStatements(placement, alertsOf !== undefined);
  const blueprint: AwsBlueprint = {
    region: placement.region,
    keep: evidence === "kept",
    existing: placement.existing,
    key:
      encryption.customerManagedKey && !adopts("key")
        ? {
            rotationPeriodInDays: encryption.rotationDays,
            policy: keyPolicyOf(placement, alerts.length > 0, onlyBreakGlassChangesKey(placement, known.account)),
          }
        : undefined,
    logArchive: logArchiveOf(plan, placement),
    archive: adopts("bucket")
      ? undefined
      : {
          policy: archivePolicy(placement, onlyBreakGlassChanges(placement, known.archive)),
          lifecycle: [...endOfRetention(retention.days), ...coldStorage(retention)],
          objectLock: objectLock(retention),
        },
    accessLogs: adopts("bucket")
      ? undefined
      : {
          policy: accessLogPolicy(
            known.accessLogs,
            known.archive,
            ownerOfArchive(placement),
            onlyBreakGlassChanges(placement, known.accessLogs),
          ),
          lifecycle: endOfRetention(retention.days),
        },
    replica: awsReplica(plan, placement),
    search: {
      logGroup: logGroupName,
      retentionInDays: cloudWatchRetention(retention.searchableDays),
      role: ownName("delivery"),
      ...deliveryRole(placement),
    },
    trail: {
      name: placement.trailName ?? known.archive,
      isOrganizationTrail: placement.scope === "organization",
      advancedEventSelectors: withoutUnmade(selectors, placement),
    },
    alerts: alertsOf && { ...alertsOf, ...alertPolicies(placement.region, alertsOf) },
  };
  const issues = [
    ...alertingIssues(alertsOf, placement),
    ...statementIssues(statements),
    ...logArchiveIssues(plan, placement),
    ...delegationIssues(plan, placement),
  ];
  const placed = [...breakGlassPlaced(placement), ...replicaPlaced(placement)];
  return compiled("aws", plan, { blueprint, answers, rules, readers: placement.readers, placed, issues, statements });
};

const keyPolicyOf = (placement: Placement, hasAlerts: boolean, others: readonly Statement[]): PolicyDocument =>
  placement.logArchive === undefined
    ? keyPolicy(placement, hasAlerts, others)
    : searchKeyPolicy(placement.region, hasAlerts, others);

const awsAnswers = (plan: AuditPlan, { scope, readers }: Placement): Answers => {
  const { capture, retention, encryption, evidence } = plan.settings;
  const searchable = cloudWatchRetention(retention.searchableDays);
  const reads = needsReads(capture) ? "read and write" : "write";
  return {
    "capture.management": {
      given: `CloudTrail, ${reads} management events of the ${scope}, all regions`,
      ...(capture.management === "write" &&
        needsReads(capture) && {
          fidelity: "wider" as const,
          issue: because("notice", "aws-reads-with-identity", "capture.management", {}),
        }),
    },
    "capture.identity": capture.identity
      ? { given: "CloudTrail, sign-ins and IAM with the management events" }
      : {
          given: "stored with the management events",
          fidelity: "wider",
          issue: because("notice", "aws-identity-with-management", "capture.identity", {}),
        },
    "retention.days": { given: `S3 lifecycle, ${retention.days} days` },
    "retention.searchableDays": {
      given: `CloudWatch Logs, ${searchable} days`,
      ...(searchable > retention.searchableDays && {
        fidelity: "wider" as const,
        issue: because("notice", "rounded-up", "retention.searchableDays", {
          cloud: "aws",
          asked: retention.searchableDays,
          given: searchable,
          unit: "days",
        }),
      }),
    },
    "retention.immutability": { given: objectLockGiven[retention.immutability] },
    "retention.coldAfterDays": coldAnswer(retention),
    "encryption.customerManagedKey": {
      given: encryption.customerManagedKey
        ? `KMS key of your own, rotated every ${encryption.rotationDays} days: archive and log group`
        : "S3 and CloudWatch Logs keys",
    },
    evidence: {
      given:
        evidence === "kept"
          ? "buckets, log group and key stay after a destroy"
          : "buckets, log group and key are destroyed",
    },
    readers:
      readers.length === 0
        ? undefined
        : { given: "read the archive and decrypt it", issue: because("notice", "aws-readers-search", "readers", {}) },
  };
};

const objectLockGiven = {
  none: "S3 versioning, no object lock",
  governance: "S3 Object Lock, governance mode",
  compliance: "S3 Object Lock, compliance mode",
} as const;
