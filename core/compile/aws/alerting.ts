import { type Issue, issue } from "../../contract/issues.ts";
import type { EventPattern } from "../../filter/to-eventbridge-pattern.ts";
import type { PlannedChannel, PlannedPlacements } from "../../plan/plan.ts";
import type { AwsAlert } from "./alerts.ts";
import {
  type AlertDestination,
  type AlertTopic,
  alertDestinations,
  alertTopics,
  destinationsOfAlarms,
  reached,
} from "./channels.ts";
import { type AlertChat, alertChats } from "./chat.ts";
import { chatMessage } from "./chat-message.ts";
import { type Forwarding, forwardings } from "./forwarding.ts";
import { alarmDescription, type EventForm, emailMessage, type InputTransformer, postedMessage } from "./messages.ts";
import { known, ownName } from "./policies.ts";
import { reachesOf } from "./reach.ts";
import { type RuleState, stateFor } from "./read-only.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** Who or what a rule tells, by the key of a topic or the name of a channel, and in which words. */
export interface RuleTarget extends InputTransformer {
  readonly to: string;
  readonly isTopic: boolean;
}

export interface AlertRule {
  /** Of the alert. */
  readonly id: string;
  /** Of which its children's names are made: `alert-root-use`, `alert-root-use.2`, `alert-root-use.on-alarm`. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly form: EventForm;
  /** With tokens. */
  readonly pattern: EventPattern;
  readonly state: RuleState;
  readonly targets: readonly RuleTarget[];
}

export interface Alarm {
  /** Of the alert. */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly metric: { readonly name: string; readonly namespace: string; readonly pattern: string };
  readonly periodSeconds: number;
  readonly count: number;
  /** The topics that it tells, by their keys. */
  readonly topics: readonly string[];
}

/** All that tells people of alerts on AWS. */
export interface AwsAlerting {
  readonly topics: readonly AlertTopic[];
  readonly destinations: readonly AlertDestination[];
  readonly chats: readonly AlertChat[];
  readonly rules: readonly AlertRule[];
  readonly alarms: readonly Alarm[];
  readonly forwardings: readonly Forwarding[];
}

/** A dot, which no id has, keeps the parts of one alert from being taken for another. */
const keyOf = ({ id }: AwsAlert, suffix: string): string => `alert-${id}${suffix}`;

const eventTargets = (alert: AwsAlert, channels: readonly PlannedChannel[]): readonly RuleTarget[] => [
  ...reached(alertTopics(channels), alert.severity)
    .filter(({ events }) => events !== "none")
    .map(({ key, events }) => ({
      to: key,
      isTopic: true,
      ...(events === "chat" ? chatMessage(alert) : emailMessage(alert, "cloudTrail")),
    })),
  ...reached(alertDestinations(channels), alert.severity).map((destination) => ({
    to: destination.channel,
    isTopic: false,
    ...postedMessage(alert, "cloudTrail", destination),
  })),
];

const eventRules = (alert: AwsAlert, channels: readonly PlannedChannel[]): readonly AlertRule[] =>
  alert.patterns.map((pattern, index) => {
    const suffix = index === 0 ? "" : `.${index + 1}`;
    return {
      id: alert.id,
      key: keyOf(alert, suffix),
      name: ownName(`${alert.id}${suffix}`),
      description: `${alert.title} (${alert.severity})`,
      form: "cloudTrail" as const,
      pattern,
      state: stateFor(reachesOf(pattern)),
      targets: eventTargets(alert, channels),
    };
  });

const alarmName = ({ id }: AwsAlert): string => ownName(id);

/** A change of an alarm's state is an event too, which reaches what a topic can't write to. */
const alarmRules = (alert: AwsAlert, region: string, channels: readonly PlannedChannel[]): readonly AlertRule[] => {
  if (alert.alarm === undefined) return [];
  const targets = reached(destinationsOfAlarms(channels), alert.severity).map((destination) => ({
    to: destination.channel,
    isTopic: false,
    ...postedMessage(alert, "alarm", destination),
  }));
  if (targets.length === 0) return [];
  const arn = `arn:${known.partition}:cloudwatch:${region}:${known.account}:alarm:${alarmName(alert)}`;
  const pattern = {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    resources: [arn],
    detail: { state: { value: ["ALARM"] } },
  };
  const name = ownName(`${alert.id}.alarm`);
  const description = `The alarm of: ${alert.title} (${alert.severity})`;
  const key = keyOf(alert, ".on-alarm");
  return [{ id: alert.id, key, name, description, form: "alarm", pattern, state: "ENABLED", targets }];
};

/** Scanners want a filter and its metric to have one name. */
const alarmsOf = (alert: AwsAlert, channels: readonly PlannedChannel[]): readonly Alarm[] => {
  if (alert.alarm === undefined) return [];
  const { pattern, periodSeconds, count } = alert.alarm;
  return [
    {
      id: alert.id,
      key: keyOf(alert, ""),
      name: alarmName(alert),
      description: alarmDescription(alert),
      metric: { name: alert.id, namespace: `AuditLog/${known.trail}`, pattern },
      periodSeconds,
      count,
      topics: reached(alertTopics(channels), alert.severity).map(({ key }) => key),
    },
  ];
};

const isOfEvents = ({ form }: AlertRule): boolean => form === "cloudTrail";

/** What a plan's alerts come to; nothing where there are none, and nothing else is watched. */
export const alerting = (
  alerts: readonly AwsAlert[],
  { region, alertRegions = [] }: Pick<Placement, "region" | "alertRegions">,
  channels: readonly PlannedChannel[],
  isWatched: boolean,
): AwsAlerting | undefined => {
  if (alerts.length === 0 && !isWatched) return undefined;
  const rules = alerts.flatMap((alert) => [...eventRules(alert, channels), ...alarmRules(alert, region, channels)]);
  return {
    topics: alertTopics(channels),
    destinations: alertDestinations(channels),
    chats: alertChats(channels, region),
    rules,
    alarms: alerts.flatMap((alert) => alarmsOf(alert, channels)),
    forwardings: forwardings(
      rules.filter(isOfEvents).map(({ pattern }) => pattern),
      region,
      alertRegions,
      isWatched,
    ),
  };
};

/** What rules of some regions don't see. */
export const alertingIssues = (
  found: AwsAlerting | undefined,
  { region, alertRegions = [], scope }: Placement,
): Issue[] =>
  found?.rules.some(isOfEvents)
    ? [issue("warning", "aws-alerts-one-region", ["alerts"], { regions: [region, ...alertRegions], scope })]
    : [];
