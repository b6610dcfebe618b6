import type { Cloud } from "../contract/cloud.ts";
import type { CommonEvent } from "../event/event.ts";
import type { Filter } from "../filter/ast.ts";
import { testOf } from "../filter/evaluate.ts";
import { globTest } from "../filter/glob.ts";
import { activities } from "./activities.ts";
import type { Activity, Selectors } from "./activity.ts";
import type { ActivityId } from "./activity-ids.ts";
import { catalogFilter } from "./catalog-filter.ts";

interface Tested<T> {
  readonly id: ActivityId;
  readonly test: (of: T) => boolean;
}

/** The classes of one service's operations, in lower case. */
interface Operations {
  readonly names: Map<string, ActivityId[]>;
  readonly globs: Tested<string>[];
}

/** By service in lower case; what any service has is under `*`. */
type Index = Map<string, Operations>;

const add = (index: Index, id: ActivityId, service: string, operation: string): void => {
  const operations = index.get(service) ?? { names: new Map<string, ActivityId[]>(), globs: [] };
  index.set(service, operations);
  if (operation.includes("*")) operations.globs.push({ id, test: globTest(operation.split("*")) });
  else operations.names.set(operation, [...(operations.names.get(operation) ?? []), id]);
};

const indexed = (selectorsOf: (activity: Activity) => Selectors | undefined): Index => {
  const index: Index = new Map();
  for (const activity of activities) {
    for (const [service, operations] of Object.entries(selectorsOf(activity) ?? {})) {
      for (const one of operations) add(index, activity.id, service.toLowerCase(), one.toLowerCase());
    }
  }
  return index;
};

const found = (index: Index, service: string, operation: string): readonly ActivityId[] => {
  const folded = operation.toLowerCase();
  const ids = [index.get(service.toLowerCase()), index.get("*")].flatMap((operations) => [
    ...(operations?.names.get(folded) ?? []),
    ...(operations?.globs ?? []).filter(({ test }) => test(folded)).map(({ id }) => id),
  ]);
  return [...new Set(ids)];
};

// Logs repeat few operations: more different ones are names that somebody makes up.
const mostRemembered = 10_000;

/** Looks selectors up, and remembers what was found: the index is built when the first event asks. */
const lookup = (
  selectorsOf: (activity: Activity) => Selectors | undefined,
): ((service: string, operation: string) => readonly ActivityId[]) => {
  let index: Index | undefined;
  let count = 0;
  const remembered = new Map<string, Map<string, readonly ActivityId[]>>();
  return (service, operation) => {
    const known = remembered.get(service)?.get(operation);
    if (known !== undefined) return known;
    if (++count > mostRemembered) {
      remembered.clear();
      count = 1;
    }
    index ??= indexed(selectorsOf);
    const ids = found(index, service, operation);
    const ofService = remembered.get(service) ?? new Map<string, readonly ActivityId[]>();
    remembered.set(service, ofService.set(operation, ids));
    return ids;
  };
};

/** An operation of the Activity Log begins with its provider, whatever service the record names. */
const withProvider = (selectors: Selectors = {}): Selectors =>
  Object.fromEntries(
    Object.entries(selectors).map(([provider, globs]) => [provider, globs.map((glob) => `${provider}/${glob}`)]),
  );

const ofAws = lookup(({ aws }) => aws);
const ofGcp = lookup(({ gcp }) => gcp);
const ofActivityLog = lookup(({ azure }) => withProvider(azure));
const ofEntra = lookup(({ entra }) => (entra === undefined ? undefined : { "*": entra }));
const ofResourceLogs = lookup(({ azureResource }) => azureResource);

const selected = {
  aws: ({ service, operation }) => ofAws(service ?? "", operation),
  gcp: ({ service, operation }) => ofGcp(service ?? "", operation),
  azure: ({ category, service, operation }) => {
    const ids = ofActivityLog(operation.slice(0, Math.max(0, operation.indexOf("/"))), operation);
    if (category === "identity") return [...ids, ...ofEntra("", operation)];
    return category === "data" ? [...ids, ...ofResourceLogs(service ?? "", operation)] : ids;
  },
} as const satisfies Record<Cloud, (event: CommonEvent) => readonly ActivityId[]>;

/** The services, in lower case, without one of which a condition can't hold; undefined where any will do. */
const servicesOf = (filter: Filter): readonly string[] | undefined => {
  switch (filter.kind) {
    case "equal":
      if (filter.field.of !== "event" || filter.field.name !== "service" || !filter.fold) return undefined;
      return filter.values.map((value) => String(value).toLowerCase());
    case "and":
      return filter.all.map(servicesOf).find((services) => services !== undefined);
    default:
      return undefined;
  }
};

const filtersOf = (cloud: Cloud): readonly (readonly [ActivityId, Filter])[] =>
  activities.flatMap(({ id, when }) => {
    const text = when?.[cloud];
    return text === undefined ? [] : [[id, catalogFilter(text)] as const];
  });

/** What else than the operation makes events of a cloud belong to a class. */
export const activityFilters = (cloud: Cloud): readonly Filter[] => filtersOf(cloud).map(([, filter]) => filter);

interface Conditions {
  readonly byService: ReadonlyMap<string, readonly Tested<CommonEvent>[]>;
  readonly others: readonly Tested<CommonEvent>[];
}

const conditionsOf = (cloud: Cloud): Conditions => {
  const byService = new Map<string, Tested<CommonEvent>[]>();
  const others: Tested<CommonEvent>[] = [];
  for (const [id, filter] of filtersOf(cloud)) {
    const tested = { id, test: testOf(filter) };
    const services = servicesOf(filter);
    if (services === undefined) others.push(tested);
    for (const service of services ?? []) byService.set(service, [...(byService.get(service) ?? []), tested]);
  }
  return { byService, others };
};

const known = new Map<Cloud, Conditions>();

const conditions = (cloud: Cloud): Conditions => {
  const one = known.get(cloud) ?? conditionsOf(cloud);
  known.set(cloud, one);
  return one;
};

const none: readonly Tested<CommonEvent>[] = [];

/** The ids of the classes that an event belongs to, in their order. */
export const activitiesOf = (event: CommonEvent): readonly ActivityId[] => {
  const ids = new Set(selected[event.cloud](event));
  const { byService, others } = conditions(event.cloud);
  for (const { id, test } of others) if (test(event)) ids.add(id);
  const { service } = event;
  const own = service === undefined ? none : (byService.get(service.toLowerCase()) ?? none);
  for (const { id, test } of own) if (test(event)) ids.add(id);
  return [...ids].sort();
};
