import { tiersOf } from "../../plan/channels.ts";
import type { AlertSeverity, ChannelKind, PlannedChannel } from "../../plan/plan.ts";

/** Tells what at least a severity asks for. */
export interface ActionGroup {
  /** Of which its name and its child's name are made: `alerts-high`. */
  readonly key: string;
  /** Shown in messages. It has room for 12 characters. https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups */
  readonly shortName: string;
  readonly minSeverity: AlertSeverity;
  readonly receivers: readonly Receiver[];
}

/** By the channel's name. */
export interface Receiver {
  readonly channel: string;
  readonly kind: ChannelKind;
  readonly hasToken: boolean;
  readonly pagerDutyRegion: PlannedChannel["pagerDutyRegion"];
}

/** A workflow of Logic Apps: Slack has a format of its own, which an action group can't write. */
export interface SlackWorkflow {
  readonly channel: string;
  /** The Slack channel that a token's bot writes to; absent where the URL of a webhook says it. */
  readonly slackChannel: string | undefined;
}

const shortNames = {
  low: "audit-low",
  medium: "audit-medium",
  high: "audit-high",
  critical: "audit-crit",
} as const satisfies Record<AlertSeverity, string>;

/**
 * Webhooks of an action group, and so many workflows. Twenty channels in all never make more than the five groups that a
 * rule takes. https://learn.microsoft.com/azure/azure-monitor/service-limits#action-groups
 */
const mostReceivers = 10;

const parts = <T>(all: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));

const receiverOf = ({ name, kind, given, pagerDutyRegion }: PlannedChannel): Receiver => ({
  channel: name,
  kind,
  hasToken: kind === "webhook" && given.includes("token"),
  pagerDutyRegion,
});

export const actionGroups = (channels: readonly PlannedChannel[]): readonly ActionGroup[] =>
  tiersOf(channels).flatMap((minSeverity) =>
    parts(
      channels.filter((one) => one.minSeverity === minSeverity),
      mostReceivers,
    ).map((those, index) => ({
      key: `alerts-${minSeverity}${index === 0 ? "" : `-${index + 1}`}`,
      shortName: shortNames[minSeverity],
      minSeverity,
      receivers: those.map(receiverOf),
    })),
  );

export const slackWorkflows = (channels: readonly PlannedChannel[]): readonly SlackWorkflow[] =>
  channels
    .filter(({ kind }) => kind === "slack")
    .map(({ name, given, slackChannel }) => ({
      channel: name,
      slackChannel: given.includes("webhookUrl") ? undefined : slackChannel,
    }));

/** An action group sets no headers. */
export const urlWithToken = (url: string, token: string): string =>
  `${url}${url.includes("?") ? "&" : "?"}auth_token=${encodeURIComponent(token)}`;
