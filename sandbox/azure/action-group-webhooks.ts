import type { Rule } from "../resource.ts";
import { onEachReceiver } from "./action-group-receivers.ts";
import { readFlag, readText } from "./properties.ts";

const ACTION_GROUPS = "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups";

export function readUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && /^https?:\/\//i.test(text) ? url : undefined;
}

const urlIsAbsolute = onEachReceiver(
  {
    id: "action-group-webhook-url-is-absolute",
    source:
      "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/monitor/monitor_action_group_resource.go",
  },
  "webhookReceivers",
  (receiver, name) => {
    if (readUrl(readText(receiver, "serviceUri") ?? "") !== undefined) return undefined;
    return {
      name: "BadRequest",
      message: `The serviceUri of the webhook receiver '${name}' is not an absolute http or https URL.`,
    };
  },
);

/** Of this machine or of a private network, as URL writes hosts. */
const PRIVATE_HOST =
  /^(?:(?:.+\.)?(?:localhost|local|internal)|(?:127|10)(?:\.\d+){3}|(?:192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){2}|\[(?:::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\])$/i;

const urlIsPublic = onEachReceiver(
  {
    id: "action-group-webhook-url-is-public",
    source: "https://github.com/hashicorp/terraform-provider-azurerm/pull/23203",
  },
  "webhookReceivers",
  (receiver, name) => {
    const host = readUrl(readText(receiver, "serviceUri") ?? "")?.hostname;
    if (host === undefined || !PRIVATE_HOST.test(host)) return undefined;
    return {
      name: "WebhookServiceUriBlocked",
      message: `WebhookServiceUriBlocked: the webhook receiver '${name}' isn't on a public network, and only Event Hubs actions support private ones.`,
    };
  },
);

/** Services that want a form of message of their own: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const OTHER_SCHEMAS = /^(?:hooks\.slack(?:-gov)?\.com|(?:.+\.)?webhook\.office(?:365)?\.com)$/i;

const endpointTakesAlerts = onEachReceiver(
  { id: "action-group-webhook-takes-azure-alerts", source: `${ACTION_GROUPS}#action-types` },
  "webhookReceivers",
  (receiver, name) => {
    const host = readUrl(readText(receiver, "serviceUri") ?? "")?.hostname;
    if (host === undefined || !OTHER_SCHEMAS.test(host)) return undefined;
    return {
      name: "BadRequest",
      message: `The webhook receiver '${name}' is at ${host}, which expects a schema of its own and refuses Azure's alerts: Azure accepts the action group, and its notifications are dropped. Use a logic app that brings the alert into that schema.`,
    };
  },
);

const secureWebhookHasAnIdentity = onEachReceiver(
  {
    id: "action-group-secure-webhook-has-an-identity",
    source: `${ACTION_GROUPS}#configure-authentication-for-secure-webhook`,
  },
  "webhookReceivers",
  (receiver, name) => {
    if (readFlag(receiver, "useAadAuth") !== true) return undefined;
    const missing = ["objectId", "identifierUri", "tenantId"].filter((key) => readText(receiver, key) === undefined);
    if (missing.length === 0) return undefined;
    return {
      name: "BadRequest",
      message: `The webhook receiver '${name}' uses Microsoft Entra authentication, but has no ${missing.join(", ")}.`,
    };
  },
);

export const webhookRules: readonly Rule[] = [
  urlIsAbsolute,
  urlIsPublic,
  endpointTakesAlerts,
  secureWebhookHasAnIdentity,
];
