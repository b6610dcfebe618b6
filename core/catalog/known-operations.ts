import type { Cloud } from "../contract/cloud.ts";
import type { Comparison } from "../filter/ast.ts";
import { passes } from "../filter/evaluate.ts";
import { globTest } from "../filter/glob.ts";
import { keyOf } from "../filter/normalize.ts";
import { activities } from "./activities.ts";
import type { Activity, Selectors } from "./activity.ts";

const selectorsOf = {
  aws: ({ aws }) => aws,
  gcp: ({ gcp }) => gcp,
  azure: ({ azureResource }) => azureResource,
} as const satisfies Record<Cloud, (activity: Activity) => Selectors | undefined>;

/** An operation of the taxonomy, which may have globs, passes where a name of its form does. */
const isPassed = (comparison: Comparison, operation: string): boolean => {
  if (passes(comparison, operation.replaceAll("*", "x"))) return true;
  if (comparison.kind !== "equal" || !operation.includes("*")) return false;
  const test = globTest(operation.toLowerCase().split("*"));
  return comparison.values.some((value) => test(String(value).toLowerCase()));
};

const known = new Map<string, ReadonlySet<string>>();

/** The services that have an operation which passes, in lower case, as far as the taxonomy knows. */
const servicesWith = (cloud: Cloud, comparisons: readonly Comparison[]): ReadonlySet<string> => {
  const key = `${cloud} ${comparisons.map(keyOf).join(" & ")}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const services = new Set<string>();
  for (const activity of activities) {
    for (const [service, operations] of Object.entries(selectorsOf[cloud](activity) ?? {})) {
      if (operations.some((one) => comparisons.every((comparison) => isPassed(comparison, one)))) {
        services.add(service.toLowerCase());
      }
    }
  }
  known.set(key, services);
  return services;
};

/** May a service have an operation that passes? Not where the taxonomy knows such operations of others alone. */
export const mayHave = (cloud: Cloud, service: string, comparisons: readonly Comparison[]): boolean => {
  const services = servicesWith(cloud, comparisons);
  return services.size === 0 || services.has(service.toLowerCase()) || services.has("*");
};
