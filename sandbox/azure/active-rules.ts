import type { Call, Stored } from "../resource.ts";
import { subscriptionPath } from "./arm.ts";
import { subscriptionOf } from "./insights.ts";
import { readFlag } from "./properties.ts";

export const isActive = ({ inputs }: Pick<Stored, "inputs">) => readFlag(inputs, "enabled") !== false;

/** The active alert rules of a type in the subscription beside the one of the call, where that one is active. */
export const activeBeside = (
  token: string,
  { inputs, config, store, existing }: Call,
): { subscription: string; others: Stored[] } => {
  const subscription = subscriptionOf(subscriptionPath(config)) ?? "";
  if (!isActive({ inputs })) return { subscription, others: [] };
  const others = store
    .list(token)
    .filter((other) => other.id !== existing?.id && subscriptionOf(other.id) === subscription && isActive(other));
  return { subscription, others };
};
