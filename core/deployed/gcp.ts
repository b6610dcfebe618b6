import type { DeployedCloud } from "./deployed.ts";
import { auditConfigTypes, readAuditConfig, unrecordedBy } from "./gcp-audit-config.ts";
import { iamPolicyTypes, readIamPolicy } from "./gcp-iam-policy.ts";
import { readMetric, readPolicy } from "./gcp-policies.ts";
import { readSink, sinkTypes } from "./gcp-sinks.ts";
import { reading } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** What of Google Cloud a stack has: sinks, audit configurations, also those in IAM policies, log-based metrics, alert policies. */
export const deployedGcp = (resources: readonly NativeResource[]): DeployedCloud => {
  const ofType = (...types: readonly string[]): readonly NativeResource[] =>
    resources.filter(({ type }) => types.includes(type));
  const exclusions = ofType("gcp:logging/projectExclusion:ProjectExclusion");
  const sinks = reading(ofType(...sinkTypes), readSink(exclusions));
  const iamResources = ofType(...iamPolicyTypes);
  const iamPolicies = reading(iamResources, readIamPolicy(iamResources));
  const iam = { resources: iamResources, read: iamPolicies.found };
  const configs = reading(ofType(...auditConfigTypes), readAuditConfig(iam));
  const metrics = reading(ofType("gcp:logging/metric:Metric"), readMetric(sinks.found));
  const policies = reading(ofType("gcp:monitoring/alertPolicy:AlertPolicy"), readPolicy(metrics.found));
  return {
    stores: sinks.found,
    alerts: policies.found,
    unrecorded: unrecordedBy([...iam.read.flatMap((policy) => policy.configs), ...configs.found]),
    notUnderstood: [sinks, iamPolicies, configs, metrics, policies].flatMap(({ notUnderstood }) => notUnderstood),
  };
};
