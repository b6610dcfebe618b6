// Doesn't prove how long IAM, KMS, SNS and SQS take to know of a change: the sandbox knows at once.
import { expect, test } from "vitest";
import { deadLetterRules } from "../../sandbox/aws/events-target-dead-letter.ts";
import { destinationRules } from "../../sandbox/aws/events-target-destination.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Json, Properties } from "../../sandbox/resource.ts";
import {
  allow,
  arnOf,
  from,
  key,
  permission,
  QUEUE,
  queue,
  queuePolicy,
  RULE,
  role,
  SENDER,
  TOPIC,
  topic,
  topicPolicy,
  use,
  worldsOf,
} from "./aws-alert-world.ts";
import { ACCOUNT, callOf, refusalsOf, testCases } from "./aws-case.ts";
import type { Given } from "./memory-store.ts";

const EVENTS = "events.amazonaws.com";
const INVALID = "ValidationException";
const DENIED = "NO_PERMISSIONS";
const NO_KEY = "KMSAccessDenied";
const rule = { token: TOKEN.rule, inputs: { name: "root-use", eventPattern: '{"source":["aws.signin"]}' } };
const toTopic = { rule: "root-use", targetId: "people", arn: TOPIC };
const publish = allow(EVENTS, "sns:Publish", TOPIC);

const ofTopic = worldsOf(TOKEN.target, toTopic, [rule, topic(), topicPolicy(publish)]);

/** A topic that a key encrypts. */
function encrypted(by: Given | string): Given[] {
  const key = typeof by === "string" ? [] : [by];
  return [rule, ...key, topic({ kmsMasterKeyId: typeof by === "string" ? by : arnOf(by) }), topicPolicy(publish)];
}

const POLICY = "events-target-topic-policy-lets-eventbridge-publish";
const KEY = "events-target-topic-key-lets-eventbridge-use-it";
const good = encrypted(key([use(EVENTS)]));
const ofContext = { Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `${TOPIC}*` } } };

const topicCases = [
  ofTopic("events-target-exists", "a topic", [rule], "NO_RESOURCE", /accepts the target and then drops its events/),
  ofTopic(POLICY, "the default policy", [rule, topic()], DENIED, /doesn't let events.amazonaws.com call sns:Publish/),
  ofTopic(
    POLICY,
    "another service",
    [rule, topic(), topicPolicy(allow("cloudwatch.amazonaws.com", "sns:Publish", TOPIC))],
    DENIED,
    /sns:Publish/,
  ),
  ofTopic(
    POLICY,
    "another topic",
    [rule, topic(), topicPolicy(allow(EVENTS, "sns:Publish", `${TOPIC}-2`))],
    DENIED,
    /sns:Publish/,
  ),
  ofTopic(
    POLICY,
    "a condition on the source",
    [rule, topic(), topicPolicy({ ...publish, ...from(RULE) })],
    DENIED,
    /doesn't tell SNS/,
  ),
  ofTopic(
    POLICY,
    "denied besides",
    [rule, topic(), topicPolicy(publish, { ...publish, Effect: "Deny", Principal: "*" })],
    DENIED,
    /sns:Publish/,
  ),
  ofTopic(KEY, "the AWS managed key", encrypted("alias/aws/sns"), NO_KEY, /AWS managed key/, { near: good }),
  ofTopic(KEY, "the default key policy", encrypted(key([])), NO_KEY, /kms:GenerateDataKey and kms:Decrypt/, {
    near: good,
  }),
  ofTopic(
    KEY,
    "only to decrypt",
    encrypted(key([{ ...use(EVENTS), Action: "kms:Decrypt" }])),
    NO_KEY,
    /call kms:GenerateDataKey$|call kms:GenerateDataKey\./,
    { near: good },
  ),
  ofTopic(KEY, "for alarms", encrypted(key([use("cloudwatch.amazonaws.com")])), NO_KEY, /doesn't let events/, {
    near: good,
  }),
  ofTopic(KEY, "a condition on the source", encrypted(key([use(EVENTS, from(RULE))])), NO_KEY, /doesn't let events/, {
    near: encrypted(key([use(EVENTS, ofContext)])),
  }),
];

