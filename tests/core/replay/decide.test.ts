import { describe, expect, it } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import { decider } from "../../../core/replay/decide.ts";
import { cloudTrailCall as aws } from "../event/cloudtrail-call.ts";
import { planned } from "./planned.ts";

const s3 = (eventName: string, bucket: string, readOnly: boolean) =>
  aws("s3.amazonaws.com", eventName, {
    readOnly,
    eventCategory: "Data",
    managementEvent: false,
    requestParameters: { bucketName: bucket, key: "a" },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/a` },
      { type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
  });

const gcp = (methodName: string, log: string, more: object = {}) => ({
  logName: `projects/acme-audit/logs/cloudaudit.googleapis.com%2F${log}`,
  timestamp: "2026-07-01T10:00:00Z",
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "compute.googleapis.com",
    methodName,
    authenticationInfo: { principalEmail: "max@example.com" },
    ...more,
  },
});

const azure = (operationName: string, category: string) => ({
  time: "2026-07-01T10:00:00Z",
  resourceId: "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/a",
  operationName,
  category,
  resultType: "Success",
});

const decided = (spec: object, record: object) => {
  const event = toCommonEvent(record);
  if ("rejected" in event) throw new Error(event.rejected);
  const { fate, by, alerts } = decider(planned(spec))(event);
  return [fate, by, alerts.map(({ id }) => id)];
};

const writes = { capture: { management: "write" } };
const buckets = {
  capture: { data: [{ service: "storage", access: "write", resources: ["prod-*"] }], bestEffort: ["data"] },
};
const noise = {
  capture: { exclude: [{ name: "kms", when: 'service == "kms.amazonaws.com"', reason: "noise" }] },
};

describe("what becomes of an event", () => {
  it.each<[string, object, object, unknown[]]>([
    ["a write", writes, aws("iam.amazonaws.com", "CreateUser"), ["captured", "capture.management", []]],
    [
      "a read, where writes are asked for",
      writes,
      aws("iam.amazonaws.com", "GetUser", { readOnly: true }),
      ["dropped", undefined, []],
    ],
    [
      "a sign-in that nobody asked for, which CloudTrail stores",
      writes,
      aws("signin.amazonaws.com", "ConsoleLogin"),
      ["beyond", undefined, []],
    ],
    [
      "an excluded call, which CloudTrail can leave out",
      noise,
      aws("kms.amazonaws.com", "Decrypt", { readOnly: true }),
      ["dropped", "capture.exclude.kms", []],
    ],
    [
      "an excluded call, which CloudTrail can't leave out",
      { capture: { exclude: [{ name: "max", when: 'operation == "CreateUser"', reason: "noise" }] } },
      aws("iam.amazonaws.com", "CreateUser"),
      ["beyond", "capture.exclude.max", []],
    ],
    [
      "an object of a bucket that is asked for",
      buckets,
      s3("PutObject", "prod-a", false),
      ["captured", "capture.data[0]", []],
    ],
    ["an object of another", buckets, s3("PutObject", "dev-a", false), ["dropped", undefined, []]],
    [
      "a read of an object, where writes are asked for",
      buckets,
      s3("GetObject", "prod-a", true),
      ["dropped", undefined, []],
    ],
    [
      "an old record that does not say whether it reads",
      writes,
      { ...aws("ec2.amazonaws.com", "RunInstances"), readOnly: undefined },
      ["captured", "capture.management", []],
    ],
    [
      "an entry of Admin Activity",
      writes,
      gcp("v1.compute.instances.insert", "activity"),
      ["captured", "capture.management", []],
    ],
    [
      "a copy that leaves out which log it is of",
      writes,
      { ...gcp("v1.compute.instances.insert", "activity"), logName: undefined },
      ["captured", "capture.management", []],
    ],
    [
      "a denial by policy",
      writes,
      gcp("v1.compute.instances.insert", "policy"),
      ["captured", "capture.management", []],
    ],
    [
      "an administrative row",
      writes,
      azure("Microsoft.Compute/virtualMachines/write", "Administrative"),
      ["captured", "capture.management", []],
    ],
    [
      "how the platform is, which is no audit event",
      {},
      azure("Microsoft.Resourcehealth/healthevent/Updated/action", "ResourceHealth"),
      ["dropped", undefined, []],
    ],
    ...["CategoryValue", "properties"].map((place): [string, object, object, unknown[]] => {
      const category = place === "properties" ? { eventCategory: "ResourceHealth" } : "ResourceHealth";
      const row = azure("Microsoft.Resourcehealth/healthevent/Updated/action", "");
      return [
        `the same, told by ${place}`,
        {},
        { ...row, category: null, [place]: category },
        ["dropped", undefined, []],
      ];
    }),
    [
      "data that Azure can't capture",
      buckets,
      {
        time: "2026-07-01T10:00:00Z",
        category: "StorageWrite",
        operationName: "PutBlob",
        statusCode: 201,
        resourceId:
          "/subscriptions/1/resourceGroups/a/providers/Microsoft.Storage/storageAccounts/prod-a/blobServices/default",
        properties: { accountName: "prod-a" },
      },
      ["dropped", undefined, []],
    ],
  ])("%s", (_, spec, record, expected) => {
    expect(decided(spec, record)).toEqual(expected);
  });
});

describe("which alerts match", () => {
  const root = aws("iam.amazonaws.com", "CreateAccessKey", {
    userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root" },
  });

  it.each<[string, object, string[]]>([
    ["of the catalog", { alerts: { catalog: ["root-use"] } }, ["root-use"]],
    ["none that is muted", { alerts: { catalog: ["root-use"], mute: [{ alert: "root-use", reason: "drill" }] } }, []],
    [
      "of the user",
      {
        alerts: {
          custom: [
            { name: "a", when: 'operation == "createaccesskey"', severity: "low" },
            { name: "b", when: 'operation == "x"', severity: "low" },
          ],
        },
      },
      ["a"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(decided(spec, root)[2]).toEqual(expected);
  });

  it("of what the stack makes, that it is done to anything", () => {
    const [alert] = decider(planned({ alerts: { catalog: ["audit-log-stopped"] } }))(
      toCommonEvent(aws("cloudtrail.amazonaws.com", "StopLogging", { requestParameters: { name: "mine" } })) as never,
    ).alerts;
    expect([alert?.id, alert?.isOwn]).toEqual(["audit-log-stopped", true]);
  });
});
