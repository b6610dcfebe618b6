import type { Call, ResourceType, Rule, Stored } from "../resource.ts";
import { type AlertKind, actionRules } from "./alert-actions.ts";
import { ALREADY_EXISTS, autoname, deriveGuid, findAny, findById, isSameText, subscriptionPath } from "./arm.ts";
import { type InsightsKind, insightsId, nameRules, subscriptionOf } from "./insights.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { readList, readNumber, readText } from "./properties.ts";
import { criteriaRules } from "./scheduled-query-criteria.ts";
import { limitRules } from "./scheduled-query-limits.ts";
import { queryRules } from "./scheduled-query-text.ts";
import { isLogAlert, timingRules } from "./scheduled-query-timing.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "microsoft.insights/scheduledqueryrules";
const REST = "https://learn.microsoft.com/rest/api/monitor/scheduled-query-rules/create-or-update";
const API_VERSION = "2025-01-01-preview";
const KINDS = ["LogAlert", "SimpleLogAlert", "LogToMetric"];

const kind: InsightsKind & AlertKind = {
  service: "scheduled-query-rule",
  token: TOKENS.scheduledQueryRule,
  property: "ruleName",
  path: "scheduledqueryrules",
  forbidden: "*<>%{}&:\\?/#",
  groupIdsOf: (inputs) => readList(inputs, "actions.actionGroups").map(String),
};

const kindIsKnown: Rule = {
  id: "scheduled-query-rule-kind-is-known",
  source: `${REST}#kind`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = readText(inputs, "kind");
    if (given === undefined || KINDS.some((known) => isSameText(known, given))) return undefined;
    return { name: "BadRequest", message: `Invalid input at kind: Requested value '${given}' was not found.` };
  },
};

const hasOneScope: Rule = {
  id: "scheduled-query-rule-has-one-scope",
  source: "https://github.com/MicrosoftDocs/azure-dev-docs/issues/1131",
  on: ["create", "update"],
  refuse({ inputs }) {
    if (readList(inputs, "scopes").length === 1) return undefined;
    return {
      name: "InvalidRequestContent",
      message:
        "The request content was invalid and could not be deserialized: 'Scopes list should contain exactly 1 resource Id'",
    };
  },
};

const scopesOf = ({ inputs }: Call) => readList(inputs, "scopes").map(String);

/** Workspaces wherever they are, and the groups of the rule's own subscription; what else there may be isn't known here. */
const isKnownHere = (scope: string, { config }: Call) =>
  /\/providers\/microsoft\.operationalinsights\/workspaces\/[^/]+$/i.test(scope) ||
  (subscriptionOf(scope) === subscriptionOf(subscriptionPath(config)) && /\/resourceGroups\/[^/]+$/i.test(scope));

const scopeExists: Rule = {
  id: "scheduled-query-rule-scope-exists",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  on: ["create", "update"],
  refuse(call) {
    const wrong = scopesOf(call).find((scope) => {
      if (!/^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+(?:\/providers(?:\/[^/]+){3,})?)?$/i.test(scope))
        return true;
      return isKnownHere(scope, call) && findAny(call.store, scope) === undefined;
    });
    return wrong === undefined
      ? undefined
      : { name: "ResourceNotFound", message: `The Resource '${wrong}' was not found.` };
  },
};

const locationIsTheWorkspaces: Rule = {
  id: "scheduled-query-rule-is-in-its-workspaces-region",
  source: "https://github.com/Azure-Samples/AI-Gateway/pull/400",
  on: ["create"],
  refuse(call) {
    const { inputs, config, store } = call;
    const here = locationOf(inputs, config, store);
    const placeOf = (workspace: Stored | undefined) => readText(workspace?.outputs, "location");
    const workspaces = scopesOf(call).map((scope) => findById(store, TOKENS.workspace, scope));
    const far = workspaces.find((workspace) => (placeOf(workspace) ?? here) !== here);
    if (far === undefined) return undefined;
    return {
      name: "BadRequest",
      message: `The alert rule is in region '${here}' and the workspace '${far.id}' is in region '${placeOf(far)}'. A log search alert rule should be in the region of its workspace.`,
    };
  },
};

const severityIsInRange: Rule = {
  id: "scheduled-query-rule-severity-is-in-range",
  source: `${REST}#alertseverity`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const severity = readNumber(inputs, "severity");
    if (!isLogAlert(inputs) || [0, 1, 2, 3, 4].some((known) => known === severity)) return undefined;
    return {
      name: "BadRequest",
      message: `Invalid input at properties.severity: '${severity ?? ""}' is not an integer from 0 to 4.`,
    };
  },
};

const metricHasAName: Rule = {
  id: "scheduled-query-rule-metric-has-a-name",
  source: `${REST}#condition`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (!isSameText(inputs.kind, "LogToMetric")) return undefined;
    if (readList(inputs, "criteria.allOf").every((one) => readText(one, "metricName") !== undefined)) return undefined;
    return { name: "BadRequest", message: "The metricName is required for rules of the kind LogToMetric." };
  },
};

export const scheduledQueryRule: ResourceType = {
  token: TOKENS.scheduledQueryRule,
  autoname: autoname("ruleName"),
  replaceOn: ["ruleName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("scheduled-query-rule"),
    locationIsARegion("scheduled-query-rule", ARM_TYPE),
    ...nameRules(kind),
    kindIsKnown,
    hasOneScope,
    scopeExists,
    locationIsTheWorkspaces,
    severityIsInRange,
    metricHasAName,
    ...timingRules,
    ...criteriaRules,
    ...queryRules,
    ...actionRules(kind),
    ...limitRules,
  ],
  id: insightsId(kind),
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store, id) {
    return {
      name: readText(inputs, "ruleName") ?? "",
      type: ARM_TYPE,
      kind: readText(inputs, "kind") ?? "LogAlert",
      location: locationOf(inputs, config, store) ?? "",
      createdWithApiVersion: API_VERSION,
      isLegacyLogAnalyticsRule: false,
      isWorkspaceAlertsStorageConfigured: false,
      etag: `"${deriveGuid("etag", id ?? "", JSON.stringify(inputs))}"`,
    };
  },
};
