import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheFolder } from "./cache.mjs";
import { withLock } from "./lock.mjs";
import { CommandError, capture, findExecutable, root, SetupError, windows } from "./process.mjs";

const nodeName = windows ? "node.exe" : "node";

/** Installs node_modules from package-lock.json unless it already is what package-lock.json says. */
export async function ensureDependencies(project = root) {
  if (isCurrent(project)) return;
  const lock = cacheFolder("locks", `${digest(project).slice(0, 16)}.lock`);
  const onWait = (pid) => console.error(`Another run (process ${pid}) is installing the dependencies; waiting for it.`);
  await withLock(lock, () => install(project), { onWait });
}

/** The Node that the project runs on. */
export function projectNode(project = root) {
  return join(project, "node_modules", "node", "bin", nodeName);
}

async function install(project) {
  if (isCurrent(project)) return;
  if (!(matchesLockfile(project) && (await nodeStarts(project)))) {
    await npmCi(project);
    if (!(await nodeStarts(project))) {
      throw new SetupError(
        "npm installed the dependencies, but not the Node that this project runs on: its install script did not run. " +
          "Allow it with `npm rebuild node --ignore-scripts=false`, then run this again.",
      );
    }
  }
  writeFileSync(recordFile(project), fingerprint(project));
}

async function npmCi(project) {
  if (!findExecutable("npm"))
    throw new SetupError("npm is not on the PATH. Install Node 20 or newer, which brings it: https://nodejs.org");
  console.error("Installing the npm dependencies (about a minute, once).");
  const command = [windows ? "npm.cmd" : "npm", "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const { code, outcome, all } = await capture(command, { cwd: project, env: npmEnvironment(project) });
  if (code !== 0) throw new CommandError(command, outcome, all);
}

// `npm run` puts node_modules/.bin first on the PATH; `npm ci` removes the Node that lies there while npm runs on it.
function npmEnvironment(project) {
  const bin = join(project, "node_modules", ".bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== bin);
  return { ...process.env, PATH: path.join(delimiter) };
}

function isCurrent(project) {
  const record = recordFile(project);
  return (
    existsSync(record) && readFileSync(record, "utf8") === fingerprint(project) && existsSync(projectNode(project))
  );
}

function recordFile(project) {
  return join(project, "node_modules", ".auditlog-setup");
}

function fingerprint(project) {
  const lockfile = readFileSync(join(project, "package-lock.json"), "utf8");
  return digest(`${process.platform} ${process.arch}\n${lockfile}`);
}

function digest(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** Whether npm itself, run by hand, already installed just what package-lock.json lists. */
function matchesLockfile(project) {
  const installed = join(project, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const actual = JSON.parse(readFileSync(installed, "utf8")).packages;
  const { "": _, ...wanted } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")).packages;
  const present = ([path, entry]) =>
    actual[path] ? actual[path].integrity === entry.integrity : entry.optional === true;
  return Object.entries(wanted).every(present) && Object.keys(actual).every((path) => path in wanted);
}

async function nodeStarts(project) {
  try {
    const { code } = await capture([projectNode(project), "--version"], { cwd: project });
    return code === 0;
  } catch {
    return false;
  }
}
