import type { Call, CloudError, Json, Properties, Rule } from "../resource.ts";
import { alertPolicies, conditionRules, invalidField } from "./alert-conditions.ts";
import { alertFilterRules } from "./alert-filter.ts";
import { logMatchRules } from "./alert-log-match.ts";
import { thresholdRules } from "./alert-threshold.ts";
import { secondsOf } from "./duration.ts";
import { googleError, invalidArgument, providerError } from "./errors.ts";
import { sameProject } from "./project.ts";
import { list, object, text } from "./read.ts";
import { tokens } from "./tokens.ts";
import { userLabelsAreValid } from "./user-labels.ts";

const maxName = 512;
const maxChannels = 16;
const minClose = 30 * 60;
const maxClose = 7 * 24 * 60 * 60;
const maxLinks = 3;

const nameFits: Rule = {
  id: "monitoring-alert-policy-name-fits",
  source: `${alertPolicies}#AlertPolicy.FIELDS.display_name`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const { length } = [...(text(inputs.displayName) ?? "")];
    if (length > 0 && length <= maxName) return undefined;
    return invalidArgument(`Field alert_policy.display_name must have 1 to ${maxName} Unicode characters: ${length}`);
  },
};

/** The values that the provider lets through to the API. */
function oneOf(name: string, value: Json | undefined, known: readonly string[]): CloudError | undefined {
  if (value === undefined || known.includes(text(value) ?? "")) return undefined;
  return providerError(`expected ${name} to be one of ${JSON.stringify(known).replaceAll(",", " ")}, got ${value}`);
}

const combinerIsKnown: Rule = {
  id: "monitoring-alert-combiner-is-known",
  source: `${alertPolicies}#ConditionCombinerType`,
  on: ["create", "update"],
  refuse: ({ inputs }) => oneOf("combiner", inputs.combiner, ["AND", "OR", "AND_WITH_MATCHING_RESOURCE"]),
};

const severityIsKnown: Rule = {
  id: "monitoring-alert-severity-is-known",
  source: `${alertPolicies}#Severity`,
  on: ["create", "update"],
  refuse: ({ inputs }) => oneOf("severity", inputs.severity, ["CRITICAL", "ERROR", "WARNING"]),
};

const closeIsInRange: Rule = {
  id: "monitoring-alert-auto-close-is-in-range",
  source: `${alertPolicies}#AlertStrategy.FIELDS.auto_close`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const close = text(object(inputs.alertStrategy)?.autoClose);
    if (!close) return undefined;
    const seconds = secondsOf(close);
    const invalid = (why: string) => invalidField("alertStrategy.autoClose", `seconds: ${seconds}`, why);
    if (seconds === undefined || seconds > maxClose) return invalid("the autoclose duration should be at most 7 days");
    return seconds < minClose ? invalid("the autoclose duration should be at least 30 minutes") : undefined;
  },
};

function channelsOf(inputs: Properties): string[] {
  return list(inputs.notificationChannels).map((channel) => text(channel) ?? "");
}

const channelForm = /^projects\/([^/]+)\/notificationChannels\/([^/]+)$/;

/** A project is called by its id or its number. */
function isChannel(name: string, other: string): boolean {
  const [, project, channel] = channelForm.exec(name) ?? [];
  const [, otherProject, otherChannel] = channelForm.exec(other) ?? [];
  return channel !== undefined && channel === otherChannel && sameProject(project ?? "", otherProject ?? "");
}

/** Which of the policies in the sandbox notify through this channel. */
export function policiesThatNotify(call: Call, channel: string): string[] {
  return call.store
    .list(tokens.alertPolicy)
    .filter(({ inputs }) => channelsOf(inputs).some((name) => isChannel(name, channel)))
    .map(({ id }) => id);
}

const channelsFit: Rule = {
  id: "monitoring-alert-channels-fit",
  source: "https://cloud.google.com/monitoring/quotas",
  on: ["create", "update"],
  refuse({ inputs }) {
    const { length } = channelsOf(inputs);
    if (length <= maxChannels) return undefined;
    return invalidArgument(`An alert policy can have at most ${maxChannels} notification channels, got ${length}`);
  },
};

