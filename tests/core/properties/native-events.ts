import fc from "fast-check";
import type { Cloud } from "../../../core/contract/cloud.ts";

type Json = Record<string, unknown>;

const some = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

const without = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

const awsCalls: readonly [source: string, name: string, readOnly: boolean, category: string, type?: string][] = [
  ["iam.amazonaws.com", "CreateUser", false, "Management"],
  ["iam.amazonaws.com", "ListUsers", true, "Management"],
  ["kms.amazonaws.com", "Decrypt", true, "Management"],
  ["kms.amazonaws.com", "ScheduleKeyDeletion", false, "Management"],
  ["rdsdata.amazonaws.com", "ExecuteStatement", false, "Management"],
  ["signin.amazonaws.com", "ConsoleLogin", false, "Management"],
  ["sts.amazonaws.com", "AssumeRole", true, "Management"],
  ["s3.amazonaws.com", "PutBucketPolicy", false, "Management"],
  ["s3.amazonaws.com", "GetObject", true, "Data", "AWS::S3::Object"],
  ["s3.amazonaws.com", "DeleteObject", false, "Data", "AWS::S3::Object"],
  ["dynamodb.amazonaws.com", "PutItem", false, "Data", "AWS::DynamoDB::Table"],
  ["lambda.amazonaws.com", "Invoke", false, "Data", "AWS::Lambda::Function"],
  ["secretsmanager.amazonaws.com", "GetSecretValue", true, "Management"],
];

const arnOf: Readonly<Record<string, string>> = {
  "AWS::S3::Object": "arn:aws:s3:::NAME/a/b.csv",
  "AWS::DynamoDB::Table": "arn:aws:dynamodb:eu-west-1:111122223333:table/NAME",
  "AWS::Lambda::Function": "arn:aws:lambda:eu-west-1:111122223333:function:NAME",
};

/** Records as a trail is asked about them: with their category, and whether they are reads. */
const aws = fc
  .tuple(
    some(...awsCalls),
    some("IAMUser", "AssumedRole", "AWSService", "Root"),
    some("prod-data", "prod-logs", "dev-data", "PROD-x"),
    maybe(some("AccessDenied", "ThrottlingException")),
    some("arn:aws:iam::111122223333:user/max", "arn:aws:sts::111122223333:assumed-role/ci/1"),
  )
  .map(([[eventSource, eventName, readOnly, eventCategory, type], identity, name, errorCode, arn]) =>
    without({
      eventVersion: "1.11",
      userIdentity:
        identity === "AWSService" ? { type: identity, invokedBy: "x.amazonaws.com" } : { type: identity, arn },
      eventTime: "2026-01-02T03:04:05Z",
      eventSource,
      eventName,
      awsRegion: "eu-west-1",
      sourceIPAddress: "10.1.2.3",
      errorCode,
      requestParameters: { bucketName: name },
      resources: type === undefined ? undefined : [{ type, ARN: arnOf[type]!.replace("NAME", name) }],
      readOnly,
      managementEvent: eventCategory === "Management",
      eventCategory,
      recipientAccountId: "111122223333",
      eventType: identity === "AWSService" ? "AwsServiceEvent" : "AwsApiCall",
    }),
  );

const gcpCalls: readonly [service: string, method: string, log: string, permission?: string][] = [
  ["iam.googleapis.com", "google.iam.admin.v1.CreateRole", "activity", "ADMIN_WRITE"],
  ["cloudresourcemanager.googleapis.com", "SetIamPolicy", "activity", "ADMIN_WRITE"],
  ["compute.googleapis.com", "v1.compute.instances.list", "data_access", "ADMIN_READ"],
  ["storage.googleapis.com", "storage.objects.get", "data_access", "DATA_READ"],
  ["storage.googleapis.com", "storage.objects.delete", "data_access", "DATA_WRITE"],
  ["cloudkms.googleapis.com", "Decrypt", "data_access", "DATA_READ"],
  ["compute.googleapis.com", "compute.instances.preempted", "system_event"],
  ["storage.googleapis.com", "storage.objects.list", "policy"],
];

const gcp = fc
  .tuple(
    some(...gcpCalls),
    some("max@example.com", "ci@acme.iam.gserviceaccount.com", "service-1@gcp-sa-logging.iam.gserviceaccount.com"),
    some("projects/_/buckets/prod-data", "projects/_/buckets/dev-data", "projects/acme"),
    maybe(some(7, 5, 0)),
  )
  .map(([[serviceName, methodName, log, permissionType], principalEmail, resourceName, code]) => ({
    insertId: "a1",
    logName: `projects/acme/logs/cloudaudit.googleapis.com%2F${log}`,
    timestamp: "2026-01-02T03:04:05Z",
    severity: code ? "ERROR" : "NOTICE",
    resource: { type: "audited_resource", labels: { project_id: "acme" } },
    protoPayload: without({
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
      serviceName,
      methodName,
      resourceName,
      authenticationInfo: { principalEmail },
      ...(permissionType && { authorizationInfo: [{ permissionType, granted: true }] }),
      status: code === undefined ? {} : { code },
    }),
  }));

const azureCalls: readonly [category: string, operation: string][] = [
  ["Administrative", "Microsoft.Authorization/roleAssignments/write"],
  ["Administrative", "Microsoft.KeyVault/vaults/delete"],
  ["Policy", "Microsoft.Authorization/policies/audit/action"],
  ["Policy", "Microsoft.Authorization/policies/deny/action"],
  ["Security", "Microsoft.Security/locations/alerts/activate/action"],
  ["Alert", "Microsoft.Insights/activityLogAlerts/Activated/Action"],
];

const azure = fc
  .tuple(
    some(...azureCalls),
    some("Success", "Failure", "Start"),
    some("prod-data", "dev-data"),
    some("max@example.com", "1"),
  )
  .map(([[category, operationName], resultType, name, upn]) => ({
    time: "2026-01-02T03:04:05Z",
    resourceId: `/SUBSCRIPTIONS/11111111-2222-3333-4444-555555555555/RESOURCEGROUPS/A/PROVIDERS/MICROSOFT.X/ACCOUNTS/${name.toUpperCase()}`,
    operationName,
    category,
    resultType,
    correlationId: "c1",
    callerIpAddress: "10.1.2.3",
    level: "Information",
    identity: { claims: { upn } },
    properties: { eventCategory: category },
  }));

/** Native records of each cloud as its capture sees them. */
export const nativeEvents: { readonly [C in Cloud]: fc.Arbitrary<Json> } = { aws, gcp, azure };
