import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsAuditLog, AzureAuditLog, everywhere, GcpAuditLog } from "./consumer.ts";
import {
  type Ground,
  inlineStack,
  nameOf,
  openGround,
  previewSteps,
  refusedOutput,
  resourcesOf,
  standing,
  stateText,
} from "./stacks.ts";

/** Does not prove that a cloud delivers anything: the stand-ins hold what was made, and pass no event on. */

let ground: Ground;
beforeAll(() => {
  ground = openGround();
});
afterAll(() => ground.clear());

const accessKey = "hush-firehose-key";
const streamEndpoint = { url: "https://siem.example.com/firehose", accessKey };

/** One stream in each cloud, and on AWS both kinds. */
const stackWith = (stream: object): Promise<Stack> =>
  inlineStack(ground, "streams", async () => {
    const spec = { version: 1, capture: { identity: true, bestEffort: ["identity"] }, stream };
    const isOn = "enabled" in stream && stream.enabled === true;
    new AwsAuditLog("siem", { ...everywhere.aws, spec, ...(isOn && { streamEndpoint }) });
    new AwsAuditLog("lake", { ...everywhere.aws, spec });
    new GcpAuditLog("gcp", { ...everywhere.gcp, spec });
    new AzureAuditLog("azure", { ...everywhere.azure, spec });
  });

/** What a stream is made of in each cloud, beside buckets, roles and policies. */
const ofStreams =
  /^(?:aws:(?:kinesis|glue)\/|aws:cloudwatch\/logS|gcp:pubsub\/|gcp:projects\/serviceIdentity:|azure-native:eventhub:)/;

const outputsOf = async (stack: Stack, name: string) =>
  (await resourcesOf(stack)).find(({ urn }) => urn.endsWith(`AuditLog::${name}`))!.outputs!;

const changedSteps = async (stack: Stack) =>
  Object.entries(await previewSteps(stack))
    .filter(([, op]) => op !== "same")
    .sort();

/** What a deployment really does, once every value is known. */
const deployedSteps = async (stack: Stack): Promise<string[]> => {
  const steps: string[] = [];
  const { summary } = await stack.up({
    onEvent: ({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined || resourcePreEvent.metadata.op === "same") return;
      steps.push(`${resourcePreEvent.metadata.op} ${nameOf(resourcePreEvent.metadata.urn)}`);
    },
  });
  expect(summary.result).toBe("succeeded");
  return steps.sort();
};

