import type { AwsAlerting } from "./alerting.ts";
import type { Forwarding } from "./forwarding.ts";
import { denyInsecurePublish, known, ownName, type PolicyDocument, policy, type Statement } from "./policies.ts";
import type { PolicyDocumentWithoutPrincipal } from "./trail.ts";

/** Who may do what on the way from an alert to people. */
export interface AlertPolicies {
  /** By the topics' keys. */
  readonly topicPolicies: { readonly [topic: string]: PolicyDocument };
  readonly queue: { readonly name: string; readonly policy: PolicyDocument };
  /** Absent where nothing is posted to a channel or sent on. */
  readonly role:
    | { readonly name: string; readonly trust: PolicyDocument; readonly permissions: PolicyDocumentWithoutPrincipal }
    | undefined;
  /** Absent where no channel is told through Amazon Q Developer. */
  readonly chatRole:
    | {
        readonly name: string;
        readonly trust: PolicyDocument;
        readonly permissions: PolicyDocumentWithoutPrincipal;
        /** The ARN of a managed policy. */
        readonly guardrail: string;
      }
    | undefined;
}

const arn = (service: string, region: string, resource: string): string =>
  `arn:${known.partition}:${service}:${region}:${known.account}:${resource}`;

/** EventBridge publishes without a condition, which it does not support; CloudWatch for the alarms of this account. */
export const alertsPublish = (region: string, topic: string): Statement[] => {
  const publish = { Effect: "Allow", Action: "sns:Publish", Resource: topic } as const;
  return [
    { Sid: "EventBridgePublish", Principal: { Service: "events.amazonaws.com" }, ...publish },
    {
      Sid: "CloudWatchPublish",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      ...publish,
      Condition: {
        ArnLike: { "aws:SourceArn": arn("cloudwatch", region, "alarm:*") },
        StringEquals: { "aws:SourceAccount": known.account },
      },
    },
  ];
};

const topicPolicy = (region: string, key: string): PolicyDocument => {
  const topic = arn("sns", region, ownName(key));
  return policy(...alertsPublish(region, topic), denyInsecurePublish(topic));
};

/** Of what could not be delivered. */
export const undeliveredQueue = ownName("undelivered");

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html
 */
const queuePolicy = (region: string, forwardings: readonly Forwarding[]): PolicyDocument => {
  const maySend = (Sid: string, service: string, source: string | string[]): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sqs:SendMessage",
    Resource: arn("sqs", region, undeliveredQueue),
    Condition: { ArnLike: { "aws:SourceArn": source } },
  });
  const watched = forwardings
    .filter(({ undelivered }) => undelivered.watch !== undefined)
    .map(({ region: from, undelivered }) => arn("sns", from, undelivered.name));
  return policy(
    maySend("EventBridgeSend", "events.amazonaws.com", arn("events", region, `rule/${ownName("*")}`)),
    maySend("SnsSend", "sns.amazonaws.com", arn("sns", region, ownName("*"))),
    watched.length > 0 ? maySend("OtherRegionsSend", "sns.amazonaws.com", watched) : undefined,
  );
};

type Permission = PolicyDocumentWithoutPrincipal["Statement"][number];

const permissionsOf = (region: string, { destinations, forwardings }: AwsAlerting): Permission[] => {
  const allow = (Sid: string, action: string, Resource: string[]): Permission[] =>
    Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action: [action], Resource }];
  const posted = destinations.map(({ channel }) => arn("events", region, `api-destination/${ownName(channel)}/*`));
  return [
    ...allow("PostAlerts", "events:InvokeApiDestination", posted),
    ...allow(
      "SendEventsOn",
      "events:PutEvents",
      forwardings.length > 0 ? [arn("events", region, "event-bus/default")] : [],
    ),
  ];
};

/** With which EventBridge does what needs a role. */
const eventBridgeRole = (region: string, alerting: AwsAlerting): AlertPolicies["role"] => {
  const Statement = permissionsOf(region, alerting);
  if (Statement.length === 0) return undefined;
  return {
    name: ownName("alerts"),
    trust: policy({
      Sid: "EventBridgeAssume",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": known.account } },
    }),
    permissions: { Version: "2012-10-17", Statement },
  };
};

/**
 * As whom Amazon Q Developer draws the graph of an alarm; nobody in a channel may do more, whatever a role of theirs allows.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
 */
const chatRole = (): AlertPolicies["chatRole"] => ({
  name: ownName("chat"),
  trust: policy({
    Sid: "ChatAssume",
    Effect: "Allow",
    Principal: { Service: "chatbot.amazonaws.com" },
    Action: "sts:AssumeRole",
  }),
  permissions: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DrawAlarms",
        Effect: "Allow",
        Action: ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:GetMetricWidgetImage"],
        Resource: ["*"],
      },
    ],
  },
  guardrail: `arn:${known.partition}:iam::aws:policy/CloudWatchReadOnlyAccess`,
});

export const alertPolicies = (region: string, alerting: AwsAlerting): AlertPolicies => ({
  topicPolicies: Object.fromEntries(
    alerting.topics.filter(({ isAdopted }) => !isAdopted).map(({ key }) => [key, topicPolicy(region, key)]),
  ),
  queue: { name: undeliveredQueue, policy: queuePolicy(region, alerting.forwardings) },
  role: eventBridgeRole(region, alerting),
  chatRole: alerting.chats.length === 0 ? undefined : chatRole(),
});
