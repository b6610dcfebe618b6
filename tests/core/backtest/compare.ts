import { expect } from "vitest";
import type { FoundInCloud } from "../../../cli/report/backtest.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { AuditPlan } from "../../../core/plan/plan.ts";
import { instantAt } from "../../../core/replay/instant.ts";
import { replayed } from "./plans.ts";

export interface Compared {
  readonly found: FoundInCloud;
  readonly plan: AuditPlan;
  /** All that the archive has. */
  readonly events: readonly CommonEvent[];
}

/** What was seen, so that a run that proves little is known for it. */
export const nothingSeen = () => ({
  alerts: 0,
  exact: 0,
  wider: 0,
  unsupported: 0,
  matched: 0,
  unseen: 0,
  bursts: 0,
});

/**
 * What a query found is what replay finds: the same where both the alert and what is stored are said exactly; else no fewer
 * events that are stored, and of both kinds together no fewer, or, of an exact alert, as many. `isWhole` says that the query has
 * bursts, and times as records have them, beside the counts and times to the second.
 */
export const compare = (
  { found, plan, events }: Compared,
  seen: ReturnType<typeof nothingSeen>,
  isWhole: boolean,
): void => {
  const expected = replayed(plan, found.cloud, events);
  expect(found.alerts.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  for (const [at, { id, fidelity, ...alert }] of found.alerts.entries()) {
    const { bursts, first, last, ...counted } = expected[at]!;
    const isExact = fidelity === "exact" && found.stored.fidelity === "exact";
    seen.alerts += 1;
    seen[fidelity === "exact" && !isExact ? "wider" : fidelity] += 1;
    seen.matched += counted.events;
    seen.unseen += counted.unseen;
    seen.bursts += bursts.length;
    const shown = JSON.stringify([
      plan.rules.alerts.find(({ name }) => name === id)?.when,
      plan.settings.capture,
      plan.rules.exclude.map(({ when }) => when),
    ]);
    if (fidelity === "unsupported") continue;
    expect(alert.events, shown).toBeGreaterThanOrEqual(counted.events);
    const [all, asked] = [alert.events + alert.unseen, counted.events + counted.unseen];
    if (fidelity === "exact") expect(all, shown).toBe(asked);
    else expect(all, shown).toBeGreaterThanOrEqual(asked);
    if (!isExact) continue;
    const { events: stored, unseen, told } = alert;
    expect({ id, events: stored, unseen, told }, shown).toEqual(counted);
    const times = [first, last].map((one) => (isWhole || one === undefined ? one?.text : instantAt(one.second).text));
    expect([alert.first, alert.last], shown).toEqual(times);
    if (isWhole) expect(alert.bursts, shown).toEqual(bursts);
  }
};
