import type { CommonEvent } from "../event/event.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { askedBy } from "./asked.ts";
import { storedBy } from "./stored.ts";
import { type ToldAlert, toldAlerts } from "./told.ts";

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

/** What a plan does with events. */
export const decider = (plan: AuditPlan): ((event: CommonEvent) => EventDecision) => {
  const asked = askedBy(plan);
  const stored = storedBy(plan);
  const alerts = toldAlerts(plan);
  return (event) => {
    const { isCaptured, by } = asked(event);
    const isStored = stored[event.cloud]?.(event) ?? false;
    return {
      fate: fateOf(isCaptured, isStored),
      by,
      alerts: alerts[event.cloud].filter(({ test }) => test(event)),
    };
  };
};
