import type { AuditPlan, PlannedChannel, PlannedPlacements } from "../../plan/plan.ts";
import type { AlertText } from "../alerts.ts";
import type { Answer } from "../compiled.ts";
import { healthTexts, recovered, silenceAnswer } from "../health.ts";
import { alertPathAlarms } from "./alert-path.ts";
import type { AlertRule, AwsAlerting } from "./alerting.ts";
import { destinationsOfAlarms } from "./channels.ts";
import { ownerOfTrail } from "./delegation.ts";
import { type DeliveryTopic, deliveryTopic } from "./delivery-topic.ts";
import { type HealthAlarm, healthAlarm } from "./health-alarm.ts";
import { type EventForm, postedMessage } from "./messages.ts";
import { known, ownName } from "./policies.ts";

type Placement = NonNullable<PlannedPlacements["aws"]>;

/** What tells people that the audit log, or what tells of it, has stopped. */
export interface AwsHealth {
  readonly delivery: DeliveryTopic;
  readonly alarms: readonly HealthAlarm[];
  /** What posts the alarms' changes to what a topic can't write to. */
  readonly rules: readonly AlertRule[];
}

const dayHours = 24;

/**
 * So many periods without anything that silence is told within the time, whenever in a period it began. Alarms look back a
 * day, a week by the hour. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const silenceWindow = (hours: number): Pick<HealthAlarm, "periodSeconds" | "evaluationPeriods"> => {
  const periodSeconds = hours > dayHours ? 3_600 : 300;
  return { periodSeconds, evaluationPeriods: (hours * 3_600) / periodSeconds - 1 };
};

/** Of both copies: either may stop by itself. */
const silenceAlarms = (hours: number, topics: readonly string[], { name }: DeliveryTopic): readonly HealthAlarm[] => {
  const absence = { isOfAbsence: true, ...silenceWindow(hours), topics };
  const arrived = (namespace: string, metric: string, dimensions: { [dimension: string]: string }) => ({
    ...absence,
    metric: { namespace, name: metric, dimensions, statistic: "Sum" as const },
  });
  return [
    healthAlarm(
      healthTexts.silence,
      "silence-search",
      arrived("AWS/Logs", "IncomingLogEvents", { LogGroupName: known.logGroup }),
    ),
    healthAlarm(
      healthTexts.silence,
      "silence-archive",
      arrived("AWS/SNS", "NumberOfMessagesPublished", { TopicName: name }),
    ),
  ];
};

const states = { fault: "ALARM", recovery: "OK" } as const satisfies Partial<Record<EventForm, string>>;

/** A rule for the alarms of one text, and one for their end: PagerDuty resolves its incident by it. */
const rulesOf = (
  text: AlertText,
  alarms: readonly HealthAlarm[],
  region: string,
  channels: readonly PlannedChannel[],
): readonly AlertRule[] =>
  (["fault", "recovery"] as const).map((form) => {
    const told = form === "fault" ? text : recovered(text);
    const arns = alarms
      .filter(({ id }) => id === text.id)
      .map(({ name }) => `arn:${known.partition}:cloudwatch:${region}:${known.account}:alarm:${name}`);
    return {
      id: text.id,
      key: `${text.id}.on-${form}`,
      name: ownName(`${text.id}.${form}`),
      description: `${told.title} (${told.severity})`,
      form,
      pattern: {
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: arns,
        detail: { state: { value: [states[form]] } },
      },
      state: "ENABLED",
      targets: destinationsOfAlarms(channels).map((destination) => ({
        to: destination.channel,
        isTopic: false,
        ...postedMessage(told, form, destination),
      })),
    };
  });

/** What a plan's health comes to, told by the topics of its alerts; nothing where nobody is to be told of silence. */
export const awsHealth = (
  { settings, channels }: AuditPlan,
  placement: Placement,
  alerting: AwsAlerting | undefined,
): AwsHealth | undefined => {
  const hours = settings.health.silenceAfterHours;
  if (hours === undefined || alerting === undefined) return undefined;
  const { region } = placement;
  const { topics } = alerting;
  const delivery = deliveryTopic(region, ownerOfTrail(placement));
  const told = topics.map(({ key }) => key);
  const alarms = [...silenceAlarms(hours, told, delivery), ...alertPathAlarms(topics)];
  const isPosted = destinationsOfAlarms(channels).length > 0;
  const texts = isPosted ? [healthTexts.silence, healthTexts.alertPath] : [];
  return { delivery, alarms, rules: texts.flatMap((text) => rulesOf(text, alarms, region, channels)) };
};

/** The rules of health are among those of alerts: they are made, counted and delivered alike. */
export const withHealth = (
  alerting: AwsAlerting | undefined,
  health: AwsHealth | undefined,
): AwsAlerting | undefined =>
  alerting && health ? { ...alerting, rules: [...alerting.rules, ...health.rules] } : alerting;

export const awsHealthAnswer = (plan: AuditPlan): Answer =>
  silenceAnswer(plan, "aws", "alarms on CloudWatch Logs and on the trail's delivery to S3", (asked) => asked);
