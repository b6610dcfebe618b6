import { type AwsBlueprint, compileAws } from "../../../core/compile/aws/blueprint.ts";
import { type AzureBlueprint, compileAzure } from "../../../core/compile/azure/blueprint.ts";
import type { Compiled } from "../../../core/compile/compiled.ts";
import { compileGcp, type GcpBlueprint } from "../../../core/compile/gcp/blueprint.ts";
import type { Cloud } from "../../../core/contract/cloud.ts";
import { type Issue, isError } from "../../../core/contract/issues.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { readRequest } from "../../../core/plan/request.ts";

export interface Blueprints {
  aws: AwsBlueprint;
  gcp: GcpBlueprint;
  azure: AzureBlueprint;
}

export type CompiledClouds = { [C in Cloud]?: Compiled<Blueprints[C]> };

export const compileClouds = (plan: AuditPlan): CompiledClouds => {
  const { aws, gcp, azure } = plan.placements;
  return {
    ...(aws && { aws: compileAws(plan, aws) }),
    ...(gcp && { gcp: compileGcp(plan, gcp) }),
    ...(azure && { azure: compileAzure(plan, azure) }),
  };
};

export interface Answer {
  plan: AuditPlan;
  compiled: CompiledClouds;
  errors: Issue[];
}

/** The whole way: from a component's arguments to its blueprints, and all errors on it. */
export const answerTo = (args: { [key: string]: unknown }, today = "2026-07-01"): Answer => {
  const { plan, issues } = readRequest("AuditLog", args, today);
  const compiled = compileClouds(plan!);
  const all = [...issues, ...Object.values(compiled).flatMap((one) => one.issues)];
  return { plan: plan!, compiled, errors: all.filter(isError) };
};

/** What a blueprint gives, read from the fields that the cloud will see. */
export interface Given {
  archiveDays: number[];
  searchDays: number;
  /** Days for which the lock holds, and whether even an administrator can't remove it. */
  lock: { days: number; final: boolean } | undefined;
  key: { rotationDays: number } | undefined;
  reads: boolean;
  identity: boolean;
  /** The time after which silence is told, at the latest. */
  silenceMinutes: number | undefined;
  keep: boolean;
}

const secondsOf = (text: string): number => Number(/^(\d+)s?$/.exec(text)![1]);
const daysOf = (seconds: string): number => secondsOf(seconds) / 86_400;

export const givenBy: { [C in Cloud]: (blueprint: Blueprints[C]) => Given } = {
  aws: ({ archive, accessLogs, search, key, trail, health, keep }) => ({
    silenceMinutes:
      health &&
      Math.max(
        ...health.alarms
          .filter(({ isOfAbsence }) => isOfAbsence)
          .map(({ periodSeconds, evaluationPeriods }) => (periodSeconds * (evaluationPeriods + 1)) / 60),
      ),
    archiveDays: [...archive!.lifecycle, ...accessLogs!.lifecycle].flatMap(({ expiration }) =>
      expiration && "days" in expiration ? [expiration.days] : [],
    ),
    searchDays: search.retentionInDays,
    lock: archive!.objectLock && { days: archive!.objectLock.days, final: archive!.objectLock.mode === "COMPLIANCE" },
    key: key && { rotationDays: key.rotationPeriodInDays },
    reads: trail.advancedEventSelectors.some((one) => one.fieldSelectors.every(({ field }) => field !== "readOnly")),
    identity: true,
    keep,
  }),
  gcp: ({ archive, search, key, sinks, organizationId, health, keep }) => ({
    silenceMinutes:
      health &&
      Math.max(
        ...health.policies
          .filter(({ id }) => id === "health.silence")
          .flatMap(({ conditions }) => conditions)
          .map(({ duration, alignmentPeriod }) => (secondsOf(duration) + secondsOf(alignmentPeriod)) / 60),
      ),
    archiveDays: archive.lifecycleRules
      .filter(({ action }) => action.type === "Delete")
      .map(({ condition }) => condition.age),
    searchDays: search.retentionDays,
    lock: archive.retentionPolicy && {
      days: daysOf(archive.retentionPolicy.retentionPeriod),
      final: archive.retentionPolicy.isLocked,
    },
    key: key && { rotationDays: daysOf(key.rotationPeriod) },
    reads: sinks.filter.includes("data_access"),
    identity: organizationId !== undefined,
    keep,
  }),
  azure: ({ archive, search, key, entraCategories, health, keep }) => ({
    silenceMinutes:
      health &&
      Math.max(
        ...health.rules.map(
          ({ query, evaluationFrequency }) =>
            Number(/ago\((\d+)m\)$/.exec(query)![1]) + Number(/^PT(\d+)M$/.exec(evaluationFrequency)![1]),
        ),
      ),
    archiveDays: [archive.deleteAfterDays],
    searchDays: search.retentionInDays,
    lock:
      archive.immutability && archive.immutability.state !== "Disabled"
        ? {
            days: archive.immutability.immutabilityPeriodSinceCreationInDays,
            final: archive.immutability.state === "Locked",
          }
        : undefined,
    key: key && { rotationDays: Number(/^P(\d+)D$/.exec(key.rotationPeriod)![1]) },
    reads: false,
    identity: entraCategories.length > 0,
    keep,
  }),
};

/** What each cloud that is used gives. */
export const givenIn = (compiled: CompiledClouds): [Cloud, Given][] => [
  ...(compiled.aws ? [["aws", givenBy.aws(compiled.aws.blueprint)] as [Cloud, Given]] : []),
  ...(compiled.gcp ? [["gcp", givenBy.gcp(compiled.gcp.blueprint)] as [Cloud, Given]] : []),
  ...(compiled.azure ? [["azure", givenBy.azure(compiled.azure.blueprint)] as [Cloud, Given]] : []),
];
