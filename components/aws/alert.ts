import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter.js";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import type { Alarm, AlertRule, Forwarding, RuleTarget } from "../../core/compile/aws/alerting.ts";
import type { AwsBlueprint } from "../../core/compile/aws/blueprint.ts";
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

export interface AlertNeeds {
  channels: ChannelInputs;
  key: Key | undefined;
  logGroup: LogGroup;
}

export const createAlerts = (
  room: Room,
  { region, alerts }: AwsBlueprint,
  bindings: Bindings,
  { channels, key, logGroup }: AlertNeeds,
): AlertNames => {
  if (alerts === undefined) return namesById([]);
  const path = createAlertPath(room, region, alerts, channels, key, bindings);
  createForwarding(room, region, alerts.forwarding, bindings, path);
  return namesById([
    ...alerts.rules.map((rule) => ({ id: rule.id, name: createRule(room, region, bindings, path, rule).arn })),
    ...alerts.alarms.map((alarm) => ({
      id: alarm.id,
      name: createAlarm(room, region, bindings, path, logGroup, alarm).arn,
    })),
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

/** A rule without read-only events would miss those that the alert asks for: which events is the pattern's business. */
const ruleState = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

const createRule = (room: Room, region: string, bindings: Bindings, path: AlertPath, rule: AlertRule): EventRule => {
  const created = new EventRule(
    childName(room, rule.key),
    {
      region,
      name: filled(rule.name, bindings),
      description: rule.description,
      eventPattern: documentText(rule.pattern as Json, bindings),
      state: rule.form === "alarm" ? "ENABLED" : ruleState,
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
      deadLetterConfig: { arn: undelivered.arn },
    },
    child(room, { dependsOn: ready }),
  );
};

/** EventBridge is regional: what happens in the region of global services is sent to where the rules are. */
const createForwarding = (
  room: Room,
  region: string,
  forwarding: Forwarding | undefined,
  bindings: Bindings,
  { role, ready }: AlertPath,
): void => {
  if (forwarding === undefined) return;
  const rule = new EventRule(
    childName(room, "global-services"),
    {
      region: forwarding.region,
      name: filled(forwarding.name, bindings),
      description: `Sends the events of global services on to ${region}`,
      eventPattern: JSON.stringify(forwarding.pattern),
      state: ruleState,
      ...tagged(room),
    },
    child(room),
  );
  new EventTarget(
    childName(room, "global-services.to.rules"),
    {
      region: forwarding.region,
      rule: rule.name,
      targetId: "rules",
      arn: pulumi.interpolate`arn:${bindings.partition}:events:${region}:${bindings.account}:event-bus/default`,
      roleArn: role!.arn,
    },
    child(room, { dependsOn: ready }),
  );
};

const createAlarm = (
  room: Room,
  region: string,
  bindings: Bindings,
  { topics, ready }: AlertPath,
  logGroup: LogGroup,
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
