import { describe, expect, test } from "vitest";
import { endOfRetention } from "../../../core/compile/aws/archive.ts";
import { compileAws } from "../../../core/compile/aws/blueprint.ts";
import { compileAzure } from "../../../core/compile/azure/blueprint.ts";
import type { Compiled } from "../../../core/compile/compiled.ts";
import { compileGcp } from "../../../core/compile/gcp/blueprint.ts";
import { deferred } from "../../../core/contract/deferred.ts";
import type { AwsPlacement } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { planned } from "./planned.ts";

const rowsOf = ({ coverage }: Compiled<unknown>) => coverage.filter(({ rule }) => rule.startsWith("stream."));
const issuesOf = ({ issues }: Compiled<unknown>) => issues.filter(({ path }) => path[0] === "stream");
const streamed = (more: SpecOverrides = {}): SpecOverrides => ({ stream: { enabled: true }, ...more });

describe("on AWS", () => {
  const siem = { url: "https://siem.example.com/firehose", accessKey: "a1b2c3" };
  const aws = (spec: SpecOverrides, place: Partial<AwsPlacement> = {}) =>
    compileAws(...planned("aws", spec, { region: "eu-central-1", ...place }));
  const fromLogs = "the stream has what CloudWatch Logs has; events above 256 KB are in the archive alone";

  test("the alert about it is given what changes something alone: nothing of it reads", () => {
    const { alerts } = aws(streamed({ alerts: { catalog: ["stream-change"] } })).blueprint;
    expect(alerts!.rules.map(({ id, state }) => [id, state])).toEqual([["stream-change", "ENABLED"]]);
  });

  test("a stream to an endpoint keeps what failed: the whole of it", () => {
    const { stream } = aws(streamed(), {
      streamEndpoint: siem,
      readers: { soc: "arn:aws:iam::444455556666:role/soc" },
    }).blueprint;
    expect(stream).toStrictEqual({
      name: "auditlog-stream-endpoint-${unique}",
      subscription: "auditlog-stream-${unique}",
      bucket: {
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "DenyInsecureTransport",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:${partition}:s3:::${streamBucket}", "arn:${partition}:s3:::${streamBucket}/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
              Sid: "ReadersList",
              Effect: "Allow",
              Principal: { AWS: ["${reader:soc}"] },
              Action: ["s3:ListBucket", "s3:GetBucketLocation"],
              Resource: "arn:${partition}:s3:::${streamBucket}",
            },
            {
              Sid: "ReadersGet",
              Effect: "Allow",
              Principal: { AWS: ["${reader:soc}"] },
              Action: ["s3:GetObject", "s3:GetObjectVersion"],
              Resource: "arn:${partition}:s3:::${streamBucket}/*",
            },
          ],
        },
        lifecycle: endOfRetention(400),
      },
      errors: { logGroup: "/auditlog/${trail}/stream", logStream: "delivery", retentionInDays: 90 },
      roles: {
        subscriber: {
          name: "auditlog-stream-in-${unique}",
          trust: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "CloudWatchLogsAssume",
                Effect: "Allow",
                Principal: { Service: "logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringLike: { "aws:SourceArn": "arn:${partition}:logs:eu-central-1:${account}:*" } },
              },
            ],
          },
          permissions: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "PutRecords",
                Effect: "Allow",
                Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
                Resource: [
                  "arn:${partition}:firehose:eu-central-1:${account}:deliverystream/auditlog-stream-endpoint-${unique}",
                ],
              },
            ],
          },
        },
        firehose: {
          name: "auditlog-stream-out-${unique}",
          trust: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "FirehoseAssume",
                Effect: "Allow",
                Principal: { Service: "firehose.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "sts:ExternalId": "${account}" } },
              },
            ],
          },
          permissions: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "DeliverToBucket",
                Effect: "Allow",
                Action: [
                  "s3:AbortMultipartUpload",
                  "s3:GetBucketLocation",
                  "s3:GetObject",
                  "s3:ListBucket",
                  "s3:ListBucketMultipartUploads",
                  "s3:PutObject",
                ],
                Resource: ["arn:${partition}:s3:::${streamBucket}", "arn:${partition}:s3:::${streamBucket}/*"],
              },
              {
                Sid: "EncryptInBucket",
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: ["${keyArn}"],
                Condition: {
                  StringEquals: { "kms:ViaService": "s3.eu-central-1.${dnsSuffix}" },
                  StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:${partition}:s3:::${streamBucket}*" },
                },
              },
              {
                Sid: "LogErrors",
                Effect: "Allow",
                Action: ["logs:PutLogEvents"],
                Resource: [
                  "arn:${partition}:logs:eu-central-1:${account}:log-group:/auditlog/${trail}/stream:log-stream:delivery",
                ],
              },
            ],
          },
        },
      },
      errorOutputPrefix: "failed/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/",
      endpoint: { hasAccessKey: true, buffering: { megabytes: 1, seconds: 60 }, retrySeconds: 7200 },
      files: undefined,
    });
  });

  test("a stream without an endpoint becomes Parquet files, whose table keeps each event's whole text", () => {
    const { stream } = aws(streamed()).blueprint;
    expect(stream?.name).toBe("auditlog-stream-files-${unique}");
    expect(stream?.endpoint).toBeUndefined();
    expect(stream?.files).toStrictEqual({
      database: "auditlog_stream_${unique}",
      table: "events",
      prefix: "events/dt=!{timestamp:yyyy-MM-dd}/",
      buffering: { megabytes: 128, seconds: 300 },
      location: "s3://${streamBucket}/events/",
      columns: [
        { name: "messagetype", type: "string" },
        { name: "owner", type: "string" },
        { name: "loggroup", type: "string" },
        { name: "logstream", type: "string" },
        { name: "subscriptionfilters", type: "array<string>" },
        { name: "logevents", type: "array<struct<id:string,message:string>>" },
      ],
      partitionKeys: [{ name: "dt", type: "string" }],
      parameters: {
        EXTERNAL: "TRUE",
        classification: "parquet",
        "projection.enabled": "true",
        "projection.dt.type": "date",
        "projection.dt.format": "yyyy-MM-dd",
        "projection.dt.range": "NOW-400DAYS,NOW",
      },
    });
    expect(stream?.roles.firehose.permissions.Statement.at(-1)).toStrictEqual({
      Sid: "ReadSchema",
      Effect: "Allow",
      Action: ["glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"],
      Resource: [
        "arn:${partition}:glue:eu-central-1:${account}:catalog",
        "arn:${partition}:glue:eu-central-1:${account}:database/auditlog_stream_${unique}",
        "arn:${partition}:glue:eu-central-1:${account}:table/auditlog_stream_${unique}/events",
      ],
    });
  });

  test("the coverage says where it comes from, and that what is in the bucket stays as long as the archive", () => {
    const kept = "what Firehose writes into the stream's bucket is evidence too; it stays for 400 days, not 48 hours";
    const spec = streamed({ stream: { enabled: true, retentionHours: 48 } });
    const rows = (place: Partial<AwsPlacement>) => rowsOf(aws(spec, place));
    const row = (rule: string, asked: string, given: string, fidelity: string, reason: string) => ({
      cloud: "aws",
      rule,
      asked,
      given,
      fidelity,
      reason,
    });
    expect(rows({ streamEndpoint: siem })).toStrictEqual([
      row(
        "stream.enabled",
        "true (spec)",
        "Firehose subscribes to the log group, and posts to your endpoint",
        "exact",
        fromLogs,
      ),
      row(
        "stream.retentionHours",
        "48 hours (spec)",
        "Firehose tries for 2 hours; what failed: the stream's bucket, 400 days",
        "wider",
        kept,
      ),
    ]);
    expect(rows({})).toStrictEqual([
      row(
        "stream.enabled",
        "true (spec)",
        "Firehose subscribes to the log group, and writes Parquet files",
        "exact",
        fromLogs,
      ),
      row("stream.retentionHours", "48 hours (spec)", "the stream's bucket, 400 days", "wider", kept),
    ]);
    expect(issuesOf(aws(spec)).map(({ code, severity }) => [code, severity])).toEqual([
      ["aws-stream-from-logs", "notice"],
      ["aws-stream-kept", "notice"],
    ]);
  });

  test("data events have a trail of their own, which writes to no log group: a gap, and a warning", () => {
    const compiled = aws(streamed({ capture: { data: [{ service: "storage" }] } }));
    expect(compiled.blueprint.dataTrail).toBeDefined();
    expect(rowsOf(compiled)[0]).toMatchObject({
      rule: "stream.enabled",
      fidelity: "unsupported",
      reason:
        "the stream has what CloudWatch Logs has; most data events, and events above 256 KB, are in the archive alone",
    });
    expect(issuesOf(compiled)[0]).toStrictEqual({
      code: "aws-stream-from-logs",
      severity: "warning",
      path: ["stream", "enabled"],
      params: { hasDataTrail: true },
    });
  });

  test.each([
    [1, 24, 1, "exact"],
    [1, 25, 2, "wider"],
    [1, 168, 7, "exact"],
    [8, 168, 8, "wider"],
  ])(
    "evidence of %i days and %i hours of a stream keep the bucket for %i days: %s",
    (days, retentionHours, kept, fidelity) => {
      const compiled = aws({ stream: { enabled: true, retentionHours }, retention: { days } });
      expect(compiled.blueprint.stream?.bucket.lifecycle).toStrictEqual(endOfRetention(kept));
      expect(rowsOf(compiled)[1]).toMatchObject({ given: `the stream's bucket, ${kept} days`, fidelity });
    },
  );

  test("the key lets CloudWatch Logs encrypt Firehose's own log group, and without a key nothing is asked of one", () => {
    const sids = (spec: SpecOverrides) => aws(spec).blueprint.key?.policy.Statement.map(({ Sid }) => Sid);
    expect(sids(streamed())).toContain("CloudWatchLogsOfStream");
    expect(sids({})).not.toContain("CloudWatchLogsOfStream");
    const { stream, key } = aws(streamed({ encryption: { customerManagedKey: false } })).blueprint;
    expect(key).toBeUndefined();
    expect(JSON.stringify(stream)).not.toContain("kms");
  });

  test("who alone may change the evidence may alone change the stream's bucket", () => {
    const breakGlass = { admin: "arn:aws:iam::111122223333:role/break-glass" };
    const { stream } = aws(streamed(), { breakGlass }).blueprint;
    expect(stream?.bucket.policy.Statement[1]).toMatchObject({
      Sid: "DenyAllButBreakGlass",
      Effect: "Deny",
      Resource: ["arn:${partition}:s3:::${streamBucket}", "arn:${partition}:s3:::${streamBucket}/*"],
      Condition: { ArnNotLike: { "aws:PrincipalArn": ["${breakGlass:admin}"] } },
    });
  });

  test("an adopted key's owner is told what a stream needs of it", () => {
    const key = "arn:aws:kms:eu-central-1:222233334444:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const adopted: Partial<AwsPlacement> = { trailName: "acme-audit", existing: { key } };
    const sids = (spec: SpecOverrides) => aws(spec, adopted).statements.key?.map((one) => (one as { Sid: string }).Sid);
    const without = sids({})!;
    expect(sids(streamed())).toEqual([...without, "CloudWatchLogsOfStream", "StreamDelivers", "StreamIsMade"]);
  });

  test("what is not known yet of an endpoint changes nothing of what is made", () => {
    const known = aws(streamed(), { streamEndpoint: siem }).blueprint;
    expect(aws(streamed(), { streamEndpoint: { url: deferred, accessKey: deferred } }).blueprint).toStrictEqual(known);
    const { endpoint } = aws(streamed(), { streamEndpoint: { url: deferred } }).blueprint.stream!;
    expect(endpoint?.hasAccessKey).toBe(false);
  });

  test("alerts about the buckets know the stream's only where there is one", () => {
    const changes = (spec: SpecOverrides) =>
      JSON.stringify(aws({ ...spec, alerts: { catalog: ["audit-archive-change"] } }));
    expect(changes(streamed())).toContain("${streamBucket}");
    expect(changes({})).not.toContain("streamBucket");
  });
});