const byRole = { inputs: { roleArn: SENDER } };
const mayPublish: Json = { Effect: "Allow", Action: "sns:Publish", Resource: TOPIC };
const roleCases = [
  ofTopic("events-target-role-trusts-eventbridge", "there is none", [rule, topic()], INVALID, /cannot be assumed/, {
    ...byRole,
    near: [rule, topic(), role(), permission(mayPublish)],
  }),
  ofTopic(
    "events-target-role-trusts-eventbridge",
    "for another rule",
    [rule, topic(), role(allow(EVENTS, "sts:AssumeRole", "", from(`${RULE}-2`))), permission(mayPublish)],
    INVALID,
    /cannot be assumed by principal 'events.amazonaws.com'/,
    { ...byRole, near: [rule, topic(), role(allow(EVENTS, "sts:AssumeRole", "", from(RULE))), permission(mayPublish)] },
  ),
  ofTopic("events-target-role-may-call-the-target", "no policy", [rule, topic(), role()], DENIED, /sns:Publish/, {
    ...byRole,
    near: [rule, topic(), role(), permission(mayPublish)],
  }),
  ofTopic(
    KEY,
    "the role may not use it",
    [rule, key([]), topic({ kmsMasterKeyId: arnOf(key([])) }), role(), permission(mayPublish)],
    NO_KEY,
    /kms:GenerateDataKey/,
    {
      ...byRole,
      near: [
        rule,
        key([]),
        topic({ kmsMasterKeyId: arnOf(key([])) }),
        role(),
        permission(mayPublish, { Effect: "Allow", Action: "kms:*", Resource: arnOf(key([])) }),
      ],
    },
  ),
];

const send = allow(EVENTS, "sqs:SendMessage", QUEUE, from(RULE));
const ofQueue = worldsOf(TOKEN.target, { ...toTopic, arn: QUEUE }, [rule, queue(), queuePolicy(send)]);
const locked = (statements: Json[]): Given[] => [
  rule,
  key(statements),
  queue({ kmsMasterKeyId: arnOf(key(statements)) }),
  queuePolicy(send),
];

const queueCases = [
  ofQueue("events-target-exists", "a queue", [rule], "NO_RESOURCE", /does not exist/),
  ofQueue("events-target-queue-policy-lets-eventbridge-send", "no policy", [rule, queue()], DENIED, /sqs:SendMessage/),
  ofQueue(
    "events-target-queue-policy-lets-eventbridge-send",
    "another rule",
    [rule, queue(), queuePolicy({ ...send, ...from(`${RULE}-2`) })],
    DENIED,
    /for this rule/,
  ),
  ofQueue("events-target-queue-key-lets-eventbridge-use-it", "the default policy", locked([]), NO_KEY, /doesn't let/, {
    near: locked([use(EVENTS, from(RULE))]),
  }),
];

const connection: Given = {
  token: TOKEN.connection,
  inputs: { name: "slack", authorizationType: "API_KEY", authParameters: { apiKey: { key: "X", value: "y" } } },
};
const slack: Given = {
  token: TOKEN.apiDestination,
  inputs: {
    name: "slack",
    connectionArn: arnOf(connection),
    httpMethod: "POST",
    invocationEndpoint: "https://hooks.example.com/1",
  },
};
const toSlack = { ...toTopic, arn: arnOf(slack) };
const invoke: Json = { Effect: "Allow", Action: "events:InvokeApiDestination", Resource: arnOf(slack) };
const slackWorld = [rule, connection, slack, role(), permission(invoke)];
const ofSlack = worldsOf(TOKEN.target, toSlack, slackWorld);

const slackCases = [
  ofSlack(
    "events-target-exists",
    "an API destination",
    [rule, role(), permission(invoke)],
    "NO_RESOURCE",
    /not exist/,
    byRole,
  ),
  ofSlack(
    "events-target-role-trusts-eventbridge",
    "for Slack",
    [rule, connection, slack],
    INVALID,
    /cannot be assumed/,
    byRole,
  ),
  ofSlack(
    "events-target-role-may-call-the-target",
    "another destination",
    [rule, connection, slack, role(), permission({ ...(invoke as Properties), Resource: `${arnOf(slack)}-2` })],
    DENIED,
    /doesn't allow events:InvokeApiDestination/,
    byRole,
  ),
  {
    ...ofSlack("events-target-api-destination-needs-a-role", "", slackWorld, INVALID, /RoleArn is required for target/),
    mended: { inputs: { ...toSlack, roleArn: SENDER } },
  },
];

