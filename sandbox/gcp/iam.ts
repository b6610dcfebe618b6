import type { Call, Json, ResourceType, Rule } from "../resource.ts";
import { invalidArgument } from "./errors.ts";
import { etag, grantId, grantReplaceOn, grantRules, isMember, isPublic } from "./members.ts";
import { projectIdIsValid, projectOf } from "./project.ts";
import { list, object, text } from "./read.ts";
import { tokens } from "./tokens.ts";

/** https://cloud.google.com/iam/docs/reference/rest/v1/Policy#logtype; ADMIN_WRITE is always logged and can't be configured. */
const logTypes = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

function logTypesOf(call: Call): Json[] {
  return list(call.inputs.auditLogConfigs).map((config) => object(config)?.logType ?? null);
}

const serviceIsValid: Rule = {
  id: "audit-service-is-valid",
  source: "https://cloud.google.com/iam/docs/reference/rest/v1/Policy#auditconfig",
  on: ["create", "update"],
  refuse(call) {
    const service = text(call.inputs.service) ?? "";
    if (service === "allServices" || /^[a-z0-9-]+(\.[a-z0-9-]+)*\.googleapis\.com$/.test(service)) return undefined;
    return invalidArgument(`Invalid service "${service}" in the audit config.`);
  },
};

const hasLogTypes: Rule = {
  id: "audit-config-has-log-types",
  source: "https://cloud.google.com/iam/docs/reference/rest/v1/Policy#auditconfig",
  on: ["create", "update"],
  refuse(call) {
    if (logTypesOf(call).length > 0) return undefined;
    return invalidArgument("An AuditConfig must have one or more AuditLogConfigs.");
  },
};

const logTypesAreValid: Rule = {
  id: "audit-log-type-is-valid",
  source: "https://cloud.google.com/logging/docs/audit/configure-data-access#logtypes",
  on: ["create", "update"],
  refuse(call) {
    const types = logTypesOf(call);
    const index = types.findIndex((type) => !logTypes.includes(text(type) ?? ""));
    if (index < 0) return undefined;
    return invalidArgument(
      `Invalid value at 'policy.audit_configs[0].audit_log_configs[${index}].log_type' (type.googleapis.com/google.iam.v1.AuditLogConfig.LogType), "${types[index]}"`,
    );
  },
};

const logTypesAreUnique: Rule = {
  id: "audit-log-types-are-unique",
  source: "https://cloud.google.com/logging/docs/audit/configure-data-access#config-api",
  on: ["create", "update"],
  refuse(call) {
    const types = logTypesOf(call);
    const again = types.find((type, index) => types.indexOf(type) !== index);
    if (again === undefined) return undefined;
    return invalidArgument(`Duplicate log type ${again} in the audit config of ${text(call.inputs.service)}.`);
  },
};

const exemptedMembersAreValid: Rule = {
  id: "audit-exempted-members-are-valid",
  source: "https://cloud.google.com/iam/docs/reference/rest/v1/Policy#auditlogconfig",
  on: ["create", "update"],
  refuse(call) {
    const members = list(call.inputs.auditLogConfigs).flatMap((config) => list(object(config)?.exemptedMembers));
    const wrong = members.find((member) => !isMember(text(member) ?? "") || isPublic(text(member) ?? ""));
    if (wrong === undefined) return undefined;
    return invalidArgument(`Invalid member "${wrong}" in the exempted members of the audit config.`);
  },
};

export const organizationIsValid: Rule = {
  id: "organization-id-is-a-number",
  source: "https://cloud.google.com/resource-manager/docs/creating-managing-organization",
  on: ["create"],
  refuse(call) {
    const organization = text(call.inputs.orgId) ?? "";
    if (/^(organizations\/)?\d{1,19}$/.test(organization)) return undefined;
    return invalidArgument(`The organization "${organization}" must be given by its number.`);
  },
};

export function organizationOf(inputs: Call["inputs"]): string {
  return (text(inputs.orgId) ?? "").replace(/^organizations\//, "");
}

const auditRules = [serviceIsValid, hasLogTypes, logTypesAreValid, logTypesAreUnique, exemptedMembersAreValid];

export const iamTypes: readonly ResourceType[] = [
  {
    token: tokens.projectAudit,
    replaceOn: ["project"],
    rules: [projectIdIsValid, ...auditRules],
    id: (inputs, config) => `${projectOf(inputs, config)}/audit_config/${text(inputs.service)}`,
    conflict: "Error 409 alreadyExists",
    adopts: true,
    outputs: () => ({ etag }),
  },
  {
    token: tokens.organizationAudit,
    replaceOn: ["orgId"],
    rules: [organizationIsValid, ...auditRules],
    id: (inputs) => `${organizationOf(inputs)}/audit_config/${text(inputs.service)}`,
    conflict: "Error 409 alreadyExists",
    adopts: true,
    outputs: () => ({ etag }),
  },
  {
    token: tokens.projectGrant,
    replaceOn: ["project", ...grantReplaceOn],
    rules: [projectIdIsValid, ...grantRules],
    id: (inputs, config) => grantId(projectOf(inputs, config), inputs),
    conflict: "Error 409 alreadyExists",
    adopts: true,
    outputs: () => ({ etag }),
  },
];
