// Does not prove: options of children, which mocks don't show, and that AWS takes the statements: tests/engine/aws-existing.test.ts does, against the stand-in.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deploy, settled, useMocks } from "./deploy.ts";
import { difference, graphText, typesOf } from "./graph.ts";

await useMocks();

const region = "eu-central-1";
const spec = { version: 1, alerts: { catalog: ["audit-log-stopped", "compute-burst"] } };
const existing = {
  bucket: "acme-logs",
  key: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  logGroup: "acme-audit",
  topic: "arn:aws:sns:eu-central-1:111122223333:security",
};
const usual = await deploy("AwsAuditLog", { spec, region });
const adopting = await deploy("AwsAuditLog", { spec, region, trailName: "acme", existing });

test("adopting everything makes exactly this graph", async () => {
  await expect(graphText(adopting.children)).toMatchFileSnapshot("__snapshots__/aws-existing.json");
});

test("nothing of what is adopted is made: no bucket, key, log group or topic, and no policy of theirs", () => {
  expect(typesOf(adopting.children)).toEqual({
    "audit-alert-audit-log-stopped": "aws:cloudwatch/eventRule:EventRule",
    "audit-alert-audit-log-stopped.to.alerts-existing": "aws:cloudwatch/eventTarget:EventTarget",
    "audit-alert-compute-burst.alarm": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "audit-alert-compute-burst.filter": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "audit-delivery": "aws:iam/role:Role",
    "audit-delivery-policy": "aws:iam/rolePolicy:RolePolicy",
    "audit-trail": "aws:cloudtrail/trail:Trail",
    "audit-undelivered-alerts": "aws:sqs/queue:Queue",
    "audit-undelivered-alerts-policy": "aws:sqs/queuePolicy:QueuePolicy",
  });
});

test("the state is where everything is, with what the owners have to add, and nothing that a destroy leaves", async () => {
  const { coverage, filters, statements, queries, ...state } = (await settled(adopting.state)) as Record<
    string,
    unknown
  >;
  expect(state).toEqual({
    archive: "arn:aws:s3:::acme-logs",
    search: "arn:aws:logs:eu-central-1:111122223333:log-group:acme-audit",
    collector: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme",
    key: existing.key,
    alerts: expect.any(Object),
    compliance: [],
    kept: [],
  });
  const texts = Object.entries(statements as Record<string, string>);
  const sids = texts.map(([owner, text]) => [owner, ...(JSON.parse(text) as { Sid: string }[]).map(({ Sid }) => Sid)]);
  expect(sids).toEqual([
    ["bucket", "AWSCloudTrailAclCheck20150319", "AWSCloudTrailWrite20150319"],
    ["key", "CloudTrailEncrypt", "CloudTrailDescribe", "CloudTrailDecrypt", "AlertPublishers"],
    ["topic", "EventBridgePublish", "CloudWatchPublish"],
    ["topicKey", "AlertPublishers"],
  ]);
  expect(JSON.stringify(texts)).not.toContain("${");
  expect(Object.keys(queries as object)).toContain("denied-calls");
});

test("a bucket alone takes its buckets' parts out of the graph, and gives names by the trail's", async () => {
  const bucket = await deploy("AwsAuditLog", { spec, region, trailName: "acme", existing: { bucket: "acme-logs" } });
  const { added, removed, changed } = difference(usual.children, bucket.children);
  expect(added).toEqual({});
  expect(removed).toEqual(
    usual.children.map(({ name }) => name).filter((name) => /^audit-(?:archive|access-logs)(?:-|$)/.test(name)),
  );
  expect(changed["audit-trail"]).toEqual({
    name: "acme",
    s3BucketName: "acme-logs",
    cloudWatchLogsGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/auditlog/acme:*",
  });
  expect(changed["audit-log-group"]).toEqual({ name: "/auditlog/acme" });
  expect(changed["audit-key-alias"]).toEqual({ name: "alias/acme" });
});

test("a trail's name of one's own moves what is named by the trail, and leaves the buckets", async () => {
  const named = await deploy("AwsAuditLog", { spec: { version: 1 }, region, trailName: "acme" });
  const before = await deploy("AwsAuditLog", { spec: { version: 1 }, region });
  expect(Object.keys(difference(before.children, named.children).changed).sort()).toEqual([
    "audit-archive-policy",
    "audit-delivery",
    "audit-delivery-policy",
    "audit-key",
    "audit-key-alias",
    "audit-log-group",
    "audit-trail",
  ]);
});

test("a secret reader keeps the statements secret", async () => {
  const readers = { audit: pulumi.secret("arn:aws:iam::111122223333:role/audit") };
  const { state } = await deploy("AwsAuditLog", { spec, region, trailName: "acme", existing, readers });
  const statements = await new Promise<Record<string, unknown>>((resolve) =>
    (state.statements as pulumi.Output<Record<string, string>>).apply(resolve),
  );
  expect(statements.bucket).toContain("arn:aws:iam::111122223333:role/audit");
  const isSecret = await (state.statements as unknown as { isSecret: Promise<boolean> }).isSecret;
  expect(isSecret).toBe(true);
});
