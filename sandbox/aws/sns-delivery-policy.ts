import type { CloudError, Json, Properties, Rule } from "../resource.ts";
import { record, refusal, text } from "./place.ts";

const SOURCE = "https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html";
const MOST_SECONDS = 3600;

function invalid(reason: string): CloudError {
  return refusal("InvalidParameter", `Invalid parameter: Attributes Reason: DeliveryPolicy: ${reason}`);
}

const isForHttp: Rule = {
  id: "sns-delivery-policy-is-for-http",
  source: SOURCE,
  on: ["create", "update"],
  refuse: ({ inputs }) =>
    text(inputs.deliveryPolicy) !== undefined && !["http", "https"].includes(text(inputs.protocol) ?? "")
      ? invalid("Delivery protocol must be HTTP or HTTPS")
      : undefined,
};

function parsed(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

function outside(policy: Properties, field: string, least: number, most: number): string | undefined {
  const value = policy[field];
  if (value === undefined) return undefined;
  if (typeof value !== "number" || value < least)
    return `healthyRetryPolicy.${field} must be greater than or equal to ${least}`;
  return value > most ? `healthyRetryPolicy.${field} must be less than or equal to ${most}` : undefined;
}

/** The longest that all retries can take: those between are counted with the longest delay. */
function secondsOf(policy: Properties): number {
  const count = (field: string): number => Number(policy[field] ?? 0);
  const [least, most] = [Number(policy.minDelayTarget ?? 20), Number(policy.maxDelayTarget ?? 20)];
  const early = count("numMinDelayRetries");
  const rest = Number(policy.numRetries ?? 3) - count("numNoDelayRetries") - early;
  return early * least + rest * most;
}

function faultOf(policy: Properties): string | undefined {
  const needed = ["numRetries", "minDelayTarget", "maxDelayTarget"].find((field) => policy[field] === undefined);
  if (needed !== undefined) return `healthyRetryPolicy.${needed} must be specified`;
  const fault =
    outside(policy, "numRetries", 0, 100) ??
    outside(policy, "minDelayTarget", 1, MOST_SECONDS) ??
    outside(policy, "maxDelayTarget", Number(policy.minDelayTarget), MOST_SECONDS);
  if (fault !== undefined) return fault;
  const phases = ["numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries"];
  if (phases.reduce((sum, field) => sum + Number(policy[field] ?? 0), 0) > Number(policy.numRetries))
    return "healthyRetryPolicy.numRetries must be greater than or equal to the sum of the retries of its phases";
  return secondsOf(policy) > MOST_SECONDS
    ? `healthyRetryPolicy: Total policy retry time cannot be greater than ${MOST_SECONDS} seconds`
    : undefined;
}

const isValid: Rule = {
  id: "sns-delivery-policy-is-valid",
  source: SOURCE,
  on: ["create", "update"],
  refuse({ inputs }) {
    const source = text(inputs.deliveryPolicy);
    if (source === undefined) return undefined;
    const policy = parsed(source);
    if (policy === undefined) return invalid("failed to parse JSON");
    const { healthyRetryPolicy } = record(policy);
    const fault = healthyRetryPolicy === undefined ? undefined : faultOf(record(healthyRetryPolicy));
    return fault === undefined ? undefined : invalid(fault);
  },
};

export const deliveryPolicyRules: readonly Rule[] = [isForHttp, isValid];
