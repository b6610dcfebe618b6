import type { Properties, ProviderConfig, ResourceType, Rule } from "../resource.ts";
import { ALREADY_EXISTS, armId, autoname, deriveGuid, isSameText } from "./arm.ts";
import { locationOf } from "./locations.ts";
import { locationIsARegion, nameIsNew, resourceGroupExists } from "./placement.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";
import { accessEndpointOf } from "./workflow-callback.ts";
import { definitionRules } from "./workflow-definition.ts";
import { parameterRules, readableParameters } from "./workflow-parameters.ts";

const ARM_TYPE = "Microsoft.Logic/workflows";
const NAME_RULES = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";
const STATES = ["NotSpecified", "Completed", "Enabled", "Disabled", "Deleted", "Suspended"];

const workflowId = (inputs: Properties, config: ProviderConfig) =>
  armId(inputs, config, `${ARM_TYPE}/${readText(inputs, "workflowName")}`);

const nameIsValid: Rule = {
  id: "workflow-name-is-valid",
  source: `${NAME_RULES}#microsoftlogic`,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "workflowName") ?? "";
    if (/^[A-Za-z0-9_.()-]{1,80}$/.test(name)) return undefined;
    return {
      name: "InvalidResourceName",
      message: `The workflow name '${name}' is invalid: 1 to 80 letters, digits, '-', '.', '(', ')' or '_'.`,
    };
  },
};

// The specification doesn't call the location fixed, so azure-native updates in place, which the resource manager refuses.
const locationStays: Rule = {
  id: "workflow-location-stays",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
  on: ["update"],
  refuse({ inputs, config, store, existing }) {
    const [before, after] = [readText(existing?.outputs, "location"), locationOf(inputs, config, store)];
    if (before === undefined || after === undefined || before === after) return undefined;
    return {
      name: "InvalidResourceLocation",
      message: `The resource '${readText(inputs, "workflowName")}' already exists in location '${before}' in resource group '${readText(inputs, "resourceGroupName")}'. A resource with the same name cannot be created in location '${after}'. Please select a new resource name.`,
    };
  },
};

const stateIsKnown: Rule = {
  id: "workflow-state-is-known",
  source: "https://learn.microsoft.com/rest/api/logic/workflows/create-or-update#workflowstate",
  on: ["create", "update"],
  refuse({ inputs }) {
    const state = readText(inputs, "state");
    if (state === undefined || STATES.some((known) => isSameText(known, state))) return undefined;
    return {
      name: "InvalidRequestContent",
      message: `The request content was invalid and could not be deserialized: 'Error converting value "${state}" to the state of a workflow, one of ${STATES.join(", ")}. Path 'properties.state''.`,
    };
  },
};

/** Such as 08586677515911718341. */
const versionOf = (inputs: Properties) =>
  BigInt(
    `0x${deriveGuid("version", JSON.stringify([inputs.definition ?? null, inputs.state ?? null]))
      .replaceAll("-", "")
      .slice(0, 15)}`,
  )
    .toString()
    .padStart(20, "0");

export const workflow: ResourceType = {
  token: TOKENS.workflow,
  autoname: autoname("workflowName"),
  replaceOn: ["workflowName", "resourceGroupName"],
  rules: [
    resourceGroupExists("workflow"),
    locationIsARegion("workflow", ARM_TYPE),
    nameIsValid,
    nameIsNew("workflow", TOKENS.workflow, workflowId),
    locationStays,
    stateIsKnown,
    ...definitionRules,
    ...parameterRules,
  ],
  id: workflowId,
  conflict: ALREADY_EXISTS,
  outputs(inputs, config, store) {
    const location = locationOf(inputs, config, store) ?? "";
    return {
      name: readText(inputs, "workflowName") ?? "",
      type: ARM_TYPE,
      location,
      state: readText(inputs, "state") ?? "Enabled",
      provisioningState: "Succeeded",
      version: versionOf(inputs),
      accessEndpoint: accessEndpointOf(workflowId(inputs, config), location),
      parameters: readableParameters(inputs),
    };
  },
};
