// Doesn't prove that SNS words its errors so: they follow its documentation and reports of users.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { topicPolicy as topicPolicyType } from "../../sandbox/aws/sns-policy.ts";
import { subscription } from "../../sandbox/aws/sns-subscription.ts";
import { topic as topicType } from "../../sandbox/aws/sns-topic.ts";
import type { Properties } from "../../sandbox/resource.ts";
import {
  allow,
  arnOf,
  casesOf,
  document,
  from,
  key,
  QUEUE,
  queue,
  queuePolicy,
  TOPIC,
  topic,
  use,
  worldsOf,
} from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, refusalsOf, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const INVALID = "InvalidParameter";
const SNS = "sns.amazonaws.com";
const publish = allow("events.amazonaws.com", "sns:Publish", TOPIC);
const { Principal: _principal, ...withoutPrincipal } = publish;

const ofTopic = casesOf(TOKEN.topic, { name: "alerts" });
const ofPolicy = casesOf(TOKEN.topicPolicy, { arn: TOPIC, policy: document(publish) }, [topic()]);
const disabled = key([], { isEnabled: false });
const abroad = key([], { region: "eu-west-1" });
const usable = key([]);

const topicCases = [
  ofTopic("sns-topic-name-is-valid", { name: "security alerts" }, {}, INVALID, /Topic Name/),
  ofTopic("sns-topic-name-is-valid", { name: "a".repeat(257) }, { name: "a".repeat(256) }, INVALID, /Topic Name/, {
    when: "257 characters",
  }),
  ofTopic("sns-topic-name-is-valid", { fifoTopic: true }, { fifoTopic: true, name: "a.fifo" }, INVALID, /Topic Name/, {
    when: "FIFO without its ending",
  }),
  ofTopic(
    "sns-fifo-settings-are-for-fifo-topics",
    { contentBasedDeduplication: true },
    { contentBasedDeduplication: false },
    INVALID,
    /Unknown attribute contentBasedDeduplication/,
  ),
  ofTopic(
    "sns-key-exists-and-is-enabled",
    { kmsMasterKeyId: "alias/none" },
    { kmsMasterKeyId: "alias/aws/sns" },
    "KMSNotFound",
    /SNS accepts the topic and then fails each message/,
    { when: "there is none" },
  ),
  ofTopic(
    "sns-key-exists-and-is-enabled",
    { kmsMasterKeyId: arnOf(disabled) },
    { kmsMasterKeyId: arnOf(usable) },
    "KMSDisabled",
    /is disabled/,
    { when: "it is disabled", given: [disabled, usable] },
  ),
  ofTopic(
    "sns-key-exists-and-is-enabled",
    { kmsMasterKeyId: arnOf(abroad) },
    { kmsMasterKeyId: arnOf(usable) },
    "KMSNotFound",
    /in the topic's region/,
    { when: "it is in another region", given: [abroad, usable] },
  ),
  ofTopic(
    "sns-display-name-is-at-most-100-characters",
    { displayName: "a".repeat(101) },
    { displayName: "a".repeat(100) },
    INVALID,
    /less than or equal to 100/,
  ),
  ofTopic("sns-signature-version-is-1-or-2", { signatureVersion: 3 }, { signatureVersion: 2 }, INVALID, /equal to 2/),
];

const policyCases = [
  ofPolicy("sns-topic-of-the-policy-exists", { arn: `${TOPIC}-2` }, {}, "NotFound", /Topic does not exist/),
  ofPolicy("sns-policy-is-well-formed", { policy: "{" }, {}, INVALID, /Policy Error: null/),
  ofPolicy(
    "sns-policy-names-principals-and-resources",
    { policy: document(withoutPrincipal) },
    {},
    INVALID,
    /Policy Error: null/,
  ),
  ofPolicy(
    "sns-policy-principals-are-valid",
    { policy: document({ ...publish, Principal: { AWS: "arn:aws:iam::123:root" } }) },
    { policy: document({ ...publish, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }) },
    INVALID,
    /PrincipalNotFound/,
  ),
  ...["sns:CreateTopic", "sqs:SendMessage"].map((action) =>
    ofPolicy(
      "sns-policy-actions-are-of-the-service",
      { policy: document({ ...publish, Action: ["sns:Publish", action] }) },
      { policy: document({ ...publish, Action: ["SNS:Publish", "SNS:Get*"] }) },
      INVALID,
      /action out of service scope!/,
      { when: action },
    ),
  ),
];

testCases([...new Set([...topicType.rules, ...topicPolicyType.rules])], [...topicCases, ...policyCases]);

const email = { topic: TOPIC, protocol: "email", endpoint: "oncall@example.com" };
const ofSubscription = casesOf(TOKEN.subscription, email, [topic()]);

