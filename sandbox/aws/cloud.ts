import type { Cloud, Invoke } from "../resource.ts";
import { namedQuery } from "./athena-named-query.ts";
import { workgroup } from "./athena-workgroup.ts";
import { callerIdentity } from "./caller.ts";
import { slackChannel } from "./chatbot-slack-channel.ts";
import { trail } from "./cloudtrail.ts";
import { alarm } from "./cloudwatch-alarm.ts";
import { apiDestination } from "./events-api-destination.ts";
import { connection } from "./events-connection.ts";
import { rule } from "./events-rule.ts";
import { target } from "./events-target.ts";
import { deliveryStream } from "./firehose.ts";
import { glueDatabase } from "./glue-database.ts";
import { glueTable } from "./glue-table.ts";
import { role, rolePolicy } from "./iam.ts";
import { alias, key } from "./kms.ts";
import { logGroup } from "./logs.ts";
import { metricFilter } from "./logs-metric-filter.ts";
import { queryDefinition } from "./logs-query-definition.ts";
import { logStream } from "./logs-stream.ts";
import { subscriptionFilter } from "./logs-subscription-filter.ts";
import { organizationPolicy, organizationPolicyAttachment } from "./organizations.ts";
import { accountOf, dnsSuffixOf, partitionOf, regionOf, text } from "./place.ts";
import { s3 } from "./s3.ts";
import { topicPolicy } from "./sns-policy.ts";
import { subscription } from "./sns-subscription.ts";
import { topic } from "./sns-topic.ts";
import { queuePolicy } from "./sqs-policy.ts";
import { queue } from "./sqs-queue.ts";

/** https://www.pulumi.com/registry/packages/aws/api-docs/provider/ */
const REAL_CONFIG = [
  "accessKey allowedAccountIds assumeRoleWithWebIdentity assumeRoles customCaBundle defaultTags endpoints",
  "ec2MetadataServiceEndpoint ec2MetadataServiceEndpointMode forbiddenAccountIds httpProxy httpsProxy ignoreTags",
  "insecure maxRetries noProxy profile region retryMode s3UsEast1RegionalEndpoint s3UsePathStyle secretKey",
  "sharedConfigFiles sharedCredentialsFiles skipCredentialsValidation skipMetadataApiCheck skipRegionValidation",
  "skipRequestingAccountId stsRegion tagPolicyCompliance token tokenBucketRateLimiterCapacity useDualstackEndpoint",
  "useFipsEndpoint userAgents",
]
  .join(" ")
  .split(" ");

const getCallerIdentity: Invoke = (_args, config) => ({
  accountId: accountOf(config),
  arn: callerIdentity(config),
  id: accountOf(config),
  userId: "AIDASANDBOXSANDBOXSND",
});

const getPartition: Invoke = (_args, config) => {
  const region = config.region ?? "";
  const dnsSuffix = dnsSuffixOf(region);
  const partition = partitionOf(region);
  return { dnsSuffix, id: partition, partition, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
};

const getRegion: Invoke = (args, config) => {
  const region = text(args.name) ?? regionOf(args, config);
  const endpoint = `ec2.${region}.${dnsSuffixOf(region)}`;
  return { description: region, endpoint, id: region, name: region, region };
};

export const aws: Cloud = {
  name: "aws",
  config: {
    ...Object.fromEntries(REAL_CONFIG.map((name) => [name, undefined])),
    // The sandbox's own: which account and organization it stands for.
    accountId: "111122223333",
    organizationId: "o-exampleorgid",
    // The account itself where it is not given, and accounts with commas between them.
    managementAccountId: undefined,
    delegatedAdministrators: undefined,
  },
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html
  busy: { name: "ThrottlingException", message: "Rate exceeded" },
  requiredConfig: {
    region:
      "missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.",
  },
  types: [
    key,
    alias,
    ...s3,
    logGroup,
    metricFilter,
    role,
    rolePolicy,
    trail,
    topic,
    topicPolicy,
    subscription,
    queue,
    queuePolicy,
    rule,
    target,
    connection,
    apiDestination,
    alarm,
    deliveryStream,
    logStream,
    subscriptionFilter,
    organizationPolicy,
    organizationPolicyAttachment,
    glueDatabase,
    glueTable,
    workgroup,
    namedQuery,
    queryDefinition,
    slackChannel,
  ],
  invokes: {
    "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
    "aws:index/getPartition:getPartition": getPartition,
    "aws:index/getRegion:getRegion": getRegion,
  },
};
