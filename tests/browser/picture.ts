import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium } from "../../tools/chromium.mjs";
import { goTo, launched, look, pictureOf } from "./chromium.ts";

/** Makes the README's pictures of a replay: docs/report-light.png and docs/report-dark.png. */

const root = resolve(import.meta.dirname, "..", "..");
const executable = findChromium();
if (executable === undefined)
  throw new Error("there is no Chromium on the PATH; install it, or name one in AUDITLOG_CHROMIUM");

const folder = mkdtempSync(join(tmpdir(), "auditlog-picture-"));
const page = join(folder, "replay.html");
const args = ["report", "examples/first-audit-log/audit.yaml", "examples/events", "--html", page];
const { status } = spawnSync(process.execPath, ["cli/main.ts", ...args], { cwd: root, stdio: "inherit" });
if (status !== 0) throw new Error("the report was not written");

const browser = await launched(executable);
for (const theme of ["light", "dark"] as const) {
  const tab = await browser.open();
  await look(tab, { width: 1200, height: 1060, theme });
  await goTo(tab, pathToFileURL(page).href);
  writeFileSync(join(root, "docs", `report-${theme}.png`), await pictureOf(tab));
}
await browser.close();
rmSync(folder, { recursive: true });
