import { ActivityLogAlert } from "@pulumi/azure-native/monitor/activityLogAlert.js";
import { ScheduledQueryRule } from "@pulumi/azure-native/monitor/scheduledQueryRule.js";
import type { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import * as pulumi from "@pulumi/pulumi";
import type { ActivityLogRule, QueryRule } from "../../core/compile/azure/alerting.ts";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
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
import { type AlertGroups, createAlertGroups } from "./channels.ts";
import type { Place } from "./place.ts";

export interface AlertNeeds {
  place: Place;
  workspace: Workspace;
  channels: ChannelInputs;
}

export const createAlerts = (
  room: Room,
  { alerts, health }: AzureBlueprint,
  bindings: Bindings,
  { place, workspace, channels }: AlertNeeds,
): AlertNames => {
  if (alerts === undefined) return namesById([]);
  const groups = createAlertGroups(room, alerts, place, channels);
  return namesById([
    ...alerts.activityLogRules.map((rule) => ({
      id: rule.id,
      name: createActivityLogAlert(room, bindings, place, groups, rule).id,
    })),
    ...alerts.queryRules.map((rule) => ({
      id: rule.id,
      name: createQueryRule(room, bindings, place, workspace, groups, rule, found).id,
    })),
    ...(health?.rules ?? []).map((rule) => ({
      id: rule.id,
      name: createQueryRule(room, bindings, place, workspace, groups, rule, nothing).id,
    })),
  ]);
};

/** The native filters of the alerts, for the component's outputs. */
export const alertFilters = ({ alerts }: AzureBlueprint, bindings: Bindings): Record<string, pulumi.Input<string>> =>
  Object.fromEntries([
    ...(alerts?.activityLogRules ?? []).map(({ key, condition }) => [
      `activityLogAlerts.${key}`,
      documentText(condition as unknown as Json, bindings),
    ]),
    ...(alerts?.queryRules ?? []).map(({ key, query }) => [`scheduledQueryRules.${key}`, filled(query, bindings)]),
  ]);

const createActivityLogAlert = (
  room: Room,
  bindings: Bindings,
  { group, in: { resourceGroupName }, subscriptionId }: Place,
  groups: AlertGroups,
  { key, name, description, within, condition, groups: told }: ActivityLogRule,
): ActivityLogAlert =>
  new ActivityLogAlert(
    childName(room, key),
    {
      resourceGroupName,
      location: "Global",
      activityLogAlertName: name,
      description,
      enabled: true,
      scopes: [within === "resourceGroup" ? group.id : pulumi.interpolate`/subscriptions/${subscriptionId}`],
      condition: {
        allOf: filled(condition.allOf.map(mutable) as Json[], bindings) as pulumi.Input<MutableCondition[]>,
      },
      actions: { actionGroups: told.map((group) => ({ actionGroupId: groups[group]!.id })) },
      ...tagged(room),
    },
    child(room),
  );

type Condition = ActivityLogRule["condition"]["allOf"][number];
type Leaf = Exclude<Condition, { anyOf: unknown }>;

const leaf = (one: Leaf) => ("containsAny" in one ? { ...one, containsAny: [...one.containsAny] } : one);

type MutableCondition = ReturnType<typeof mutable>;

const mutable = (one: Condition) => ("anyOf" in one ? { anyOf: one.anyOf.map(leaf) } : leaf(one));

/** That something is found is what is told, once, until for a while there is nothing. */
const found = {
  timeAggregation: "Count",
  // The SDK's own constant of this name belongs to another API, with another value.
  operator: "GreaterThan",
  threshold: 0,
  failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
} as const;

/** That nothing is found, until there is something again. */
const nothing = { ...found, operator: "LessThan", threshold: 1 } as const;

const createQueryRule = (
  room: Room,
  bindings: Bindings,
  place: Place,
  workspace: Workspace,
  groups: AlertGroups,
  { key, name, query, dimensions, groups: told, ...rule }: QueryRule,
  criterion: typeof found | typeof nothing,
): ScheduledQueryRule =>
  new ScheduledQueryRule(
    childName(room, key),
    {
      ...place.in,
      ruleName: name,
      kind: "LogAlert",
      displayName: rule.displayName,
      description: rule.description,
      severity: rule.severity,
      enabled: true,
      scopes: [workspace.id],
      evaluationFrequency: rule.evaluationFrequency,
      windowSize: rule.windowSize,
      autoMitigate: true,
      // A new workspace has no tables before the first events arrive.
      skipQueryValidation: true,
      criteria: {
        allOf: [
          {
            query: filled(query, bindings),
            ...criterion,
            dimensions: dimensions.map((column) => ({ name: column, operator: "Include", values: ["*"] })),
          },
        ],
      },
      actions: { actionGroups: told.map((group) => groups[group]!.id) },
      ...tagged(room),
    },
    child(room),
  );
