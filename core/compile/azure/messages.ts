import type { Json } from "../json.ts";
import type { SlackWorkflow } from "./channels.ts";

/** The trigger's name, by which its URL is asked for. */
export const workflowTrigger = "alert";

/** The workflow's only parameter, a secret: the URL of a webhook, or a bot's token. */
export const workflowSecret = "secret";

/** What an alert says, however it came about: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema */
const at = (...path: readonly string[]): string =>
  `triggerBody()?['data']${path.map((name) => `?['${name}']`).join("")}`;

const context = (...path: readonly string[]): string => at("alertContext", ...path);

const newLine = "decodeUriComponent('%0A')";

/** A line of the message, absent where there is nothing to say. */
const line = (label: string, value: string): string =>
  `if(empty(coalesce(${value}, '')), '', concat('${label}: ', ${value}, ${newLine}))`;

/** What the only query of a rule found. */
const found = (name: string): string => `first(coalesce(${context("condition", "allOf")}, json('[]')))?['${name}']`;

/** The columns that a rule splits its alerts by. */
const dimensions = `coalesce(${found("dimensions")}, json('[]'))`;

/** Signs that Slack reads as markup, a mention of all say. https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string => `replace(replace(replace(${text}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;

/** Of the activity log the event is in the alert; of a query only what it is split by. The time is of UTC. */
const message = `concat(${[
  `'*', first(split(coalesce(${at("essentials", "description")}, ${at("essentials", "alertRule")}), ${newLine})), '*', ${newLine}`,
  line("Who", context("caller")),
  line("What", context("operationName")),
  line("Target", context("authorization", "scope")),
  line("Outcome", context("status")),
  `if(empty(body('Dimensions')), '', concat(join(body('Dimensions'), ${newLine}), ${newLine}))`,
  line("When", `coalesce(${context("eventTimestamp")}, ${at("essentials", "firedDateTime")})`),
  line("Alert", at("essentials", "alertRule")),
  line("Events", found("linkToFilteredSearchResultsUI")),
  `join(skip(split(coalesce(${at("essentials", "description")}, ''), ${newLine}), 1), ${newLine})`,
].join(", ")})`;

const post = ({ slackChannel }: SlackWorkflow): Json => {
  const text = `@{${escaped(message)}}`;
  const secret = `parameters('${workflowSecret}')`;
  return {
    type: "Http",
    runAfter: { Dimensions: ["Succeeded"] },
    inputs:
      slackChannel === undefined
        ? { method: "POST", uri: `@${secret}`, headers: { "Content-Type": "application/json" }, body: { text } }
        : {
            method: "POST",
            uri: "https://slack.com/api/chat.postMessage",
            headers: { "Content-Type": "application/json; charset=utf-8", Authorization: `Bearer @{${secret}}` },
            body: { channel: slackChannel, text },
          },
    // The history of runs would show the secret to whoever may read the workflow.
    runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } },
  };
};

/** Slack answers a token with success in any case: what it says decides. https://docs.slack.dev/reference/methods/chat.postMessage */
const refusal: Json = {
  type: "If",
  runAfter: { Post: ["Succeeded"] },
  expression: { not: { equals: ["@body('Post')?['ok']", true] } },
  actions: {
    Fail: {
      type: "Terminate",
      inputs: {
        runStatus: "Failed",
        runError: { code: "SlackRefused", message: "@{coalesce(body('Post')?['error'], 'unknown')}" },
      },
      runAfter: {},
    },
  },
};

/**
 * The definition of a workflow that writes each alert to Slack once: that nothing more of it was found for a while, of which
 * Azure Monitor tells too, is no news. https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-definition-language
 */
export const workflowDefinition = (workflow: SlackWorkflow): Json => ({
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0",
  parameters: { [workflowSecret]: { type: "SecureString" } },
  triggers: { [workflowTrigger]: { type: "Request", kind: "Http", inputs: { schema: {} } } },
  actions: {
    Fired: {
      type: "If",
      expression: { equals: [`@${at("essentials", "monitorCondition")}`, "Fired"] },
      actions: {
        Dimensions: {
          type: "Select",
          inputs: { from: `@${dimensions}`, select: "@concat(item()?['name'], ': ', item()?['value'])" },
          runAfter: {},
        },
        Post: post(workflow),
        ...(workflow.slackChannel !== undefined && { Refused: refusal }),
      },
      runAfter: {},
    },
  },
  outputs: {},
});
