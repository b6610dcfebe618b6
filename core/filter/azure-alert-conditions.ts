import type { Filter } from "./ast.ts";
import type { ActivityLogCategory } from "./azure-categories.ts";
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

/** Is it a test of several fields, or of one? */
const partOf = (filter: Filter, leafOf: (filter: Filter) => AlertLeaf): ActivityLogAlertCondition["allOf"][number] =>
  filter.kind === "or" ? { anyOf: filter.any.map(leafOf) } : leafOf(filter);

const isFlat = (filter: Filter): boolean =>
  filter.kind !== "and" && (filter.kind !== "or" || filter.any.every(({ kind }) => kind === "equal"));

/** A filter of comparisons that are leaves as conditions, of which one must hold; undefined where they are more than `most`. */
export const conditionsOf = (
  filter: Filter,
  category: ActivityLogCategory,
  leafOf: (filter: Filter) => AlertLeaf,
  most: number,
): readonly ActivityLogAlertCondition[] | undefined => {
  const first: AlertLeaf = { field: "category", equals: category };
  const parts = filter.kind === "and" ? filter.all : filter.kind === "constant" ? [] : [filter];
  if (parts.every(isFlat)) return [{ allOf: [first, ...parts.map((part) => partOf(part, leafOf))] }];
  return termsOf(filter, most)?.map((term) => ({ allOf: [first, ...term.map(leafOf)] }));
};