describe("on Google Cloud", () => {
  const gcp = (spec: SpecOverrides, location = "europe-west3") =>
    compileGcp(...planned("gcp", spec, { project: "acme-audit", location }));

  test("a stream is a topic in the stores' region, and a subscription that keeps what nobody has read", () => {
    const compiled = gcp(streamed());
    expect(compiled.blueprint.stream).toStrictEqual({
      allowedPersistenceRegions: ["europe-west3"],
      messageRetentionDuration: "604800s",
    });
    expect(compiled.blueprint.services).toContain("pubsub.googleapis.com");
    expect(rowsOf(compiled)).toStrictEqual([
      {
        cloud: "gcp",
        rule: "stream.enabled",
        asked: "true (spec)",
        given: "a sink of its own to Pub/Sub, with your key",
        fidelity: "exact",
      },
      {
        cloud: "gcp",
        rule: "stream.retentionHours",
        asked: "168 hours (default)",
        given: "Pub/Sub subscription, 168 hours",
        fidelity: "exact",
      },
    ]);
    expect(issuesOf(compiled)).toEqual([]);
  });

  test.each([
    ["eu", ["europe-west1", "europe-west3", "europe-west4"]],
    ["us", ["us-central1", "us-east1", "us-west1"]],
  ])("messages in the multi-region %s stay in %j", (location, regions) => {
    expect(gcp(streamed(), location).blueprint.stream?.allowedPersistenceRegions).toEqual(regions);
  });

  test("the hours are seconds there, and without a key of one's own none is told of", () => {
    const compiled = gcp(
      streamed({ stream: { enabled: true, retentionHours: 24 }, encryption: { customerManagedKey: false } }),
    );
    expect(compiled.blueprint.stream?.messageRetentionDuration).toBe("86400s");
    expect(rowsOf(compiled).map(({ given }) => given)).toEqual([
      "a sink of its own to Pub/Sub",
      "Pub/Sub subscription, 24 hours",
    ]);
  });

  test("without a stream nothing of Pub/Sub is made or enabled", () => {
    const { blueprint } = gcp({ stream: { retentionHours: 24 } });
    expect(blueprint.stream).toBeUndefined();
    expect(blueprint.services).not.toContain("pubsub.googleapis.com");
  });

  test("alerts about the sinks know the stream's only where there is one", () => {
    const stops = (spec: SpecOverrides) => JSON.stringify(gcp({ ...spec, alerts: { catalog: ["audit-log-stopped"] } }));
    expect(stops(streamed())).toContain("${streamSink}");
    expect(stops({})).not.toContain("streamSink");
  });

  test("who changes the topic or the subscription is told of where they are made", () => {
    const told = (spec: SpecOverrides) =>
      gcp({ ...spec, alerts: { catalog: ["stream-change"] } }).blueprint.alerts?.matches.map(({ filter }) => filter);
    expect(told(streamed())).toEqual([expect.stringMatching(/resourceName=~"\(\?s\)\/topics\/\$\{streamTopic\}\$"/)]);
    expect(told({})).toBeUndefined();
  });
});

