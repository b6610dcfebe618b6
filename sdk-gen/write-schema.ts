import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { alertReference } from "./alert-reference.ts";
import { controlReference } from "./control-reference.ts";
import { filterReference } from "./filter-reference.ts";
import { limitReference } from "./limit-reference.ts";
import { identityOf } from "./package-names.ts";
import { presetReference } from "./preset-reference.ts";
import { pulumiSchema } from "./pulumi-schema.ts";
import { componentReference, specReference } from "./reference.ts";
import { specSchema } from "./spec-schema.ts";

/** Writes what is generated from the contract; with --check, says what is not up to date and writes nothing. */

const root = join(import.meta.dirname, "..");
const identity = identityOf(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const files: Record<string, string> = {
  "schema.json": json(pulumiSchema(identity)),
  "docs/reference/audit.schema.json": json(specSchema()),
  "docs/limits.md": limitReference(),
  "docs/reference/spec.md": specReference(),
  "docs/reference/components.md": componentReference(),
  "docs/reference/filters.md": filterReference(),
  "docs/reference/alerts.md": alertReference(),
  "docs/reference/controls.md": controlReference(),
  "docs/reference/presets.md": presetReference(),
};

const current = (file: string): string | undefined => {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
};

const stale = Object.entries(files).filter(([file, text]) => current(file) !== text);
if (process.argv.includes("--check")) {
  for (const [file] of stale)
    console.error(`${file} is not what the contract generates; run npm run fix and commit it`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(`wrote ${file}`);
  }
}
