import fc from "fast-check";
import { mutated, type Pool } from "./arbitrary-filter.ts";

type Json = Record<string, unknown>;

const record = (more: Json): Json => ({
  eventVersion: "1.11",
  eventTime: "2026-03-04T05:06:07Z",
  awsRegion: "eu-central-1",
  sourceIPAddress: "10.1.2.3",
  userAgent: "aws-cli/2.15 Python/3.11",
  requestParameters: null,
  responseElements: null,
  eventID: "6c2b1c66-6e6f-4a0b-8a52-0d8a1b0c1d2e",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  eventCategory: "Management",
  recipientAccountId: "111122223333",
  ...more,
});

const session = (mfa: string): Json => ({
  sessionIssuer: {
    type: "Role",
    principalId: "AROA1",
    arn: "arn:aws:iam::111122223333:role/ci",
    accountId: "111122223333",
    userName: "ci",
  },
  attributes: { creationDate: "2026-03-04T05:00:00Z", mfaAuthenticated: mfa },
});

/** One of each kind that CloudTrail delivers. */
const records: readonly Json[] = [
  record({
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDA1",
      arn: "arn:aws:iam::111122223333:user/Max",
      accountId: "111122223333",
      userName: "Max",
    },
    eventSource: "s3.amazonaws.com",
    eventName: "PutBucketPolicy",
    requestParameters: {
      bucketName: "prod-data",
      bucketPolicy: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: "*" },
          { Effect: "Deny", Action: ["s3:*"] },
        ],
      },
    },
  }),
  record({
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROA1:session",
      arn: "arn:aws:sts::111122223333:assumed-role/ci/session",
      accountId: "111122223333",
      sessionContext: session("false"),
    },
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    readOnly: true,
    managementEvent: false,
    eventCategory: "Data",
    resources: [
      { type: "AWS::S3::Object", ARN: "arn:aws:s3:::prod-data/a.csv" },
      { accountId: "111122223333", type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::prod-data" },
    ],
    requestParameters: { bucketName: "prod-data", key: "a.csv" },
    errorCode: "AccessDenied",
    errorMessage: "Access Denied",
  }),
  record({
    userIdentity: {
      type: "Root",
      principalId: "111122223333",
      arn: "arn:aws:iam::111122223333:root",
      accountId: "111122223333",
    },
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: "Failure" },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com", MobileVersion: "No", MFAUsed: "No" },
    errorMessage: "Failed authentication",
  }),
  record({
    userIdentity: { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" },
    eventSource: "kms.amazonaws.com",
    eventName: "Decrypt",
    readOnly: true,
    sourceIPAddress: "autoscaling.amazonaws.com",
    userAgent: "autoscaling.amazonaws.com",
    requestParameters: { encryptionContext: { "aws:ebs:id": "vol-1" } },
    resources: [{ type: "AWS::KMS::Key", ARN: "arn:aws:kms:eu-central-1:111122223333:key/k1" }],
  }),
  record({
    userIdentity: { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
    eventSource: "s3.amazonaws.com",
    eventName: "ListObjects",
    readOnly: true,
    managementEvent: false,
    eventCategory: "Data",
    errorCode: "AccessDenied",
    requestParameters: { bucketName: "dev-data", prefix: "x" },
  }),
  record({
    userIdentity: { accountId: "111122223333", invokedBy: "AWS Internal" },
    eventSource: "kms.amazonaws.com",
    eventName: "RotateKey",
    eventType: "AwsServiceEvent",
    serviceEventDetails: { keyId: "k1" },
  }),
  record({
    userIdentity: { type: "WebIdentityUser", principalId: "x:y", userName: "system:ci", identityProvider: "oidc" },
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRoleWithWebIdentity",
    readOnly: true,
    requestParameters: { roleArn: "arn:aws:iam::111122223333:role/ci", durationSeconds: 3600 },
  }),
  record({
    userIdentity: {
      type: "IAMUser",
      userName: "HIDDEN_DUE_TO_SECURITY_REASONS",
      accountId: "111122223333",
      principalId: "",
    },
    eventSource: "ec2.amazonaws.com",
    eventName: "AuthorizeSecurityGroupIngress",
    errorCode: "Client.UnauthorizedOperation",
    requestParameters: {
      groupId: "sg-1",
      ipPermissions: { items: [{ fromPort: 22, ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }, { fromPort: 443 }] },
    },
  }),
];

const values = fc.oneof(
  fc.constantFrom<unknown>(
    "prod-data",
    "Allow",
    "",
    "22",
    22,
    443,
    5,
    true,
    false,
    "true",
    "*",
    "é",
    "a*b",
    "10.9.9.9",
    "0.0.0.0/0",
  ),
  fc.constantFrom<unknown>(
    ["Allow", "x"],
    [22, "22"],
    [],
    {},
    { Effect: "Allow" },
    [{ Effect: ["Allow"] }, { fromPort: 22 }],
    [[22], ["b"]],
    [null],
    { items: [{ fromPort: 22 }] },
  ),
);

/** Below these, a service writes what it likes. */
const open = [
  ["requestParameters", "bucketPolicy"],
  ["requestParameters", "bucketPolicy", "Statement"],
  ["requestParameters", "bucketPolicy", "Version"],
  ["requestParameters", "ipPermissions"],
  ["requestParameters", "ipPermissions", "items"],
  ["requestParameters", "durationSeconds"],
  ["requestParameters", "encrypted"],
  ["requestParameters", "key"],
  ["responseElements", "result"],
];

/** Of these it is known what they are, and which may be missing. */
const documented: readonly (readonly [path: readonly string[], values: readonly unknown[], required?: true])[] = [
  [["eventName"], ["PutBucketPolicy", "DeleteTrail", "ListBuckets", "CreateFunction20150331"], true],
  [["eventSource"], ["s3.amazonaws.com", "iam.amazonaws.com", "lambda.amazonaws.com", "signin.amazonaws.com"], true],
  [["eventType"], ["AwsApiCall", "AwsServiceEvent"], true],
  [["eventCategory"], ["Management", "Data", "NetworkActivity"], true],
  [["readOnly"], [true, false], true],
  [["awsRegion"], ["eu-central-1", "us-east-1"], true],
  [["sourceIPAddress"], ["10.1.2.3", "10.200.0.1", "11.0.0.1", "2001:db8::1", "AWS Internal", "ec2.amazonaws.com"]],
  [["userAgent"], ["Terraform/1.5", "aws-cli/2.15 Python/3.11"]],
  [["errorCode"], ["AccessDenied", "ThrottlingException", "UnauthorizedOperation", "Client.UnauthorizedOperation"]],
  [["errorMessage"], ["Failed authentication", "x"]],
  [["recipientAccountId"], ["111122223333", "444455556666"]],
  [
    ["userIdentity", "type"],
    ["Root", "IAMUser", "AssumedRole", "AWSService", "AWSAccount", "Unknown"],
  ],
  [
    ["userIdentity", "arn"],
    ["arn:aws:iam::111122223333:user/Max", "arn:aws:iam::111122223333:root"],
  ],
  [
    ["userIdentity", "userName"],
    ["Max", "HIDDEN_DUE_TO_SECURITY_REASONS"],
  ],
  [
    ["userIdentity", "principalId"],
    ["AIDA1", "AROA2:x", "Anonymous"],
  ],
  [["userIdentity", "invokedBy"], ["ec2.amazonaws.com"]],
  [["userIdentity", "onBehalfOf"], [{ userId: "Max" }]],
  [
    ["userIdentity", "accountId"],
    ["111122223333", "ANONYMOUS_PRINCIPAL"],
  ],
  [
    ["userIdentity", "sessionContext"],
    [session("true"), session("false")],
  ],
  [
    ["additionalEventData", "MFAUsed"],
    ["Yes", "No"],
  ],
  [
    ["responseElements", "ConsoleLogin"],
    ["Success", "Failure"],
  ],
  [
    ["requestParameters", "bucketName"],
    ["prod-data", "dev-data", "PROD-data"],
  ],
  [
    ["requestParameters", "userName"],
    ["Max", "prod-user"],
  ],
  [
    ["resources"],
    [
      [{ ARN: "arn:aws:s3:::prod-data", type: "AWS::S3::Bucket" }],
      [{ ARN: "arn:aws:s3:::x" }, { ARN: "prod-data", type: "AWS::S3::Object" }],
    ],
  ],
];

const changes = fc.array(
  fc.constantFrom(...documented).chain(([path, list, required]) => {
    const given = fc.constantFrom<unknown>(...list);
    const value = required
      ? given
      : fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: given });
    return fc.tuple(fc.constant(path), value);
  }),
  { maxLength: 4 },
);

