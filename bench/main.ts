import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../provider/bundle.ts";
import { filterRows } from "./filters.ts";
import { manyComponentsRows } from "./many-components.ts";
import { setting, writePage } from "./page.ts";
import { pluginRows } from "./plugin.ts";
import { renderTable } from "./table.ts";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const root = resolve(import.meta.dirname, "..");

await bundle();
const rows = [...(await pluginRows(root)), ...(await manyComponentsRows()), ...filterRows()];
const heading = setting(new Date().toISOString().slice(0, 10));

console.log(`${heading}\n`);
console.log(renderTable(rows));
if (values.write) writePage(join(root, "docs", "bench.md"), heading, rows);
