import { createHash } from "node:crypto";
import type { Invoke, Json, Properties, Stored } from "../resource.ts";
import { armId, deriveGuid, findById, isSameText, normalizeId } from "./arm.ts";
import { read, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const RUNTIME_VERSION = "2016-10-01";
const SCALE_UNITS = 64;

/** Where a workflow is called, such as https://prod-07.westeurope.logic.azure.com:443/workflows/0123…; the service chooses both numbers. */
export function accessEndpointOf(id: string, location: string): string {
  const number = deriveGuid("workflow", id).replaceAll("-", "");
  const unit = String(Number.parseInt(number.slice(0, 6), 16) % SCALE_UNITS).padStart(2, "0");
  return `https://prod-${unit}.${location}.logic.azure.com:443/workflows/${number}`;
}

const triggersOf = ({ inputs }: Stored): Properties => {
  const triggers = read(inputs, "definition.triggers");
  return typeof triggers === "object" && !Array.isArray(triggers) ? { ...triggers } : {};
};

const isRequest = (trigger: Json | undefined) => isSameText(read(trigger, "type"), "Request");

export function requestTriggersOf(workflow: Stored): string[] {
  return Object.entries(triggersOf(workflow)).flatMap(([name, trigger]) => (isRequest(trigger) ? [name] : []));
}

export interface Callback {
  value: string;
  basePath: string;
  method: string;
  relativePath?: string;
  queries: { apiVersion: string; sp: string; sv: string; sig: string };
}

/** The signed URL of a Request trigger: https://learn.microsoft.com/rest/api/logic/workflow-triggers/list-callback-url */
export function callbackOf(workflow: Stored, trigger: string): Callback {
  const inputs = read(triggersOf(workflow)[trigger], "inputs");
  const path = readText(inputs, "relativePath")?.replace(/^\/*/, "/");
  const basePath = `${readText(workflow.outputs, "accessEndpoint")}/triggers/${encodeURIComponent(trigger)}/paths/invoke`;
  const sp = `/triggers/${trigger}/run`;
  const sig = createHash("sha256")
    .update(`signature\n${normalizeId(workflow.id)}\n${trigger}`)
    .digest("base64url");
  const queries = { apiVersion: RUNTIME_VERSION, sp, sv: "1.0", sig };
  const query = `api-version=${RUNTIME_VERSION}&sp=${encodeURIComponent(sp)}&sv=1.0&sig=${sig}`;
  return {
    value: `${basePath}${path ?? ""}?${query}`,
    basePath,
    method: readText(inputs, "method") ?? "POST",
    ...(path === undefined ? {} : { relativePath: path }),
    queries,
  };
}

/** The types that the API has no URL for: https://github.com/Azure/logicapps/issues/895 */
export const listWorkflowTriggerCallbackUrl: Invoke = (args, config, store) => {
  const [group, name, trigger] = ["resourceGroupName", "workflowName", "triggerName"].map(
    (key) => readText(args, key) ?? "",
  ) as [string, string, string];
  const workflow = findById(store, TOKENS.workflow, armId(args, config, `Microsoft.Logic/workflows/${name}`));
  if (workflow === undefined) {
    throw new Error(
      `ResourceNotFound: The Resource 'Microsoft.Logic/workflows/${name}' under resource group '${group}' was not found.`,
    );
  }
  const found = Object.keys(triggersOf(workflow)).find((known) => isSameText(known, trigger));
  if (found === undefined) {
    throw new Error(`WorkflowTriggerNotFound: The workflow '${name}' trigger '${trigger}' could not be found.`);
  }
  const definition = triggersOf(workflow)[found];
  if (isRequest(definition)) return { ...callbackOf(workflow, found) };
  const type = readText(definition, "type") ?? "";
  throw new Error(`BadRequest: The 'ListCallbackUrl' API is not supported by triggers of type '${type}'.`);
};
