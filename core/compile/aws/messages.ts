import type { AlertSeverity } from "../../plan/plan.ts";
import { type AlertText, runbookLines } from "../alerts.ts";
import type { AlertDestination } from "./channels.ts";

/** How EventBridge makes a message of an event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export interface InputTransformer {
  readonly inputPaths: { readonly [name: string]: string };
  readonly inputTemplate: string;
}

/** What an event is: a record of CloudTrail, or the change of an alarm's state, of health the beginning or the end of a fault. */
export type EventForm = "cloudTrail" | "alarm" | "fault" | "recovery";

const alarmFacts = {
  operation: ["Alarm", "$.detail.alarmName"],
  account: ["Account", "$.account"],
  region: ["Region", "$.region"],
  time: ["When", "$.detail.state.timestamp"],
  eventId: ["EventBridge event", "$.id"],
} as const;

/**
 * What is told of an event: who, what, where, when and with which outcome. A value may be any text, such as the path of a
 * user's name, so that each stands by itself in a message: EventBridge writes it there as JSON, and within a text as it is.
 */
const facts = {
  cloudTrail: {
    actor: ["Who", "$.detail.userIdentity.arn"],
    operation: ["What", "$.detail.eventName"],
    service: ["Service", "$.detail.eventSource"],
    account: ["Account", "$.account"],
    region: ["Region", "$.detail.awsRegion"],
    sourceIp: ["From", "$.detail.sourceIPAddress"],
    time: ["When", "$.detail.eventTime"],
    error: ["Error (none: it succeeded)", "$.detail.errorCode"],
    eventId: ["CloudTrail event", "$.detail.eventID"],
  },
  alarm: alarmFacts,
  fault: alarmFacts,
  recovery: alarmFacts,
} as const satisfies { readonly [F in EventForm]: { readonly [name: string]: readonly [string, string] } };

const entriesOf = (form: EventForm): readonly (readonly [string, string, string])[] =>
  Object.entries(facts[form]).map(([name, [label, path]]) => [name, label, path] as const);

export const inputPaths = (form: EventForm): { readonly [name: string]: string } =>
  Object.fromEntries(entriesOf(form).map(([name, , path]) => [name, path]));

/** Static text within a template: < and > begin and end what is filled in. */
export const fixed = (text: string): string => text.replaceAll(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"));

export const headline = ({ title, severity }: AlertText): string => fixed(`${title} (${severity})`);

const runbook = (alert: AlertText): readonly string[] => runbookLines(alert).map(fixed);

/** What EventBridge fills in, in the place of a value. */
export const filledWith = (name: string): string => `<${name}>`;

/** A body of texts and of what is filled in, which has no quotation marks around it: EventBridge adds them where they belong. */
export const template = (body: object, indent?: number): string =>
  JSON.stringify(body, undefined, indent).replaceAll(/"(<\w+>)"/g, (_, name: string) => name);

/** A field a line, for who reads it as it is. */
export const emailMessage = (alert: AlertText, form: EventForm): InputTransformer => ({
  inputPaths: inputPaths(form),
  inputTemplate: template(
    {
      Alert: headline(alert),
      ...Object.fromEntries(entriesOf(form).map(([name, label]) => [label, filledWith(name)])),
      ...(alert.why !== undefined && { Why: fixed(alert.why) }),
      ...(alert.firstSteps.length > 0 && { "First steps": alert.firstSteps.map(fixed) }),
    },
    1,
  ),
});

export const factFields = (form: EventForm): { readonly [name: string]: string } =>
  Object.fromEntries(entriesOf(form).map(([name]) => [name, filledWith(name)]));

/** https://developer.pagerduty.com/docs/send-alert-event */
const pagerDutySeverities = {
  low: "info",
  medium: "warning",
  high: "error",
  critical: "critical",
} as const satisfies Record<AlertSeverity, string>;

const pagerDutyActions = {
  cloudTrail: { event_action: "trigger" },
  alarm: { event_action: "trigger" },
  fault: { event_action: "trigger", dedup_key: filledWith("operation") },
  recovery: { event_action: "resolve", dedup_key: filledWith("operation") },
} as const satisfies Record<EventForm, object>;

const pagerDutyEvent = (alert: AlertText, form: EventForm): object => ({
  ...pagerDutyActions[form],
  payload: {
    summary: headline(alert),
    source: filledWith("account"),
    component: filledWith("operation"),
    severity: pagerDutySeverities[alert.severity],
    class: alert.id,
    custom_details: { ...factFields(form), runbook: runbook(alert).join("\n") },
  },
});

/** Fields are plain text for Slack, whatever stands in them. https://docs.slack.dev/messaging/formatting-message-text#attachments */
const slackMessage = (alert: AlertText, form: EventForm, channel: string | undefined): object => ({
  ...(channel !== undefined && { channel }),
  text: `*${headline(alert)}*`,
  attachments: [
    {
      fields: entriesOf(form).map(([name, label]) => ({ title: label, value: filledWith(name), short: true })),
      ...(runbook(alert).length > 0 && { text: runbook(alert).join("\n") }),
    },
  ],
});

const webhookBody = ({ id, title, severity }: AlertText, form: EventForm): object => ({
  alert: id,
  title: fixed(title),
  severity,
  cloud: "aws",
  ...factFields(form),
});

const bodyFor = (alert: AlertText, form: EventForm, { kind, slackChannel }: AlertDestination): object => {
  switch (kind) {
    case "slackWebhook":
      return slackMessage(alert, form, undefined);
    case "slackToken":
      return slackMessage(alert, form, slackChannel);
    case "pagerDuty":
      return pagerDutyEvent(alert, form);
    case "webhook":
      return webhookBody(alert, form);
    default:
      return kind satisfies never;
  }
};

/** What is posted to a channel. */
export const postedMessage = (alert: AlertText, form: EventForm, destination: AlertDestination): InputTransformer => ({
  inputPaths: inputPaths(form),
  inputTemplate: template(bodyFor(alert, form, destination)),
});

/** The text of an alarm, which has room for 1,024 characters. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const alarmDescription = (alert: AlertText): string =>
  [`${alert.title} (${alert.severity})`, ...runbookLines(alert)].join("\n").slice(0, 1_024);
