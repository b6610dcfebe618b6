import type { AwsExistingPart } from "../../contract/aws-existing-parts.ts";
import { cloudWatchRetentionDays } from "../../contract/limits.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answers, because, type Compiled, compiled } from "../compiled.ts";
import { oneWayIssues } from "./alert-path.ts";
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
import { delegationIssues, ownerOfTrail } from "./delegation.ts";
import { deliveryTopicKey } from "./delivery-topic.ts";
import { adoptedAnswers, neededStatements, statementIssues } from "./existing.ts";
import { withAdoptedTopic } from "./existing-topic.ts";
import { type AwsHealth, awsHealth, awsHealthAnswer, withHealth } from "./health.ts";
import { insightSelectors, insightsAnswer } from "./insights.ts";
import { keyPolicy } from "./key.ts";
import {
  archivedAnswers,
  type LogArchive,
  logArchiveIssues,
  logArchiveOf,
  ownerOfArchive,
  searchKeyPolicy,
} from "./log-archive.ts";
import { ownTokens } from "./own.ts";
import { known, logGroupName, ownName, type PolicyDocument, type Statement, trailArns } from "./policies.ts";
import { type TrailProtection, trailProtection, trailProtectionPlaced } from "./protect-trail.ts";
import {
  type AwsArchiveQuery,
  type AwsSavedQueries,
  archiveQueryOf,
  queryAnswers,
  queryKeyStatements,
  savedQueriesOf,
} from "./query.ts";
import { awsQuotas } from "./quotas.ts";
import { type AwsReplica, awsReplica, replicaPlaced } from "./replica.ts";
import { awsRules } from "./rules.ts";
import { type AwsStream, awsStream, streamAnswers, streamKeyStatements } from "./stream.ts";
import {
  deliveryRole,
  needsReads,
  type PolicyDocumentWithoutPrincipal,
  type TrailBlueprint,
  trailBlueprints,
} from "./trail.ts";

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
  trail: TrailBlueprint;
  /** Of the data events that CloudWatch Logs need not have: absent where there are none. */
  dataTrail: TrailBlueprint | undefined;
  stream: AwsStream | undefined;
  alerts: (AwsAlerting & AlertPolicies) | undefined;
  archiveQuery: AwsArchiveQuery | undefined;
  savedQueries: AwsSavedQueries | undefined;
  health: AwsHealth | undefined;
  trailProtection: TrailProtection | undefined;
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
  const { rules, alerts, selectors } = awsRules(plan, placement);
  const trails = trailBlueprints(placement, selectors, insightSelectors(plan, selectors.main));
  const hasDataTrail = trails.dataTrail !== undefined;
  const writers = trailArns(placement.region, ownerOfTrail(placement), hasDataTrail);
  const given = archivedAnswers(awsAnswers(plan, placement, trails), placement);
  const answers = adoptedAnswers(given, plan, placement);
  const adopts = (part: AwsExistingPart) => placement.existing.includes(part);
  const isWatched = plan.settings.health.silenceAfterHours !== undefined;
  const told = withAdoptedTopic(alerting(alerts, placement, plan.channels, isWatched), alerts, placement);
  const health = awsHealth(plan, placement, told);
  const alertsOf = withHealth(told, health);
  const usesOfKey = [
    ...queryKeyStatements(plan, placement),
    ...streamKeyStatements(plan, placement),
    ...(health ? [deliveryTopicKey(placement.region)] : []),
  ];
  const statements = neededStatements(placement, writers, alertsOf !== undefined, usesOfKey);
  const blueprint: AwsBlueprint = {
    region: placement.region,
    keep: evidence === "kept",
    existing: placement.existing,
    key:
      encryption.customerManagedKey && !adopts("key")
        ? {
            rotationPeriodInDays: encryption.rotationDays,
            policy: keyPolicyOf(placement, writers, alertsOf !== undefined, [
              ...onlyBreakGlassChangesKey(placement, known.account),
              ...usesOfKey,
            ]),
          }
        : undefined,
    logArchive: logArchiveOf(plan, placement, writers),
    archive: adopts("bucket")
      ? undefined
      : {
          policy: archivePolicy(placement, writers, onlyBreakGlassChanges(placement, known.archive)),
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
    ...trails,
    stream: awsStream(plan, placement, cloudWatchRetention(retention.searchableDays)),
    alerts: alertsOf && { ...alertsOf, ...alertPolicies(placement.region, alertsOf) },
    archiveQuery: archiveQueryOf(plan, placement),
    savedQueries: savedQueriesOf(plan),
    health,
    trailProtection: trailProtection(placement, writers),
  };
  const issues = [
    ...alertingIssues(alertsOf, placement),
    ...(health ? oneWayIssues(plan.channels, alertsOf?.topics ?? []) : []),
    ...statementIssues(statements),
    ...logArchiveIssues(plan, placement),
    ...delegationIssues(plan, placement),
  ];
  const { readers } = placement;
  const placed = [...breakGlassPlaced(placement), ...replicaPlaced(placement), ...trailProtectionPlaced(placement)];
  const quotas = awsQuotas(blueprint, ownTokens(plan, hasDataTrail));
  return compiled("aws", plan, { blueprint, answers, rules, readers, placed, issues, statements, quotas });
};

const keyPolicyOf = (
  placement: Placement,
  trails: string | string[],
  hasAlerts: boolean,
  others: readonly Statement[],
): PolicyDocument =>
  placement.logArchive === undefined
    ? keyPolicy(placement, trails, hasAlerts, others)
    : searchKeyPolicy(placement.region, hasAlerts, others);

type Trails = ReturnType<typeof trailBlueprints>;

const awsAnswers = (plan: AuditPlan, placement: Placement, { trail, dataTrail }: Trails): Answers => {
  const { scope, readers } = placement;
  const { capture, retention, encryption, evidence, query } = plan.settings;
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
      given: `CloudWatch Logs, ${searchable} days${dataTrail ? "; most data events in the archive alone" : ""}`,
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
    "capture.insights": insightsAnswer(plan, trail.insightSelectors),
    "retention.coldAfterDays": coldAnswer(retention),
    "encryption.customerManagedKey": {
      given: encryption.customerManagedKey
        ? `KMS key of your own, rotated every ${encryption.rotationDays} days: archive and log group`
        : "S3 and CloudWatch Logs keys",
    },
    "health.silenceAfterHours": awsHealthAnswer(plan),
    evidence: {
      given:
        evidence === "kept"
          ? "buckets, log group and key stay after a destroy"
          : "buckets, log group and key are destroyed",
    },
    ...queryAnswers(plan, placement),
    ...streamAnswers(plan, placement, dataTrail !== undefined),
    readers:
      readers.length === 0
        ? undefined
        : {
            given: "read the archive and decrypt it",
            issue: because("notice", query.archive ? "aws-readers-athena" : "aws-readers-search", "readers", {}),
          },
  };
};

const objectLockGiven = {
  none: "S3 versioning, no object lock",
  governance: "S3 Object Lock, governance mode",
  compliance: "S3 Object Lock, compliance mode",
} as const;