const put = (root: Json, path: readonly string[], value: unknown): void => {
  let at = root;
  for (const step of path.slice(0, -1)) {
    if (typeof at[step] !== "object" || at[step] === null || Array.isArray(at[step])) at[step] = {};
    at = at[step] as Json;
  }
  if (value === undefined) delete at[path[path.length - 1]!];
  else at[path[path.length - 1]!] = value;
};

/** Records of the kinds above, with documented fields changed as documented, and open ones at will. */
export const cloudTrailEvents: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(...records), changes)
  .chain(([one, some]) =>
    mutated(one, open, values).map((copy) => {
      for (const [path, value] of some) put(copy, path, structuredClone(value));
      return { ...copy, managementEvent: copy.eventCategory === "Management" };
    }),
  );

/** What EventBridge delivers of a record. */
export const delivered = (detail: Json): Json => ({
  version: "0",
  id: "1",
  "detail-type":
    detail.eventType === "AwsServiceEvent" ? "AWS Service Event via CloudTrail" : "AWS API Call via CloudTrail",
  source: "aws.x",
  account: "111122223333",
  time: "2026-03-04T05:06:07Z",
  region: "eu-central-1",
  resources: [],
  detail,
});

export const cloudTrailPool: Pool = {
  texts: {
    operation: ["PutBucketPolicy", "DeleteTrail", "ConsoleLogin"],
    service: ["s3.amazonaws.com", "kms.amazonaws.com"],
    "actor.id": ["arn:aws:iam::111122223333:user/Max", "Max", "AIDA1"],
    resource: ["prod-data", "arn:aws:s3:::prod-data"],
    account: ["111122223333"],
    region: ["eu-central-1", "us-east-1"],
    userAgent: ["Terraform/1.5"],
    sourceIp: ["10.1.2.3", "AWS Internal"],
    error: ["AccessDenied", "ThrottlingException", "Failed authentication"],
    "native.requestParameters.bucketName": ["prod-data", "dev-data"],
    "native.requestParameters.bucketPolicy.Statement.Effect": ["Allow", "Deny"],
    "native.requestParameters.bucketPolicy.Version": ["2012-10-17", "a*b"],
    "native.requestParameters.key": ["a.csv", "22", "*"],
    "native.userIdentity.invokedBy": ["ec2.amazonaws.com"],
    "native.resources.type": ["AWS::S3::Object", "AWS::S3::Bucket"],
    "native.eventName": ["PutBucketPolicy"],
  },
  choices: {
    cloud: ["aws", "gcp"],
    category: ["management", "data", "identity", "system", "policy"],
    access: ["read", "write"],
    "actor.type": ["user", "root", "role", "service", "federated", "anonymous"],
    outcome: ["success", "failure", "denied"],
  },
  flags: ["mfa"],
  truths: ["native.readOnly", "native.requestParameters.encrypted"],
  numbers: {
    "native.requestParameters.ipPermissions.items.fromPort": [22, 443],
    "native.requestParameters.durationSeconds": [22, 3600],
  },
  present: [
    "outcome",
    "error",
    "region",
    "actor.id",
    "native.userIdentity.invokedBy",
    "native.requestParameters.key",
    "native.responseElements",
    "mfa",
  ],
  addresses: ["10.0.0.0/8", "10.1.2.0/24", "10.1.2.3/32", "10.128.0.0/9", "2001:db8::/32"],
  activities: [
    "access.grant",
    "storage.policy.change",
    "encryption.key.use",
    "auth.failure",
    "privileged.use",
    "discovery.read",
  ],
};
