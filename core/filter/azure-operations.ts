import { always, type Comparison, equal, type Filter, never } from "./ast.ts";
import type { ActivityLogCategory } from "./azure-log-categories.ts";

/**
 * An operation of a resource provider, by its beginning: no other log than the activity log has such.
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
const ofProvider = /^[a-z]+(?:\.[a-z]+)+\//i;

/**
 * What the platform itself writes into the activity log; whatever else a provider's operation is, somebody asked for it.
 * https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
const byCategory: Readonly<Partial<Record<ActivityLogCategory, RegExp>>> = {
  Security: /^microsoft\.security\/locations\//i,
  ServiceHealth: /^microsoft\.servicehealth\//i,
  ResourceHealth: /^microsoft\.resourcehealth\//i,
  Alert: /^microsoft\.insights\/[^/]*alert[^/]*\//i,
  Autoscale: /^microsoft\.insights\/autoscalesettings\//i,
  Recommendation: /^microsoft\.advisor\//i,
  Policy: /^microsoft\.authorization\/policies\//i,
};

const isPossible = (beginning: string, category: ActivityLogCategory | undefined): boolean => {
  if (!ofProvider.test(beginning)) return true;
  if (category === undefined) return false;
  return category === "Administrative" || byCategory[category]!.test(beginning);
};

/** That an alert fired is an action of its rule; who writes or deletes the rule is in another category. */
const isPossibleWhole = (operation: string, category: ActivityLogCategory | undefined): boolean =>
  isPossible(operation, category) &&
  (category !== "Alert" || !ofProvider.test(operation) || /\/action$/i.test(operation));

/** A comparison of the operation with what a category of the activity log, or with none another log, can have. */
export const possibleOperations = (comparison: Comparison, category?: ActivityLogCategory): Filter => {
  if (comparison.kind === "present") return always;
  if (comparison.kind === "equal") {
    const values = comparison.values.filter((value) => isPossibleWhole(String(value), category));
    return values.length === 0 ? never : equal(comparison.field, values, comparison.fold);
  }
  // A beginning that could go on to be another provider's is left.
  if (comparison.kind !== "like" || !/^[^/]*\/[^/]*\//.test(comparison.parts[0]!)) return comparison;
  return isPossible(comparison.parts[0]!, category) ? comparison : never;
};
