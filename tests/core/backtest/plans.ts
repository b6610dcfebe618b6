import fc from "fast-check";
import type { Cloud } from "../../../core/contract/cloud.ts";
import type { CommonEvent } from "../../../core/event/event.ts";
import type { AuditPlan, CustomAlert, Read } from "../../../core/plan/plan.ts";
import { instantOf, type Span, widen } from "../../../core/replay/instant.ts";
import { storedBy } from "../../../core/replay/stored.ts";
import { toldAlerts } from "../../../core/replay/told.ts";
import { burstsOf } from "../../../core/replay/windows.ts";
import { anyFilterText, type Pool, read } from "../filter/arbitrary-filter.ts";
import { pairs, seed } from "../filter/fidelity.ts";
import { planned } from "../replay/planned.ts";
import { anyCapture } from "./captures.ts";

/** Plans that capture and exclude at random, with every alert of the catalog, and random filters, of which some count. */
export const randomPlans = (pool: Pool, count: number): readonly AuditPlan[] => {
  const { rules } = randomPlan(pool);
  return fc.sample(anyCapture(pool), { seed, numRuns: count }).map((plan) => ({
    ...plan,
    rules: { ...plan.rules, alerts: rules.alerts, catalog: rules.catalog },
    settings: { ...plan.settings, alerts: { ...plan.settings.alerts, regions: { aws: ["eu-west-1"] } } },
  }));
};

/** A plan of every alert of the catalog, and of random filters, of which some count. */
export const randomPlan = (pool: Pool): AuditPlan => {
  const texts = fc.sample(anyFilterText(pool), { seed, numRuns: Math.ceil(pairs / 40) });
  const thresholds = fc.sample(
    fc.record({ count: fc.integer({ min: 1, max: 6 }), withinMinutes: fc.constantFrom(1, 5, 60, 1440) }),
    { seed, numRuns: texts.length },
  );
  const alerts = texts.map(
    (text, at): Read<CustomAlert> => ({
      name: `random-${at}`,
      when: text,
      severity: "low",
      filter: read(text),
      threshold: at % 3 === 0 ? thresholds[at] : undefined,
    }),
  );
  const plan = planned({
    capture: { identity: true },
    alerts: {
      catalog: ["cis", "tamper", "identity", "data", "network", "keys", "cost"],
      regions: { aws: ["eu-west-1"] },
    },
  });
  return { ...plan, rules: { ...plan.rules, alerts } };
};

const counted = (seconds: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const second of seconds) counts.set(second, (counts.get(second) ?? 0) + 1);
  return counts;
};

/** What replay's own tests and windows say of a plan's alerts. */
export const replayed = (plan: AuditPlan, cloud: Cloud, events: readonly CommonEvent[]) => {
  const isStored = storedBy(plan).stores[cloud] ?? (() => false);
  const stored = events.filter(isStored);
  const others = events.filter((event) => !isStored(event));
  return toldAlerts(plan)[cloud].map(({ id, threshold, test }) => {
    const matching = stored.filter(test);
    const unseen = others.filter(test).length;
    const span: Span = { first: undefined, last: undefined };
    const instants = matching.flatMap(({ time }) => instantOf(time) ?? []);
    for (const instant of instants) widen(span, instant);
    const seconds = instants.map(({ second }) => second);
    const bursts = threshold === undefined ? [] : burstsOf(counted(seconds), threshold);
    const told = threshold === undefined ? matching.length : bursts.length;
    return { id, events: matching.length, unseen, told, ...span, bursts };
  });
};
