type Json = Readonly<Record<string, unknown>>;

const account = "111122223333";

/** Where the stack is, in these examples. */
export const region = "eu-central-1";

/** What fills the tokens of filters about what this package made, in these examples. */
export const own = {
  archive: "acme-audit-archive-0a1b2c3",
  trail: "acme-audit-archive-0a1b2c3",
  dataTrail: "acme-audit-archive-0a1b2c3-data",
  logGroup: "/auditlog/acme-audit-archive-0a1b2c3",
  accessLogs: "acme-audit-access-logs-4d5e6f7",
  streamBucket: "acme-audit-stream-5c6d7e8",
  unique: "8a9b0c1",
  key: "1234abcd-12ab-34cd-56ef-1234567890ab",
  keyAlias: "alias/acme-audit-key-alias",
} as const;

const user = {
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: "arn:aws:iam::111122223333:user/max",
  accountId: account,
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  userName: "max",
};

export const root = { type: "Root", principalId: account, arn: "arn:aws:iam::111122223333:root", accountId: account };

/** A service that acts by itself. */
export const byService = (name: string): Json => ({
  userIdentity: { type: "AWSService", invokedBy: `${name}.amazonaws.com` },
  sourceIPAddress: `${name}.amazonaws.com`,
  userAgent: `${name}.amazonaws.com`,
});

export const role = {
  type: "AssumedRole",
  principalId: "AROACKCEVSQ6C2EXAMPLE:deploy",
  arn: "arn:aws:sts::111122223333:assumed-role/deploy/deploy",
  accountId: account,
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROACKCEVSQ6C2EXAMPLE",
      arn: "arn:aws:iam::111122223333:role/deploy",
      accountId: account,
      userName: "deploy",
    },
    attributes: { creationDate: "2026-03-04T05:00:00Z", mfaAuthenticated: "false" },
  },
};

/**
 * A call as CloudTrail records it, by `iam` for `iam.amazonaws.com`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const call = (service: string, eventName: string, changes: Json = {}): Json => ({
  eventVersion: "1.11",
  userIdentity: user,
  eventTime: "2026-03-04T05:06:07Z",
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: region,
  sourceIPAddress: "198.51.100.7",
  userAgent: "aws-cli/2.31.0",
  requestParameters: null,
  responseElements: null,
  requestID: "4dd2b3f2-1b7e-4c1e-9a55-3c0f4f4bb2b1",
  eventID: "865d9377-9c6b-4fd7-8aad-725e95f6a140",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: "Management",
  tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" },
  ...changes,
});

/** A call that only looks. */
export const look = (service: string, eventName: string, changes: Json = {}): Json =>
  call(service, eventName, { readOnly: true, ...changes });

/** A call that was refused. */
export const denied = (service: string, eventName: string, changes: Json = {}): Json =>
  call(service, eventName, {
    errorCode: "AccessDenied",
    errorMessage: `User: ${user.arn} is not authorized to perform: ${service}:${eventName}`,
    ...changes,
  });

/** A sign-in to the console. */
export const signIn = (result: "Success" | "Failure", mfa: "Yes" | "No", changes: Json = {}): Json =>
  call("signin", "ConsoleLogin", {
    eventType: "AwsConsoleSignIn",
    awsRegion: "us-east-1",
    responseElements: { ConsoleLogin: result },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com/console/home", MobileVersion: "No", MFAUsed: mfa },
    ...(result === "Failure" && { errorMessage: "Failed authentication" }),
    ...changes,
  });

/** A data event of an object. */
export const objectCall = (eventName: string, readOnly: boolean, changes: Json = {}): Json =>
  call("s3", eventName, {
    readOnly,
    managementEvent: false,
    eventCategory: "Data",
    requestParameters: { bucketName: "prod-data", key: "2026/report.csv" },
    resources: [
      { type: "AWS::S3::Object", ARN: "arn:aws:s3:::prod-data/2026/report.csv" },
      { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::prod-data", accountId: account },
    ],
    ...changes,
  });
