import type { Activity } from "../activity.ts";

// Administrative events of Azure are writes, deletions and actions:
// https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
export const discoveryRead: Activity = {
  id: "discovery.read",
  title: "Configuration read",
  description:
    "The configuration of resources is read or listed in the management plane. Azure's Activity Log records no reads: of Azure only a vault's own log shows some.",
  azureResource: {
    "Microsoft.KeyVault": ["VaultGet", "VaultGetDeleted", "VaultList", "VaultListDeleted"],
  },
  when: {
    aws: 'access == "read" && category == "management"',
    gcp: 'access == "read" && category == "management"',
  },
};
