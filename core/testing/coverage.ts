import type { AuditPlan } from "../plan/plan.ts";
import { toldAlerts } from "../replay/told.ts";
import type { Judged } from "./judge.ts";

/** A part of a spec that a test can reach: an alert, by its id, or what captures events or leaves them out. */
export interface Part {
  readonly kind: "alert" | "capture";
  readonly name: string;
  readonly isReached: boolean;
}

const captureParts = ({ settings: { capture }, rules }: AuditPlan): readonly string[] => [
  "capture.management",
  ...(capture.identity ? ["capture.identity"] : []),
  ...capture.data.map((_, index) => `capture.data[${index}]`),
  ...rules.exclude.map(({ name }) => `capture.exclude.${name}`),
];

/**
 * The parts of a spec, in their order, each with whether a test reaches it: an alert where it tells people of a test's
 * events, what captures events or leaves them out where it decides what becomes of one.
 */
export const coverageOf = (plan: AuditPlan, tests: readonly Judged[]): readonly Part[] => {
  const deciding = new Set(tests.flatMap(({ events }) => events.map(({ decision }) => decision.by)));
  const telling = new Set(tests.flatMap(({ alerts }) => alerts.filter(({ tells }) => tells).map(({ id }) => id)));
  const alerts = new Set(Object.values(toldAlerts(plan)).flatMap((inCloud) => inCloud.map(({ id }) => id)));
  return [
    ...captureParts(plan).map((name) => ({ kind: "capture" as const, name, isReached: deciding.has(name) })),
    ...[...alerts].sort().map((name) => ({ kind: "alert" as const, name, isReached: telling.has(name) })),
  ];
};
