import type { Call, Properties, ResourceType, Rule, Store } from "../resource.ts";
import { ALREADY_EXISTS, findAny, GUID, isSameId, isSameText, normalizeId, subscriptionPath } from "./arm.ts";
import { readText } from "./properties.ts";
import { TOKENS } from "./tokens.ts";

const TROUBLESHOOTING = "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting";
const REST = "https://learn.microsoft.com/azure/role-based-access-control/role-assignments-rest";
const SCOPES = "https://learn.microsoft.com/azure/role-based-access-control/scope-overview";

/** Whether a scope is the resource's own or one above it; which groups a management group holds isn't known here. */
function covers(scope: string, resourceId: string): boolean {
  const [above, below] = [normalizeId(scope), normalizeId(resourceId)];
  const isAboveSubscriptions = above === "" || above.startsWith("providers/microsoft.management/managementgroups/");
  return isAboveSubscriptions || below === above || below.startsWith(`${above}/`);
}

/** Whether a principal holds one of the roles, by the GUIDs of their definitions, on a resource. */
export function isGranted(store: Store, principalId: string, roles: readonly string[], resourceId: string): boolean {
  return store.list(TOKENS.roleAssignment).some((assignment) => {
    const role = readText(assignment.inputs, "roleDefinitionId")?.split("/").at(-1);
    return (
      isSameText(assignment.inputs.principalId, principalId) &&
      roles.some((id) => isSameText(id, role)) &&
      covers(readText(assignment.inputs, "scope") ?? "", resourceId)
    );
  });
}

function findIdentity({ inputs, store }: Call, property: "principalId" | "clientId") {
  return store.list(TOKENS.identity).find((identity) => isSameText(identity.outputs[property], inputs.principalId));
}

const nameIsAGuid: Rule = {
  id: "role-assignment-name-is-a-guid",
  source: REST,
  on: ["create"],
  refuse({ inputs }) {
    const name = readText(inputs, "roleAssignmentName") ?? "";
    if (GUID.test(name)) return undefined;
    return {
      name: "InvalidRoleAssignmentId",
      message: `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    };
  },
};

const roleIsADefinitionId: Rule = {
  id: "role-assignment-role-is-a-definition-id",
  source: REST,
  on: ["create", "update"],
  refuse({ inputs }) {
    const id = readText(inputs, "roleDefinitionId") ?? "";
    const match = /(?:^|^\/|^\/.+\/)providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i.exec(id);
    if (match !== null && GUID.test(match[1] ?? "")) return undefined;
    return {
      name: "InvalidRoleDefinitionId",
      message: `The role definition ID '${id}' is not valid. The role definition ID must be a GUID, after '/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/'.`,
    };
  },
};

const principalIsAGuid: Rule = {
  id: "role-assignment-principal-is-a-guid",
  source: TROUBLESHOOTING,
  on: ["create"],
  refuse({ inputs }) {
    if (GUID.test(readText(inputs, "principalId") ?? "")) return undefined;
    return { name: "InvalidPrincipalId", message: "A valid principal ID must be provided for role assignment." };
  },
};

const principalIsAnObjectId: Rule = {
  id: "role-assignment-principal-is-an-object-id",
  source: TROUBLESHOOTING,
  on: ["create"],
  refuse(call) {
    if (findIdentity(call, "clientId") === undefined) return undefined;
    return {
      name: "PrincipalNotFound",
      message: `Principal ${readText(call.inputs, "principalId")} does not exist in the directory ${call.config.tenantId}. Check that you have the correct principal ID.`,
    };
  },
};

const principalTypeMatches: Rule = {
  id: "role-assignment-principal-type-matches",
  source: "https://learn.microsoft.com/azure/role-based-access-control/role-assignments-template#new-service-principal",
  on: ["create"],
  refuse(call) {
    const type = readText(call.inputs, "principalType");
    if (type === undefined || isSameText(type, "ServicePrincipal")) return undefined;
    if (findIdentity(call, "principalId") === undefined) return undefined;
    return {
      name: "UnmatchedPrincipalType",
      message: `The PrincipalId '${readText(call.inputs, "principalId")}' has type 'ServicePrincipal' , which is different from specified PrinciaplType '${type}'.`,
    };
  },
};

const scopeIsWellFormed: Rule = {
  id: "role-assignment-scope-is-well-formed",
  source: SCOPES,
  on: ["create"],
  refuse({ inputs }) {
    const scope = normalizeId(readText(inputs, "scope") ?? "");
    const [first, second, ...rest] = scope.split("/");
    const isSubscription = first === "subscriptions" && GUID.test(second ?? "") && rest.every((part) => part !== "");
    const isManagementGroup = /^providers\/microsoft\.management\/managementgroups\/[^/]+$/.test(scope);
    if (scope === "" || isSubscription || isManagementGroup) return undefined;
    return {
      name: "MissingSubscription",
      message: `The request did not have a subscription or a valid tenant level resource provider: '${readText(inputs, "scope")}'.`,
    };
  },
};

const scopeExists: Rule = {
  id: "role-assignment-scope-exists",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  on: ["create"],
  refuse({ inputs, config, store }) {
    const scope = readText(inputs, "scope") ?? "";
    const own = normalizeId(`${subscriptionPath(config)}/resourceGroups`);
    if (!normalizeId(scope).startsWith(`${own}/`) || findAny(store, scope) !== undefined) return undefined;
    return { name: "ResourceNotFound", message: `The Resource '${scope}' was not found.` };
  },
};

const isNew: Rule = {
  id: "role-assignment-is-new",
  source: TROUBLESHOOTING,
  on: ["create"],
  refuse({ inputs, store }) {
    const role = readText(inputs, "roleDefinitionId")?.split("/").at(-1);
    const exists = store
      .list(TOKENS.roleAssignment)
      .some(
        (other) =>
          isSameText(other.inputs.principalId, inputs.principalId) &&
          isSameText(readText(other.inputs, "roleDefinitionId")?.split("/").at(-1), role) &&
          isSameId(readText(other.inputs, "scope") ?? "", readText(inputs, "scope") ?? ""),
      );
    return exists ? { name: "RoleAssignmentExists", message: "The role assignment already exists." } : undefined;
  },
};

const roleStays: Rule = {
  id: "role-assignment-role-stays",
  source: TROUBLESHOOTING,
  on: ["update"],
  refuse({ inputs, existing }) {
    if (isSameText(existing?.inputs.roleDefinitionId, inputs.roleDefinitionId)) return undefined;
    return {
      name: "RoleAssignmentUpdateNotPermitted",
      message: "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    };
  },
};

export const roleAssignment: ResourceType = {
  token: TOKENS.roleAssignment,
  autoname: { property: "roleAssignmentName", form: "uuid" },
  // https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
  replaceOn: ["roleAssignmentName", "scope", "principalId"],
  rules: [
    nameIsAGuid,
    roleIsADefinitionId,
    principalIsAGuid,
    principalIsAnObjectId,
    principalTypeMatches,
    scopeIsWellFormed,
    scopeExists,
    isNew,
    roleStays,
  ],
  id(inputs: Properties) {
    const scope = (readText(inputs, "scope") ?? "").replace(/^\/+|\/+$/g, "");
    const name = readText(inputs, "roleAssignmentName");
    return `${scope === "" ? "" : `/${scope}`}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  },
  conflict: ALREADY_EXISTS,
  outputs(inputs) {
    return {
      name: readText(inputs, "roleAssignmentName") ?? "",
      type: "Microsoft.Authorization/roleAssignments",
    };
  },
};
