import { join } from "node:path";
import type { Plugin } from "esbuild";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { catalogFilter } from "../../core/catalog/catalog-filter.ts";
import { questions } from "../../core/catalog/questions.ts";
import { clouds } from "../../core/contract/cloud.ts";

/** What the bundle has its own form of. */
const file = join("core", "catalog", "read-filters.ts");

/** The texts that plans read: where an alert is about what a plan makes, only that one. */
const texts = (): string[] => {
  const read = clouds.flatMap((cloud) => [
    ...catalogAlerts.map(({ clouds: { [cloud]: here } }) =>
      here.when === undefined ? undefined : (here.own ?? here.when),
    ),
    ...questions.map((question) => question.clouds[cloud].when),
  ]);
  return [...new Set(read.filter((text) => text !== undefined))];
};

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
