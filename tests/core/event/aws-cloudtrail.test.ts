import { describe, expect, test } from "vitest";
import { toCommonEvent } from "../../../core/event/common-event.ts";
import type { CommonEvent } from "../../../core/event/event.ts";

const user = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLEUSER00001",
  arn: "arn:aws:iam::111122223333:user/ines",
  accountId: "111122223333",
  userName: "ines",
};

const call = {
  eventVersion: "1.11",
  userIdentity: user,
  eventTime: "2026-03-02T08:15:00Z",
  eventSource: "cloudtrail.amazonaws.com",
  eventName: "StopLogging",
  awsRegion: "eu-west-1",
  sourceIPAddress: "198.51.100.7",
  userAgent: "aws-cli/2.22.0",
  requestParameters: { name: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit" },
  responseElements: null,
  eventID: "0b5e2f4e-0000-4000-8000-000000000001",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: "111122223333",
  eventCategory: "Management",
};

const expected: CommonEvent = {
  cloud: "aws",
  account: "111122223333",
  region: "eu-west-1",
  category: "management",
  activities: ["logging.change"],
  service: "cloudtrail.amazonaws.com",
  operation: "StopLogging",
  access: "write",
  actor: { id: "arn:aws:iam::111122223333:user/ines", type: "user" },
  sourceIp: "198.51.100.7",
  userAgent: "aws-cli/2.22.0",
  resources: ["arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"],
  outcome: "success",
  time: "2026-03-02T08:15:00Z",
  id: "0b5e2f4e-0000-4000-8000-000000000001",
  native: call,
};

const object = {
  ...call,
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  readOnly: "true",
  requestParameters: { bucketName: "payroll", key: "2026/03.csv" },
  resources: [
    { type: "AWS::S3::Object", ARN: "arn:aws:s3:::payroll/2026/03.csv" },
    { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::payroll", accountId: "111122223333" },
  ],
  managementEvent: false,
  eventCategory: "Data",
};

const failedSignIn = {
  eventVersion: "1.08",
  userIdentity: {
    type: "IAMUser",
    accountId: "111122223333",
    accessKeyId: "",
    userName: "HIDDEN_DUE_TO_SECURITY_REASONS",
  },
  eventTime: "2026-03-02T09:00:00Z",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  awsRegion: "us-east-1",
  sourceIPAddress: "203.0.113.9",
  userAgent: "Mozilla/5.0",
  errorMessage: "Failed authentication",
  requestParameters: null,
  responseElements: { ConsoleLogin: "Failure" },
  additionalEventData: { MFAUsed: "No", MobileVersion: "No" },
  eventID: "0b5e2f4e-0000-4000-8000-000000000002",
  readOnly: false,
  eventType: "AwsConsoleSignIn",
  managementEvent: true,
  recipientAccountId: "111122223333",
  eventCategory: "Management",
};

const rotation = {
  eventVersion: "1.11",
  userIdentity: { accountId: "111122223333", invokedBy: "AWS Internal" },
  eventTime: "2026-03-02T10:00:00Z",
  eventSource: "kms.amazonaws.com",
  eventName: "RotateKey",
  awsRegion: "eu-west-1",
  sourceIPAddress: "AWS Internal",
  userAgent: "AWS Internal",
  eventID: "0b5e2f4e-0000-4000-8000-000000000003",
  resources: [{ ARN: "arn:aws:kms:eu-west-1:111122223333:key/k1", accountId: "111122223333" }],
  eventType: "AwsServiceEvent",
  recipientAccountId: "111122223333",
};

describe("a CloudTrail record", () => {
  test.each<[string, object, CommonEvent]>([
    ["of a management call", call, expected],
    [
      "of a data call, whose flag is text and whose object comes before its bucket",
      object,
      {
        ...expected,
        category: "data",
        activities: ["data.read"],
        service: "s3.amazonaws.com",
        operation: "GetObject",
        access: "read",
        resources: ["arn:aws:s3:::payroll/2026/03.csv", "arn:aws:s3:::payroll", "payroll"],
        native: object,
      },
    ],
    [
      "of a failed sign-in, which has no error code and hides the name",
      failedSignIn,
      {
        cloud: "aws",
        account: "111122223333",
        region: "us-east-1",
        category: "identity",
        activities: ["auth.failure", "auth.signin"],
        service: "signin.amazonaws.com",
        operation: "ConsoleLogin",
        access: "write",
        actor: { id: "111122223333", type: "user" },
        sourceIp: "203.0.113.9",
        userAgent: "Mozilla/5.0",
        outcome: "failure",
        error: "Failed authentication",
        mfa: false,
        time: "2026-03-02T09:00:00Z",
        id: "0b5e2f4e-0000-4000-8000-000000000002",
        native: failedSignIn,
      },
    ],
    [
      "of what a service did on its own, without a type of identity or a flag",
      rotation,
      {
        cloud: "aws",
        account: "111122223333",
        region: "eu-west-1",
        category: "system",
        activities: ["encryption.key.change", "platform.event"],
        service: "kms.amazonaws.com",
        operation: "RotateKey",
        access: "write",
        actor: { id: "AWS Internal", type: "service" },
        sourceIp: "AWS Internal",
        userAgent: "AWS Internal",
        resources: ["arn:aws:kms:eu-west-1:111122223333:key/k1"],
        outcome: "success",
        time: "2026-03-02T10:00:00Z",
        id: "0b5e2f4e-0000-4000-8000-000000000003",
        native: rotation,
      },
    ],
  ])("%s", (_, record, event) => {
    expect(toCommonEvent(record)).toStrictEqual(event);
  });

  test.each<[object, CommonEvent["actor"]]>([
    [
      { type: "Root", arn: "arn:aws:iam::1:root" },
      { id: "arn:aws:iam::1:root", type: "root" },
    ],
    [
      { type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/ops/ines", invokedBy: "cloudformation.amazonaws.com" },
      { id: "arn:aws:sts::1:assumed-role/ops/ines", type: "role" },
    ],
    [
      { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
      { id: "ec2.amazonaws.com", type: "service" },
    ],
    [
      { type: "WebIdentityUser", userName: "pod", principalId: "p" },
      { id: "pod", type: "federated" },
    ],
    [
      { type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" }, accountId: "1" },
      { id: "u-1", type: "user" },
    ],
    [
      { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
      { id: "ANONYMOUS_PRINCIPAL", type: "anonymous" },
    ],
    [
      { type: "AWSAccount", principalId: "AROAX:ci", accountId: "2" },
      { id: "AROAX:ci", type: "role" },
    ],
    [
      { type: "AWSAccount", principalId: "AIDAX", accountId: "2" },
      { id: "AIDAX", type: "user" },
    ],
    [
      { type: "Unknown", principalId: "AROAX:ci", accountId: "2" },
      { id: "AROAX:ci", type: "role" },
    ],
    [{ type: "AWSAccount", accountId: "2" }, { id: "2" }],
    [{ type: "Undocumented", principalId: "AIDAX", accountId: "2" }, { id: "AIDAX" }],
    [{ type: "constructor", userName: "x" }, { id: "x" }],
  ])("by %j is by %j", (userIdentity, actor) => {
    expect(toCommonEvent({ ...call, userIdentity })).toMatchObject({ actor });
    expect((toCommonEvent({ ...call, userIdentity }) as CommonEvent).actor).toStrictEqual(actor);
  });

  test.each([
    ["AccessDenied", "denied"],
    ["AccessDeniedException", "denied"],
    ["Client.UnauthorizedOperation", "denied"],
    ["UnauthorizedAccess", "denied"],
    ["ForbiddenException", "denied"],
    ["ThrottlingException", "failure"],
    ["NoSuchBucket", "failure"],
  ])("with the error %s was a %s", (errorCode, outcome) => {
    expect(toCommonEvent({ ...call, errorCode, errorMessage: "why" })).toStrictEqual({
      ...expected,
      activities: outcome === "denied" ? ["access.denied", "logging.change"] : ["logging.change"],
      outcome,
      error: errorCode,
      native: { ...call, errorCode, errorMessage: "why" },
    });
  });

  test.each<[string, string, object]>([
    ["read", "DescribeTrails", { readOnly: undefined }],
    ["write", "StopLogging", { readOnly: undefined }],
    ["write", "GetSigninToken", { readOnly: "false" }],
    ["read", "Decrypt", { readOnly: true }],
  ])("is a %s of %s with %j", (access, eventName, flags) => {
    expect(toCommonEvent({ ...call, eventName, ...flags })).toMatchObject({ access });
  });

  test.each<[string, object]>([
    [
      "data",
      {
        eventCategory: undefined,
        managementEvent: undefined,
        eventSource: "s3.amazonaws.com",
        requestParameters: { key: "k" },
      },
    ],
    ["data", { eventCategory: undefined, managementEvent: "false" }],
    ["data", { eventCategory: "NetworkActivity", managementEvent: undefined }],
    ["management", { eventCategory: undefined, managementEvent: undefined }],
  ])("is of category %s with %j", (category, change) => {
    expect(toCommonEvent({ ...call, ...change })).toMatchObject({ category });
  });

  test("that Logstash took the time out of has it beside", () => {
    expect(toCommonEvent({ ...call, eventTime: undefined, "@timestamp": "2026-03-02T08:15:01Z" })).toMatchObject({
      time: "2026-03-02T08:15:01Z",
    });
  });

  test("of a step of a sign-in says only in its answer that it failed", () => {
    const step = { eventName: "CredentialVerification", responseElements: { CredentialVerification: "Failure" } };
    expect(toCommonEvent({ ...call, ...step })).toMatchObject({ outcome: "failure" });
    expect(toCommonEvent({ ...failedSignIn, errorMessage: undefined })).toMatchObject({ outcome: "failure" });
  });

  test.each([
    ["true", true],
    ["false", false],
  ])("of a session whose second factor is %s has mfa %s", (mfaAuthenticated, mfa) => {
    const userIdentity = { ...user, sessionContext: { attributes: { mfaAuthenticated } } };
    expect(toCommonEvent({ ...call, userIdentity })).toMatchObject({ mfa });
  });

  test("as Athena prints it, in lower case with JSON in text, gives the same event", () => {
    const row = {
      useridentity: JSON.stringify(user),
      eventtime: call.eventTime,
      eventsource: call.eventSource,
      eventname: call.eventName,
      awsregion: call.awsRegion,
      sourceipaddress: call.sourceIPAddress,
      useragent: call.userAgent,
      requestparameters: JSON.stringify(call.requestParameters),
      responseelements: null,
      eventid: call.eventID,
      readonly: "false",
      recipientaccountid: "111122223333",
      errorcode: "",
    };
    expect(toCommonEvent(row)).toStrictEqual({ ...expected, native: row });
  });

  test.each<[string, unknown]>([
    ["a CloudTrail Insights event: a finding about calls, not a call", { ...call, eventCategory: "Insight" }],
    ["a CloudTrail Insights event: a finding about calls, not a call", { ...call, eventType: "AwsCloudTrailInsight" }],
    ["a CloudTrail record without an event name", { ...call, eventName: " " }],
    [
      "a CloudTrail digest file: it signs the log files, and has no events",
      { awsAccountId: "111122223333", digestStartTime: "2026-03-02T08:00:00Z", logFiles: [] },
    ],
  ])("is refused as %s", (rejected, record) => {
    expect(toCommonEvent(record)).toStrictEqual({ rejected });
  });
});
