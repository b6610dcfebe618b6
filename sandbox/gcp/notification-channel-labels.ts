import type { Properties, Rule } from "../resource.ts";
import { invalidArgument, providerError } from "./errors.ts";
import { object, text } from "./read.ts";

export const channels = "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels";
const provider =
  "https://github.com/hashicorp/terraform-provider-google/blob/main/google/services/monitoring/resource_monitoring_notification_channel.go";

interface ChannelType {
  required: readonly string[];
  optional?: readonly string[];
}

/** What `projects.notificationChannelDescriptors.list` tells of each type. */
const channelTypes: { readonly [type: string]: ChannelType } = {
  email: { required: ["email_address"] },
  google_chat: { required: ["space"] },
  pagerduty: { required: ["service_key"] },
  pubsub: { required: ["topic"] },
  slack: { required: ["channel_name", "auth_token"], optional: ["team"] },
  sms: { required: ["number"] },
  webhook_basicauth: { required: ["url", "username", "password"] },
  webhook_tokenauth: { required: ["url"] },
};

/** The provider's names of the labels that are secret, each with that of its write-only twin. */
const sensitive = { auth_token: "authToken", password: "password", service_key: "serviceKey" } as const;

function sensitiveLabelsOf(inputs: Properties): { [label: string]: string } {
  const given = object(inputs.sensitiveLabels) ?? {};
  return Object.fromEntries(
    Object.entries(sensitive)
      .map(([label, name]) => [label, text(given[name]) ?? text(given[`${name}Wo`])] as const)
      .filter((entry): entry is [keyof typeof sensitive, string] => Boolean(entry[1])),
  );
}

/** All that the provider sends as labels. */
export function labelsOf(inputs: Properties): { [label: string]: string } {
  const plain = Object.entries(object(inputs.labels) ?? {}).map(([label, value]) => [label, text(value) ?? ""]);
  return { ...Object.fromEntries(plain), ...sensitiveLabelsOf(inputs) };
}

function typeOf(inputs: Properties): ChannelType | undefined {
  const type = text(inputs.type) ?? "";
  return Object.hasOwn(channelTypes, type) ? channelTypes[type] : undefined;
}

const typeIsKnown: Rule = {
  id: "monitoring-channel-type-is-known",
  source: `${channels}#NotificationChannel.FIELDS.type`,
  on: ["create", "update"],
  refuse({ inputs }) {
    if (typeOf(inputs)) return undefined;
    return invalidArgument(
      `Field notification_channel.type had an invalid value of "${text(inputs.type)}": Unrecognized channel type.`,
    );
  },
};

const labelsAreGiven: Rule = {
  id: "monitoring-channel-has-its-labels",
  source: `${channels}#NotificationChannel.FIELDS.labels`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const labels = labelsOf(inputs);
    const missing = typeOf(inputs)?.required.find((label) => !labels[label]);
    if (missing === undefined) return undefined;
    return invalidArgument(`Request was missing field notification_channel.labels[${missing}].`);
  },
};

const labelsAreKnown: Rule = {
  id: "monitoring-channel-labels-are-known",
  source: `${channels}#NotificationChannel.FIELDS.labels`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const type = typeOf(inputs);
    const known = [...(type?.required ?? []), ...(type?.optional ?? [])];
    const other = type && Object.keys(labelsOf(inputs)).find((label) => !known.includes(label));
    if (other === undefined) return undefined;
    return invalidArgument(
      `Field notification_channel.labels contains the unknown key "${other}": a channel of type ${text(inputs.type)} has ${known.join(", ")}`,
    );
  },
};

const secretsAreGivenOnce: Rule = {
  id: "monitoring-channel-secret-is-given-once",
  source: provider,
  on: ["create", "update"],
  refuse({ inputs }) {
    const plain = object(inputs.labels) ?? {};
    const twice = Object.keys(sensitiveLabelsOf(inputs)).find((label) => text(plain[label]));
    if (twice === undefined) return undefined;
    return providerError(
      `Sensitive label [${twice}] cannot be set in both \`labels\` and the \`sensitive_labels\` block.`,
    );
  },
};

const secretIsOne: Rule = {
  id: "monitoring-channel-has-one-secret",
  source: provider,
  on: ["create", "update"],
  refuse({ inputs }) {
    const given = object(inputs.sensitiveLabels);
    if (!given) return undefined;
    const names = Object.values(sensitive).flatMap((name) => [name, `${name}Wo`]);
    const set = names.filter((name) => text(given[name]));
    if (set.length === 1) return undefined;
    return providerError(`sensitive_labels: exactly one of ${names.join(", ")} must be specified, got ${set.length}`);
  },
};

export const channelLabelRules: readonly Rule[] = [
  typeIsKnown,
  labelsAreGiven,
  labelsAreKnown,
  secretsAreGivenOnce,
  secretIsOne,
];
