import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, armId, autoname, deriveGuid, isSameText } from "./arm.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, resourceGroupExists } from "./placement.ts";
import { read, readNumber, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const ARM_TYPE = "Microsoft.OperationalInsights/workspaces";
const REST = "https://learn.microsoft.com/rest/api/loganalytics/workspaces/create-or-update";
const RETENTION_DAYS = { minimum: 30, maximum: 730, free: 7 };
const SKUS = ["Free", "Standard", "Premium", "PerNode", "PerGB2018", "Standalone", "CapacityReservation", "LACluster"];
const CAPACITY_LEVELS = [100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000];

const nameIsValid: Rule = {
  id: "workspace-name-is-valid",
  source:
    "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftoperationalinsights",
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "workspaceName") ?? "";
    if (/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(name)) return undefined;
    return {
      name: "InvalidParameter",
      message: `The workspace name '${name}' is invalid: 4 to 63 letters, digits and hyphens, starting and ending with a letter or a digit.`,
    };
  },
};

const skuIsKnown: Rule = {
  id: "workspace-sku-is-known",
  source: `${REST}#workspaceskunameenum`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const sku = readText(inputs, "sku.name");
    if (sku === undefined || SKUS.some((known) => isSameText(known, sku))) return undefined;
    return { name: "BadRequest", message: `The value provided for the pricing tier is invalid: '${sku}'.` };
  },
};

const capacityIsALevel: Rule = {
  id: "workspace-capacity-is-a-level",
  source: `${REST}#capacityreservationlevel`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (!isSameText(read(inputs, "sku.name"), "CapacityReservation")) return undefined;
    const level = readNumber(inputs, "sku.capacityReservationLevel");
    if (level !== undefined && CAPACITY_LEVELS.includes(level)) return undefined;
    return {
      name: "BadRequest",
      message: `The value provided for the capacity reservation level is invalid: ${level ?? "none"}; it is one of ${CAPACITY_LEVELS.join(", ")}.`,
    };
  },
};

const retentionIsInRange: Rule = {
  id: "workspace-retention-is-in-range",
  source: "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
  on: ["create", "update"],
  refuse({ inputs }) {
    const days = readNumber(inputs, "retentionInDays");
    if (days === undefined) return undefined;
    const isFree = isSameText(read(inputs, "sku.name"), "Free");
    const { minimum, maximum, free } = RETENTION_DAYS;
    const isValid = isFree ? days === free : Number.isInteger(days) && days >= minimum && days <= maximum;
    if (isValid) return undefined;
    return {
      name: "BadRequest",
      message: `The value provided for retention is invalid. the expected value should be ${isFree ? free : `between ${minimum} to ${maximum}`}.`,
    };
  },
};

const workspaceId = (inputs: Properties, config: ProviderConfig) =>
  armId(inputs, config, `${ARM_TYPE}/${readText(inputs, "workspaceName")}`);

export const workspace: ResourceType = {
  token: TOKENS.workspace,
  autoname: autoname("workspaceName"),
  replaceOn: ["workspaceName", "resourceGroupName", "location"],
  rules: [
    resourceGroupExists("workspace"),
    locationIsARegion("workspace", ARM_TYPE),
    nameIsValid,
    skuIsKnown,
    capacityIsALevel,
    retentionIsInRange,
  ],
  id: workspaceId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    return {
      name: readText(inputs, "workspaceName") ?? "",
      type: ARM_TYPE,
      location: locationOf(inputs, config, store) ?? "",
      provisioningState: "Succeeded",
      customerId: deriveGuid("workspace", workspaceId(inputs, config)),
      retentionInDays: readNumber(inputs, "retentionInDays") ?? RETENTION_DAYS.minimum,
      sku: read(inputs, "sku") ?? { name: "PerGB2018" },
    };
  },
  // For 14 days a creation of the same name recovers the workspace, id and all, which looks the same from here:
  // https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace
  onDelete: () => "remove",
};
