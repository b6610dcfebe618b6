import type { Json, Rule } from "../resource.ts";
import { refusal, text } from "./place.ts";

const CONSTRAINTS = "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html";

interface Leaf {
  values: number;
  /** How deep the key is nested; 1 at the top. */
  level: number;
}

/** The arrays of a policy, or what is wrong with it. */
function leavesOf(policy: { [key: string]: Json }, level = 1): Leaf[] | string {
  const leaves: Leaf[] = [];
  for (const [key, value] of Object.entries(policy)) {
    const inner = readKey(key, value, level);
    if (typeof inner === "string") return inner;
    leaves.push(...inner);
  }
  return leaves;
}

function readKey(key: string, value: Json, level: number): Leaf[] | string {
  if (key === "$or") return [];
  if (Array.isArray(value))
    return value.length > 0 ? [{ values: value.length, level }] : "Empty arrays are not allowed";
  if (typeof value === "object" && value !== null) return leavesOf(value, level + 1);
  return `"${key}" must be an object or an array`;
}

function faultOf(source: string, nestable: boolean): string | undefined {
  let policy: Json;
  try {
    policy = JSON.parse(source) as Json;
  } catch {
    return "failed to parse JSON";
  }
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) return "Filter must be an object";
  if (Object.keys(policy).length > 5) return "Filter policy can not have more than 5 keys";
  const leaves = leavesOf(policy);
  if (typeof leaves === "string") return leaves;
  if (!nestable && leaves.some(({ level }) => level > 1))
    return "Filter policy scope MessageAttributes does not support nested filter policy";
  const combinations = leaves.reduce((product, { values, level }) => product * values * level, 1);
  return combinations > 150 ? "Filter policy is too complex" : undefined;
}

const policyIsValid: Rule = {
  id: "sns-filter-policy-is-valid",
  source: CONSTRAINTS,
  on: ["create", "update"],
  refuse({ inputs }) {
    const source = text(inputs.filterPolicy);
    const fault = source && faultOf(source, inputs.filterPolicyScope === "MessageBody");
    return fault
      ? refusal("InvalidParameter", `Invalid parameter: Attributes Reason: FilterPolicy: ${fault}`)
      : undefined;
  },
};

const scopeIsKnown: Rule = {
  id: "sns-filter-policy-scope-is-known",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html",
  on: ["create", "update"],
  refuse({ inputs }) {
    const scope = text(inputs.filterPolicyScope);
    if (scope === undefined || scope === "MessageAttributes" || scope === "MessageBody") return undefined;
    return refusal(
      "InvalidParameter",
      "Invalid parameter: Attributes Reason: FilterPolicyScope: Invalid value. Please use either MessageBody or MessageAttributes",
    );
  },
};

export const filterPolicyRules: readonly Rule[] = [policyIsValid, scopeIsKnown];
