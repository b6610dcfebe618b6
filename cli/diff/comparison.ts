import type { Cloud } from "../../core/contract/cloud.ts";
import type { NotUnderstood } from "../../core/deployed/resource.ts";
import type { EventDifference } from "../../core/diff/events.ts";
import { type FilterChange, filterChanges } from "../../core/diff/filters.ts";
import type { Unread } from "../events/read.ts";
import type { Comparable } from "./comparable.ts";
import { type RuleChange, ruleChanges, type SettingChange, settingChanges } from "./plan.ts";
import type { Side } from "./sides.ts";

/** What two do otherwise with the events of some files. */
export interface ComparedEvents {
  readonly events: number;
  readonly files: number;
  readonly differences: readonly EventDifference[];
  /** Records that are no audit events. */
  readonly rejected: number;
  readonly unread: readonly Unread[];
}

/** How two differ. */
export interface Comparison extends Pick<Comparable, "clouds" | "own" | "isByTelling"> {
  readonly a: string;
  readonly b: string;
  /** The clouds that one of the two has nothing in. */
  readonly leftOut: readonly Cloud[];
  /** Of two specs. */
  readonly settings: readonly SettingChange[];
  readonly rules: readonly RuleChange[];
  readonly filters: readonly FilterChange[];
  /** Where events are given. */
  readonly events: ComparedEvents | undefined;
  readonly notUnderstood: { readonly a: readonly NotUnderstood[]; readonly b: readonly NotUnderstood[] };
}

const filtersOf = ({ filters }: Side, clouds: readonly Cloud[]) =>
  filters.filter(({ cloud }) => clouds.includes(cloud));

export const comparison = (
  a: Side,
  b: Side,
  asked: readonly Cloud[],
  { clouds, own, isByTelling }: Comparable,
  events: ComparedEvents | undefined,
): Comparison => ({
  a: a.name,
  b: b.name,
  clouds,
  own,
  isByTelling,
  leftOut: asked.filter((cloud) => !clouds.includes(cloud)),
  settings: a.plan && b.plan ? settingChanges(a.plan, b.plan) : [],
  rules: a.plan && b.plan ? ruleChanges(a.plan, b.plan) : [],
  filters: filterChanges(filtersOf(a, clouds), filtersOf(b, clouds)),
  events,
  notUnderstood: { a: a.notUnderstood, b: b.notUnderstood },
});

/** Whether there is any difference. */
export const differs = ({ settings, rules, filters, events }: Comparison): boolean =>
  settings.length + rules.length + filters.length + (events?.differences.length ?? 0) > 0;
