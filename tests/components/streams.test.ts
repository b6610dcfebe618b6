// Does not prove: options of children (parent, retainOnDelete, dependsOn, providers), which mocks don't show, and that a cloud accepts the inputs.
import { describe, expect, test } from "vitest";
import type { ComponentName } from "../../core/contract/component-names.ts";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference } from "./graph.ts";

await useMocks();

const stream = { enabled: true, retentionHours: 48 };

const stateOf = async (state: object) => (await settled(state)) as { stream?: string; kept: string[] };

/** What a stream adds to a graph, and what it changes and is called in the outputs. */
const streamIn = async (component: ComponentName, place: object, more: object = {}) => {
  const spec = { version: 1, ...more };
  const without = await deploy(component, { spec, ...place });
  const streamed = await deploy(component, { spec: { ...spec, stream }, ...place });
  const [before, after] = [await stateOf(without.state), await stateOf(streamed.state)];
  return {
    ...difference(without.children, streamed.children),
    named: [before.stream, after.stream],
    kept: after.kept.filter((one) => !before.kept.includes(one)),
  };
};

const reviewed = ({ added, changed, removed }: Awaited<ReturnType<typeof streamIn>>): string =>
  `${JSON.stringify({ added, changed, removed }, null, 2)}\n`;

describe("on AWS", () => {
  const region = { region: "eu-central-1" };
  const streamEndpoint = { url: "https://siem.example.com/firehose", accessKey: "hush" };

  test("a stream without an endpoint adds a bucket, a table, and a delivery stream that writes Parquet files", async () => {
    const found = await streamIn("AwsAuditLog", region);
    await expect(reviewed(found)).toMatchFileSnapshot("__snapshots__/aws-stream-files.json");
    expect(found.named).toEqual([
      undefined,
      expect.stringMatching(
        /^arn:aws:firehose:eu-central-1:111122223333:deliverystream\/auditlog-stream-files-[0-9a-f]{7}$/,
      ),
    ]);
    expect(found.kept).toEqual(["arn:aws:s3:::audit-stream-1"]);
  });

  test("an endpoint gets what is sent, with its access key as a secret, and the bucket what failed", async () => {
    const files = await deploy("AwsAuditLog", { spec: { version: 1, stream }, ...region });
    const posted = await deploy("AwsAuditLog", { spec: { version: 1, stream }, ...region, streamEndpoint });
    const { added, removed, changed } = difference(files.children, posted.children);
    expect([added, removed]).toEqual([{}, ["audit-stream-database", "audit-stream-table"]]);
    expect(Object.keys(changed)).toEqual([
      "audit-stream-delivery",
      "audit-stream-in-policy",
      "audit-stream-out-policy",
      "audit-stream-subscription",
    ]);
    const { name, destination, extendedS3Configuration, httpEndpointConfiguration } = changed["audit-stream-delivery"]!;
    const role = "arn:aws:iam::111122223333:role/audit-stream-out-1";
    const unique = /[0-9a-f]{7}$/.exec(String(name))![0];
    expect({ name, destination, extendedS3Configuration, httpEndpointConfiguration }).toEqual({
      name: `auditlog-stream-endpoint-${unique}`,
      destination: "http_endpoint",
      extendedS3Configuration: null,
      httpEndpointConfiguration: {
        secret: {
          name: "auditlog",
          url: "https://siem.example.com/firehose",
          accessKey: "hush",
          roleArn: role,
          bufferingSize: 1,
          bufferingInterval: 60,
          retryDuration: 7200,
          cloudwatchLoggingOptions: {
            enabled: true,
            logGroupName: "/auditlog/audit-archive-1/stream",
            logStreamName: "delivery",
          },
          s3BackupMode: "FailedDataOnly",
          s3Configuration: {
            roleArn: role,
            bucketArn: "arn:aws:s3:::audit-stream-1",
            errorOutputPrefix: "failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/",
            compressionFormat: "GZIP",
            kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/mrk-1",
            cloudwatchLoggingOptions: {
              enabled: true,
              logGroupName: "/auditlog/audit-archive-1/stream",
              logStreamName: "delivery",
            },
          },
        },
      },
    });
  });

  test("without a key of one's own the delivery stream and the bucket have those of AWS", async () => {
    const { added } = await streamIn("AwsAuditLog", region, { encryption: { customerManagedKey: false } });
    expect(added["audit-stream-delivery"]).toMatchObject({
      serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" },
    });
    expect(JSON.stringify(added)).not.toContain("kms");
  });
});

describe("on Google Cloud", () => {
  const project = { project: "acme-audit", location: "europe-west3" };

  test("a stream adds a topic with the key, a sink of its own, and a subscription that never expires", async () => {
    const found = await streamIn("GcpAuditLog", project);
    await expect(reviewed(found)).toMatchFileSnapshot("__snapshots__/gcp-stream.json");
    expect(found.named).toEqual([undefined, "projects/acme-audit/subscriptions/audit-stream-subscription-1"]);
    expect(found.kept).toEqual([]);
  });

  test("in an organization its sink takes in all projects, and that sink's writer may publish", async () => {
    const organization = { ...project, scope: "organization", organizationId: "123456789012" };
    const exclude = [{ name: "noise", when: 'service == "compute.googleapis.com"', reason: "machine traffic" }];
    const { added } = await streamIn("GcpAuditLog", organization, { capture: { exclude } });
    const { filter, exclusions, ...sink } = added["audit-stream-sink"]!;
    expect(sink).toEqual({
      type: "gcp:logging/organizationSink:OrganizationSink",
      orgId: "123456789012",
      includeChildren: true,
      destination: "pubsub.googleapis.com/projects/acme-audit/topics/audit-stream-topic-1",
      description: "Audit logs to the stream of audit",
    });
    expect([filter, exclusions]).toEqual([
      expect.stringContaining('log_id("cloudaudit.googleapis.com/data_access")'),
      [{ name: "noise", description: "machine traffic", filter: expect.stringContaining("compute.googleapis.com") }],
    ]);
    expect(added["audit-stream-writer"]).toEqual({
      type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
      project: "acme-audit",
      topic: "audit-stream-topic-1",
      role: "roles/pubsub.publisher",
      member: "serviceAccount:audit-stream-sink@gcp-sa-logging.iam.gserviceaccount.com",
    });
  });

  test("without a key of one's own Pub/Sub's agent needs none", async () => {
    const { added } = await streamIn("GcpAuditLog", project, { encryption: { customerManagedKey: false } });
    expect(Object.keys(added)).toEqual([
      "audit-service-pubsub",
      "audit-stream-sink",
      "audit-stream-subscription",
      "audit-stream-topic",
      "audit-stream-writer",
    ]);
    expect(added["audit-stream-topic"]).not.toHaveProperty("kmsKeyName");
  });
});

describe("on Azure", () => {
  test("a stream adds an event hub, and every diagnostic setting sends to it too", async () => {
    const found = await streamIn("AzureAuditLog", { location: "westeurope" }, { capture: { identity: true } });
    await expect(reviewed(found)).toMatchFileSnapshot("__snapshots__/azure-stream.json");
    expect(Object.keys(found.changed)).toEqual(["audit-activity-log", "audit-entra", "audit-vault-audit"]);
    expect(found.named).toEqual([
      undefined,
      expect.stringMatching(/\/Microsoft\.EventHub\/namespaces\/evhns-[a-z2-7]{13}\/eventhubs\/audit-events$/),
    ]);
    expect(found.kept).toEqual([]);
  });
});
