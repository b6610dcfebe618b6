import type { DeployedCloud } from "./deployed.ts";
import { auditConfigTypes, readAuditConfig, unrecordedBy } from "./gcp-audit-config.ts";
import { readMetric, readPolicy } from "./gcp-policies.ts";
import { readSink, sinkTypes } from "./gcp-sinks.ts";
import { reading } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** What of Google Cloud a stack has: sinks, audit configurations, log-based metrics, alert policies. */
export const deployedGcp = (resources: readonly NativeResource[]): DeployedCloud => {
  const ofType = (...types: readonly string[]): readonly NativeResource[] =>
    resources.filter(({ type }) => types.includes(type));
  const exclusions = ofType("gcp:logging/projectExclusion:ProjectExclusion");
  const sinks = reading(ofType(...sinkTypes), readSink(exclusions));
  const configs = reading(ofType(...auditConfigTypes), readAuditConfig);
  const metrics = reading(ofType("gcp:logging/metric:Metric"), readMetric(sinks.found));
  const policies = reading(ofType("gcp:monitoring/alertPolicy:AlertPolicy"), readPolicy(metrics.found));
  return {
    stores: sinks.found,
    alerts: policies.found,
    unrecorded: unrecordedBy(configs.found),
    notUnderstood: [sinks, configs, metrics, policies].flatMap(({ notUnderstood }) => notUnderstood),
  };
};
