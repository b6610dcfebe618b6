import type { ResourceType, Rule } from "../resource.ts";
import { logicAppRules } from "./action-group-logic-apps.ts";
import { receiverRules } from "./action-group-receivers.ts";
import { webhookRules } from "./action-group-webhooks.ts";
import { ALREADY_EXISTS, autoname } from "./arm.ts";
import { type InsightsKind, insightsId, nameRules } from "./insights.ts";
import { locationOf } from "./locations.ts";
import { resourceGroupExists } from "./placement.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.Insights/ActionGroups";
const ACTION_GROUPS = "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups";
const MAXIMUM_SHORT_NAME = 12;

/** Where action groups can be processed. */
const LOCATIONS = `global eastus westus eastus2 westus2 southcentralus northcentralus swedencentral germanywestcentral
  centralindia southindia`.split(/\s+/);

const kind: InsightsKind = {
  service: "action-group",
  token: TOKENS.actionGroup,
  property: "actionGroupName",
  path: "actionGroups",
  forbidden: ":<>+/&%\\?",
};

const locationIsSupported: Rule = {
  id: "action-group-location-is-supported",
  source: `${ACTION_GROUPS}#global-and-regional-action-group-processing`,
  on: ["create"],
  refuse({ inputs, config, store }) {
    const location = locationOf(inputs, config, store);
    if (location === undefined || LOCATIONS.includes(location)) return undefined;
    return {
      name: "LocationNotAvailableForResourceType",
      message: `The provided location '${location}' is not available for resource type 'microsoft.insights/actionGroups'. List of available regions for the resource type is '${LOCATIONS.join(",")}'.`,
    };
  },
};

const shortNameIsShort: Rule = {
  id: "action-group-short-name-is-short",
  source: `${ACTION_GROUPS}#action-group-resource-manager-templates`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const name = readText(inputs, "groupShortName") ?? "";
    if (name !== "" && name.length <= MAXIMUM_SHORT_NAME) return undefined;
    return {
      name: "BadRequest",
      message: `The groupShortName '${name}' is invalid: 1 to ${MAXIMUM_SHORT_NAME} characters.`,
    };
  },
};

export const actionGroup: ResourceType = {
  token: TOKENS.actionGroup,
  autoname: autoname("actionGroupName"),
  replaceOn: ["actionGroupName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("action-group"),
    ...nameRules(kind),
    locationIsSupported,
    shortNameIsShort,
    ...receiverRules,
    ...webhookRules,
    ...logicAppRules,
  ],
  id: insightsId(kind),
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    return {
      name: readText(inputs, "actionGroupName") ?? "",
      type: ARM_TYPE,
      location: locationOf(inputs, config, store) ?? "",
    };
  },
};
