import type { AlertSeverity } from "../../plan/plan.ts";
import { type AlertText, runbookLines } from "../alerts.ts";
import type { AlertDestination } from "./channels.ts";

/** How EventBridge makes a message of an event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export interface InputTransformer {
  readonly inputPaths: { readonly [name: string]: string };
  readonly inputTemplate: string;
}

/** What an event is: a record of CloudTrail, or the change of an alarm's state. */
export type EventForm = "cloudTrail" | "alarm";

/**
 * What is told of an event: who, what, where, when and with which outcome. Of a record only values that can have no
 * quotation mark, since they stand within texts of JSON.
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
  alarm: {
    operation: ["Alarm", "$.detail.alarmName"],
    account: ["Account", "$.account"],
    region: ["Region", "$.region"],
    time: ["When", "$.detail.state.timestamp"],
    eventId: ["EventBridge event", "$.id"],
  },
} as const satisfies { readonly [F in EventForm]: { readonly [name: string]: readonly [string, string] } };

const entriesOf = (form: EventForm): readonly (readonly [string, string, string])[] =>
  Object.entries(facts[form]).map(([name, [label, path]]) => [name, label, path] as const);

const inputPaths = (form: EventForm): { readonly [name: string]: string } =>
  Object.fromEntries(entriesOf(form).map(([name, , path]) => [name, path]));

/** Static text within a template: < and > begin and end what is filled in. */
const fixed = (text: string): string => text.replaceAll(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"));

const headline = ({ title, severity }: AlertText): string => fixed(`${title} (${severity})`);

const factLines = (form: EventForm): readonly string[] => entriesOf(form).map(([name, label]) => `${label}: <${name}>`);

/** Each line a text of its own, which is how EventBridge writes plain text. */
export const emailMessage = (alert: AlertText, form: EventForm): InputTransformer => ({
  inputPaths: inputPaths(form),
  inputTemplate: [headline(alert), ...factLines(form), ...runbookLines(alert).map(fixed)]
    .map((line) => JSON.stringify(line))
    .join("\n"),
});

const factFields = (form: EventForm): { readonly [name: string]: string } =>
  Object.fromEntries(entriesOf(form).map(([name]) => [name, `<${name}>`]));

/** https://developer.pagerduty.com/docs/send-alert-event */
const pagerDutySeverities = {
  low: "info",
  medium: "warning",
  high: "error",
  critical: "critical",
} as const satisfies Record<AlertSeverity, string>;

const pagerDutyEvent = (alert: AlertText, form: EventForm): object => ({
  event_action: "trigger",
  payload: {
    summary: `${headline(alert)}: <operation>`,
    source: "<account>",
    severity: pagerDutySeverities[alert.severity],
    class: alert.id,
    custom_details: { ...factFields(form), runbook: runbookLines(alert).map(fixed).join("\n") },
  },
});

const slackMessage = (alert: AlertText, form: EventForm, channel: string | undefined): object => ({
  ...(channel !== undefined && { channel }),
  text: [`*${headline(alert)}*`, ...factLines(form), ...runbookLines(alert).map(fixed)].join("\n"),
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
  inputTemplate: JSON.stringify(bodyFor(alert, form, destination)),
});

/** The text of an alarm, which has room for 1,024 characters. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const alarmDescription = (alert: AlertText): string =>
  [`${alert.title} (${alert.severity})`, ...runbookLines(alert)].join("\n").slice(0, 1_024);
