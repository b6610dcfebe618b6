import type { Json, Properties } from "../../sandbox/resource.ts";
import { groupWith, onCall, SUBSCRIPTION_ID } from "./azure-alert-world.ts";
import type { Case } from "./azure-cases.ts";
import { GUID_2, group, keyVault } from "./azure-world.ts";

const is = (field: string, equals: string): Json => ({ field, equals });
export const administrative = is("category", "Administrative");
const deletion = is("operationName", "Microsoft.Network/networkSecurityGroups/delete");

export const inputs: Properties = {
  resourceGroupName: "logs",
  activityLogAlertName: "nsg-deleted",
  location: "Global",
  enabled: true,
  scopes: [SUBSCRIPTION_ID],
  condition: { allOf: [administrative, deletion] },
  actions: { actionGroups: [{ actionGroupId: onCall.id }] },
};
export const on = (...allOf: Json[]): Properties => ({ condition: { allOf } });
export const tell = (...ids: string[]): Properties => ({
  actions: { actionGroups: ids.map((actionGroupId) => ({ actionGroupId })) },
});
const groups = ["a", "b", "c", "d", "e", "f"].map((name) => groupWith(name));
const silent = groupWith("silent", { enabled: false });
const regional = groupWith("regional", { location: "swedencentral" });

export const bad = (
  rule: string,
  when: string,
  fault: Properties,
  near: Properties,
  message: RegExp,
  name = "BadRequest",
): Case => ({
  rule: `activity-log-alert-${rule}`,
  when,
  inputs: { ...inputs, ...fault },
  given: [group, onCall, silent, regional, ...groups],
  expect: { name, message },
  mended: { inputs: { ...inputs, ...near } },
});

export const conditionCases: Case[] = [
  bad(
    "condition-is-valid",
    "a condition with nothing in it",
    on(),
    {},
    /properties\.condition\.allOf: must be an array of at least one/,
  ),
  bad(
    "condition-is-valid",
    "both equals and containsAny",
    on(administrative, { field: "status", equals: "Failed", containsAny: ["Failed"] }),
    on(administrative, { field: "status", equals: null, containsAny: ["Failed", "Succeeded"] }),
    /allOf\[1\]: exactly one of equals and containsAny must be given/,
  ),
  bad(
    "condition-is-valid",
    "an anyOf within an anyOf",
    on(administrative, { anyOf: [{ anyOf: [deletion] }] }),
    on(administrative, { anyOf: [deletion, is("status", "Failed")] }),
    /allOf\[1\]\.anyOf\[0\]: must be a condition with a field/,
  ),
  bad(
    "condition-is-valid",
    "a negation",
    on(administrative, { field: "caller", notEquals: "a@example.com" }),
    on(administrative, is("Caller", "a@example.com")),
    /allOf\[1\]: notEquals is not known/,
  ),
  bad(
    "fields-are-known",
    "a field of another log",
    on(administrative, is("claims.upn", "a@example.com")),
    on(administrative, is("Properties.policies", "a")),
    /The field 'claims\.upn' is not supported/,
  ),
  bad("has-one-category", "no category", on(deletion), {}, /exactly one condition on the category.*this one has 0/),
  bad(
    "has-one-category",
    "two categories",
    on(administrative, is("Category", "Policy"), deletion),
    {},
    /exactly one condition on the category.*this one has 2/,
  ),
  bad(
    "has-one-category",
    "categories as a list",
    on({ field: "category", containsAny: ["Administrative", "Policy"] }, deletion),
    {},
    /this one has it elsewhere/,
  ),
  bad(
    "category-is-supported",
    "alerts on alerts",
    on(is("category", "Alert"), deletion),
    on(is("category", "security")),
    /Alerts can't be created for events in the Alert category/,
    "UnsupportedCondition",
  ),
  bad(
    "category-is-supported",
    "an unknown category",
    on(is("category", "Audit")),
    {},
    /'Audit' is not/,
    "UnsupportedCondition",
  ),
  bad(
    "administrative-is-narrowed",
    "every administrative event",
    on(administrative),
    on(is("category", "Policy")),
    /Specify additional conditions for this category: Administrative\./,
    "UnsupportedCondition",
  ),
];

const health = on(is("category", "ServiceHealth"), {
  field: "properties.impactedServices[*].ServiceName",
  containsAny: ["Azure Monitor"],
});

export const placeCases: Case[] = [
  bad(
    "location-is-supported",
    "a location where there are none",
    { location: "eastus" },
    { location: "North Europe" },
    /'eastus' is not available for resource type 'microsoft\.insights\/activityLogAlerts'/,
    "LocationNotAvailableForResourceType",
  ),
  bad(
    "service-health-is-global",
    "service health in a region",
    { ...health, location: "West Europe" },
    health,
    /can only be located in the Global region, not in 'westeurope'/,
  ),
  bad(
    "service-health-groups-are-global",
    "service health for a regional action group",
    { ...health, ...tell(onCall.id, regional.id) },
    health,
    /regional' is regional: Azure accepts the alert rule, but/,
  ),
  bad("scopes-are-supported", "no scope", { scopes: [] }, {}, /at least one item/, "ScopeIsInvalid"),
  bad(
    "scopes-are-supported",
    "a management group",
    { scopes: ["/providers/Microsoft.Management/managementGroups/all"] },
    { scopes: [group.id, keyVault.id] },
    /management groups are not supported/,
    "ScopeIsInvalid",
  ),
  bad(
    "scopes-are-of-its-subscription",
    "another subscription",
    { scopes: [SUBSCRIPTION_ID, `/subscriptions/${GUID_2}`] },
    { scopes: [SUBSCRIPTION_ID.toUpperCase().replace("SUBSCRIPTIONS", "subscriptions")] },
    /is of another subscription than/,
    "ScopeIsInvalid",
  ),
];

export const actionCases: Case[] = [
  bad(
    "action-groups-exist",
    "an action group that doesn't exist",
    tell(`${onCall.id}x`),
    tell(onCall.id.toUpperCase()),
    /on-callx' was not found/,
    "ResourceNotFound",
  ),
  bad(
    "action-groups-are-at-most-5",
    "six action groups",
    tell(...groups.map(({ id }) => id)),
    tell(...groups.slice(1).map(({ id }) => id)),
    /up to 5 action groups, but has 6/,
  ),
  bad(
    "action-groups-are-enabled",
    "an action group that is off",
    tell(silent.id),
    {},
    /silent' is not enabled: Azure accepts the alert rule, and drops/,
    "ActionGroupDisabled",
  ),
];