describe("on Azure", () => {
  const azure = (spec: SpecOverrides) => compileAzure(...planned("azure", spec, { location: "westeurope" }));

  test("a stream is an event hub, whose messages have Microsoft's keys: said", () => {
    const compiled = azure(streamed({ stream: { enabled: true, retentionHours: 72 } }));
    expect(compiled.blueprint.stream).toStrictEqual({
      units: { first: 1, most: 20 },
      partitionCount: 4,
      retentionTimeInHours: 72,
    });
    expect(rowsOf(compiled)).toStrictEqual([
      {
        cloud: "azure",
        rule: "stream.enabled",
        asked: "true (spec)",
        given: "the diagnostic settings send to an event hub too",
        fidelity: "exact",
        reason:
          "Event Hubs takes a customer-managed key only in its premium tier, so what waits in Azure's stream is encrypted with Microsoft's keys; the archive has your key",
      },
      {
        cloud: "azure",
        rule: "stream.retentionHours",
        asked: "72 hours (spec)",
        given: "event hub, 72 hours",
        fidelity: "exact",
      },
    ]);
    expect(issuesOf(compiled)).toStrictEqual([
      { code: "azure-stream-microsoft-key", severity: "warning", path: ["stream", "enabled"], params: {} },
    ]);
  });

  test("where nobody asked for a key of one's own, nothing is to be said", () => {
    expect(issuesOf(azure(streamed({ encryption: { customerManagedKey: false } })))).toEqual([]);
  });

  test("who changes the namespace or its keys is told of where there is one", () => {
    const told = (spec: SpecOverrides) => {
      const { blueprint, rules } = azure({ ...spec, alerts: { catalog: ["stream-change"] } });
      return [blueprint.alerts?.activityLogRules.map(({ id }) => id), rules.map(({ given }) => given)];
    };
    expect(told(streamed())).toEqual([["stream-change"], ["activity log alert on the resource group"]]);
    expect(told({})).toEqual([undefined, ["nothing to tell: the spec asks for nothing that this is about"]]);
  });

  test("without a stream there is no event hub", () => {
    expect(azure({ stream: { retentionHours: 24 } }).blueprint.stream).toBeUndefined();
  });
});
