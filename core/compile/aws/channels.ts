import { reaches, tiersOf } from "../../plan/channels.ts";
import type { AlertSeverity, PlannedChannel } from "../../plan/plan.ts";

/** A topic tells what at least a severity asks for: whoever subscribes confirms once, for all of it. */
export interface AlertTopic {
  /** Of which its name and its children's names are made: `alerts-high`. */
  readonly key: string;
  readonly minSeverity: AlertSeverity;
  /** Whether rules of EventBridge publish to it too: PagerDuty's integration with CloudWatch takes alarms alone. */
  readonly takesEvents: boolean;
  readonly subscriptions: readonly TopicSubscription[];
  /** Whether it is there already, and who subscribes is its owner's business. */
  readonly isAdopted?: boolean;
}

export interface TopicSubscription {
  readonly channel: string;
  readonly protocol: "email" | "https";
  readonly pagerDutyRegion: PlannedChannel["pagerDutyRegion"];
}

/** What a rule of EventBridge posts to. */
export interface AlertDestination {
  readonly channel: string;
  readonly kind: "slackWebhook" | "slackToken" | "pagerDuty" | "webhook";
  readonly minSeverity: AlertSeverity;
  readonly hasToken: boolean;
  readonly slackChannel: string | undefined;
  readonly pagerDutyRegion: PlannedChannel["pagerDutyRegion"];
}

const subscribers = (
  channels: readonly PlannedChannel[],
  minSeverity: AlertSeverity,
  protocol: TopicSubscription["protocol"],
): readonly TopicSubscription[] =>
  channels
    .filter((one) => one.minSeverity === minSeverity)
    .map(({ name, pagerDutyRegion }) => ({ channel: name, protocol, pagerDutyRegion }));

const takesAlarms = ({ kind, given }: PlannedChannel): boolean =>
  kind === "pagerDuty" && given.includes("cloudWatchKey");

/** Where there is nobody to write to, a topic without subscriptions: an alarm has an action, and others may subscribe. */
export const alertTopics = (channels: readonly PlannedChannel[]): readonly AlertTopic[] => {
  const emails = channels.filter(({ kind }) => kind === "email");
  const alarms = channels.filter(takesAlarms);
  const tiers = emails.length === 0 ? (["low"] as const) : tiersOf(emails);
  return [
    ...tiers.map((minSeverity) => ({
      key: `alerts-${minSeverity}`,
      minSeverity,
      takesEvents: true,
      subscriptions: subscribers(emails, minSeverity, "email"),
    })),
    ...tiersOf(alarms).map((minSeverity) => ({
      key: `alarms-${minSeverity}`,
      minSeverity,
      takesEvents: false,
      subscriptions: subscribers(alarms, minSeverity, "https"),
    })),
  ];
};

const kindOf = ({ kind, given }: PlannedChannel): AlertDestination["kind"] | undefined => {
  if (kind === "email") return undefined;
  if (kind === "slack") return given.includes("webhookUrl") ? "slackWebhook" : "slackToken";
  return kind;
};

export const alertDestinations = (channels: readonly PlannedChannel[]): readonly AlertDestination[] =>
  channels.flatMap((channel) => {
    const kind = kindOf(channel);
    if (kind === undefined) return [];
    const { name, minSeverity, given, slackChannel, pagerDutyRegion } = channel;
    const hasToken = given.includes("token");
    return [{ channel: name, kind, minSeverity, hasToken, slackChannel, pagerDutyRegion }];
  });

/** Alarms reach PagerDuty once: through the topic where it has a key for that, else as events do. */
export const destinationsOfAlarms = (channels: readonly PlannedChannel[]): readonly AlertDestination[] =>
  alertDestinations(channels.filter((channel) => !takesAlarms(channel)));

export const reached = <T extends { readonly minSeverity: AlertSeverity }>(
  all: readonly T[],
  severity: AlertSeverity,
): readonly T[] => all.filter(({ minSeverity }) => reaches(severity, minSeverity));

/** What a rule of the most urgent alerts tells. */
export const targetsOfAll = (channels: readonly PlannedChannel[], hasTopic: boolean): readonly string[] => [
  ...(hasTopic ? ["existing.topic"] : []),
  ...alertTopics(channels)
    .filter(({ takesEvents, subscriptions }) => takesEvents && !(hasTopic && subscriptions.length === 0))
    .map(({ subscriptions, key }) => subscriptions.map(({ channel }) => channel).join(", ") || key),
  ...alertDestinations(channels).map(({ channel }) => channel),
];
