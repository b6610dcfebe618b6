import { workflow } from "../../sandbox/azure/workflow.ts";
import { callbackOf } from "../../sandbox/azure/workflow-callback.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import { definition, groupInputs, logicApp, logicAppReceiver, workflowInputs } from "./azure-alert-world.ts";
import { type Case, edit, letters, place } from "./azure-cases.ts";
import { GUID_1, group } from "./azure-world.ts";

const many = (count: number, receiver: (index: number) => Properties): Json =>
  Array.from({ length: count }, (_, index) => ({ name: `r${index}`, ...receiver(index) }));
const mails = (count: number) => many(count, (index) => ({ emailAddress: `p${index}@example.com` }));
const secure = { useAadAuth: true, objectId: GUID_1, identifierUri: `api://${GUID_1}`, tenantId: GUID_1 };
const hooks = (count: number, more: Properties = {}) =>
  many(count, (index) => ({ serviceUri: `https://hook.example/${index}`, ...more }));
export const hook = (serviceUri: string, more: Properties = {}) => [{ name: "hook", serviceUri, ...more }];
const mail = (emailAddress: string, name = "mail") => [{ name, emailAddress }];

export const bad = (
  rule: string,
  when: string,
  fault: Properties,
  near: Properties,
  message: RegExp,
  name = "BadRequest",
): Case => ({
  rule: `action-group-${rule}`,
  when,
  inputs: { ...groupInputs, ...fault },
  given: [group, logicApp],
  expect: { name, message },
  mended: { inputs: { ...groupInputs, ...near } },
});
const url = (when: string, rule: string, fault: string, near: string, message: RegExp, name?: string) =>
  bad(rule, when, { webhookReceivers: hook(fault) }, { webhookReceivers: hook(near) }, message, name);
const limited = (kind: string, list: string, make: (count: number) => Json, maximum = 10) =>
  bad(
    "receivers-are-within-limits",
    `${maximum + 1} ${kind} actions`,
    { [list]: make(maximum + 1), ...(list === "emailReceivers" ? {} : { emailReceivers: [] }) },
    { [list]: make(maximum), ...(list === "emailReceivers" ? {} : { emailReceivers: [] }) },
    new RegExp(`can have ${maximum} ${kind} actions, but has ${maximum + 1}`),
  );

export const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

