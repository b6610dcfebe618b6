// Doesn't prove that a notification arrives: the sandbox sends none.
import { expect, test } from "vitest";
import { aws } from "../../sandbox/aws/cloud.ts";
import { TOKEN } from "../../sandbox/aws/place.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { ALARM, allow, document, from, key, QUEUE, RULE, role, SENDER, TOPIC, use } from "./aws-alert-world.ts";
import { ACCOUNT, REGION } from "./aws-case.ts";
import { serveEach } from "./server-client.ts";

const EVENTS = "events.amazonaws.com";
const CLOUDWATCH = "cloudwatch.amazonaws.com";
const provider = serveEach(aws, { config: { region: REGION } });

/** Creates as the engine does: what the check refuses, AWS never sees. */
async function deploy(token: string, given: Properties) {
  const { inputs, failures } = await provider.check(token, given);
  expect(failures).toEqual([]);
  const { id, outputs } = await provider.create(token, inputs ?? {});
  return { token, id, outputs: outputs as Properties };
}

async function destinations() {
  const encryption = await deploy(TOKEN.key, key([use(EVENTS), use(CLOUDWATCH, from(ALARM))]).inputs);
  const kmsMasterKeyId = encryption.outputs.arn ?? "";
  const topic = await deploy(TOKEN.topic, { name: "alerts", kmsMasterKeyId });
  const statements = [allow(EVENTS, "sns:Publish", TOPIC), allow(CLOUDWATCH, "sns:Publish", TOPIC, from(ALARM))];
  const policy = await deploy(TOKEN.topicPolicy, { arn: topic.id, policy: document(...statements) });
  const email = { topic: topic.id, protocol: "email", endpoint: "oncall@example.com" };
  const subscription = await deploy(TOKEN.subscription, email);
  return [topic, policy, subscription];
}

async function eventPath() {
  const queue = await deploy(TOKEN.queue, { name: "lost", messageRetentionSeconds: 1_209_600 });
  const send = allow(EVENTS, "sqs:SendMessage", QUEUE, from(RULE));
  const letIn = await deploy(TOKEN.queuePolicy, { queueUrl: queue.id, policy: document(send) });
  const connection = await deploy(TOKEN.connection, {
    authorizationType: "API_KEY",
    authParameters: { apiKey: { key: "Authorization", value: "Token token=abc" } },
  });
  const slack = await deploy(TOKEN.apiDestination, {
    connectionArn: connection.outputs.arn ?? "",
    httpMethod: "POST",
    invocationEndpoint: "https://hooks.example.com/services/1",
  });
  await deploy(TOKEN.role, role().inputs);
  const invoke = { Effect: "Allow", Action: "events:InvokeApiDestination", Resource: slack.outputs.arn ?? "" };
  await deploy(TOKEN.rolePolicy, { name: "invoke", role: "sender", policy: document(invoke) });
  const rule = await deploy(TOKEN.rule, { name: "root-use", eventPattern: '{"source":["aws.signin"]}' });
  const inputTransformer = {
    inputPaths: { who: "$.detail.userIdentity.arn" },
    inputTemplate: '{"text":"<who> was here"}',
  };
  const shared = { rule: rule.id, inputTransformer, deadLetterConfig: { arn: queue.outputs.arn ?? "" } };
  const toTopic = await deploy(TOKEN.target, { ...shared, arn: TOPIC });
  const toSlack = await deploy(TOKEN.target, {
    ...shared,
    targetId: "slack",
    arn: slack.outputs.arn ?? "",
    roleArn: SENDER,
  });
  return [toTopic, toSlack, rule, slack, connection, letIn, queue];
}

async function thresholdPath() {
  const group = await deploy(TOKEN.logGroup, { name: "audit" });
  const filter = await deploy(TOKEN.metricFilter, {
    name: "denials",
    logGroupName: group.id,
    pattern: '{ $.errorCode = "AccessDenied*" }',
    metricTransformation: { name: "Denials", namespace: "auditlog", value: "1" },
  });
  const alarm = await deploy(TOKEN.alarm, {
    name: "denials",
    metricName: "Denials",
    namespace: "auditlog",
    statistic: "Sum",
    period: 600,
    evaluationPeriods: 1,
    threshold: 20,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [TOPIC],
  });
  return [alarm, filter, group];
}

test("the whole path from an event and from a count to people is deployed, and destroyed", async () => {
  const to = await destinations();
  const deployed = [...(await eventPath()), ...(await thresholdPath()), ...to.toReversed()];
  const ids = Object.fromEntries(deployed.map(({ token, id }) => [token, id]));
  expect(ids).toEqual({
    [TOKEN.target]: "root-use-slack",
    [TOKEN.rule]: "root-use",
    [TOKEN.apiDestination]: expect.stringMatching(/^mine-[0-9a-f]{7}$/),
    [TOKEN.connection]: expect.stringMatching(/^mine-[0-9a-f]{7}$/),
    [TOKEN.queuePolicy]: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/lost`,
    [TOKEN.queue]: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/lost`,
    [TOKEN.alarm]: "denials",
    [TOKEN.metricFilter]: "denials",
    [TOKEN.logGroup]: "audit",
    [TOKEN.subscription]: expect.stringMatching(`^${TOPIC}:[0-9a-f-]{36}$`),
    [TOKEN.topicPolicy]: TOPIC,
    [TOKEN.topic]: TOPIC,
  });
  for (const { token, id } of deployed) await provider.remove(token, id);
  for (const { token, id } of deployed) expect([token, (await provider.read(token, id)).id]).toEqual([token, ""]);
});

test("a rule that still has a target stays, and says so", async () => {
  await destinations();
  const [, , rule] = await eventPath();
  await expect(provider.remove(TOKEN.rule, rule?.id ?? "")).rejects.toMatchObject({
    details: expect.stringContaining("ValidationException: Rule can't be deleted since it has targets."),
  });
});

test("the target of a program that gives it no id gets one from its own name", async () => {
  await destinations();
  const [toTopic] = await eventPath();
  expect(toTopic?.outputs.targetId).toMatch(/^mine-[0-9a-f]{7}$/);
  expect(toTopic?.id).toBe(`root-use-${String(toTopic?.outputs.targetId)}`);
});
