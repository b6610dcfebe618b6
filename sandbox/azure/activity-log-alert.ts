import type { Call, ResourceType, Rule } from "../resource.ts";
import { activeBeside, isActive } from "./active-rules.ts";
import { categoryOf, conditionRules } from "./activity-log-alert-condition.ts";
import { type AlertKind, actionRules, findGroups } from "./alert-actions.ts";
import { ALREADY_EXISTS, autoname, findById, isSameText, subscriptionPath } from "./arm.ts";
import { type InsightsKind, insightsId, nameRules, subscriptionOf } from "./insights.ts";
import { locationOf } from "./locations.ts";
import { resourceGroupExists } from "./placement.ts";
import { readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Insights/ActivityLogAlerts";
const ALERTS = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-activity-log";
const CREATE = "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-activity-log-alert-rule";
const REST = "https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update";
const LIMITS = "https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts";
const LOCATIONS = ["global", "westeurope", "northeurope"];
const MAXIMUM_RULES = 100;
const MAXIMUM_DESCRIPTION = 2048;

const kind: InsightsKind & AlertKind = {
  service: "activity-log-alert",
  token: TOKENS.activityLogAlert,
  property: "activityLogAlertName",
  path: "activityLogAlerts",
  forbidden: "<>*%{}&:\\?+/#",
  groupIdsOf: (inputs) =>
    readList(inputs, "actions.actionGroups").map((group) => readText(group, "actionGroupId") ?? ""),
};

const isServiceHealth = ({ inputs }: Call) => isSameText(categoryOf(inputs), "ServiceHealth");

const locationIsSupported: Rule = {
  id: "activity-log-alert-location-is-supported",
  source: REST,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const location = locationOf(inputs, config, store);
    if (location === undefined || LOCATIONS.includes(location)) return undefined;
    return {
      name: "LocationNotAvailableForResourceType",
      message: `The provided location '${location}' is not available for resource type 'microsoft.insights/activityLogAlerts'. List of available regions for the resource type is '${LOCATIONS.join(",")}'.`,
    };
  },
};

const serviceHealthIsGlobal: Rule = {
  id: "activity-log-alert-service-health-is-global",
  source: `${CREATE}#configure-alert-rule-details`,
  on: ["create", "update"],
  refuse(call) {
    const location = locationOf(call.inputs, call.config, call.store);
    if (!isServiceHealth(call) || location === "global") return undefined;
    return {
      name: "BadRequest",
      message: `Service Health alert rules can only be located in the Global region, not in '${location}'.`,
    };
  },
};

const serviceHealthReachesItsGroups: Rule = {
  id: "activity-log-alert-service-health-groups-are-global",
  source:
    "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups#global-and-regional-action-group-processing",
  on: ["create", "update"],
  refuse(call) {
    if (!isServiceHealth(call)) return undefined;
    const groups = findGroups(kind, call.inputs, (id) => findById(call.store, TOKENS.actionGroup, id));
    const regional = groups.find((group) => readText(group.outputs, "location") !== "global");
    if (regional === undefined) return undefined;
    return {
      name: "BadRequest",
      message: `The action group '${regional.id}' is regional: Azure accepts the alert rule, but a Service Health alert reaches only action groups in the Global region.`,
    };
  },
};

const scopesAreSupported: Rule = {
  id: "activity-log-alert-scopes-are-supported",
  source: `${REST}#request-body`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const scopes = readList(inputs, "scopes");
    if (scopes.length === 0)
      return { name: "ScopeIsInvalid", message: "The rule scope must contain at least one item" };
    const wrong = scopes.find(
      (scope) =>
        !/^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+(?:\/providers(?:\/[^/]+){3,})?)?\/?$/i.test(`${scope}`),
    );
    if (wrong === undefined) return undefined;
    return {
      name: "ScopeIsInvalid",
      message: `The rule scope '${wrong}' is not the id of a subscription, a resource group or a resource; management groups are not supported.`,
    };
  },
};

const scopesAreOfTheSubscription: Rule = {
  id: "activity-log-alert-scopes-are-of-its-subscription",
  source: ALERTS,
  on: ["create", "update"],
  refuse({ inputs, config }) {
    const own = subscriptionOf(subscriptionPath(config));
    const foreign = readList(inputs, "scopes").find((scope) => {
      const subscription = subscriptionOf(`${scope}`);
      return subscription !== undefined && subscription !== own;
    });
    if (foreign === undefined) return undefined;
    return {
      name: "ScopeIsInvalid",
      message: `The rule scope '${foreign}' is of another subscription than '${own}', where the alert rule is created.`,
    };
  },
};

const descriptionIsShort: Rule = {
  id: "activity-log-alert-description-is-short",
  source: LIMITS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { length } = readText(inputs, "description") ?? "";
    if (length <= MAXIMUM_DESCRIPTION) return undefined;
    return {
      name: "BadRequest",
      message: `The description has ${length} characters; the limit is ${MAXIMUM_DESCRIPTION}.`,
    };
  },
};

const rulesAreFew: Rule = {
  id: "activity-log-alert-count-is-within-limit",
  source: LIMITS,
  on: ["create", "update"],
  refuse(call) {
    const { subscription, others } = activeBeside(TOKENS.activityLogAlert, call);
    if (others.length < MAXIMUM_RULES) return undefined;
    return {
      name: "QuotaExceeded",
      message: `The subscription '${subscription}' has ${others.length} active activity log alert rules, of ${MAXIMUM_RULES} that it can have; this limit can't be increased.`,
    };
  },
};

export const activityLogAlert: ResourceType = {
  token: TOKENS.activityLogAlert,
  autoname: autoname("activityLogAlertName"),
  replaceOn: ["activityLogAlertName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("activity-log-alert"),
    ...nameRules(kind),
    locationIsSupported,
    serviceHealthIsGlobal,
    serviceHealthReachesItsGroups,
    scopesAreSupported,
    scopesAreOfTheSubscription,
    ...conditionRules,
    ...actionRules(kind),
    descriptionIsShort,
    rulesAreFew,
  ],
  id: insightsId(kind),
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    return {
      name: readText(inputs, "activityLogAlertName") ?? "",
      type: ARM_TYPE,
      location: locationOf(inputs, config, store) ?? "",
      enabled: isActive({ inputs }),
    };
  },
};
