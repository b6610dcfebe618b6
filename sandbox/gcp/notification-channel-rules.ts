import { isIP } from "node:net";
import type { Call, Rule } from "../resource.ts";
import { policiesThatNotify } from "./alert-policy-rules.ts";
import { invalidArgument } from "./errors.ts";
import { channelLabelRules, channels, labelsOf } from "./notification-channel-labels.ts";
import { text } from "./read.ts";
import { userLabelsAreValid } from "./user-labels.ts";

const options = "https://cloud.google.com/monitoring/support/notification-options";
/** Without the value, which may be a secret. */
function invalidLabel(label: string, why: string) {
  return invalidArgument(`Field notification_channel.labels[${label}] had an invalid value: ${why}`);
}

const addressIsValid: Rule = {
  id: "monitoring-channel-address-is-valid",
  source: `${options}#email`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { email_address: address } = labelsOf(inputs);
    if (!address || inputs.type !== "email" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return undefined;
    return invalidLabel("email_address", "it is not an email address");
  },
};

const topicIsValid: Rule = {
  id: "monitoring-channel-topic-is-valid",
  source: `${options}#pubsub`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { topic } = labelsOf(inputs);
    if (!topic || inputs.type !== "pubsub" || /^projects\/[^/]+\/topics\/[^/]+$/.test(topic)) return undefined;
    return invalidLabel("topic", "it must be of the form projects/{project}/topics/{topic}");
  },
};

function isPublicHost(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  if (isIP(address) === 4) return !/^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168)\./.test(address);
  if (isIP(address) === 6) return !/^(::1?$|f[cd]|fe[89ab])/i.test(address);
  return host.includes(".") && !/\.(internal|local|localhost)$/.test(host);
}

const webhookIsReachable: Rule = {
  id: "monitoring-webhook-is-public-and-encrypted",
  source: `${options}#webhooks`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { url = "" } = labelsOf(inputs);
    if (!text(inputs.type)?.startsWith("webhook_") || url === "") return undefined;
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol)) return invalidLabel("url", "it is not a URL of the web");
    if (parsed.protocol !== "https:") {
      return invalidLabel(
        "url",
        "it must begin with https:// (Cloud Monitoring accepts http://, and sends the credentials unencrypted)",
      );
    }
    if (isPublicHost(parsed.hostname)) return undefined;
    return invalidLabel(
      "url",
      "only public endpoints are supported (Cloud Monitoring accepts others, and then drops the notifications)",
    );
  },
};

const textFits: Rule = {
  id: "monitoring-channel-text-fits",
  source: `${channels}#NotificationChannel.FIELDS.description`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if ([...(text(inputs.displayName) ?? "")].length > 512) {
      return invalidArgument("Field notification_channel.display_name may not exceed 512 Unicode characters");
    }
    if ([...(text(inputs.description) ?? "")].length <= 1_024) return undefined;
    return invalidArgument("Field notification_channel.description may not exceed 1024 Unicode characters");
  },
};

const usedChannelStays: Rule = {
  id: "monitoring-used-channel-stays",
  source: `${channels}/delete`,
  on: ["delete"],
  refuse(call: Call) {
    const id = call.existing?.id ?? "";
    const users = policiesThatNotify(call, id);
    if (users.length === 0 || call.inputs.forceDelete === true) return undefined;
    const quoted = users.map((user) => `"${user}"`).join(", ");
    return invalidArgument(`Could not delete "${id}" because it is still being referenced by: ${quoted}`);
  },
};

export const notificationChannelRules: readonly Rule[] = [
  ...channelLabelRules,
  addressIsValid,
  topicIsValid,
  webhookIsReachable,
  textFits,
  userLabelsAreValid,
  usedChannelStays,
];
