import { reaches, tiersOf } from "../../plan/channels.ts";
import type { AlertSeverity, PlannedChannel } from "../../plan/plan.ts";

/** A topic tells what at least a severity asks for: whoever subscribes confirms once, for all of it. */
export interface AlertTopic {
  /** Of which its name and its children's names are made: `alerts-high`. */
  readonly key: string;
  readonly minSeverity: AlertSeverity;
  /**
   * In which form it is told of events: as a mail, or as Amazon Q Developer takes them; nothing where it takes alarms alone, as
   * PagerDuty's integration with CloudWatch does.
   */
  readonly events: "mail" | "chat" | "none";
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

/** Told through Amazon Q Developer in chat applications, which subscribes to a topic. */
export const isChat = ({ kind, given }: PlannedChannel): boolean =>
  kind === "slack" && given.includes("workspaceId") && given.includes("channelId");

/** Of the topic that what asks for a severity subscribes to. */
export const chatTopicKey = (minSeverity: AlertSeverity): string => `chat-${minSeverity}`;

const takesAlarms = ({ kind, given }: PlannedChannel): boolean =>
  kind === "pagerDuty" && given.includes("cloudWatchKey");

/** Where there is nobody to write to, a topic without subscriptions: an alarm has an action, and others may subscribe. */
export const alertTopics = (channels: readonly PlannedChannel[]): readonly AlertTopic[] => {
  const emails = channels.filter(({ kind }) => kind === "email");
  const alarms = channels.filter(takesAlarms);
  const chats = channels.filter(isChat);
  const tiers = emails.length === 0 ? (["low"] as const) : tiersOf(emails);
  return [
    ...tiers.map((minSeverity) => ({
      key: `alerts-${minSeverity}`,
      minSeverity,
      events: "mail" as const,
      subscriptions: subscribers(emails, minSeverity, "email"),
    })),
    ...tiersOf(alarms).map((minSeverity) => ({
      key: `alarms-${minSeverity}`,
      minSeverity,
      events: "none" as const,
      subscriptions: subscribers(alarms, minSeverity, "https"),
    })),
    ...tiersOf(chats).map((minSeverity) => ({
      key: chatTopicKey(minSeverity),
      minSeverity,
      events: "chat" as const,
      subscriptions: [],
    })),
  ];
};

const kindOf = (channel: PlannedChannel): AlertDestination["kind"] | undefined => {
  const { kind, given } = channel;
  if (kind === "email" || isChat(channel)) return undefined;
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

/** Whether nobody is told through it: an adopted topic stands in its place. */
export const isUnread = ({ events, subscriptions }: AlertTopic): boolean =>
  events === "mail" && subscriptions.length === 0;

/** What a rule of the most urgent alerts tells. */
export const targetsOfAll = (channels: readonly PlannedChannel[], hasTopic: boolean): readonly string[] => [
  ...(hasTopic ? ["existing.topic"] : []),
  ...alertTopics(channels)
    .filter((topic) => topic.events !== "none" && !(hasTopic && isUnread(topic)))
    .map(({ subscriptions, key }) => subscriptions.map(({ channel }) => channel).join(", ") || key),
  ...alertDestinations(channels).map(({ channel }) => channel),
];
