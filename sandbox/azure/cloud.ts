import type { Cloud } from "../resource.ts";
import { entraDiagnosticSetting } from "./aadiam.ts";
import { actionGroup } from "./action-group.ts";
import { activityLogAlert } from "./activity-log-alert.ts";
import { deriveGuid } from "./arm.ts";
import { roleAssignment } from "./authorization.ts";
import { blobContainer } from "./blob-container.ts";
import { blobService } from "./blob-service.ts";
import { eventHub } from "./event-hub.ts";
import { eventHubNamespace } from "./event-hub-namespace.ts";
import { eventHubNamespaceRule, eventHubRule } from "./event-hub-rules.ts";
import { key } from "./key.ts";
import { vault } from "./key-vault.ts";
import { userAssignedIdentity } from "./managed-identity.ts";
import { diagnosticSetting, subscriptionDiagnosticSetting } from "./monitor.ts";
import { workspace } from "./operational-insights.ts";
import { resourceGroup } from "./resources.ts";
import { savedSearch } from "./saved-search.ts";
import { scheduledQueryRule } from "./scheduled-query-rule.ts";
import { storageAccount } from "./storage-account.ts";
import { managementPolicy } from "./storage-policy.ts";
import { workflow } from "./workflow.ts";
import { listWorkflowTriggerCallbackUrl } from "./workflow-callback.ts";

export const azureNative: Cloud = {
  name: "azure-native",
  config: {
    location: undefined,
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    tenantId: "00000000-0000-0000-0000-000000000002",
    clientId: "00000000-0000-0000-0000-000000000003",
  },
  // https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
  busy: { name: "TooManyRequests", message: "The request was throttled." },
  types: [
    resourceGroup,
    userAssignedIdentity,
    vault,
    key,
    roleAssignment,
    storageAccount,
    blobService,
    blobContainer,
    managementPolicy,
    workspace,
    savedSearch,
    subscriptionDiagnosticSetting,
    diagnosticSetting,
    entraDiagnosticSetting,
    eventHubNamespace,
    eventHubNamespaceRule,
    eventHub,
    eventHubRule,
    workflow,
    actionGroup,
    activityLogAlert,
    scheduledQueryRule,
  ],
  invokes: {
    "azure-native:authorization:getClientConfig": (_args, config) => ({
      clientId: config.clientId ?? "",
      objectId: deriveGuid("object", config.clientId ?? ""),
      subscriptionId: config.subscriptionId ?? "",
      tenantId: config.tenantId ?? "",
    }),
    "azure-native:logic:listWorkflowTriggerCallbackUrl": listWorkflowTriggerCallbackUrl,
  },
};
