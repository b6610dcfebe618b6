import type { Cloud } from "../contract/cloud.ts";
import type { Issue } from "../contract/issues.ts";
import type { Fidelity } from "../contract/outputs.ts";
import type { Rendered } from "../filter/rendered.ts";
import type { AuditPlan } from "../plan/plan.ts";
import { type AskedAlert, askedAlerts } from "../replay/told.ts";
import type { StoredCondition } from "./stored-condition.ts";

/** Days of UTC, as in 2026-03-07: the first, and that after the last. */
export interface Days {
  readonly from: string | undefined;
  readonly before: string | undefined;
}

/** What is asked of an archive. */
export interface Asking {
  readonly plan: AuditPlan;
  /** The alerts; all of them where none is named. */
  readonly ids: readonly string[];
  readonly days: Days;
}

/** How an alert is asked in a query. */
export interface BacktestAlert extends Omit<AskedAlert, "filter"> {
  readonly fidelity: Fidelity;
  readonly issues: readonly Issue[];
}

/** The alerts of a plan in one cloud, as a query of an engine. */
export interface BacktestQuery {
  readonly cloud: Cloud;
  /** What evaluates it, as people call it: `Athena`. */
  readonly target: string;
  readonly alerts: readonly BacktestAlert[];
  /** How exactly it says what the plan stores. */
  readonly stored: Pick<StoredCondition, "fidelity" | "issues">;
  /** Absent where no alert can be asked there. */
  readonly text: string | undefined;
  /** In bytes, where the engine takes less. */
  readonly tooLong: { readonly found: number; readonly max: number } | undefined;
}

/** An alert with the condition that a query asks of each event. */
export interface Conditioned<Condition = string> extends Pick<AskedAlert, "id" | "threshold"> {
  readonly condition: Condition;
}

/** What a query is made for. */
interface Asked extends Pick<BacktestQuery, "cloud" | "target" | "stored"> {
  /** What the engine takes. */
  readonly mostBytes?: number;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The alerts of a plan that are asked for, each with its condition in the engine's language; one that can't match has none. */
export const backtest = <Condition>(
  { plan, ids }: Asking,
  { cloud, target, stored, mostBytes = Number.POSITIVE_INFINITY }: Asked,
  compile: (alert: AskedAlert) => Rendered<Condition>,
  write: (asked: readonly Conditioned<Condition>[]) => string,
): BacktestQuery => {
  const asked = askedAlerts(plan, cloud).filter(({ id }) => ids.length === 0 || ids.includes(id));
  const compiled = asked.map((alert) => ({ alert, rendered: compile(alert) }));
  const conditioned = compiled.flatMap(({ alert: { id, threshold }, rendered: { output } }) =>
    output === undefined ? [] : [{ id, threshold, condition: output }],
  );
  const text = conditioned.length === 0 ? undefined : write(conditioned);
  const found = text === undefined ? 0 : bytes(text);
  return {
    cloud,
    target,
    alerts: compiled.map(({ alert: { filter: _, ...alert }, rendered: { fidelity, issues } }) => ({
      ...alert,
      fidelity,
      issues,
    })),
    stored: { fidelity: stored.fidelity, issues: stored.issues },
    text,
    tooLong: found > mostBytes ? { found, max: mostBytes } : undefined,
  };
};
