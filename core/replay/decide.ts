import type { CommonEvent } from "../event/event.ts";
import type { AuditPlan } from "../plan/plan.ts";
import type { Compared } from "../scan/compared.ts";
import { askedBy } from "./asked.ts";
import { comparedByAws } from "./aws-compared.ts";
import { storedBy } from "./stored.ts";
import { askedAlerts, type ToldAlert, toldAlerts } from "./told.ts";

/**
 * What becomes of an event: the spec captures it; or it is stored though the spec does not ask for it; or it is dropped.
 * `lost` is captured and not stored: a gap that the spec allows, or, on a cloud that the stack is not placed in, everything.
 */
export type Fate = "captured" | "beyond" | "dropped" | "lost";

export interface EventDecision {
  readonly fate: Fate;
  /** The part of the spec that asks for it or leaves it out. */
  readonly by: string | undefined;
  /** That match it: they tell of it only if it is stored, since a cloud that does not record an event knows nothing of it. */
  readonly alerts: readonly ToldAlert[];
}

const fateOf = (isCaptured: boolean, isStored: boolean): Fate => {
  if (isCaptured) return isStored ? "captured" : "lost";
  return isStored ? "beyond" : "dropped";
};

/** Decides what becomes of events. */
export interface Decide {
  (event: CommonEvent): EventDecision;
  /** What it only compares in CloudTrail's records. */
  readonly compared: readonly Compared[];
}

/** What a plan does with events. */
export const decider = (plan: AuditPlan): Decide => {
  const asked = askedBy(plan);
  const { stores, selected } = storedBy(plan);
  const alerts = toldAlerts(plan);
  const decide = (event: CommonEvent): EventDecision => {
    const { isCaptured, by } = asked(event);
    const isStored = stores[event.cloud]?.(event) ?? false;
    return {
      fate: fateOf(isCaptured, isStored),
      by,
      alerts: alerts[event.cloud].filter(({ test }) => test(event)),
    };
  };
  const filters = [...plan.rules.exclude, ...askedAlerts(plan, "aws")].map(({ filter }) => filter);
  return Object.assign(decide, { compared: comparedByAws(filters, selected) });
};
