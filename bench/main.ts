import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../provider/bundle.ts";
import { filterRows } from "./filters.ts";
import { manyComponentsRows } from "./many-components.ts";
import { setting, writePage } from "./page.ts";
import { pluginRows } from "./plugin.ts";
import { rowsOfReplay } from "./replay/rows.ts";
import { renderTable } from "./table.ts";

const { values, positionals } = parseArgs({
  options: { write: { type: "boolean", default: false }, megabytes: { type: "string", default: "1000" } },
  allowPositionals: true,
});
const isOfReplay = positionals[0] === "replay";
if (positionals.length > 1 || (positionals.length === 1 && !isOfReplay)) {
  throw new Error("npm run bench measures all but replay; npm run bench -- replay measures that");
}
const root = resolve(import.meta.dirname, "..");

await bundle();
const rows = isOfReplay
  ? rowsOfReplay(root, Number(values.megabytes))
  : [...(await pluginRows(root)), ...(await manyComponentsRows()), ...filterRows()];
const heading = setting(new Date().toISOString().slice(0, 10));

console.log(`${heading}\n`);
console.log(renderTable(rows));
if (values.write) {
  writePage(join(root, "docs", "bench.md"), heading, rows, isOfReplay ? "replay" : "all but replay");
  // What has a budget is what somebody who chooses wants to know.
  const budgeted = rows.filter(({ budget }) => budget !== "");
  if (!isOfReplay) writePage(join(root, "README.md"), heading, budgeted, "all but replay");
}