export const receiverCases: Case[] = [
  bad(
    "receivers-have-names",
    "a receiver without a name",
    { emailReceivers: mail("a@example.com", "") },
    {},
    /a receiver in emailReceivers has no name/,
    "EmailReceiverNameIsNullOrEmpty",
  ),
  bad(
    "receiver-names-are-unique",
    "one name for a webhook and a mail",
    { webhookReceivers: [{ name: "MAIL", serviceUri: "https://hook.example" }] },
    { webhookReceivers: hook("https://hook.example") },
    /'mail' is used twice/,
  ),
  limited("email", "emailReceivers", mails, 1000),
  limited("webhook", "webhookReceivers", hooks),
  limited("secure webhook", "webhookReceivers", (count) => hooks(count, secure)),
  limited("Email ARM role", "armRoleReceivers", (count) => many(count, () => ({ roleId: OWNER }))),
  limited("SMS", "smsReceivers", (count) => many(count, () => ({ countryCode: "1", phoneNumber: "5555551212" }))),
  bad(
    "email-is-an-address",
    "an address without a domain",
    { emailReceivers: mail("on-call") },
    {},
    /'mail' is not valid/,
  ),
  bad(
    "email-is-an-address",
    "an address with a person's name",
    { emailReceivers: mail("On call <a@example.com>") },
    { emailReceivers: mail("a.b+c@example.co.uk") },
    /'mail' is not valid/,
  ),
  bad(
    "email-is-an-address",
    "an address of 65 characters",
    { emailReceivers: mail(`${letters(53)}@example.com`) },
    { emailReceivers: mail(`${letters(52)}@example.com`) },
    /has 65 characters; the limit is 64/,
  ),
  bad(
    "role-can-be-mailed",
    "mail to User Access Administrators",
    { armRoleReceivers: [{ name: "role", roleId: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" }] },
    { armRoleReceivers: [{ name: "role", roleId: OWNER }] },
    /only support emailing the roles Owner, Contributor, Reader/,
  ),
];

export const webhookCases: Case[] = [
  url(
    "a URL without a scheme",
    "webhook-url-is-absolute",
    "hook.example/a",
    "http://hook.example/a",
    /'hook' is not an abs/,
  ),
  url(
    "a scheme that isn't of the web",
    "webhook-url-is-absolute",
    "ftp://hook.example",
    "https://hook.example",
    /'hook'/,
  ),
  url(
    "an address of this machine",
    "webhook-url-is-public",
    "http://localhost:8080",
    "https://hook.example",
    /'hook' isn't on a public/,
    "WebhookServiceUriBlocked",
  ),
  url(
    "an address of a private network",
    "webhook-url-is-public",
    "https://172.31.0.1/a",
    "https://172.32.0.1/a",
    /only Event Hubs/,
    "WebhookServiceUriBlocked",
  ),
  url(
    "an address of this machine in IPv6",
    "webhook-url-is-public",
    "http://[::1]/a",
    "https://10.example.com/a",
    /only Event Hubs/,
    "WebhookServiceUriBlocked",
  ),
  url(
    "a Slack webhook, which takes messages of its own form",
    "webhook-takes-azure-alerts",
    "https://hooks.slack.com/services/T0/B0/hush",
    "https://events.pagerduty.com/integration/hush/enqueue",
    /is at hooks\.slack\.com.*its notifications are dropped/,
  ),
  bad(
    "secure-webhook-has-an-identity",
    "a secure webhook without a tenant",
    {
      webhookReceivers: hook("https://hook.example", { useAadAuth: true, objectId: GUID_1, identifierUri: "api://a" }),
    },
    { webhookReceivers: hook("https://hook.example", secure) },
    /'hook' uses Microsoft Entra authentication, but has no tenantId/,
  ),
];

const other = place(workflow, { ...workflowInputs, workflowName: "other" }, [group]);
export const endpoint = String(logicApp.outputs.accessEndpoint);
export const app = (more: Properties = {}) => ({ logicAppReceivers: [{ ...logicAppReceiver, ...more }] });
const changed = (more: Properties) => place(workflow, { ...workflowInputs, ...more }, [group]);
const withWorkflow = (when: string, more: Properties, message: RegExp): Case => ({
  ...bad("logic-app-takes-calls", when, app(), app(), message, "Forbidden"),
  given: [group, changed(more)],
  mended: { given: [group, logicApp] },
});
const getOnly = { alert: { type: "Request", inputs: { method: "GET" } } };

export const logicAppCases: Case[] = [
  {
    ...bad(
      "logic-app-exists",
      "a logic app that doesn't exist",
      app(),
      app(),
      /workflows\/to-chat' was not found/,
      "ResourceNotFound",
    ),
    given: [group],
    mended: { given: [group, logicApp] },
  },
  bad(
    "callback-is-the-logic-apps",
    "the URL of another logic app",
    app({ callbackUrl: callbackOf(other, "alert").value }),
    app(),
    /'chat' is of no Request trigger of '.*to-chat'.*notifications are dropped/,
    "NotFound",
  ),
  {
    ...bad("callback-is-the-logic-apps", "the URL of a trigger that was renamed", app(), app(), /'chat'/, "NotFound"),
    given: [group, changed({ definition: edit(definition, "triggers", { manual: { type: "Request" } }) })],
    mended: { given: [group, logicApp] },
  },
  bad(
    "callback-is-signed",
    "the endpoint of the logic app alone",
    app({ callbackUrl: endpoint }),
    app(),
    /isn't the signed URL/,
    "Unauthorized",
  ),
  bad(
    "callback-is-signed",
    "another signature",
    app({ callbackUrl: logicAppReceiver.callbackUrl.replace(/sig=.*/, "sig=hush") }),
    app(),
    /listWorkflowTriggerCallbackUrl gives: Azure accepts the action group/,
    "Unauthorized",
  ),
  withWorkflow("a disabled logic app", { state: "Disabled" }, /takes no calls, as it is disabled/),
  withWorkflow(
    "a trigger that is only read",
    { definition: edit(definition, "triggers", getOnly) },
    /'alert' takes GET/,
  ),
  withWorkflow(
    "a logic app for other logic apps alone",
    { accessControl: { triggers: { allowedCallerIpAddresses: [] } } },
    /lets only other logic apps call it/,
  ),
];
