import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const macos = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium or Chrome of this machine: that of AUDITLOG_CHROMIUM, or of the PATH. */
export function findChromium() {
  const { AUDITLOG_CHROMIUM, PATH = "" } = process.env;
  if (AUDITLOG_CHROMIUM) return AUDITLOG_CHROMIUM;
  const onPath = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder || ".", name)));
  return [...onPath, ...macos].find((path) => existsSync(path));
}

/** Installs Chromium from the distribution's own packages where it may: on a machine that runs tests as root, as containers do. */
async function install() {
  // The tests' own process, which loads this file as well, is to keep its way of ending.
  const { attach, findExecutable } = await import("./process.mjs");
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== "linux" || !isRoot || !findExecutable("apt-get")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await attach(["apt-get", "-qq", "update"], { env });
  await attach(["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"], { env });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!findChromium()) await install();
  const found = findChromium();
  console.log(found ? `The report's page is opened in ${found}` : "There is no Chromium here, and none was installed.");
}
