import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { Limit } from "../contract/limits.ts";
import { grouped } from "../grouped.ts";

/** A part of a quota that has a name: an alert, a trail's selector, an exclusion. */
export interface QuotaUse {
  readonly name: string;
  readonly count: number;
}

/** What a cloud has room for, and how much of it a plan takes. */
export interface Quota {
  /** What has the room, as part of a sentence: `the event bus in eu-central-1`. */
  readonly quota: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: string;
  /** Whether all of a kind are counted, or the most that any one of them takes. */
  readonly of: "all" | "each";
  /** What takes it, the most first; of `each`, the ones that take the most. */
  readonly by: readonly QuotaUse[];
  readonly source: string;
  /** The setting by which it can be lowered. */
  readonly path: Path;
  /** Whether too much is refused where it is written: of the rule that is too much. */
  readonly isOfRules?: true;
}

const most = (uses: readonly QuotaUse[]): readonly QuotaUse[] =>
  [...uses].sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));

type Room = Pick<Quota, "quota" | "path" | "isOfRules"> & { readonly limit: Limit };

/** So many of a kind, by whom each of them is: a name as often as it has one. */
export const quotaOfAll = ({ limit: { max, unit, source }, ...room }: Room, names: readonly string[]): Quota => {
  const by = most([...grouped(names, (name) => name)].map(([name, all]) => ({ name, count: all.length })));
  return { ...room, used: names.length, limit: max, unit, of: "all", by, source };
};

/** Those of which each may take so much. */
export const quotaOfEach = ({ limit: { max, unit, source }, ...room }: Room, uses: readonly QuotaUse[]): Quota => {
  const by = most(uses);
  const used = by[0]?.count ?? 0;
  return { ...room, used, limit: max, unit, of: "each", by: by.filter(({ count }) => count === used), source };
};

/** Those that a plan uses at all. */
export const inUse = (quotas: readonly Quota[]): readonly Quota[] => quotas.filter(({ used }) => used > 0);

const nearly = 0.8;
const mostNamed = 3;

/** Quotas that are used up, or nearly, with what takes the most of them. */
export const quotaIssues = (quotas: readonly Quota[]): Issue[] =>
  quotas.flatMap(({ quota, used, limit, unit, of, by, path, isOfRules }) => {
    const params = { quota, found: used, max: limit, unit, by: by.slice(0, mostNamed) };
    if (used > limit) return isOfRules ? [] : [issue("error", "over-quota", path, params)];
    return of === "all" && used >= limit * nearly ? [issue("warning", "near-quota", path, params)] : [];
  });
