import { type Channel, channelKinds } from "../contract/channels.ts";
import { type Issue, issue } from "../contract/issues.ts";
import { alertSeverity } from "../contract/rules.ts";
import { isObject } from "../object.ts";
import type { AlertSeverity, ChannelKind, PlannedChannel } from "./plan.ts";

const kinds = Object.keys(channelKinds) as ChannelKind[];

/** The channels that are of one kind, and what is wrong with the others. */
export const plannedChannels = (
  given: Readonly<Record<string, Channel>>,
): { channels: readonly PlannedChannel[]; issues: readonly Issue[] } => {
  const channels: PlannedChannel[] = [];
  const issues: Issue[] = [];
  for (const [name, channel] of Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isObject(channel)) continue;
    const [kind, ...others] = kinds.filter((one) => channel[one] !== undefined);
    if (kind === undefined || others.length > 0) {
      const count = kind === undefined ? 0 : 1 + others.length;
      issues.push(issue("error", "channel-kinds", ["channels", name], { count, kinds }));
      continue;
    }
    channels.push({
      name,
      kind,
      minSeverity: channel.minSeverity ?? "low",
      given: Object.keys(channel[kind] ?? {}).sort(),
      slackChannel: channel.slack?.channel,
      pagerDutyRegion: channel.pagerDuty?.serviceRegion ?? "us",
    });
  }
  return { channels, issues };
};

const severities = alertSeverity.options;

/** Whether alerts of a severity go to what asks for at least another. */
export const reaches = (severity: AlertSeverity, minSeverity: AlertSeverity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(minSeverity);

/** The channels that an alert goes to. */
export const channelsFor = (channels: readonly PlannedChannel[], severity: AlertSeverity): readonly PlannedChannel[] =>
  channels.filter(({ minSeverity }) => reaches(severity, minSeverity));

/** The least severities that channels ask for, each once: what one topic or action group serves. */
export const tiersOf = (channels: readonly PlannedChannel[]): readonly AlertSeverity[] =>
  severities.filter((severity) => channels.some(({ minSeverity }) => minSeverity === severity));
