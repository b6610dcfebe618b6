import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime/mocks.js";

/** What the three clouds answer, as far as the components use it. */

export const ACCOUNT = "111122223333";
/** That of a provider that is called log-archive. */
export const ARCHIVE_ACCOUNT = "222233334444";
export const SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

const TENANT = "00000000-0000-4000-8000-000000000002";
const PRINCIPAL = "00000000-0000-4000-8000-000000000003";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/audit-group-1`;

const answers: Record<string, object | ((inputs: MockCallArgs["inputs"]) => object)> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: ACCOUNT },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "gcp:storage/getProjectServiceAccount:getProjectServiceAccount": {
    emailAddress: "service-42@gs-project-accounts.iam.gserviceaccount.com",
  },
  "gcp:logging/getProjectCmekSettings:getProjectCmekSettings": {
    serviceAccountId: "cmek-p42@gcp-sa-logging.iam.gserviceaccount.com",
  },
  "azure-native:authorization:getClientConfig": { subscriptionId: SUBSCRIPTION, tenantId: TENANT },
  "azure-native:logic:listWorkflowTriggerCallbackUrl": ({ workflowName, triggerName }) => ({
    value: `https://prod-1.westeurope.logic.azure.com/workflows/${workflowName}/triggers/${triggerName}/paths/invoke?sig=SIG`,
  }),
};

export const answer = ({ token, inputs, provider }: MockCallArgs): object => {
  if (token.endsWith(":getCallerIdentity") && provider?.includes("::log-archive::")) {
    return { accountId: ARCHIVE_ACCOUNT };
  }
  const found = answers[token];
  if (found === undefined) throw new Error(`the mock clouds have no function ${token}`);
  return typeof found === "function" ? (found as (inputs: MockCallArgs["inputs"]) => object)(inputs) : found;
};

interface Created {
  id: string;
  outputs?: object;
}

