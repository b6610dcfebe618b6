import { actionGroup } from "../../sandbox/azure/action-group.ts";
import { workflow } from "../../sandbox/azure/workflow.ts";
import { callbackOf } from "../../sandbox/azure/workflow-callback.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { place, SUBSCRIPTION } from "./azure-cases.ts";
import { group } from "./azure-world.ts";

export const SUBSCRIPTION_ID = `/subscriptions/${SUBSCRIPTION}`;

/** A logic app that takes an alert and posts it elsewhere. */
export const definition: Properties = {
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0",
  parameters: { target: { type: "SecureString" } },
  triggers: { alert: { type: "Request", kind: "Http", inputs: { schema: {} } } },
  actions: {
    Compose: { type: "Compose", inputs: "@triggerBody()", runAfter: {} },
    Post: {
      type: "Http",
      inputs: { method: "POST", uri: "@parameters('target')", body: "@outputs('Compose')" },
      runAfter: { Compose: ["Succeeded"] },
    },
  },
};

export const workflowInputs: Properties = {
  resourceGroupName: "logs",
  workflowName: "to-chat",
  definition,
  parameters: { target: { value: "https://chat.example/secret" } },
};
export const logicApp = place(workflow, workflowInputs, [group]);

export const logicAppReceiver = {
  name: "chat",
  resourceId: logicApp.id,
  callbackUrl: callbackOf(logicApp, "alert").value,
  useCommonAlertSchema: true,
};

export const groupInputs: Properties = {
  resourceGroupName: "logs",
  actionGroupName: "on-call",
  location: "Global",
  groupShortName: "on-call",
  enabled: true,
  emailReceivers: [{ name: "mail", emailAddress: "on-call@example.com", useCommonAlertSchema: true }],
};
export const onCall = place(actionGroup, groupInputs, [group]);

/** Action groups with other inputs, each of its own name. */
export const groupWith = (name: string, more: { [key: string]: Json } = {}) =>
  place(actionGroup, { ...groupInputs, ...more, actionGroupName: name }, [group]);
