import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AwsAuditLog } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  ownResources,
  previewSteps,
  refusedOutput,
  resourcesOf,
  standing,
} from "./stacks.ts";

/** Does not prove that AWS takes the statements as the stand-in does. The tests build on one another, in this order. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

type Statements = Record<string, string>;

const account = "111122223333";
const region = "eu-central-1";

const document = (own: object[], owner: string, added: Statements): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [...own, ...JSON.parse(added[owner] ?? "[]")] });

const deny = {
  Sid: "OwnersDeny",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:DeleteBucket",
  Resource: "arn:aws:s3:::acme-central-logs",
};
const administer = (action: string, resource: string) => ({
  Sid: "Owners",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: action,
  Resource: resource,
});

/** What somebody else has and looks after, with what the audit log asks them to add. */
const owners = async (added: Statements = {}): Promise<Stack> =>
  inlineStack(ground, "owners", async () => {
    const key = new Key("key", { policy: document([administer("kms:*", "*")], "key", added) });
    const bucket = new Bucket("bucket", { bucket: "acme-central-logs" });
    new BucketPolicy("policy", { bucket: bucket.bucket, policy: document([deny], "bucket", added) });
    new LogGroup("group", { name: "acme-audit" });
    const topic = new Topic("topic", { name: "security" });
    const arn = `arn:aws:sns:${region}:${account}:security`;
    new TopicPolicy("topic-policy", {
      arn: topic.arn,
      policy: document([administer("sns:Subscribe", arn)], "topic", added),
    });
    return { key: key.arn, topic: topic.arn };
  });

const given: { key?: string; topic?: string; days: number } = { days: 400 };

const audit = (): Promise<Stack> =>
  inlineStack(ground, "audit", async () => {
    const { key, topic, days } = given;
    const log = new AwsAuditLog("audit", {
      region,
      trailName: "acme-audit",
      existing: { bucket: "acme-central-logs", key, logGroup: "acme-audit", topic },
      readers: { soc: `arn:aws:iam::${account}:role/soc` },
      spec: {
        version: 1,
        retention: { days },
        alerts: { catalog: ["audit-log-stopped", "compute-burst", "audit-key-change"] },
      },
    });
    return { statements: log.statements };
  });

/** What a preview says to add. */
const toAdd = async (stack: Stack): Promise<Statements> => {
  const statements: Statements = {};
  await stack.preview({
    onEvent: ({ resOutputsEvent, resourcePreEvent }) => {
      const metadata = resOutputsEvent?.metadata ?? resourcePreEvent?.metadata;
      const outputs = metadata?.type === "pulumi:pulumi:Stack" ? metadata.new?.outputs : undefined;
      Object.assign(statements, outputs?.statements);
    },
  });
  return statements;
};

it("is refused by CloudTrail while bucket and key don't have the statements", async () => {
  const { outputs } = await (await owners()).up();
  Object.assign(given, { key: outputs.key!.value, topic: outputs.topic!.value });
  const stack = await audit();
  const { topic } = await toAdd(stack);
  await (await owners({ topic: topic! })).up();
  const output = await refusedOutput((onOutput) => stack.up({ onOutput }));
  expect(output).toContain("InsufficientS3BucketPolicyException");
  expect(output).toContain("InsufficientEncryptionPolicyException");
});

it("shows in a preview what to add, and comes up with exactly that", async () => {
  const stack = await audit();
  const statements = await toAdd(stack);
  expect(Object.keys(statements)).toEqual(["bucket", "key", "topic", "topicKey"]);
  await (await owners(statements)).up();
  const { outputs } = await stack.up();
  expect(outputs.statements!.value).toEqual(statements);
});

it("owns nothing of what is adopted", async () => {
  const types = ownResources(await resourcesOf(await audit())).map(({ type }) => type);
  expect(types.filter((type) => /^aws:(s3|kms|sns)\//.test(type) || type.endsWith(":LogGroup"))).toEqual([]);
});

it("changes nothing the second time, and what its owners decide with no edit of the spec", async () => {
  const stack = await audit();
  expect((await stack.up()).summary.resourceChanges).toEqual({ same: expect.any(Number) });
  given.days = 800;
  const steps = await previewSteps(stack);
  expect(Object.entries(steps).filter(([, op]) => op !== "same")).toEqual([
    ["auditlog:index:AwsAuditLog audit", "update"],
  ]);
  await stack.up();
});

it("leaves what is adopted as it was when it is destroyed", async () => {
  const adopted = () =>
    standing(ground).filter((line) => /:(Bucket|BucketPolicy|Key|LogGroup|Topic|TopicPolicy) /.test(line));
  const before = adopted();
  const stack = await audit();
  await stack.destroy();
  expect(ownResources(await resourcesOf(stack)).map(({ urn }) => nameOf(urn))).toEqual([]);
  expect(adopted()).toEqual(before);
  expect(before.map((line) => line.split(" ")[0]!.split(":").at(-1))).toEqual([
    "LogGroup",
    "Key",
    "Bucket",
    "BucketPolicy",
    "Topic",
    "TopicPolicy",
  ]);
});
