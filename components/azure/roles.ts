import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import * as pulumi from "@pulumi/pulumi";

/** Built-in roles by their ids. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roleIds = {
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Log Analytics Reader": "73c42c96-874c-492b-b04d-ab87d138a893",
} as const;

export interface Assignment {
  role: keyof typeof roleIds;
  scope: pulumi.Input<string>;
  principalId: pulumi.Input<string>;
  principalType: string;
}

export const assignRole = (
  name: string,
  subscriptionId: pulumi.Input<string>,
  { role, ...assignment }: Assignment,
  options: pulumi.CustomResourceOptions,
): RoleAssignment =>
  new RoleAssignment(
    name,
    {
      ...assignment,
      roleDefinitionId: pulumi.interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleIds[role]}`,
    },
    options,
  );