/** As many names as the cloud or Pulumi chooses are of the form `<name>-1`. */
const created: Record<string, (name: string, inputs: MockResourceArgs["inputs"]) => Created> = {
  "aws:s3/bucket:Bucket": (name) => ({
    id: `${name}-1`,
    outputs: { bucket: `${name}-1`, arn: `arn:aws:s3:::${name}-1` },
  }),
  "aws:kms/key:Key": (_, { region }) => ({
    id: "mrk-1",
    outputs: { keyId: "mrk-1", arn: `arn:aws:kms:${region}:${ACCOUNT}:key/mrk-1` },
  }),
  "aws:cloudwatch/logGroup:LogGroup": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:${name}` },
  }),
  "aws:iam/role:Role": (name) => ({
    id: `${name}-1`,
    outputs: { name: `${name}-1`, arn: `arn:aws:iam::${ACCOUNT}:role/${name}-1` },
  }),
  "aws:cloudtrail/trail:Trail": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/${name}` },
  }),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (_, { region, name }) => ({
    id: `arn:aws:firehose:${region}:${ACCOUNT}:deliverystream/${name}`,
    outputs: { arn: `arn:aws:firehose:${region}:${ACCOUNT}:deliverystream/${name}` },
  }),
  "aws:sns/topic:Topic": (_, { region, name }) => ({
    id: `arn:aws:sns:${region}:${ACCOUNT}:${name}`,
    outputs: { arn: `arn:aws:sns:${region}:${ACCOUNT}:${name}` },
  }),
  "aws:sqs/queue:Queue": (_, { region, name }) => ({
    id: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}`,
    outputs: {
      arn: `arn:aws:sqs:${region}:${ACCOUNT}:${name}`,
      url: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}`,
    },
  }),
  "aws:cloudwatch/eventConnection:EventConnection": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:events:${region}:${ACCOUNT}:connection/${name}/1` },
  }),
  "aws:cloudwatch/eventApiDestination:EventApiDestination": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:events:${region}:${ACCOUNT}:api-destination/${name}/1` },
  }),
  "aws:cloudwatch/eventRule:EventRule": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:events:${region}:${ACCOUNT}:rule/${name}` },
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}` },
  }),
  "aws:athena/workgroup:Workgroup": (_, { region, name }) => ({
    id: name,
    outputs: { arn: `arn:aws:athena:${region}:${ACCOUNT}:workgroup/${name}` },
  }),
  "gcp:kms/keyRing:KeyRing": (name, { project, location }) => ({
    id: `projects/${project}/locations/${location}/keyRings/${name}-1`,
  }),
  "gcp:kms/cryptoKey:CryptoKey": (name, { keyRing }) => ({
    id: `${keyRing}/cryptoKeys/${name}-1`,
    outputs: { name: `${name}-1` },
  }),
  "gcp:storage/bucket:Bucket": (name) => ({
    id: `${name}-1`,
    outputs: { name: `${name}-1`, url: `gs://${name}-1` },
  }),
  "gcp:logging/projectBucketConfig:ProjectBucketConfig": (_, { project, location, bucketId }) => ({
    id: `projects/${project}/locations/${location}/buckets/${bucketId}`,
  }),
  "gcp:logging/projectSink:ProjectSink": (name, { project }) => ({
    id: `projects/${project}/sinks/${name}-1`,
    outputs: { name: `${name}-1`, writerIdentity: "serviceAccount:service-42@gcp-sa-logging.iam.gserviceaccount.com" },
  }),
  "gcp:logging/organizationSink:OrganizationSink": (name, { orgId }) => ({
    id: `organizations/${orgId}/sinks/${name}-1`,
    outputs: { name: `${name}-1`, writerIdentity: `serviceAccount:${name}@gcp-sa-logging.iam.gserviceaccount.com` },
  }),
  "gcp:projects/serviceIdentity:ServiceIdentity": (_, { project, service }) => ({
    id: `projects/${project}/services/${service}`,
    outputs: { member: "serviceAccount:service-42@gcp-sa-pubsub.iam.gserviceaccount.com" },
  }),
  "gcp:pubsub/topic:Topic": (name, { project }) => ({
    id: `projects/${project}/topics/${name}-1`,
    outputs: { name: `${name}-1` },
  }),
  "gcp:pubsub/subscription:Subscription": (name, { project }) => ({
    id: `projects/${project}/subscriptions/${name}-1`,
  }),
  "gcp:monitoring/notificationChannel:NotificationChannel": (name, { project }) => ({
    id: `projects/${project}/notificationChannels/${name}-1`,
    outputs: { name: `projects/${project}/notificationChannels/${name}-1` },
  }),
  "gcp:monitoring/alertPolicy:AlertPolicy": (name, { project }) => ({
    id: `projects/${project}/alertPolicies/${name}-1`,
    outputs: { name: `projects/${project}/alertPolicies/${name}-1` },
  }),
  "azure-native:resources:ResourceGroup": () => ({ id: GROUP, outputs: { name: "audit-group-1" } }),
  "azure-native:managedidentity:UserAssignedIdentity": (name) => ({
    id: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
    outputs: { principalId: PRINCIPAL },
  }),
  "azure-native:keyvault:Vault": (_, { vaultName, properties }) => ({
    id: `${GROUP}/providers/Microsoft.KeyVault/vaults/${vaultName}`,
    outputs: { name: vaultName, properties: { ...properties, vaultUri: `https://${vaultName}.vault.azure.net/` } },
  }),
  "azure-native:keyvault:Key": (_, { vaultName, keyName }) => ({
    id: `${GROUP}/providers/Microsoft.KeyVault/vaults/${vaultName}/keys/${keyName}`,
    outputs: { name: keyName, keyUri: `https://${vaultName}.vault.azure.net/keys/${keyName}` },
  }),
  "azure-native:storage:StorageAccount": (_, { accountName }) => ({
    id: `${GROUP}/providers/Microsoft.Storage/storageAccounts/${accountName}`,
    outputs: { name: accountName },
  }),
  "azure-native:operationalinsights:Workspace": (name) => ({
    id: `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/${name}`,
  }),
  "azure-native:eventhub:Namespace": (_, { namespaceName }) => ({
    id: `${GROUP}/providers/Microsoft.EventHub/namespaces/${namespaceName}`,
  }),
  "azure-native:eventhub:NamespaceAuthorizationRule": (_, { namespaceName, authorizationRuleName }) => ({
    id: `${GROUP}/providers/Microsoft.EventHub/namespaces/${namespaceName}/authorizationRules/${authorizationRuleName}`,
  }),
  "azure-native:eventhub:EventHub": (_, { namespaceName, eventHubName }) => ({
    id: `${GROUP}/providers/Microsoft.EventHub/namespaces/${namespaceName}/eventhubs/${eventHubName}`,
  }),
  "azure-native:monitor:ActionGroup": (_, { actionGroupName }) => ({
    id: `${GROUP}/providers/Microsoft.Insights/actionGroups/${actionGroupName}`,
  }),
  "azure-native:monitor:ActivityLogAlert": (_, { activityLogAlertName }) => ({
    id: `${GROUP}/providers/Microsoft.Insights/activityLogAlerts/${activityLogAlertName}`,
  }),
  "azure-native:monitor:ScheduledQueryRule": (_, { ruleName }) => ({
    id: `${GROUP}/providers/Microsoft.Insights/scheduledQueryRules/${ruleName}`,
  }),
  "azure-native:logic:Workflow": (_, { workflowName }) => ({
    id: `${GROUP}/providers/Microsoft.Logic/workflows/${workflowName}`,
  }),
  "azure-native:monitor:SubscriptionDiagnosticSetting": (name) => ({
    id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/${name}`,
  }),
};

/** A resource as its cloud would return it: its inputs, and what the cloud adds. */
export const create = ({ type, name, inputs, custom }: MockResourceArgs): MockResourceResult => {
  const { id, outputs } = created[type]?.(name, inputs) ?? { id: custom ? `${name}-id` : "" };
  return { id, state: { ...inputs, ...outputs } };
};
