import { tokens } from "../../sandbox/gcp/tokens.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { type Case, CONFIG, PROJECT, typeOf } from "./gcp-case.ts";
import { type Given, memoryStore } from "./memory-store.ts";

export const loggingOn: Given = { token: tokens.service, inputs: { service: "logging.googleapis.com" } };
export const monitoringOn: Given = { token: tokens.service, inputs: { service: "monitoring.googleapis.com" } };

export const goodMetric: Properties = { name: "root-use", filter: 'protoPayload.methodName="SetIamPolicy"' };

export function metric(own: Properties = {}, createdAt?: number): Given {
  const inputs = { ...goodMetric, ...own };
  return { token: tokens.logMetric, inputs, ...(createdAt !== undefined && { createdAt }) };
}

export const goodChannel: Properties = {
  type: "email",
  displayName: "Security",
  labels: { email_address: "security@acme.com" },
};

export function channel(own: Properties = {}): Given {
  return { token: tokens.notificationChannel, inputs: { ...goodChannel, ...own } };
}

/** The id that the channel `channel()` has. */
export const CHANNEL = typeOf(tokens.notificationChannel).id(goodChannel, CONFIG, memoryStore([]));

export const goodThreshold: Properties = {
  filter: 'metric.type="logging.googleapis.com/user/root-use" AND resource.type="global"',
  comparison: "COMPARISON_GT",
  thresholdValue: 0,
  duration: "0s",
  aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_SUM" }],
};

/** A policy with one condition on the metric `metric()`. */
export function thresholdPolicy(own: Properties = {}, policy: Properties = {}): Properties {
  const conditions = [{ displayName: "Root use", conditionThreshold: { ...goodThreshold, ...own } }];
  return { displayName: "Root use", combiner: "OR", conditions, ...policy };
}

export function absencePolicy(own: Properties = {}): Properties {
  const { filter, aggregations } = goodThreshold as { filter: string; aggregations: [] };
  const conditionAbsent = { filter, aggregations, duration: "3600s", ...own };
  return thresholdPolicy({}, { conditions: [{ displayName: "Silence", conditionAbsent }] });
}

export const everyFiveMinutes: Properties = { notificationRateLimit: { period: "300s" } };

export function logMatchPolicy(own: Properties = {}, policy: Properties = {}): Properties {
  const conditionMatchedLog = { filter: 'protoPayload.methodName:"DeleteSink"', ...own };
  return {
    displayName: "Sink deleted",
    combiner: "OR",
    conditions: [{ displayName: "Sink deleted", conditionMatchedLog }],
    alertStrategy: everyFiveMinutes,
    ...policy,
  };
}

export function policy(inputs: Properties): Given {
  return { token: tokens.alertPolicy, inputs };
}

export function disabled(title: string) {
  const message = new RegExp(`${title} has not been used in project \\d{12} before or it is disabled\\.`);
  return { name: "Error 403 SERVICE_DISABLED", message };
}

export const notFound = (message: RegExp) => ({ name: "Error 404 NOT_FOUND", message });

export const LOG_BUCKET = `projects/${PROJECT}/locations/europe-west1/buckets/audit`;
export const logBucket: Given = { token: tokens.logBucket, inputs: { bucketId: "audit", location: "europe-west1" } };

export type MetricDraft = Omit<Case, "token">;
/** In a project that has the API, unless the case is of that. */
export const withService = ({ given = [loggingOn], mended, ...one }: MetricDraft): Case => ({
  ...one,
  token: tokens.logMetric,
  given,
  mended,
});

/** A wrong and a right value of one input. */
export const metricCase = (
  rule: string,
  when: string,
  wrong: Properties,
  refused: MetricDraft["refused"],
  right: Properties,
): MetricDraft => ({
  rule,
  when,
  inputs: { ...goodMetric, ...wrong },
  refused,
  mended: { inputs: { ...goodMetric, ...right } },
});

/** Of a policy on the metric `metric()`: what is refused, and the nearest inputs that are right. */
export const policyCase = (
  rule: string,
  when: string,
  inputs: Properties,
  refused: Case["refused"],
  right: Properties,
): Omit<Case, "token"> => ({ rule, when, inputs, refused, mended: { inputs: right } });

export const withPolicyWorld = (one: Omit<Case, "token">): Case => ({
  token: tokens.alertPolicy,
  given: [monitoringOn, metric()],
  ...one,
});
