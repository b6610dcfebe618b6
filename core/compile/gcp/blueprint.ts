import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answers, because, type Compiled, compiled } from "../compiled.ts";
import { type SavedQuery, savedQueries } from "../questions.ts";
import { alerting, alertingIssues, type GcpAlerting } from "./alerting.ts";
import { type ColdStorage, coldAnswer, coldStorage } from "./cold.ts";
import { type AuditConfig, auditConfigs, managementAnswer } from "./data.ts";
import { auditLogsFilter, defaultSinkExclusion } from "./filters.ts";
import { type GcpHealth, gcpHealth, gcpHealthAnswer } from "./health.ts";
import { queryAnswers } from "./query.ts";
import { gcpQuotas } from "./quotas.ts";
import { gcpRules, type SinkExclusion } from "./rules.ts";
import { type GcpStream, gcpStream, streamAnswers } from "./stream.ts";

/** What Google Cloud is told to do. `${…}` in what alerts are made of is filled in with what Google Cloud answers. */
export interface GcpBlueprint {
  project: string;
  /** Of the stores: lower-case, as Cloud Logging writes it. */
  location: string;
  organizationId: string | undefined;
  keep: boolean;
  services: string[];
  auditConfigs: AuditConfig[];
  key: { location: string; rotationPeriod: string } | undefined;
  archive: {
    location: string;
    lifecycleRules: ({ action: { type: "Delete" }; condition: { age: number } } | ColdStorage)[];
    retentionPolicy: { retentionPeriod: string; isLocked: boolean } | undefined;
    softDeletePolicy: { retentionDurationSeconds: number };
  };
  search: { retentionDays: number };
  sinks: { filter: string; exclusions: readonly SinkExclusion[]; defaultExclusion: string };
  stream: GcpStream | undefined;
  alerts: GcpAlerting | undefined;
  savedQueries: SavedQuery[];
  health: GcpHealth | undefined;
}

type Placement = NonNullable<PlannedPlacements["gcp"]>;

const secondsADay = 86_400;

/** Cloud Storage restores what was deleted within this time. The shortest that it offers: the retention policy is what protects. */
const softDeleteDays = 7;

/** Cloud KMS and Cloud Storage name the European multi-region differently. https://cloud.google.com/kms/docs/locations */
const keyLocation = (location: string): string => (location === "eu" ? "europe" : location);

export const compileGcp = (plan: AuditPlan, placement: Placement): Compiled<GcpBlueprint> => {
  const { capture, retention, encryption, evidence } = plan.settings;
  const wide = placement.scope === "organization";
  const routed = {
    management: capture.management,
    identity: wide && capture.identity,
    data: capture.data.length > 0,
  };
  const { rules, alerts, exclusions } = gcpRules(plan, placement);
  const health = gcpHealth(plan, placement);
  const alertsOf = alerting(alerts, plan.channels, health !== undefined);
  const stream = gcpStream(plan, placement);
  const answers = gcpAnswers(plan, placement);
  const blueprint: GcpBlueprint = {
    project: placement.project,
    location: placement.location,
    organizationId: wide ? placement.organizationId : undefined,
    keep: evidence === "kept",
    services: [
      "logging",
      "storage",
      ...(encryption.customerManagedKey ? ["cloudkms"] : []),
      ...(stream ? ["pubsub"] : []),
      ...(alertsOf ? ["monitoring"] : []),
    ].map((name) => `${name}.googleapis.com`),
    auditConfigs: auditConfigs(capture, placement),
    key: encryption.customerManagedKey
      ? { location: keyLocation(placement.location), rotationPeriod: `${encryption.rotationDays * secondsADay}s` }
      : undefined,
    archive: {
      location: placement.location.toUpperCase(),
      lifecycleRules: [{ action: { type: "Delete" }, condition: { age: retention.days } }, ...coldStorage(retention)],
      retentionPolicy:
        retention.immutability === "none"
          ? undefined
          : {
              retentionPeriod: String(retention.days * secondsADay),
              isLocked: retention.immutability === "compliance",
            },
      softDeletePolicy: { retentionDurationSeconds: evidence === "kept" ? softDeleteDays * secondsADay : 0 },
    },
    search: { retentionDays: retention.searchableDays },
    sinks: { filter: auditLogsFilter(routed), exclusions, defaultExclusion: defaultSinkExclusion(routed) },
    stream,
    alerts: alertsOf,
    savedQueries: savedQueries(plan, "gcp", "search"),
    health,
  };
  const issues = alertingIssues(alertsOf, placement);
  const quotas = gcpQuotas(exclusions, alertsOf);
  return compiled("gcp", plan, { blueprint, answers, rules, readers: placement.readers, issues, quotas });
};

const gcpAnswers = (plan: AuditPlan, placement: Placement): Answers => {
  const { scope, readers } = placement;
  const { capture, retention, encryption, evidence } = plan.settings;
  const shared = auditConfigs(capture, placement).length > 0 ? "; the Data Access logs stay on" : "";
  return {
    "capture.management": managementAnswer(capture, placement),
    "capture.identity": identityAnswer(plan, scope),
    "retention.days": { given: `Cloud Storage lifecycle, ${retention.days} days` },
    "retention.searchableDays": { given: `log bucket, ${retention.searchableDays} days` },
    "retention.coldAfterDays": coldAnswer(retention),
    "retention.immutability": { given: retentionPolicyGiven[retention.immutability] },
    "encryption.customerManagedKey": {
      given: encryption.customerManagedKey
        ? `Cloud KMS key of your own, rotated every ${encryption.rotationDays} days: bucket and log bucket`
        : "Google's keys",
    },
    "health.silenceAfterHours": gcpHealthAnswer(plan, placement),
    evidence: {
      given: `${evidence === "kept" ? "bucket, log bucket and key stay after a destroy" : "bucket and log bucket are destroyed"}${shared}`,
    },
    ...queryAnswers(plan),
    ...streamAnswers(plan),
    readers: readers.length === 0 ? undefined : { given: "read the bucket and the log bucket" },
  };
};

const identityAnswer = (plan: AuditPlan, scope: Placement["scope"]): Answers["capture.identity"] => {
  const { identity, bestEffort } = plan.settings.capture;
  const setting = "capture.identity";
  if (!identity) {
    return scope === "project"
      ? { given: "not captured" }
      : {
          given: "stored with the organization's audit logs",
          fidelity: "wider",
          issue: because("notice", "gcp-identity-with-organization", setting, {}),
        };
  }
  if (scope === "organization") {
    return {
      given: "sign-ins and directory changes, in the organization's audit logs",
      issue: because("warning", "gcp-identity-needs-sharing", setting, {}),
    };
  }
  return {
    given: "not captured",
    fidelity: "unsupported",
    issue: bestEffort.includes("identity")
      ? because("warning", "gcp-identity-gap", setting, {})
      : because("error", "gcp-identity-needs-organization", setting, {}),
  };
};

const retentionPolicyGiven = {
  none: "no retention policy",
  governance: "bucket retention policy, not locked",
  compliance: "bucket retention policy, locked",
} as const;
