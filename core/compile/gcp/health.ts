import { limits } from "../../contract/limits.ts";
import { channelsFor } from "../../plan/channels.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import type { AlertText } from "../alerts.ts";
import { type Answer, because } from "../compiled.ts";
import { healthTexts, silenceAnswer } from "../health.ts";
import { token } from "../json.ts";
import type { AlertMetric, Policy } from "./alerting.ts";
import { headline, healthDocumentation } from "./messages.ts";

type Placement = NonNullable<PlannedPlacements["gcp"]>;

/** What tells people that the audit log has stopped. */
export interface GcpHealth {
  /** Counts what the log bucket stores: Cloud Logging has no metric of its own of one bucket's entries. */
  readonly arrivals: AlertMetric;
  readonly policies: readonly HealthPolicy[];
}

export interface HealthPolicy extends Policy {
  /** Of a fault that is over when its time has no more points, so many seconds; of an absence, which has none, longer. */
  readonly autoClose: string;
  /** Any of them is told. */
  readonly conditions: readonly HealthCondition[];
}

export interface HealthCondition {
  readonly displayName: string;
  /** Of a metric's points, with tokens. */
  readonly filter: string;
  /** Of what: that there are no points, that their sum is zero, or that it isn't. */
  readonly kind: "absent" | "zero" | "some";
  readonly alignmentPeriod: string;
  readonly duration: string;
}

/** Points of Cloud Logging's metrics may be seven minutes late. https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-logging */
const alignmentSeconds = 600;

const longest = limits.gcpSilenceMinutes.max;

const toldMinutes = (asked: number): number => Math.min(asked, longest);

/** As long as Cloud Monitoring keeps an incident open. https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#AlertStrategy */
const aWeek = "604800s";
const atOnce = "1800s";

const ofMetric = (type: string, resource: string, label = ""): string =>
  `metric.type="${type}" AND resource.type="${resource}"${label}`;

const ofSink = (metric: string, sink: string): string =>
  ofMetric(`logging.googleapis.com/exports/${metric}`, "logging_sink", ` AND resource.labels.name="${token(sink)}"`);

/**
 * Without entries a metric has no points, or points of zero: both are silence. What a condition looks at is its duration and
 * a period beyond it.
 */
const silence = (hours: number, filter: string, what: string): readonly HealthCondition[] => {
  const duration = `${toldMinutes(hours * 60) * 60 - alignmentSeconds}s`;
  const common = { filter, alignmentPeriod: `${alignmentSeconds}s`, duration };
  return [
    { displayName: `Nothing is counted: ${what}`, kind: "absent", ...common },
    { displayName: `Nothing is there to count: ${what}`, kind: "zero", ...common },
  ];
};

const failures = (sink: string, what: string): HealthCondition => ({
  displayName: `Entries could not be written: ${what}`,
  filter: ofSink("error_count", sink),
  kind: "some",
  alignmentPeriod: `${alignmentSeconds}s`,
  duration: "0s",
});

const policyOf = (
  text: AlertText,
  [part, what]: readonly [part: string, what: string],
  autoClose: string,
  conditions: readonly HealthCondition[],
  { channels }: AuditPlan,
): HealthPolicy => ({
  id: text.id,
  key: `health.${part}`,
  displayName: `${headline(text)}: ${what}`,
  severity: "CRITICAL",
  documentation: healthDocumentation(text),
  channels: channelsFor(channels, text.severity).map(({ name }) => name),
  autoClose,
  conditions,
});

const arrivals: AlertMetric = {
  key: "health.arrivals",
  name: `auditlog-health-arrivals-${token("unique")}`,
  description: "What is stored in the log bucket, counted to tell when nothing is",
  filter: 'logName:"cloudaudit.googleapis.com"',
  labelExtractors: {},
};

const logBucket = "the log bucket";
const archiveSink = "the sink to Cloud Storage";

/** What a plan's health comes to; nothing where nobody is to be told of silence. */
export const gcpHealth = (plan: AuditPlan, { scope }: Placement): GcpHealth | undefined => {
  const hours = plan.settings.health.silenceAfterHours;
  if (hours === undefined) return undefined;
  const stored = ofMetric(`logging.googleapis.com/user/${arrivals.name}`, "logging_bucket");
  const search = policyOf(
    healthTexts.silence,
    ["silence-search", logBucket],
    aWeek,
    silence(hours, stored, logBucket),
    plan,
  );
  // Sinks of an organization have no metrics.
  if (scope === "organization") return { arrivals, policies: [search] };
  const exported = silence(hours, ofSink("log_entry_count", "archiveSink"), archiveSink);
  const failed = [failures("archiveSink", archiveSink), failures("searchSink", "the sink to the log bucket")];
  return {
    arrivals,
    policies: [
      search,
      policyOf(healthTexts.silence, ["silence-archive", archiveSink], aWeek, exported, plan),
      policyOf(healthTexts.delivery, ["delivery", "the sinks"], atOnce, failed, plan),
    ],
  };
};

export const gcpHealthAnswer = (plan: AuditPlan, { scope }: Placement): Answer => {
  const hours = plan.settings.health.silenceAfterHours;
  const whole = silenceAnswer(plan, "gcp", "alert policies on the log bucket and on the sinks", toldMinutes);
  if (hours === undefined || scope === "project") return whole;
  const givenMinutes = toldMinutes(hours * 60);
  return {
    ...whole,
    given: "an alert policy on the log bucket",
    issue: because("warning", "gcp-health-in-organization", "health.silenceAfterHours", { givenMinutes }),
  };
};
