import type { ChannelKind, PlannedChannel } from "../../plan/plan.ts";

/** What Cloud Monitoring calls each kind. https://cloud.google.com/monitoring/alerts/using-channels-api */
const types = {
  email: "email",
  slack: "slack",
  pagerDuty: "pagerduty",
  webhook: "webhook_tokenauth",
} as const satisfies Record<ChannelKind, string>;

export interface NotificationChannel {
  readonly channel: string;
  readonly type: (typeof types)[ChannelKind];
  readonly hasToken: boolean;
  /** With its `#`. */
  readonly slackChannel: string | undefined;
}

export const notificationChannels = (channels: readonly PlannedChannel[]): readonly NotificationChannel[] =>
  channels.map(({ name, kind, given, slackChannel }) => ({
    channel: name,
    type: types[kind],
    hasToken: given.includes("token"),
    slackChannel: slackChannel?.replace(/^#?/, "#"),
  }));
