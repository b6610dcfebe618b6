import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter.js";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Alarm, AlertRule, RuleTarget } from "../../core/compile/aws/alerting.ts";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
import { eventRetries } from "../../core/compile/aws/retries.ts";
import { healthTexts } from "../../core/compile/health.ts";
import type { Json } from "../../core/compile/json.ts";
import {
  type AlertNames,
  type Bindings,
  type ChannelInputs,
  child,
  childName,
  documentText,
  filled,
  namesById,
  type Room,
  tagged,
} from "../room.ts";
import { type AlertPath, createAlertPath } from "./channels.ts";
import { createChats } from "./chat.ts";
import type { UsedKey, UsedLogGroup } from "./existing.ts";
import { createForwarding } from "./forward.ts";
import { createHealthAlarm } from "./watch.ts";

export interface AlertNeeds {
  channels: ChannelInputs;
  key: UsedKey | undefined;
  logGroup: UsedLogGroup;
}

export const createAlerts = (
  room: Room,
  { region, alerts, health }: AwsBlueprint,
  bindings: Bindings,
  { channels, key, logGroup }: AlertNeeds,
): AlertNames => {
  if (alerts === undefined) return namesById([]);
  const path = createAlertPath(room, region, alerts, channels, key, bindings);
  createChats(room, alerts, channels, bindings, path.topics);
  const sentOn = alerts.forwardings.flatMap((forwarding) => {
    const alarm = createForwarding(room, region, forwarding, bindings, path);
    return alarm === undefined ? [] : [{ id: healthTexts.alertPath.id, name: alarm.arn }];
  });
  return namesById([
    ...alerts.rules.map((rule) => ({ id: rule.id, name: createRule(room, region, bindings, path, rule).arn })),
    ...alerts.alarms.map((alarm) => ({
      id: alarm.id,
      name: createAlarm(room, region, bindings, path, logGroup, alarm).arn,
    })),
    ...(health?.alarms ?? []).map((alarm) => ({
      id: alarm.id,
      name: createHealthAlarm(room, region, bindings, path, alarm).arn,
    })),
    ...sentOn,
  ]);
};

/** The native filters of the alerts, for the component's outputs. */
export const alertFilters = ({ alerts }: AwsBlueprint, bindings: Bindings): Record<string, pulumi.Input<string>> =>
  Object.fromEntries([
    ...(alerts?.rules ?? [])
      .filter(({ form }) => form === "cloudTrail")
      .map(({ key, pattern }) => [`rules.${key}`, documentText(pattern as Json, bindings)]),
    ...(alerts?.alarms ?? []).map(({ key, metric }) => [`metricFilters.${key}`, filled(metric.pattern, bindings)]),
  ]);

const createRule = (room: Room, region: string, bindings: Bindings, path: AlertPath, rule: AlertRule): EventRule => {
  const created = new EventRule(
    childName(room, rule.key),
    {
      region,
      name: filled(rule.name, bindings),
      description: rule.description,
      eventPattern: documentText(rule.pattern as Json, bindings),
      state: rule.state,
      ...tagged(room),
    },
    child(room),
  );
  for (const target of rule.targets) createTarget(room, region, path, rule, created, target);
  return created;
};

const createTarget = (
  room: Room,
  region: string,
  { topics, destinations, role, undelivered, ready }: AlertPath,
  { key }: AlertRule,
  rule: EventRule,
  { to, isTopic, inputPaths, inputTemplate }: RuleTarget,
): EventTarget => {
  return new EventTarget(
    childName(room, `${key}.to.${to}`),
    {
      region,
      rule: rule.name,
      targetId: to,
      arn: isTopic ? topics[to]!.arn : destinations[to]!,
      ...(!isTopic && { roleArn: role!.arn }),
      inputTransformer: { inputPaths: { ...inputPaths }, inputTemplate },
      retryPolicy: eventRetries,
      deadLetterConfig: { arn: undelivered.arn },
    },
    child(room, { dependsOn: ready }),
  );
};

const createAlarm = (
  room: Room,
  region: string,
  bindings: Bindings,
  { topics, ready }: AlertPath,
  logGroup: UsedLogGroup,
  { key, name, description, metric, periodSeconds, count, topics: told }: Alarm,
): MetricAlarm => {
  const namespace = filled(metric.namespace, bindings);
  const filter = new LogMetricFilter(
    childName(room, `${key}.filter`),
    {
      region,
      name: metric.name,
      logGroupName: logGroup.name,
      pattern: filled(metric.pattern, bindings),
      // Without a default value: a metric is billed only while there is something to count.
      metricTransformation: { name: metric.name, namespace, value: "1" },
    },
    child(room),
  );
  return new MetricAlarm(
    childName(room, `${key}.alarm`),
    {
      region,
      name: filled(name, bindings),
      alarmDescription: description,
      namespace,
      metricName: metric.name,
      statistic: "Sum",
      period: periodSeconds,
      evaluationPeriods: 1,
      threshold: count,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: told.map((topic) => topics[topic]!.arn),
      ...tagged(room),
    },
    child(room, { dependsOn: [filter, ...ready] }),
  );
};
