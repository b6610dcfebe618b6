import { join } from "node:path";
import type { Plugin } from "esbuild";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { catalogFilter } from "../../core/catalog/catalog-filter.ts";
import { clouds } from "../../core/contract/cloud.ts";

/** What the bundle has its own form of. */
const file = join("core", "catalog", "read-filters.ts");

/** The texts of alerts that plans read: where an alert is about what a plan makes, only that one. */
const texts = (): string[] => [
  ...new Set(
    catalogAlerts.flatMap((alert) =>
      clouds.flatMap((cloud) => {
        const here = alert.clouds[cloud];
        return here.when === undefined ? [] : [here.own ?? here.when];
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
