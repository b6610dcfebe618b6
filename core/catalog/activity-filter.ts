import type { Cloud } from "../contract/cloud.ts";
import { both, either, equal, eventField, type Filter, like } from "../filter/ast.ts";
import { normalize } from "../filter/normalize.ts";
import { findActivity } from "./activities.ts";
import type { Activity, Selectors } from "./activity.ts";
import { catalogFilter } from "./catalog-filter.ts";

const operation = eventField("operation");

/** Any of the operations, by names and globs. */
const operations = (globs: readonly string[]): Filter => {
  const names = globs.filter((glob) => !glob.includes("*"));
  const rest = globs.filter((glob) => glob.includes("*"));
  return either(equal(operation, names, true), ...rest.map((glob) => like(operation, glob.split("*"), true)));
};

const ofService = (service: string, filter: Filter): Filter =>
  service === "*" ? filter : both(equal(eventField("service"), [service], true), filter);

const byService = (selectors: Selectors = {}): readonly Filter[] =>
  Object.entries(selectors).map(([service, globs]) => ofService(service, operations(globs)));

const ofCategory = (category: string, filter: Filter): Filter =>
  both(equal(eventField("category"), [category], true), filter);

/** An operation of the Activity Log begins with its provider. */
const byProvider = (selectors: Selectors = {}): readonly Filter[] => {
  const globs = Object.entries(selectors).flatMap(([provider, rest]) => rest.map((glob) => `${provider}/${glob}`));
  return globs.length === 0 ? [] : [operations(globs)];
};

const condition = (text: string | undefined): readonly Filter[] => (text === undefined ? [] : [catalogFilter(text)]);

const selected = {
  aws: ({ aws }: Activity) => byService(aws),
  gcp: ({ gcp }: Activity) => byService(gcp),
  azure: ({ azure, entra, azureResource }: Activity) => [
    ...byProvider(azure),
    ...(entra === undefined ? [] : [ofCategory("identity", operations(entra))]),
    ...byService(azureResource).map((filter) => ofCategory("data", filter)),
  ],
} as const satisfies Record<Cloud, (activity: Activity) => readonly Filter[]>;

const known = new Map<string, Filter>();

/** What an event of a cloud must be to belong to a class, without `activities`: for those who compile it. */
export const activityFilter = (id: string, cloud: Cloud): Filter => {
  const key = `${cloud} ${id}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const activity = findActivity(id);
  const filter = normalize(
    activity === undefined ? either() : either(...selected[cloud](activity), ...condition(activity.when?.[cloud])),
  );
  known.set(key, filter);
  return filter;
};
