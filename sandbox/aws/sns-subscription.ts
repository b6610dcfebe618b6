import type { Call, CloudError, Properties, ResourceType, Rule, Stored } from "../resource.ts";
import { accountOf, readArn, refusal, regionOf, TOKEN, text } from "./place.ts";
import { keyFault, sourcedContext } from "./service-caller.ts";
import { deliveryPolicyRules } from "./sns-delivery-policy.ts";
import { filterPolicyRules } from "./sns-filter-policy.ts";
import { redrivePolicyRules } from "./sns-redrive-policy.ts";
import { findQueue, maySend } from "./sqs-policy.ts";
import { uuidOf } from "./uuid.ts";

const API = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html";
const GUIDE = "https://docs.aws.amazon.com/sns/latest/dg/";
const SNS = "sns.amazonaws.com";

function invalid(reason: string): CloudError {
  return refusal("InvalidParameter", `Invalid parameter: ${reason}`);
}

function isArnOf(service: string) {
  return (endpoint: string): boolean => readArn(endpoint)?.service === service;
}

function isUrl(scheme: string) {
  return (endpoint: string): boolean => endpoint.startsWith(`${scheme}://`) && URL.canParse(endpoint);
}

function isAddress(endpoint: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(endpoint);
}

/** What each protocol takes for an endpoint, and what SNS says of another. */
const PROTOCOLS: { readonly [protocol: string]: { fits(endpoint: string): boolean; fault: string } } = {
  application: { fits: isArnOf("sns"), fault: "Application endpoint arn invalid" },
  email: { fits: isAddress, fault: "Email address" },
  "email-json": { fits: isAddress, fault: "Email address" },
  firehose: { fits: isArnOf("firehose"), fault: "Firehose endpoint ARN" },
  http: { fits: isUrl("http"), fault: "Endpoint must match the specified protocol" },
  https: { fits: isUrl("https"), fault: "Endpoint must match the specified protocol" },
  lambda: { fits: isArnOf("lambda"), fault: "Lambda endpoint ARN" },
  sms: { fits: (endpoint) => /^\+?[\d\s().-]{5,25}$/.test(endpoint), fault: "Invalid SMS endpoint" },
  sqs: { fits: isArnOf("sqs"), fault: "SQS endpoint ARN" },
};

function isPending({ protocol, endpointAutoConfirms }: Properties): boolean {
  if (protocol === "http" || protocol === "https") return endpointAutoConfirms !== true;
  return protocol === "email" || protocol === "email-json";
}

const topicExists: Rule = {
  id: "sns-topic-of-the-subscription-exists",
  source: `${API}#API_Subscribe_Errors`,
  on: ["create", "update"],
  refuse: ({ inputs, store }) =>
    store.get(TOKEN.topic, text(inputs.topic) ?? "") === undefined
      ? refusal("NotFound", "Topic does not exist")
      : undefined,
};

const protocolIsKnown: Rule = {
  id: "sns-protocol-is-known",
  source: API,
  on: ["create"],
  refuse({ inputs }) {
    const protocol = text(inputs.protocol) ?? "";
    return Object.hasOwn(PROTOCOLS, protocol)
      ? undefined
      : invalid(`Does not support this protocol string: ${protocol}`);
  },
};

/** The endpoint itself is never told: a webhook's address is a secret. */
const endpointFitsTheProtocol: Rule = {
  id: "sns-endpoint-fits-the-protocol",
  source: API,
  on: ["create"],
  refuse({ inputs }) {
    const name = text(inputs.protocol) ?? "";
    const protocol = Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined;
    return protocol === undefined || protocol.fits(text(inputs.endpoint) ?? "") ? undefined : invalid(protocol.fault);
  },
};

const fifoTopicsDeliverToQueues: Rule = {
  id: "sns-fifo-topics-deliver-only-to-queues",
  source: `${GUIDE}sns-fifo-topics.html`,
  on: ["create"],
  refuse({ inputs, store }) {
    const fifo = store.get(TOKEN.topic, text(inputs.topic) ?? "")?.inputs.fifoTopic === true;
    return fifo && inputs.protocol !== "sqs" ? invalid(`Invalid protocol type: ${text(inputs.protocol)}`) : undefined;
  },
};

