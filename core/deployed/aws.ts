import { readAlarm, readMetricFilter } from "./aws-alarms.ts";
import { readRule } from "./aws-rules.ts";
import { readTrail } from "./aws-trails.ts";
import type { DeployedCloud } from "./deployed.ts";
import { reading } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** What of AWS a stack has: trails, EventBridge rules, metric filters with their alarms. */
export const deployedAws = (resources: readonly NativeResource[]): DeployedCloud => {
  const ofType = (type: string): readonly NativeResource[] => resources.filter((one) => one.type === type);
  const trails = reading(ofType("aws:cloudtrail/trail:Trail"), readTrail);
  const targets = ofType("aws:cloudwatch/eventTarget:EventTarget");
  const rules = reading(ofType("aws:cloudwatch/eventRule:EventRule"), readRule(targets));
  const filters = reading(ofType("aws:cloudwatch/logMetricFilter:LogMetricFilter"), readMetricFilter(trails.found));
  const alarms = reading(ofType("aws:cloudwatch/metricAlarm:MetricAlarm"), readAlarm(filters.found));
  return {
    stores: trails.found,
    alerts: [...rules.found, ...alarms.found],
    unrecorded: () => undefined,
    notUnderstood: [trails, rules, filters, alarms].flatMap(({ notUnderstood }) => notUnderstood),
  };
};