describe("a stream in each cloud", () => {
  let evidence: string[];

  it("comes up beside the evidence, and is named by the outputs", async () => {
    const { summary } = await (await stackWith({ enabled: false })).up();
    expect(summary.result).toBe("succeeded");
    evidence = standing(ground);
    const stack = await stackWith({ enabled: true, retentionHours: 48 });
    expect((await stack.up()).summary.result).toBe("succeeded");
    const made = standing(ground).filter((one) => ofStreams.test(one));
    expect(made.map((one) => one.split(" ")[0])).toEqual([
      "aws:cloudwatch/logStream:LogStream",
      "aws:cloudwatch/logStream:LogStream",
      "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
      "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
      "aws:glue/catalogDatabase:CatalogDatabase",
      "aws:glue/catalogTable:CatalogTable",
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      "azure-native:eventhub:EventHub",
      "azure-native:eventhub:EventHubAuthorizationRule",
      "azure-native:eventhub:Namespace",
      "azure-native:eventhub:NamespaceAuthorizationRule",
      "gcp:projects/serviceIdentity:ServiceIdentity",
      "gcp:pubsub/subscription:Subscription",
      "gcp:pubsub/topic:Topic",
      "gcp:pubsub/topicIAMMember:TopicIAMMember",
    ]);
    const named = await Promise.all(["siem", "lake", "gcp", "azure"].map((name) => outputsOf(stack, name)));
    expect(named.map(({ stream }) => stream)).toEqual([
      expect.stringMatching(
        /^arn:aws:firehose:eu-central-1:\d{12}:deliverystream\/auditlog-stream-endpoint-[0-9a-f]{7}$/,
      ),
      expect.stringMatching(/^arn:aws:firehose:eu-central-1:\d{12}:deliverystream\/auditlog-stream-files-[0-9a-f]{7}$/),
      expect.stringMatching(/^projects\/acme-test\/subscriptions\/gcp-stream-subscription-[0-9a-f]{7}$/),
      expect.stringMatching(/\/namespaces\/evhns-\w{13}\/eventhubs\/audit-events$/),
    ]);
  });

  it("keeps the endpoint's access key secret, although it was given in the open", async () => {
    const stack = await stackWith({ enabled: true, retentionHours: 48 });
    expect(stateText(ground, stack)).not.toContain(accessKey);
    const folder = join(ground.folder, "clouds", "aws");
    const holding = readdirSync(folder).filter((file) => readFileSync(join(folder, file), "utf8").includes(accessKey));
    expect(holding).toEqual([expect.stringContaining("FirehoseDeliveryStream")]);
    let told = "";
    await stack.preview({ diff: true, onOutput: (text) => (told += text) });
    expect(told).not.toContain(accessKey);
  });

  it("is left as it is by a second deployment", async () => {
    const { summary } = await (await stackWith({ enabled: true, retentionHours: 48 })).up();
    expect(Object.keys(summary.resourceChanges!)).toEqual(["same"]);
  });

  it("keeps what waits longer in place: nothing is replaced", async () => {
    expect(await changedSteps(await stackWith({ enabled: true, retentionHours: 168 }))).toEqual([
      ["auditlog:index:AwsAuditLog lake", "update"],
      ["auditlog:index:AwsAuditLog siem", "update"],
      ["auditlog:index:AzureAuditLog azure", "update"],
      ["auditlog:index:GcpAuditLog gcp", "update"],
      ["azure-native:eventhub:EventHub azure-stream-hub", "update"],
      ["gcp:pubsub/subscription:Subscription gcp-stream-subscription", "update"],
    ]);
  });

  it("goes when it is turned off, and nothing of the evidence is touched but who may use the key", async () => {
    const stack = await stackWith({ enabled: false });
    const touched = await deployedSteps(stack);
    const ofStream = /^delete (?:siem|lake|gcp|azure)-(?:stream|key-pubsub|service-pubsub)/;
    expect(touched.filter((one) => !ofStream.test(one))).toEqual([
      "update azure",
      "update azure-activity-log",
      "update azure-entra",
      "update azure-vault-audit",
      "update gcp",
      "update lake",
      "update lake-key",
      "update siem",
      "update siem-key",
    ]);
    const left = standing(ground).filter((one) => !evidence.includes(one));
    // What was streamed into the buckets is evidence too, Google Cloud keeps its own agent, and the API stays on.
    expect(left.map((one) => one.split(" ")[0])).toEqual([
      ...["", "Lifecycle", "Ownership", "Policy", "PublicAccess", "ServerSide", "Versioning"].flatMap((part) => [
        expect.stringMatching(`^aws:s3/bucket${part}`),
        expect.stringMatching(`^aws:s3/bucket${part}`),
      ]),
      "gcp:projects/service:Service",
      "gcp:projects/serviceIdentity:ServiceIdentity",
    ]);
    expect(evidence.filter((one) => !standing(ground).includes(one))).toEqual([]);
    expect(await outputsOf(stack, "siem")).not.toHaveProperty("stream");
  });

  it("is refused where an endpoint is given and no stream, or what Firehose can't deliver to", async () => {
    const spec = { version: 1 };
    const url = (address: string) => ({ streamEndpoint: { url: address } });
    const stack = await inlineStack(ground, "refused", async () => {
      new AwsAuditLog("off", { ...everywhere.aws, spec, streamEndpoint });
      new AwsAuditLog("plain", { ...everywhere.aws, spec, ...url("http://siem.example.com") });
    });
    const told = await refusedOutput((onOutput) => stack.up({ onOutput }));
    expect(told).toContain(
      "an endpoint is given, but stream.enabled is false, so that nothing would be sent to it; set stream.enabled to true, or remove the endpoint",
    );
    expect(told).toContain("this is not an https:// URL of at most 1,000 characters, on port 443");
    expect(told).not.toContain(accessKey);
  });
});