const channelsExist: Rule = {
  id: "monitoring-alert-channels-exist",
  source: `${alertPolicies}#AlertPolicy.FIELDS.notification_channels`,
  on: ["create", "update"],
  refuse(call) {
    const names = channelsOf(call.inputs);
    const malformed = names.find((name) => !channelForm.test(name));
    if (malformed !== undefined) {
      const form = "'projects/{project_id}/notificationChannels/{channel_id}'";
      return invalidArgument(`Name must begin with ${form}, got: ${malformed}`);
    }
    const known = call.store.list(tokens.notificationChannel).map(({ id }) => id);
    const missing = names.find((name) => !known.some((id) => isChannel(id, name)));
    return missing === undefined
      ? undefined
      : googleError(404, "NOT_FOUND", `Notification channel not found: ${missing}`);
  },
};

const strategiesNameChannels: Rule = {
  id: "monitoring-alert-strategies-name-its-channels",
  source: `${alertPolicies}#NotificationChannelStrategy.FIELDS.notification_channel_names`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const strategies = list(object(inputs.alertStrategy)?.notificationChannelStrategies);
    const named = strategies.flatMap((strategy) => list(object(strategy)?.notificationChannelNames));
    const other = named.find((name) => !channelsOf(inputs).some((channel) => isChannel(channel, text(name) ?? "")));
    if (other === undefined) return undefined;
    return invalidArgument(`The notification channel ${text(other)} of a strategy is not one of the alert policy's`);
  },
};

/** Limits of text: in characters, in bytes, or both. */
const contentFits: Rule = {
  id: "monitoring-alert-documentation-fits",
  source: `${alertPolicies}#Documentation`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const documentation = object(inputs.documentation) ?? {};
    const content = text(documentation.content) ?? "";
    if ([...content].length > 8_192 || Buffer.byteLength(content) > 10_240) {
      return invalidArgument(
        "Field alert_policy.documentation.content may not exceed 8,192 Unicode characters and 10,240 bytes",
      );
    }
    if (Buffer.byteLength(text(documentation.subject) ?? "") <= 10_240) return undefined;
    return invalidArgument("Field alert_policy.documentation.subject may not exceed 10,240 bytes");
  },
};

const contentIsMarkdown: Rule = {
  id: "monitoring-alert-documentation-is-markdown",
  source: `${alertPolicies}#Documentation.FIELDS.mime_type`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const type = text(object(inputs.documentation)?.mimeType);
    if (type === undefined || type === "text/markdown") return undefined;
    return invalidField("alert_policy.documentation.mime_type", type, 'only "text/markdown" is supported');
  },
};

const linksFit: Rule = {
  id: "monitoring-alert-links-fit",
  source: `${alertPolicies}#Link`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const links = list(object(inputs.documentation)?.links).map((link) => object(link) ?? {});
    if (links.length > maxLinks) {
      return invalidArgument(`Field alert_policy.documentation.links can contain up to ${maxLinks} entries`);
    }
    const wrong = links.findIndex(({ displayName, url }) => {
      const [name, address] = [text(displayName) ?? "", text(url) ?? ""];
      return name.length < 1 || name.length > 63 || address.length < 1 || address.length > 2_083;
    });
    if (wrong < 0) return undefined;
    return invalidArgument(
      `Field alert_policy.documentation.links[${wrong}]: a name has 1 to 63 characters, a url 1 to 2083`,
    );
  },
};

export const alertPolicyRules: readonly Rule[] = [
  nameFits,
  combinerIsKnown,
  severityIsKnown,
  ...conditionRules,
  ...alertFilterRules,
  ...thresholdRules,
  ...logMatchRules,
  closeIsInRange,
  channelsFit,
  channelsExist,
  strategiesNameChannels,
  contentFits,
  contentIsMarkdown,
  linksFit,
  userLabelsAreValid,
];
