// Doesn't prove that SQS words its errors so, nor how long it takes to know of a change: the sandbox knows at once.
import { describe, expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import { queuePolicy as queuePolicyType } from "../../sandbox/aws/sqs-policy.ts";
import { queue as queueType } from "../../sandbox/aws/sqs-queue.ts";
import { allow, arnOf, casesOf, document, key, QUEUE, QUEUE_URL, queue, queuePolicy } from "./aws-alert-world.ts";
import { ACCOUNT, CONFIG, testCases } from "./aws-case.ts";
import { storeWith } from "./memory-store.ts";

const VALUE = "InvalidAttributeValue";
const send = allow("events.amazonaws.com", "sqs:SendMessage", QUEUE);
const { Resource: _resource, ...withoutResource } = send;
const disabled = key([], { isEnabled: false });
const usable = key([]);

const ofQueue = casesOf(TOKEN.queue, { name: "lost" });
const ofPolicy = casesOf(TOKEN.queuePolicy, { queueUrl: QUEUE_URL, policy: document(send) }, [queue()]);

/** A range's two ends, each with the nearest value that is allowed. */
function ends(rule: string, property: string, parameter: string, least: number, most: number) {
  return [
    { wrong: least - 1, right: least },
    { wrong: most + 1, right: most },
  ].map(({ wrong, right }) =>
    ofQueue(rule, { [property]: wrong }, { [property]: right }, VALUE, new RegExp(`parameter ${parameter}\\.`), {
      when: String(wrong),
    }),
  );
}

const redrive = (arn: string, count: number | string) => ({
  redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: count }),
});
const dead = queue({ name: "dead" });
const deadFifo = queue({ name: "dead.fifo", fifoQueue: true });
const given = [dead, deadFifo];
const REDRIVE = "sqs-redrive-policy-is-valid";

const queueCases = [
  ofQueue("sqs-queue-name-is-valid", { name: "lost events" }, {}, "InvalidParameterValue", /alphanumeric/),
  ofQueue(
    "sqs-queue-name-is-valid",
    { name: "a".repeat(81) },
    { name: "a".repeat(80) },
    "InvalidParameterValue",
    /80/,
    {
      when: "81 characters",
    },
  ),
  ofQueue(
    "sqs-queue-name-is-valid",
    { fifoQueue: true },
    { fifoQueue: true, name: "a.fifo" },
    "InvalidParameterValue",
    /fifo/,
    {
      when: "FIFO without its ending",
    },
  ),
  ...ends("sqs-delay-is-at-most-15-minutes", "delaySeconds", "DelaySeconds", 0, 900),
  ...ends("sqs-retention-is-1-minute-to-14-days", "messageRetentionSeconds", "MessageRetentionPeriod", 60, 1_209_600),
  ...ends("sqs-message-size-is-1-kib-to-1-mib", "maxMessageSize", "MaximumMessageSize", 1024, 1_048_576),
  ...ends("sqs-visibility-timeout-is-at-most-12-hours", "visibilityTimeoutSeconds", "VisibilityTimeout", 0, 43_200),
  ...ends("sqs-wait-is-at-most-20-seconds", "receiveWaitTimeSeconds", "ReceiveMessageWaitTimeSeconds", 0, 20),
  ...ends(
    "sqs-data-key-is-reused-for-1-minute-to-24-hours",
    "kmsDataKeyReusePeriodSeconds",
    "KmsDataKeyReusePeriodSeconds",
    60,
    86_400,
  ),
  ofQueue(
    "sqs-queue-has-one-kind-of-encryption",
    { sqsManagedSseEnabled: true, kmsMasterKeyId: "alias/aws/sqs" },
    { sqsManagedSseEnabled: false, kmsMasterKeyId: "alias/aws/sqs" },
    VALUE,
    /one type of server-side encryption/,
  ),
  ofQueue(
    "sqs-fifo-settings-are-for-fifo-queues",
    { fifoThroughputLimit: "perQueue" },
    { fifoThroughputLimit: "perQueue", fifoQueue: true, name: "lost.fifo" },
    "InvalidAttributeName",
    /Unknown Attribute fifoThroughputLimit/,
  ),
  ofQueue(
    "sqs-key-exists-and-is-enabled",
    { kmsMasterKeyId: arnOf(disabled) },
    { kmsMasterKeyId: arnOf(usable) },
    "KmsDisabled",
    /SQS accepts the queue and then refuses each message/,
    { when: "it is disabled", given: [disabled, usable] },
  ),
  ofQueue(
    "sqs-key-exists-and-is-enabled",
    { kmsMasterKeyId: "alias/none" },
    { kmsMasterKeyId: "alias/aws/sqs" },
    "KmsNotFound",
    /can't be found/,
    { when: "there is none" },
  ),
  ofQueue(REDRIVE, { redrivePolicy: "{}" }, redrive(arnOf(dead), 5), VALUE, /deadLetterTargetArn/, {
    when: "empty",
    given,
  }),
  ofQueue(REDRIVE, redrive(arnOf(dead), 1001), redrive(arnOf(dead), 1000), VALUE, /1 to 1000/, {
    when: "1001 times",
    given,
  }),
  ofQueue(REDRIVE, redrive(`${QUEUE}-2`, 5), redrive(arnOf(dead), "5"), VALUE, /does not exist/, {
    when: "to no queue",
    given,
  }),
  ofQueue(REDRIVE, redrive(arnOf(deadFifo), 5), redrive(arnOf(dead), 5), VALUE, /same type of queue/, {
    when: "to a FIFO queue",
    given,
  }),
];