const BUS = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default`;
const forward = { Effect: "Allow", Action: "events:PutEvents", Resource: BUS };
const busWorld = [rule, role(), permission(forward)];
const ofBus = worldsOf(TOKEN.target, { ...toTopic, arn: BUS, roleArn: SENDER }, busWorld);

const busCases = [
  {
    ...ofBus("events-target-bus-of-another-region-needs-a-role", "", busWorld, INVALID, /RoleArn is required/),
    inputs: { ...toTopic, arn: BUS },
    mended: { inputs: { ...toTopic, arn: BUS, roleArn: SENDER } },
  },
  ofBus("events-target-role-may-call-the-target", "a bus", [rule, role()], DENIED, /doesn't allow events:PutEvents/),
];

testCases(destinationRules, [...topicCases, ...roleCases, ...queueCases, ...slackCases, ...busCases]);

const withDeadLetters = { ...toTopic, deadLetterConfig: { arn: QUEUE } };
const topicWorld = [rule, topic(), topicPolicy(publish)];
const ofDeadLetters = worldsOf(TOKEN.target, withDeadLetters, [...topicWorld, queue(), queuePolicy(send)]);
const DEAD_POLICY = "events-dead-letter-queue-policy-lets-eventbridge-send";
const DEAD_KEY = "events-dead-letter-queue-key-lets-eventbridge-use-it";
const deadLocked = (statements: Json[]) => [...topicWorld, ...locked(statements).slice(1)];

function arnCase(rule: string, arn: string, name: string, message: RegExp) {
  const world = [...topicWorld, queue(), queuePolicy(send)];
  return {
    ...ofDeadLetters(rule, arn, world, name, message, { inputs: { deadLetterConfig: { arn } } }),
    mended: { inputs: withDeadLetters },
  };
}

const deadLetterCases = [
  arnCase("events-dead-letter-target-is-a-queue", TOPIC, INVALID, /sns is not supported as a dead letter resource/),
  {
    ...arnCase("events-dead-letter-queue-is-a-standard-one", `${QUEUE}.fifo`, INVALID, /SQS FIFO is not supported/),
    given: [...topicWorld, queue(), queuePolicy(send), queue({ name: "lost.fifo", fifoQueue: true })],
  },
  arnCase(
    "events-dead-letter-queue-is-in-the-region-of-its-rule",
    `arn:aws:sqs:eu-west-1:444455556666:lost`,
    INVALID,
    /is in eu-west-1; it must be in us-east-1/,
  ),
  arnCase("events-dead-letter-queue-exists", `${QUEUE}-2`, INVALID, /does not exist/),
  ofDeadLetters(DEAD_POLICY, "no policy", [...topicWorld, queue()], DENIED, /loses what it can't deliver/),
  ofDeadLetters(
    DEAD_POLICY,
    "another rule",
    [...topicWorld, queue(), queuePolicy({ ...send, ...from(`${RULE}-2`) })],
    DENIED,
    /for this rule/,
  ),
  ofDeadLetters(DEAD_KEY, "the default policy", deadLocked([]), NO_KEY, /loses what it can't deliver/, {
    near: deadLocked([use(EVENTS)]),
  }),
  ofDeadLetters(
    DEAD_KEY,
    "the AWS managed key",
    [...topicWorld, queue({ kmsMasterKeyId: "alias/aws/sqs" }), queuePolicy(send)],
    NO_KEY,
    /AWS managed key/,
  ),
];

testCases(deadLetterRules, deadLetterCases);

test("what is in another account can't be judged, and is taken as it is", () => {
  const arn = TOPIC.replace(ACCOUNT, "444455556666");
  const deadLetterConfig = { arn: QUEUE.replace(ACCOUNT, "444455556666") };
  const one = ofTopic(POLICY, "", [rule], DENIED, /./, { inputs: { arn, deadLetterConfig } });
  expect(refusalsOf(callOf(one, false))).toEqual([]);
});
