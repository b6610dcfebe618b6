import { mayHave } from "../catalog/known-operations.ts";
import type { Cloud } from "../contract/cloud.ts";
import type { Comparison, Filter } from "../filter/ast.ts";
import { forCloud } from "../filter/for-cloud.ts";
import { mayOverlap } from "../filter/overlap.ts";

/** What a cloud's alerts see of events that an exclusion leaves out. */
export interface StoredEvents {
  /** The targets that see only what is stored. */
  readonly targets: readonly string[];
  /** A filter with names of the record as fields of the event, where they are the same. */
  named?(filter: Filter): Filter;
}

/** A deployed alert, and what it is evaluated by. */
export interface SeeingAlert {
  readonly id: string;
  readonly filter: Filter;
  readonly targets: readonly string[];
}

const asIs = (filter: Filter): Filter => filter;

/** The alerts that may match some of what is excluded, and don't see it. */
export const unseenBy = (
  cloud: Cloud,
  excluded: Filter,
  alerts: readonly SeeingAlert[],
  { targets, named = asIs }: StoredEvents,
): readonly string[] => {
  const fits = (service: string, operation: readonly Comparison[]): boolean => mayHave(cloud, service, operation);
  const left = named(forCloud(excluded, cloud));
  return alerts
    .filter((alert) => alert.targets.every((target) => targets.includes(target)))
    .filter(({ filter }) => mayOverlap(left, named(forCloud(filter, cloud)), fits))
    .map(({ id }) => id);
};
