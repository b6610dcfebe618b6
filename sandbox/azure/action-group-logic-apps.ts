import type { CloudError, Json, Rule, Store, Stored } from "../resource.ts";
import { findById, isSameText } from "./arm.ts";
import { read, readList, readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";
import { callbackOf, requestTriggersOf } from "./workflow-callback.ts";

const SIGNED_URLS = "https://github.com/hashicorp/terraform-provider-azurerm/issues/14078";
const ERRORS =
  "https://learn.microsoft.com/azure/azure-monitor/alerts/test-action-group-errors#troubleshooting-error-codes-for-actions";

const workflowOf = (receiver: Json, store: Store): Stored | undefined =>
  findById(store, TOKENS.workflow, readText(receiver, "resourceId") ?? "");

/** The callback URL is a secret: a refusal names the receiver alone. */
function onEachLogicApp(
  rule: Pick<Rule, "id" | "source">,
  judge: (receiver: Json, name: string, workflow: Stored | undefined) => CloudError | undefined,
): Rule {
  return {
    ...rule,
    on: ["create", "update"],
    refuse({ inputs, store }) {
      for (const receiver of readList(inputs, "logicAppReceivers")) {
        const refusal = judge(receiver, readText(receiver, "name") ?? "", workflowOf(receiver, store));
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

const workflowExists = onEachLogicApp(
  {
    id: "action-group-logic-app-exists",
    source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  },
  (receiver, _name, workflow) =>
    workflow === undefined
      ? {
          name: "ResourceNotFound",
          message: `The Resource '${readText(receiver, "resourceId") ?? ""}' was not found.`,
        }
      : undefined,
);

/** The trigger that a receiver's URL calls, if the URL is whole. */
const triggerOf = (receiver: Json, workflow: Stored): string | undefined =>
  requestTriggersOf(workflow).find((trigger) => callbackOf(workflow, trigger).value === read(receiver, "callbackUrl"));

function isPlaceOf(url: string, workflow: Stored): boolean {
  const endpoint = readText(workflow.outputs, "accessEndpoint") ?? "";
  const place = url.split("?")[0] ?? "";
  return (
    place === endpoint ||
    requestTriggersOf(workflow).some((trigger) => callbackOf(workflow, trigger).value.startsWith(`${place}?`))
  );
}

const callbackIsTheWorkflows = onEachLogicApp(
  { id: "action-group-callback-is-the-logic-apps", source: ERRORS },
  (receiver, name, workflow) => {
    if (workflow === undefined || isPlaceOf(readText(receiver, "callbackUrl") ?? "", workflow)) return undefined;
    return {
      name: "NotFound",
      message: `The callbackUrl of the receiver '${name}' is of no Request trigger of '${workflow.id}': Azure accepts the action group, and its notifications are dropped.`,
    };
  },
);

const callbackIsSigned = onEachLogicApp(
  { id: "action-group-callback-is-signed", source: SIGNED_URLS },
  (receiver, name, workflow) => {
    if (workflow === undefined || !isPlaceOf(readText(receiver, "callbackUrl") ?? "", workflow)) return undefined;
    if (triggerOf(receiver, workflow) !== undefined) return undefined;
    return {
      name: "Unauthorized",
      message: `The callbackUrl of the receiver '${name}' isn't the signed URL that listWorkflowTriggerCallbackUrl gives: Azure accepts the action group, and the logic app refuses its notifications.`,
    };
  },
);

function whyDropped(workflow: Stored, trigger: string): string | undefined {
  const { method } = callbackOf(workflow, trigger);
  if (isSameText(read(workflow.inputs, "state"), "Disabled")) return "it is disabled";
  if (!isSameText(method, "POST")) return `its trigger '${trigger}' takes ${method} alone`;
  const callers = read(workflow.inputs, "accessControl.triggers.allowedCallerIpAddresses");
  if (Array.isArray(callers) && callers.length === 0) return "its access control lets only other logic apps call it";
  return undefined;
}

const workflowTakesCalls = onEachLogicApp(
  { id: "action-group-logic-app-takes-calls", source: ERRORS },
  (receiver, name, workflow) => {
    const trigger = workflow && triggerOf(receiver, workflow);
    const why = workflow && trigger !== undefined ? whyDropped(workflow, trigger) : undefined;
    if (why === undefined) return undefined;
    return {
      name: "Forbidden",
      message: `The logic app of the receiver '${name}' takes no calls, as ${why}: Azure accepts the action group, and its notifications are dropped.`,
    };
  },
);

export const logicAppRules: readonly Rule[] = [
  workflowExists,
  callbackIsTheWorkflows,
  callbackIsSigned,
  workflowTakesCalls,
];
