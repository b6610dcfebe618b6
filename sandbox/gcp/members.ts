import type { Call, Rule } from "../resource.ts";
import { invalidArgument, providerError } from "./errors.ts";
import { object, text } from "./read.ts";

const email = "[^\\s:@/]+@[^\\s:@/]+\\.[^\\s:@/]+";

/** https://cloud.google.com/iam/docs/principal-identifiers#allow */
const memberForms = [
  new RegExp(`^user:${email}$`),
  new RegExp(`^group:${email}$`),
  new RegExp(`^serviceAccount:${email}$`),
  /^serviceAccount:[a-z0-9.:-]+\.svc\.id\.goog\[[a-z0-9-]+\/[a-z0-9-]+\]$/,
  /^domain:[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
  /^principal:\/\/[a-z]+\.googleapis\.com\/\S+$/,
  /^principalSet:\/\/[a-z]+\.googleapis\.com\/\S+$/,
  /^project(Owner|Editor|Viewer):[a-z0-9.:-]+$/,
];

export function isPublic(member: string): boolean {
  return member === "allUsers" || member === "allAuthenticatedUsers";
}

export function isMember(member: string): boolean {
  return isPublic(member) || memberForms.some((form) => form.test(member));
}

export const memberIsValid: Rule = {
  id: "iam-member-is-valid",
  source: "https://cloud.google.com/iam/docs/principal-identifiers#allow",
  on: ["create"],
  refuse(call: Call) {
    const member = text(call.inputs.member) ?? "";
    if (isMember(member)) return undefined;
    return invalidArgument(
      `Invalid member "${member}". Policy members must be of the form "<type>:<value>", where <type> is 'domain', 'group', 'serviceAccount', or 'user'.`,
    );
  },
};

export const memberIsNotDeleted: Rule = {
  id: "iam-member-is-not-deleted",
  source:
    "https://github.com/hashicorp/terraform-provider-google/blob/main/google/tpgiamresource/resource_iam_member.go",
  on: ["create"],
  refuse(call: Call) {
    if (!text(call.inputs.member)?.startsWith("deleted")) return undefined;
    return providerError("invalid value for member (Terraform does not support IAM members for deleted principals)");
  },
};

export const roleIsValid: Rule = {
  id: "iam-role-is-valid",
  source: "https://cloud.google.com/iam/docs/roles-overview",
  on: ["create"],
  refuse(call: Call) {
    const role = text(call.inputs.role) ?? "";
    if (/^((projects|organizations)\/[a-z0-9.:-]+\/)?roles\/[A-Za-z0-9_.]+$/.test(role)) return undefined;
    return invalidArgument(
      `Role (${role}) does not exist in the resource's hierarchy: roles are of the form roles/{role}, organizations/{organization_id}/roles/{role}, or projects/{project_id}/roles/{role}.`,
    );
  },
};

const maxTitle = 100;
const maxDescription = 256;
const maxOperators = 12;

/** The limits of a condition: https://cloud.google.com/iam/docs/conditions-overview#known-limitations */
export const conditionIsValid: Rule = {
  id: "iam-condition-is-valid",
  source: "https://cloud.google.com/iam/docs/conditions-overview",
  on: ["create"],
  refuse(call: Call) {
    const condition = object(call.inputs.condition);
    if (!condition) return undefined;
    const title = text(condition.title) ?? "";
    const expression = text(condition.expression) ?? "";
    if (title === "" || title.length > maxTitle) {
      return invalidArgument(
        `The title of an IAM condition must have 1 to ${maxTitle} characters, got ${title.length}.`,
      );
    }
    if ((text(condition.description) ?? "").length > maxDescription) {
      return invalidArgument(`The description of an IAM condition can have at most ${maxDescription} characters.`);
    }
    if (expression.trim() === "") return invalidArgument("The expression of an IAM condition can't be empty.");
    const operators = expression.replace(/(["'])(\\.|(?!\1).)*\1/g, '""').match(/&&|\|\||!(?!=)/g) ?? [];
    if (operators.length <= maxOperators) return undefined;
    return invalidArgument(
      `An IAM condition can have at most ${maxOperators} logical operators, got ${operators.length}.`,
    );
  },
};

/** Conditions can't be added to grants of the basic roles, nor to grants to everyone. */
export const conditionFitsGrant: Rule = {
  id: "iam-condition-fits-the-grant",
  source: "https://cloud.google.com/iam/docs/conditions-overview",
  on: ["create"],
  refuse(call: Call) {
    if (!object(call.inputs.condition)) return undefined;
    if (isPublic(text(call.inputs.member) ?? "")) {
      return invalidArgument("Conditions can't be used in grants to allUsers or allAuthenticatedUsers.");
    }
    if (!/^roles\/(owner|editor|viewer)$/.test(text(call.inputs.role) ?? "")) return undefined;
    return invalidArgument(`Conditions can't be set on the basic role ${text(call.inputs.role)}.`);
  },
};

/** The rules of every grant of a role to a member. */
export const grantRules: readonly Rule[] = [
  memberIsNotDeleted,
  memberIsValid,
  roleIsValid,
  conditionIsValid,
  conditionFitsGrant,
];

/** A grant can't be changed: every input is part of its identity. */
export const grantReplaceOn = ["member", "role", "condition"] as const;

export function grantId(resource: string, inputs: Call["inputs"]): string {
  const condition = object(inputs.condition);
  const suffix = condition ? `/${text(condition.title)}` : "";
  return `${resource}/${text(inputs.role)}/${text(inputs.member)}${suffix}`;
}

export const etag = "BwXhqDVNfJc=";