const policyCases = [
  ofPolicy(
    "sqs-queue-of-the-policy-exists",
    { queueUrl: `${QUEUE_URL}-2` },
    {},
    "AWS.SimpleQueueService.NonExistentQueue",
    /does not exist/,
  ),
  ofPolicy("sqs-policy-is-well-formed", { policy: "[]" }, {}, VALUE, /parameter Policy\./),
  ofPolicy("sqs-policy-names-principals-and-resources", { policy: document(withoutResource) }, {}, VALUE, /Resource/),
  ofPolicy(
    "sqs-policy-principals-are-valid",
    { policy: document({ ...send, Principal: { Service: "events" } }) },
    {},
    VALUE,
    /principal/,
  ),
  ofPolicy(
    "sqs-policy-actions-are-of-the-service",
    { policy: document({ ...send, Action: "sns:Publish" }) },
    { policy: document({ ...send, Action: ["SQS:*", "sqs:ReceiveMessage"] }) },
    VALUE,
    /An action/,
  ),
];

testCases([...new Set([...queueType.rules, ...queuePolicyType.rules])], [...queueCases, ...policyCases]);

describe("a queue", () => {
  test("has its URL for its id, and an ARN", () => {
    const found = storeWith(aws, CONFIG, [queue()]).list(TOKEN.queue)[0];
    expect(found?.id).toBe(QUEUE_URL);
    expect(found?.outputs).toMatchObject({ url: QUEUE_URL, arn: QUEUE, name: "lost", sqsManagedSseEnabled: true });
  });

  test("that KMS encrypts isn't encrypted by SQS as well", () => {
    const found = storeWith(aws, CONFIG, [queue({ kmsMasterKeyId: "alias/aws/sqs" })]).list(TOKEN.queue)[0];
    expect(found?.outputs.sqsManagedSseEnabled).toBe(false);
  });

  test("of a region in China has its domain", () => {
    const config = { ...CONFIG, region: "cn-north-1" };
    const found = storeWith(aws, config, [queue()]).list(TOKEN.queue)[0];
    expect(found?.id).toBe(`https://sqs.cn-north-1.amazonaws.com.cn/${ACCOUNT}/lost`);
    expect(found?.outputs.arn).toBe(`arn:aws-cn:sqs:cn-north-1:${ACCOUNT}:lost`);
  });

  test("takes its policy with it", () => {
    const store = storeWith(aws, CONFIG, [queue(), queuePolicy(send)]);
    const existing = store.get(TOKEN.queue, QUEUE_URL);
    const call = {
      verb: "delete",
      token: TOKEN.queue,
      inputs: {},
      store,
      config: CONFIG,
      ...(existing && { existing }),
    } as const;
    expect(queueType.cascade?.(call).map(({ token, id }) => ({ token, id }))).toEqual([
      { token: TOKEN.queuePolicy, id: QUEUE_URL },
    ]);
  });
});
