import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { catalogAlerts } from "../../core/catalog/alerts.ts";
import { questions } from "../../core/catalog/questions.ts";
import { readFilters } from "../../core/catalog/read-filters.ts";
import { parseFilter } from "../../core/filter/parse.ts";
import { readFiltersPlugin } from "../../provider/bundle/read-filters.ts";

/** Does not prove how much time is saved: `npm run bench` measures that. */

const root = join(import.meta.dirname, "..", "..");

/** The catalog's filters as a bundle has them. */
const bundled = async (): Promise<(readonly [string, unknown])[]> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, "core", "catalog", "read-filters.ts")],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [readFiltersPlugin(root)],
  });
  const program = `data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`;
  return (await import(program)).readFilters();
};

test("a bundle has each filter of the catalog that a plan reads, as it is read", async () => {
  const alerts = catalogAlerts.flatMap(({ clouds }) =>
    Object.values(clouds).flatMap((here) => (here.when === undefined ? [] : [here.own ?? here.when])),
  );
  const asked = [
    ...alerts,
    ...questions.flatMap(({ clouds }) => Object.values(clouds).flatMap(({ when }) => when ?? [])),
  ];
  const found = new Map(await bundled());
  expect([...found.keys()].sort()).toEqual([...new Set(asked)].sort());
  for (const [text, filter] of found) expect(filter, text).toEqual(parseFilter(text).filter);
});

test("outside of a bundle none is read before it is asked for", () => {
  expect(readFilters()).toEqual([]);
});
