import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy.js";
import { StorageAccount, type StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";
import { type AccountKey, keyName } from "./encrypt.ts";
import type { Place } from "./place.ts";

/** The account and what must exist before Azure Monitor writes to it. */
export interface Archive {
  account: StorageAccount;
  ready: pulumi.Resource[];
}

export const createArchive = (
  room: Room,
  blueprint: AzureBlueprint,
  place: Place,
  key: AccountKey | undefined,
): Archive => {
  const { archive } = blueprint;
  const account = createAccount(room, blueprint, place, key);
  const of = { resourceGroupName: place.in.resourceGroupName, accountName: place.accountName };
  const retained = { enabled: true, days: archive.softDeleteDays };
  const blobs = new BlobServiceProperties(
    childName(room, "blob-service"),
    {
      ...of,
      blobServicesName: "default",
      isVersioningEnabled: true,
      deleteRetentionPolicy: retained,
      containerDeleteRetentionPolicy: retained,
    },
    evidence(room, { dependsOn: account }),
  );
  const container = new BlobContainer(
    childName(room, "activity-log-container"),
    { ...of, containerName: archive.containers.activityLog, publicAccess: "None" },
    evidence(room, { dependsOn: blobs }),
  );
  const lifecycle = new ManagementPolicy(
    childName(room, "lifecycle"),
    { ...of, managementPolicyName: "default", policy: { rules: [endOfRetention(archive)] } },
    evidence(room, { dependsOn: blobs }),
  );
  return { account, ready: [container, lifecycle] };
};

/** Azure Monitor writes append blobs, which can be deleted but not moved to a cooler tier. */
const endOfRetention = ({ deleteAfterDays, containers }: AzureBlueprint["archive"]) => ({
  name: "end-of-retention",
  enabled: true,
  type: "Lifecycle",
  definition: {
    filters: { blobTypes: ["appendBlob"], prefixMatch: containers.prefixes },
    actions: {
      baseBlob: { delete: { daysAfterModificationGreaterThan: deleteAfterDays } },
      version: { delete: { daysAfterCreationGreaterThan: deleteAfterDays } },
    },
  },
});

const createAccount = (
  room: Room,
  { archive }: AzureBlueprint,
  place: Place,
  key: AccountKey | undefined,
): StorageAccount =>
  new StorageAccount(
    childName(room, "account"),
    {
      ...place.in,
      accountName: place.accountName,
      kind: "StorageV2",
      sku: { name: archive.sku },
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      allowCrossTenantReplication: false,
      defaultToOAuthAuthentication: true,
      isLocalUserEnabled: false,
      // Azure Monitor comes as a trusted service through the public endpoint: disabled, nothing would be delivered.
      publicNetworkAccess: "Enabled",
      networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
      ...encryptedWith(key),
      ...(archive.immutability && {
        immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: archive.immutability },
      }),
      ...tagged(room),
    },
    evidence(room, { dependsOn: key ? [key.grant, key.key] : [] }),
  );

const encryptedWith = (key: AccountKey | undefined): Pick<StorageAccountArgs, "identity" | "encryption"> => {
  const services = { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } };
  if (key === undefined) {
    return { encryption: { keySource: "Microsoft.Storage", requireInfrastructureEncryption: true, services } };
  }
  return {
    identity: { type: "UserAssigned", userAssignedIdentities: [key.identity.id] },
    encryption: {
      keySource: "Microsoft.Keyvault",
      requireInfrastructureEncryption: true,
      services,
      encryptionIdentity: { encryptionUserAssignedIdentity: key.identity.id },
      // Without a version, the account follows the key's rotation.
      keyVaultProperties: {
        keyName,
        keyVaultUri: key.vault.properties.vaultUri! as pulumi.Output<string>,
      },
    },
  };
};

/** Never capped: a daily cap would lose events for the rest of the day. */
export const createWorkspace = (room: Room, { search }: AzureBlueprint, place: Place): Workspace =>
  new Workspace(
    childName(room, "workspace"),
    {
      ...place.in,
      sku: { name: "PerGB2018" },
      retentionInDays: search.retentionInDays,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      ...tagged(room),
    },
    evidence(room),
  );
