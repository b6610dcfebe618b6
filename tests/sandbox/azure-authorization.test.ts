import { roleAssignment } from "../../sandbox/azure/authorization.ts";
import type { Properties } from "../../sandbox/resource.ts";
import { type Case, checkRules, SUBSCRIPTION } from "./azure-cases.ts";
import { ENCRYPTION_USER, GUID_2, grant, grantInputs, group, identity, keyVault, READER } from "./azure-world.ts";

const bad = (rule: string, when: string, fault: Properties, near: Properties, name: string, message: RegExp): Case => ({
  rule,
  when,
  inputs: { ...grantInputs, ...fault },
  given: [group, identity, keyVault],
  expect: { name, message },
  mended: { inputs: { ...grantInputs, ...near } },
});

const badScope = (when: string, scope: string, near: string) =>
  bad(
    "role-assignment-scope-is-well-formed",
    when,
    { scope },
    { scope: near },
    "MissingSubscription",
    /did not have a subscription or a valid tenant level resource provider/,
  );

const badRole = (when: string, roleDefinitionId: string, near: string) =>
  bad(
    "role-assignment-role-is-a-definition-id",
    when,
    { roleDefinitionId },
    { roleDefinitionId: near },
    "InvalidRoleDefinitionId",
    /The role definition ID .* is not valid/,
  );

checkRules(roleAssignment, [
  bad(
    "role-assignment-name-is-a-guid",
    "a name that isn't a GUID",
    { roleAssignmentName: "encrypt" },
    { roleAssignmentName: GUID_2 },
    "InvalidRoleAssignmentId",
    /'encrypt' is not valid. The role assignment ID must be a GUID/,
  ),
  badRole("a role by its name", "Reader", READER),
  badRole("a role by its GUID alone", READER.split("/").at(-1) ?? "", READER.replace(/^.*(?=\/providers)/, "")),
  badRole("a definition whose id isn't a GUID", `${READER}0`, READER),
  bad(
    "role-assignment-principal-is-a-guid",
    "a principal by its name",
    { principalId: "encryptor" },
    { principalId: GUID_2 },
    "InvalidPrincipalId",
    /valid principal ID must be provided/,
  ),
  bad(
    "role-assignment-principal-is-an-object-id",
    "the client id of an identity in place of its principal id",
    { principalId: identity.outputs.clientId ?? "" },
    {},
    "PrincipalNotFound",
    /does not exist in the directory 00000000-0000-0000-0000-000000000002/,
  ),
  bad(
    "role-assignment-principal-type-matches",
    "an identity as a user",
    { principalType: "User" },
    { principalType: "ServicePrincipal" },
    "UnmatchedPrincipalType",
    /has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'/,
  ),
  bad(
    "role-assignment-principal-type-matches",
    "an identity as a group, but not somebody else",
    { principalType: "Group" },
    { principalType: "Group", principalId: GUID_2 },
    "UnmatchedPrincipalType",
    /PrinciaplType 'Group'/,
  ),
  badScope("the name of a vault as the scope", "audit-keys", keyVault.id),
  badScope("a subscription whose id isn't a GUID", "/subscriptions/production", `/subscriptions/${SUBSCRIPTION}`),
  badScope(
    "a resource below a management group as the scope",
    "/providers/Microsoft.Management/managementGroups/top/x",
    "/providers/Microsoft.Management/managementGroups/root",
  ),
  {
    rule: "role-assignment-scope-exists",
    when: "a scope that doesn't exist",
    inputs: grantInputs,
    given: [group, identity],
    expect: { name: "ResourceNotFound", message: /vaults\/audit-keys' was not found/ },
    mended: { given: [group, identity, keyVault] },
  },
  {
    rule: "role-assignment-is-new",
    when: "the same role for the same principal on the same scope",
    inputs: { ...grantInputs, roleAssignmentName: GUID_2 },
    given: [group, identity, keyVault, grant],
    expect: { name: "RoleAssignmentExists", message: /role assignment already exists/ },
    mended: { inputs: { ...grantInputs, roleAssignmentName: GUID_2, scope: group.id } },
  },
  {
    rule: "role-assignment-role-stays",
    when: "an update to another role",
    existing: grant,
    inputs: { ...grantInputs, roleDefinitionId: READER },
    expect: { name: "RoleAssignmentUpdateNotPermitted", message: /not allowed to be updated/ },
    mended: { inputs: { ...grantInputs, roleDefinitionId: ENCRYPTION_USER, description: "for the audit logs" } },
  },
]);