const rawDeliveryIsForMachines: Rule = {
  id: "sns-raw-delivery-is-for-queues-firehose-and-http",
  source: `${GUIDE}sns-large-payload-raw-message-delivery.html`,
  on: ["create", "update"],
  refuse({ inputs }) {
    const raw = ["sqs", "firehose", "http", "https"].includes(text(inputs.protocol) ?? "");
    return raw || inputs.rawMessageDelivery !== true
      ? undefined
      : invalid("Attributes Reason: RawMessageDelivery: Not supported for this protocol");
  },
};

const firehoseNeedsARole: Rule = {
  id: "sns-firehose-needs-a-role",
  source: API,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    inputs.protocol === "firehose" && text(inputs.subscriptionRoleArn) === undefined
      ? invalid("Attributes Reason: SubscriptionRoleArn: required for firehose")
      : undefined,
};

/** The queue that the subscription sends to, if it is one of this account's. */
function queueOf({ inputs, store }: Call): Stored | undefined {
  return inputs.protocol === "sqs" ? findQueue(store, inputs.endpoint) : undefined;
}

function contextOf({ inputs, config }: Call) {
  return sourcedContext(SNS, text(inputs.topic) ?? "", accountOf(config));
}

const queueLetsTheTopicSend: Rule = {
  id: "sns-subscribed-queue-lets-the-topic-send",
  source: `${GUIDE}subscribe-sqs-queue-to-sns-topic.html`,
  on: ["create", "update"],
  refuse(call) {
    const queue = queueOf(call);
    if (queue === undefined || maySend(call.store, queue, { service: SNS }, contextOf(call))) return undefined;
    return refusal(
      "AccessDenied",
      `SNS accepts the subscription and then drops each message: the policy of ${String(queue.outputs.arn)} doesn't let ${SNS} call sqs:SendMessage for this topic.`,
    );
  },
};

const queueKeyLetsSnsUseIt: Rule = {
  id: "sns-subscribed-queue-key-lets-sns-use-it",
  source: `${GUIDE}sns-enable-encryption-for-topic-sqs-queue-subscriptions.html`,
  on: ["create", "update"],
  refuse(call) {
    const queue = queueOf(call);
    const fault = queue && keyFault(call.store, queue, { service: SNS }, contextOf(call));
    return fault === undefined
      ? undefined
      : refusal("KMSAccessDenied", `SNS accepts the subscription and then drops each message to the queue: ${fault}.`);
  },
};

export const subscription: ResourceType = {
  token: TOKEN.subscription,
  replaceOn: ["topic", "endpoint", "protocol", "region"],
  rules: [
    topicExists,
    protocolIsKnown,
    endpointFitsTheProtocol,
    fifoTopicsDeliverToQueues,
    rawDeliveryIsForMachines,
    firehoseNeedsARole,
    queueLetsTheTopicSend,
    queueKeyLetsSnsUseIt,
    ...filterPolicyRules,
    ...deliveryPolicyRules,
    ...redrivePolicyRules,
  ],
  id: ({ topic, protocol, endpoint }) => `${text(topic)}:${uuidOf(JSON.stringify([topic, protocol, endpoint]))}`,
  conflict: "InvalidParameter",
  // Subscribing the same endpoint again gives the subscription that there is.
  adopts: true,
  outputs: (inputs, config, _store, id = "") => ({
    arn: id,
    ownerId: accountOf(config),
    region: regionOf(inputs, config),
    pendingConfirmation: isPending(inputs),
    confirmationWasAuthenticated: inputs.protocol === "sqs" || inputs.protocol === "lambda",
    filterPolicyScope: inputs.filterPolicyScope ?? (text(inputs.filterPolicy) === undefined ? "" : "MessageAttributes"),
  }),
  // Only SNS removes what nobody confirmed, two days later; the provider takes the refusal for a deletion.
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sns/topic_subscription.go
  onDelete: ({ existing }) => (existing?.outputs.pendingConfirmation === true ? "keep" : "remove"),
};