function endpointCase(protocol: string, endpoint: string, near: string, message: RegExp) {
  return ofSubscription(
    "sns-endpoint-fits-the-protocol",
    { protocol, endpoint },
    { protocol, endpoint: near },
    INVALID,
    message,
    { when: `${protocol} to ${endpoint}` },
  );
}

const filtered = (filterPolicy: unknown, over: Properties = {}): Properties => ({
  filterPolicy: typeof filterPolicy === "string" ? filterPolicy : JSON.stringify(filterPolicy),
  ...over,
});
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, ["a"]]));
const values = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`);

const FILTER = "sns-filter-policy-is-valid";
const fifo = topic({ name: "alerts.fifo", fifoTopic: true });

const subscriptionCases = [
  ofSubscription("sns-topic-of-the-subscription-exists", { topic: `${TOPIC}-2` }, {}, "NotFound", /does not exist/),
  ofSubscription(
    "sns-protocol-is-known",
    { protocol: "slack" },
    { protocol: "email-json" },
    INVALID,
    /Does not support this protocol string: slack/,
  ),
  endpointCase("email", "oncall", "on.call+aws@mail.example.com", /Email address/),
  endpointCase("email", "oncall@example", "oncall@example.com", /Email address/),
  endpointCase("https", "http://example.com/hook", "https://example.com/hook", /must match the specified protocol/),
  endpointCase("https", "example.com/hook", "https://example.com/hook", /must match the specified protocol/),
  endpointCase(
    "sqs",
    "https://sqs.us-east-1.amazonaws.com/1/q",
    "arn:aws:sqs:us-east-1:444455556666:q",
    /SQS endpoint/,
  ),
  endpointCase("lambda", "page", "arn:aws:lambda:us-east-1:444455556666:function:page", /Lambda endpoint ARN/),
  ofSubscription(
    "sns-fifo-topics-deliver-only-to-queues",
    { topic: `${TOPIC}.fifo` },
    { topic: `${TOPIC}.fifo`, protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:444455556666:q.fifo" },
    INVALID,
    /Invalid protocol type: email/,
    { given: [fifo] },
  ),
  ofSubscription(
    "sns-raw-delivery-is-for-queues-firehose-and-http",
    { rawMessageDelivery: true },
    { rawMessageDelivery: true, protocol: "https", endpoint: "https://example.com" },
    INVALID,
    /RawMessageDelivery/,
  ),
  ofSubscription(
    "sns-firehose-needs-a-role",
    { protocol: "firehose", endpoint: "arn:aws:firehose:us-east-1:444455556666:deliverystream/s" },
    {
      protocol: "firehose",
      endpoint: "arn:aws:firehose:us-east-1:444455556666:deliverystream/s",
      subscriptionRoleArn: "arn:aws:iam::111122223333:role/sns",
    },
    INVALID,
    /SubscriptionRoleArn/,
  ),
  ofSubscription(FILTER, filtered("{"), filtered({}), INVALID, /failed to parse JSON/, { when: "no JSON" }),
  ofSubscription(FILTER, filtered(keys(6)), filtered(keys(5)), INVALID, /more than 5 keys/, { when: "6 keys" }),
  ofSubscription(FILTER, filtered({ severity: "high" }), filtered({ severity: ["high"] }), INVALID, /"severity" must/, {
    when: "a text for an array",
  }),
  ofSubscription(
    FILTER,
    filtered({ a: values(151) }),
    filtered({ a: values(150) }),
    INVALID,
    /FilterPolicy: Filter policy is too complex/,
    { when: "151 combinations" },
  ),
  ofSubscription(
    FILTER,
    filtered({ detail: { severity: ["high"] } }),
    filtered({ detail: { severity: ["high"] } }, { filterPolicyScope: "MessageBody" }),
    INVALID,
    /does not support nested/,
    { when: "nested in attributes" },
  ),
  ofSubscription(
    "sns-filter-policy-scope-is-known",
    filtered({ a: ["b"] }, { filterPolicyScope: "Body" }),
    filtered({ a: ["b"] }, { filterPolicyScope: "MessageBody" }),
    INVALID,
    /FilterPolicyScope/,
  ),
];

const toQueue = { topic: TOPIC, protocol: "sqs", endpoint: QUEUE };
const letIn = queuePolicy(allow(SNS, "sqs:SendMessage", QUEUE, from(TOPIC)));
const ofQueue = worldsOf(TOKEN.subscription, toQueue, [topic(), queue(), letIn]);
const LETS = "sns-subscribed-queue-lets-the-topic-send";
const KEY = "sns-subscribed-queue-key-lets-sns-use-it";
const open = key([use(SNS)]);
const closed = key([use("events.amazonaws.com")]);

const queueCases = [
  ofQueue(LETS, "no policy", [topic(), queue()], "AccessDenied", /SNS accepts the subscription and then drops/),
  ofQueue(
    LETS,
    "for another topic",
    [topic(), queue(), queuePolicy(allow(SNS, "sqs:SendMessage", QUEUE, from(`${TOPIC}-2`)))],
    "AccessDenied",
    /doesn't let sns.amazonaws.com call sqs:SendMessage/,
  ),
  ofQueue(
    KEY,
    "for another service",
    [topic(), closed, queue({ kmsMasterKeyId: arnOf(closed) }), letIn],
    "KMSAccessDenied",
    /doesn't let sns.amazonaws.com call kms:GenerateDataKey and kms:Decrypt/,
    { near: [topic(), open, queue({ kmsMasterKeyId: arnOf(open) }), letIn] },
  ),
  ofQueue(
    KEY,
    "the AWS managed key",
    [topic(), queue({ kmsMasterKeyId: "alias/aws/sqs" }), letIn],
    "KMSAccessDenied",
    /AWS managed key/,
  ),
];

const hook = { protocol: "https", endpoint: "https://example.com/hook" };
const retrying = (healthyRetryPolicy: Properties, over: Properties = hook): Properties => ({
  ...over,
  deliveryPolicy: JSON.stringify({ healthyRetryPolicy }),
});
const retries = { numRetries: 60, minDelayTarget: 60, maxDelayTarget: 60 };
const phases = { ...retries, numNoDelayRetries: 30, numMinDelayRetries: 15, numMaxDelayRetries: 15 };
const DELIVERY = "sns-delivery-policy-is-valid";

function retryCase(fault: Properties, near: Properties, message: RegExp, when: string) {
  return ofSubscription(DELIVERY, retrying(fault), retrying(near), INVALID, message, { when });
}

const deliveryCases = [
  ofSubscription(
    "sns-delivery-policy-is-for-http",
    retrying(retries, email),
    retrying(retries),
    INVALID,
    /must be HTTP or HTTPS/,
  ),
  ofSubscription(DELIVERY, { ...hook, deliveryPolicy: "{" }, retrying(retries), INVALID, /failed to parse JSON/, {
    when: "no JSON",
  }),
  retryCase({ numRetries: 3 }, retries, /minDelayTarget must be specified/, "no delays"),
  retryCase(
    { ...retries, numRetries: 101 },
    { numRetries: 100, minDelayTarget: 1, maxDelayTarget: 36 },
    /numRetries must be less than or equal to 100/,
    "101 retries",
  ),
  retryCase(
    { ...retries, minDelayTarget: 0 },
    { ...retries, minDelayTarget: 1 },
    /minDelayTarget must be greater than or equal to 1/,
    "at once",
  ),
  retryCase(
    { ...retries, maxDelayTarget: 59 },
    retries,
    /maxDelayTarget must be greater than or equal to 60/,
    "the longest delay below the shortest",
  ),
  retryCase({ ...phases, numMaxDelayRetries: 16 }, phases, /sum of the retries/, "more retries in its phases"),
  retryCase(
    { ...retries, numRetries: 61 },
    retries,
    /Total policy retry time cannot be greater than 3600/,
    "more than an hour",
  ),
];

const redriven = (deadLetterTargetArn: string, more: Properties = {}): Properties => ({
  redrivePolicy: JSON.stringify({ deadLetterTargetArn, ...more }),
});
const FORM = "sns-redrive-policy-is-well-formed";
const PLACE = "sns-dead-letter-queue-is-in-the-account-and-region";
const DEAD_KEY = "sns-dead-letter-queue-key-lets-sns-use-it";
const DEAD_LETS = "sns-dead-letter-queue-policy-lets-the-topic-send";
const deadWorld = [topic(), queue(), letIn];
const ofRedrive = (rule: string, fault: Properties, message: RegExp, when: string) =>
  ofSubscription(rule, fault, redriven(QUEUE), INVALID, message, { when, given: deadWorld });
const ofDeadLetters = worldsOf(TOKEN.subscription, { ...email, ...redriven(QUEUE) }, deadWorld);

const redriveCases = [
  ofRedrive(FORM, { redrivePolicy: "{" }, /failed to parse JSON/, "no JSON"),
  ofRedrive(FORM, redriven(QUEUE, { maxReceiveCount: 3 }), /Attribute maxReceiveCount is unknown/, "of a queue"),
  ofRedrive(FORM, redriven(TOPIC), /not a valid SQS queue/, "to a topic"),
  ofRedrive(PLACE, redriven(QUEUE.replace("us-east-1", "eu-west-1")), /account and region/, "in another region"),
  ofRedrive(PLACE, redriven(QUEUE.replace(ACCOUNT, "444455556666")), /account and region/, "in another account"),
  ofDeadLetters("sns-dead-letter-queue-exists", "a queue", [topic()], INVALID, /does not exist/),
  ofDeadLetters(DEAD_LETS, "no policy", [topic(), queue()], "AccessDenied", /loses what it can't deliver/),
  ofDeadLetters(
    DEAD_LETS,
    "for another topic",
    [topic(), queue(), queuePolicy(allow(SNS, "sqs:SendMessage", QUEUE, from(`${TOPIC}-2`)))],
    "AccessDenied",
    /for this topic/,
  ),
  ofDeadLetters(
    DEAD_KEY,
    "for another service",
    [topic(), closed, queue({ kmsMasterKeyId: arnOf(closed) }), letIn],
    "KMSAccessDenied",
    /loses what it can't deliver/,
    { near: [topic(), open, queue({ kmsMasterKeyId: arnOf(open) }), letIn] },
  ),
];

testCases(subscription.rules, [...subscriptionCases, ...queueCases, ...deliveryCases, ...redriveCases]);

describe("a topic", () => {
  test("has its ARN for its id, and the default policy of its account until it gets one", () => {
    const outputs = storeWith(aws, CONFIG, [topic()]).get(TOKEN.topic, TOPIC)?.outputs;
    expect(outputs).toMatchObject({ arn: TOPIC, name: "alerts", owner: ACCOUNT, region: "us-east-1" });
    expect(JSON.parse(String(outputs?.policy)).Statement[0].Condition).toEqual({
      StringEquals: { "AWS:SourceOwner": ACCOUNT },
    });
  });

  test("takes its policy and its subscriptions with it", () => {
    const store = storeWith(aws, CONFIG, [topic(), { token: TOKEN.subscription, inputs: email }, topicOf(publish)]);
    const existing = store.get(TOKEN.topic, TOPIC);
    const call = {
      verb: "delete",
      token: TOKEN.topic,
      inputs: {},
      store,
      config: CONFIG,
      ...(existing && { existing }),
    } as const;
    expect(topicType.cascade?.(call).map(({ token }) => token)).toEqual([TOKEN.subscription, TOKEN.topicPolicy]);
  });
});

function topicOf(statement: Properties) {
  return { token: TOKEN.topicPolicy, inputs: { arn: TOPIC, policy: document(statement) } };
}

describe("a subscription", () => {
  const outputsOf = (inputs: Properties) =>
    storeWith(aws, CONFIG, [topic(), { token: TOKEN.subscription, inputs }]).list(TOKEN.subscription)[0];

  test("has an ARN below its topic's, the same for the same endpoint", () => {
    const [first, again, other] = [email, email, { ...email, endpoint: "second@example.com" }].map(outputsOf);
    expect(first?.id).toMatch(new RegExp(`^${TOPIC}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
    expect(first?.outputs.arn).toBe(first?.id);
    expect(again?.id).toBe(first?.id);
    expect(other?.id).not.toBe(first?.id);
  });

  test.each<[string, boolean, Properties]>([
    ["an email", true, email],
    ["a URL that doesn't confirm by itself", true, { ...email, protocol: "https", endpoint: "https://example.com" }],
    [
      "a URL that does",
      false,
      { ...email, protocol: "https", endpoint: "https://example.com", endpointAutoConfirms: true },
    ],
    ["a queue", false, toQueue],
  ])("of %s: that its confirmation is pending is %s", (_, pending, inputs) => {
    expect(outputsOf(inputs)?.outputs.pendingConfirmation).toBe(pending);
  });

  test("that nobody confirmed stays after its deletion, as SNS can't remove it", () => {
    const store = storeWith(aws, CONFIG, [topic(), { token: TOKEN.subscription, inputs: email }]);
    const call = { verb: "delete", token: TOKEN.subscription, inputs: email, store, config: CONFIG } as const;
    const existing = store.list(TOKEN.subscription)[0];
    expect(refusalsOf({ ...call, ...(existing && { existing }) })).toEqual([]);
    expect(subscription.onDelete?.({ ...call, ...(existing && { existing }) })).toBe("keep");
    const confirmed = outputsOf(toQueue);
    expect(subscription.onDelete?.({ ...call, ...(confirmed && { existing: confirmed }) })).toBe("remove");
  });

  test("is refused without a word of its endpoint, which may be a secret", () => {
    const secret = "hunter2-3f1c";
    const inputs = { topic: TOPIC, protocol: "https", endpoint: `ftp://example.com/${secret}` };
    const store = storeWith(aws, CONFIG, [topic()]);
    const refused = refusalsOf({ verb: "create", token: TOKEN.subscription, inputs, store, config: CONFIG });
    expect(refused.map(({ rule }) => rule)).toEqual(["sns-endpoint-fits-the-protocol"]);
    expect(JSON.stringify(refused)).not.toContain(secret);
  });
});
