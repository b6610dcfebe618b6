import type { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { Key } from "@pulumi/azure-native/keyvault/key.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { childName, evidence, type Room, tagged } from "../room.ts";
import type { Place } from "./place.ts";
import { assignRole } from "./roles.ts";

export interface AccountKey {
  vault: Vault;
  key: Key;
  identity: UserAssignedIdentity;
  /** The identity may use the key: an account made before this is refused. */
  grant: RoleAssignment;
}

export const keyName = "audit-archive";

const softDeleteRetentionInDays = 90;

/** The key of the storage account, in a vault of its own, and the identity with which the account uses it. */
export const createKey = (room: Room, { key }: AzureBlueprint, place: Place): AccountKey | undefined => {
  if (key === undefined) return undefined;
  // Without tags: an update would make its principal unknown in a preview, and its grant seem to be replaced.
  const identity = new UserAssignedIdentity(childName(room, "identity"), place.in, evidence(room));
  const vault = new Vault(
    childName(room, "vault"),
    {
      ...place.in,
      vaultName: place.vaultName,
      properties: {
        tenantId: place.tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: room.keep ? softDeleteRetentionInDays : 7,
        // Azure Storage takes a key only from a vault whose keys can't be purged.
        enablePurgeProtection: true,
        networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      },
      ...tagged(room),
    },
    evidence(room),
  );
  const created = new Key(
    childName(room, "key"),
    {
      resourceGroupName: place.in.resourceGroupName,
      vaultName: place.vaultName,
      keyName,
      properties: {
        kty: "RSA",
        keySize: 3072,
        keyOps: ["wrapKey", "unwrapKey"],
        rotationPolicy: {
          attributes: { expiryTime: key.expiryTime },
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: key.rotationPeriod } }],
        },
      },
    },
    evidence(room, { dependsOn: vault }),
  );
  const grant = assignRole(
    childName(room, "key-grant"),
    place.subscriptionId,
    {
      role: "Key Vault Crypto Service Encryption User",
      scope: vault.id,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    },
    evidence(room),
  );
  return { vault, key: created, identity, grant };
};
