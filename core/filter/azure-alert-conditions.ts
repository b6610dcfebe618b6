import type { Filter } from "./ast.ts";
import type { ActivityLogCategory } from "./azure-log-categories.ts";
import { termsOf } from "./terms.ts";

/**
 * A test of one field of an event in the activity log. Texts are compared without regard to case.
 * https://learn.microsoft.com/azure/templates/microsoft.insights/activitylogalerts
 */
export type AlertLeaf =
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly containsAny: readonly string[] };

/** The condition of an activity log alert: it fires on events of one category that meet all tests. */
export interface ActivityLogAlertCondition {
  readonly allOf: readonly (AlertLeaf | { readonly anyOf: readonly AlertLeaf[] })[];
}

type LeafOf = (filter: Filter) => AlertLeaf;

const isFlat = (filter: Filter): boolean =>
  filter.kind === "equal" ||
  filter.kind === "present" ||
  (filter.kind === "or" && filter.any.every(({ kind }) => kind === "equal" || kind === "present"));

/** A filter of comparisons that are leaves as conditions, one of which must hold; undefined where they are more than `most`. */
export const conditionsOf = (
  filter: Filter,
  category: ActivityLogCategory,
  leafOf: LeafOf,
  most: number,
): readonly ActivityLogAlertCondition[] | undefined => {
  const first: AlertLeaf = { field: "category", equals: category };
  const parts = filter.kind === "and" ? filter.all : filter.kind === "constant" ? [] : [filter];
  // A condition takes one `anyOf` at most.
  if (parts.every(isFlat) && parts.filter(({ kind }) => kind === "or").length < 2) {
    const tests = parts.map((part) => (part.kind === "or" ? { anyOf: part.any.map(leafOf) } : leafOf(part)));
    return [{ allOf: [first, ...tests] }];
  }
  return termsOf(filter, most)?.map((term) => ({ allOf: [first, ...term.map(leafOf)] }));
};
