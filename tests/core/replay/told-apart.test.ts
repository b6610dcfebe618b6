import { expect, it } from "vitest";
import { decider } from "../../../core/replay/decide.ts";
import { planned } from "./planned.ts";
import { replayed } from "./replayed.ts";

it.each([
  [
    "a name written with an escape",
    (name: string) => `{"eventSource":"cloudtrail.amazonaws.com","event\\u004eame":"${name}"`,
  ],
  [
    "a name that is there twice",
    (name: string) => `{"eventSource":"cloudtrail.amazonaws.com","eventName":"ListTrails","eventName":"${name}"`,
  ],
  [
    "a name in another spelling",
    (name: string) => `{"eventSource":"cloudtrail.amazonaws.com","eventName":null,"event_name":"${name}"`,
  ],
  [
    "a value written with escapes",
    (name: string) =>
      `{"eventSource":"cloudtrail.amazonaws.com","eventName":"\\u${name.charCodeAt(0).toString(16).padStart(4, "0")}${name.slice(1)}"`,
  ],
  [
    "a value that is no text",
    (name: string) => `{"eventSource":"cloudtrail.amazonaws.com","eventName":"${name}","errorCode":{"a":"${name}"}`,
  ],
])("records that differ in %s alone are told apart", (_, begin) => {
  const line = (name: string): string =>
    `${begin(name)},"userIdentity":{"type":"IAMUser"},"awsRegion":"us-east-1","eventTime":"2026-07-01T10:00:00Z"}\n`;
  const decide = decider(planned({ alerts: { catalog: ["tamper"] } }));
  const file = new TextEncoder().encode(
    ["GetTrail", "StopLogging", "DeleteTrail", "GetTrail"].map((name) => line(name).repeat(5)).join(""),
  );
  const { result } = replayed([file, file], decide, 100_000, 500);
  expect(result).toEqual(replayed([file, file], decide, undefined, 500).result);
  expect(result.alerts.find(({ id }) => id === "audit-log-stopped")?.events).toBe(20);
});

const call = {
  eventTime: "2026-07-01T10:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "PutObject",
  eventCategory: "Management",
  managementEvent: true,
  readOnly: false,
  userIdentity: { type: "IAMUser" },
};
const dataCall = { ...call, eventCategory: "Data", managementEvent: false };
const change = { ...call, eventSource: "rds.amazonaws.com", eventName: "ModifyDBInstance" };

const when = (filter: string) => ({ alerts: { custom: [{ name: "found", when: filter, severity: "low" }] } });
const objects = { capture: { data: [{ service: "storage" }], bestEffort: ["data"] } };
const inNetwork = when('!(cidr("198.51.100.0/24").containsIP(sourceIp))');

it.each([
  [
    "an address under another name, with and without one under its own",
    inNetwork,
    { ...call, source_ip_address: "198.51.100.9" },
    { ...call, source_ip_address: "198.51.100.9", sourceIPAddress: "7.7.7.7" },
  ],
  [
    "the same where its own name holds nothing",
    inNetwork,
    { ...call, sourceIPAddress: null, source_ip_address: "198.51.100.9" },
    { ...call, sourceIPAddress: null, source_ip_address: "7.7.7.7" },
  ],
  [
    "an address that is compared as it is written",
    when('native.sourceIPAddress == "198.51.100.9" || cidr("198.51.100.0/30").containsIP(sourceIp)'),
    { ...call, sourceIPAddress: "198.51.100.9" },
    { ...call, sourceIPAddress: "198.51.100.8" },
  ],
  ["an address", inNetwork, { ...call, sourceIPAddress: "198.51.100.9" }, { ...call, sourceIPAddress: "7.7.7.7" }],
  [
    "whether there is an address",
    when("has(sourceIp)"),
    { ...call, sourceIPAddress: "198.51.100.9" },
    { ...call, sourceIPAddress: { a: 1 } },
  ],
  ["an agent", when('userAgent.like("aws-*")'), { ...call, userAgent: "aws-cli" }, { ...call, userAgent: "curl" }],
  [
    "a parameter",
    when('native.requestParameters.a.b == "x"'),
    { ...call, requestParameters: { a: [{ b: "x" }] } },
    { ...call, requestParameters: { a: [{ b: "y" }] } },
  ],
  [
    "a parameter that makes a call one of another activity",
    when('"credential.change" in activities'),
    { ...change, requestParameters: { masterUserPassword: "****" } },
    { ...change, requestParameters: { masterUsername: "****" } },
  ],
  ["whether a field is there", when("has(native.recipientAccountId)"), call, { ...call, recipientAccountId: "1" }],
  [
    "whether resources are there that are asked for by their names",
    when('resource.contains("prod")'),
    call,
    { ...call, resources: [{ ARN: "arn:aws:s3:::prod" }] },
  ],
  [
    "the kind of a resource, for which a trail stores it",
    objects,
    { ...dataCall, resources: [{ type: "AWS::S3::Object", ARN: "arn:aws:s3:::a/b" }] },
    { ...dataCall, resources: [{ type: "AWS::S3::AccessPoint", ARN: "arn:aws:s3:::a/b" }] },
  ],
  [
    "a name in an answer",
    when("has(native.responseElements.a)"),
    { ...call, responseElements: { a: true } },
    { ...call, responseElements: { b: true } },
  ],
  ["the kind of a value that is no field", when("has(native.a)"), { ...call, a: null }, { ...call, a: { b: 1 } }],
  ["a text that is no field", when('native.a == "x"'), { ...call, a: "x" }, { ...call, a: "y" }],
] as const)("records that differ in %s alone are told apart", (_, spec, one, other) => {
  const decide = decider(planned(spec));
  const result = (...records: readonly object[]) => {
    const file = new TextEncoder().encode(records.map((record) => `${JSON.stringify(record)}\n`.repeat(8)).join(""));
    const { result } = replayed([file], decide, 100_000, 500);
    expect(result).toEqual(replayed([file], decide, undefined, 500).result);
    return result;
  };
  expect(result(one, other, one), "what the one comes to").not.toEqual(result(one, one, one));
  result(other, one, other);
});
