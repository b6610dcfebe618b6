import type { Cloud } from "../contract/cloud.ts";
import type { AuditPlan } from "../plan/plan.ts";
import type { ControlId } from "./control-ids.ts";
import type { PresetId } from "./preset-ids.ts";

export type ControlArea =
  | "capture"
  | "storage"
  | "retention"
  | "immutability"
  | "encryption"
  | "access"
  | "alerting"
  | "health";

export interface Requirement {
  readonly framework: PresetId;
  /** As the framework numbers it: `10.5.1`, `AU-11`. */
  readonly requirement: string;
  /** Where it stands. */
  readonly source: string;
  /** Of a benchmark of one cloud, which: elsewhere it asks for nothing. */
  readonly cloud?: Cloud;
}

/** Whether a plan has what a control asks for, and why, as a sentence without capital and full stop. */
export interface Verdict {
  readonly status: "met" | "not-met" | "not-applicable";
  readonly reason: string;
}

/** What controls look at. */
export type CheckedPlan = Pick<AuditPlan, "settings" | "placements" | "rules" | "channels">;

export type Check = (plan: CheckedPlan) => Verdict;

/** One thing that frameworks ask of an audit log. */
export interface Control {
  /** As waivers write it, and what its file is called. */
  readonly id: ControlId;
  readonly area: ControlArea;
  /** What compliance looks like. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** What it serves: a requirement may ask for more than the control, which sees an audit log alone. */
  readonly requirements: readonly Requirement[];
  /** Alerts of the catalog that it asks for: a preset with the control selects them. */
  readonly alerts?: readonly string[];
  readonly clouds: { readonly [C in Cloud]: Check };
}

export const met = (reason: string): Verdict => ({ status: "met", reason });
export const notMet = (reason: string): Verdict => ({ status: "not-met", reason });
export const notApplicable = (reason: string): Verdict => ({ status: "not-applicable", reason });

/** A check that asks the same in every cloud. */
export const everywhere = (check: Check): Control["clouds"] => ({ aws: check, gcp: check, azure: check });
