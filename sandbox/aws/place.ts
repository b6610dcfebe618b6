import type { CloudError, Json, Properties, ProviderConfig, Store, Stored } from "../resource.ts";

export const TOKEN = {
  key: "aws:kms/key:Key",
  alias: "aws:kms/alias:Alias",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  publicAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  ownershipControls: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  objectLock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  logging: "aws:s3/bucketLogging:BucketLogging",
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  deliveryStream: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  logStream: "aws:cloudwatch/logStream:LogStream",
  subscriptionFilter: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  trail: "aws:cloudtrail/trail:Trail",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
  connection: "aws:cloudwatch/eventConnection:EventConnection",
  apiDestination: "aws:cloudwatch/eventApiDestination:EventApiDestination",
  metricFilter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  organizationPolicy: "aws:organizations/policy:Policy",
  organizationPolicyAttachment: "aws:organizations/policyAttachment:PolicyAttachment",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  glueDatabase: "aws:glue/catalogDatabase:CatalogDatabase",
  glueTable: "aws:glue/catalogTable:CatalogTable",
  workgroup: "aws:athena/workgroup:Workgroup",
  namedQuery: "aws:athena/namedQuery:NamedQuery",
  queryDefinition: "aws:cloudwatch/queryDefinition:QueryDefinition",
  slackChannel: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
} as const;

export function refusal(name: string, message: string): CloudError {
  return { name, message };
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function whole(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function items(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function record(value: Json | undefined): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/**
 * A provider that assumes a role acts in the role's account.
 * https://www.pulumi.com/registry/packages/aws/installation-configuration/#assume-role-configuration
 */
export function accountOf(config: ProviderConfig): string {
  const roles = [...(config.assumeRoles ?? "").matchAll(/arn:aws[a-z-]*:iam::(\d{12}):role\//g)];
  return roles.at(-1)?.[1] ?? config.accountId ?? "111122223333";
}

export function organizationOf(config: ProviderConfig): string {
  return config.organizationId ?? "o-exampleorgid";
}

/** The resource's own `region` argument goes before the provider's. */
export function regionOf(inputs: Properties, config: ProviderConfig): string {
  return text(inputs.region) ?? config.region ?? "us-east-1";
}

export function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export function dnsSuffixOf(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

export function bucketArn(name: string, region: string): string {
  return `arn:${partitionOf(region)}:s3:::${name}`;
}

/** The ARN of what a service keeps in an account and a region. */
export function regionalArn(service: string, resource: string, inputs: Properties, config: ProviderConfig): string {
  const region = regionOf(inputs, config);
  return `arn:${partitionOf(region)}:${service}:${region}:${accountOf(config)}:${resource}`;
}

export interface Arn {
  service: string;
  region: string;
  account: string;
  resource: string;
}

export function readArn(value: Json | undefined): Arn | undefined {
  const parts = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):([^:]*):(.+)$/.exec(text(value) ?? "");
  if (parts === null) return undefined;
  const [, service = "", region = "", account = "", resource = ""] = parts;
  return { service, region, account, resource };
}

export function tagsAll(inputs: Properties): Properties {
  return { tagsAll: record(inputs.tags) };
}

/**
 * The provider's id of a resource whose name is unique only within its account and region: the name, as programs
 * expect, and its ARN where another account or region already has that name.
 */
export function idWithin(token: string, name: string, arn: string, store: Store | undefined): string {
  const same = store?.where(token, "arn", arn)[0];
  if (same !== undefined) return same.id;
  return store?.get(token, name) === undefined ? name : arn;
}

/** The bucket's configuration of one kind, whichever resource gave it. */
export function ofBucket(store: Store, token: string, bucket: string): Stored | undefined {
  return store.where(token, "bucket", bucket)[0];
}

export function findBucket(store: Store, bucket: string | undefined): Stored | undefined {
  return bucket === undefined ? undefined : store.where(TOKEN.bucket, "bucket", bucket)[0];
}
