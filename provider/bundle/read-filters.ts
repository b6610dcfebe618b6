import { join } from "node:path";
import type { Plugin } from "esbuild";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { catalogFilter } from "../../core/catalog/catalog-filter.ts";
import { clouds } from "../../core/contract/cloud.ts";

/** What the bundle has its own form of. */
const file = join("core", "catalog", "read-filters.ts");

/** The texts of alerts as they are read in every plan: those about what a plan makes depend on it. */
const texts = (): string[] => [
  ...new Set(
    catalogAlerts.flatMap((alert) =>
      clouds.flatMap((cloud) => {
        const { when, own } = { own: undefined, ...alert.clouds[cloud] };
        return when === undefined || own !== undefined ? [] : [when];
      }),
    ),
  ),
];

/** As JSON in a text, which V8 reads faster than the same as a program. */
export const readFiltersSource = (): string => {
  const read = JSON.stringify(texts().map((text) => [text, catalogFilter(text)]));
  return `export const readFilters = () => JSON.parse(${JSON.stringify(read)});`;
};

/** Gives the bundle the catalog's filters as they were read here. */
export const readFiltersPlugin = (root: string): Plugin => ({
  name: "read-filters",
  setup(build) {
    build.onLoad({ filter: /[\\/]read-filters\.ts$/ }, ({ path }) =>
      path === join(root, file) ? { contents: readFiltersSource(), loader: "js" } : undefined,
    );
  },
});
