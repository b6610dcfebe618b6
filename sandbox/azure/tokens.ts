export const TOKENS = {
  group: "azure-native:resources:ResourceGroup",
  identity: "azure-native:managedidentity:UserAssignedIdentity",
  vault: "azure-native:keyvault:Vault",
  key: "azure-native:keyvault:Key",
  roleAssignment: "azure-native:authorization:RoleAssignment",
  account: "azure-native:storage:StorageAccount",
  blobService: "azure-native:storage:BlobServiceProperties",
  container: "azure-native:storage:BlobContainer",
  managementPolicy: "azure-native:storage:ManagementPolicy",
  workspace: "azure-native:operationalinsights:Workspace",
  savedSearch: "azure-native:operationalinsights:SavedSearch",
  subscriptionSetting: "azure-native:monitor:SubscriptionDiagnosticSetting",
  resourceSetting: "azure-native:monitor:DiagnosticSetting",
  entraSetting: "azure-native:aadiam:DiagnosticSetting",
  actionGroup: "azure-native:monitor:ActionGroup",
  activityLogAlert: "azure-native:monitor:ActivityLogAlert",
  scheduledQueryRule: "azure-native:monitor:ScheduledQueryRule",
  eventHubNamespace: "azure-native:eventhub:Namespace",
  eventHubNamespaceRule: "azure-native:eventhub:NamespaceAuthorizationRule",
  eventHub: "azure-native:eventhub:EventHub",
  eventHubRule: "azure-native:eventhub:EventHubAuthorizationRule",
  workflow: "azure-native:logic:Workflow",
} as const;

/** Every kind of diagnostic setting: they share destinations, and those their limits. */
export const SETTING_TOKENS = [TOKENS.subscriptionSetting, TOKENS.resourceSetting, TOKENS.entraSetting] as const;
