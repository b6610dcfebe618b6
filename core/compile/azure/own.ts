import type { AuditPlan } from "../../plan/plan.ts";
import type { OwnTokens } from "../own.ts";

const idCharacters = 36;

/** Ours: Azure documents none, and Pulumi's names for them are shorter. */
const longestSettingName = 260;

/** With the longest names of a resource group and of a vault. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const longestVaultId = 200;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub */
const longestNamespace = 50;

/** What alerts about the audit log itself name of what is made on Azure; the rest is in a resource group of its own. */
export const ownTokens = ({ settings: { encryption, stream } }: AuditPlan): OwnTokens => ({
  subscription: idCharacters,
  setting: longestSettingName,
  ...(stream.enabled && { streamNamespace: longestNamespace }),
  ...(encryption.customerManagedKey && { vault: longestVaultId, vaultSetting: longestSettingName }),
});
