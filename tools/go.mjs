import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildGo } from "./build-go.mjs";
import { cacheFolder } from "./cache.mjs";
import { CommandError, capture, findExecutable, SetupError, windows } from "./process.mjs";

export const goDownload = "https://go.dev/dl/";

/**
 * Go programs that the project builds, once, into the user's cache.
 * @typedef {object} GoPrograms
 * @property {string} title what they are, in sentences
 * @property {{ name: string, folder: string, package: string, arguments: string[], sources?: string[] }[]} programs each with the module that pins it
 * @property {string} announcement said before a build
 * @property {string} noGo said where there is no Go
 * @property {string} [instead] what can be installed instead of a newer Go
 */

/**
 * Builds the programs unless the cache has them.
 * @param {GoPrograms} wanted
 * @returns {Promise<string[]>} where each program is
 */
export async function ensureGoPrograms(wanted) {
  const folder = cacheFolder(buildKey(wanted.programs));
  const files = wanted.programs.map(({ name }) => join(folder, name + (windows ? ".exe" : "")));
  const isBuilt = () => files.every((file) => existsSync(file));
  if (!isBuilt()) await buildGo({ ...wanted, folder, go: await findGo(wanted), isBuilt });
  return files;
}

async function findGo({ title, programs, noGo, instead = "" }) {
  const go = findExecutable("go");
  if (!go) throw new SetupError(noGo);
  const tooOld = (which) =>
    `${which} is too old to build ${title}: install Go 1.21 or newer (${goDownload})${instead}.`;
  const { folder } = programs[0];
  const { code, outcome, stdout, all } = await capture([go, "env", "GOVERSION", "GOTOOLCHAIN"], { cwd: folder });
  if (code === 0) {
    const [version, toolchain] = stdout.trim().split(/\r?\n/);
    if (!isAtLeast(version, "1.21")) throw new SetupError(tooOld(`${go} is ${version}, which`));
    checkToolchain({ go, version, toolchain, title, folder });
  }
  // Go before 1.21 does not know what a go.mod of today says, and fails on it.
  else if (!/invalid go version/.test(all)) throw new CommandError([go, "env"], outcome, all);
  else throw new SetupError(tooOld(go));
  return go;
}

function checkToolchain({ go, version, toolchain, title, folder }) {
  const needed = /^go (\S+)$/m.exec(readFileSync(join(folder, "go.mod"), "utf8"))[1];
  if (toolchain === "local" && !isAtLeast(version, needed)) {
    throw new SetupError(
      `${go} is ${version}, and ${title} needs ${needed} or newer: install that (${goDownload}), ` +
        "or set GOTOOLCHAIN=auto, with which Go fetches it.",
    );
  }
}

/** Compares versions such as `v3.255.0`, `go1.26.8` or `3.225`, number by number. */
export function isAtLeast(version, oldest) {
  const numbers = /(\d+)\.(\d+)(?:\.(\d+))?/
    .exec(version)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!numbers) return false;
  const [major = 0, minor = 0, patch = 0] = oldest.split(".").map(Number);
  return (numbers[0] - major || numbers[1] - minor || numbers[2] - patch) >= 0;
}

// What is built depends on the pins, on the project's own source, and on how the build is called.
function buildKey(programs) {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch]));
  for (const { folder, arguments: flags, sources = [] } of programs) {
    hash.update(JSON.stringify(flags));
    for (const file of ["go.mod", "go.sum", ...sources]) hash.update(readFileSync(join(folder, file)));
  }
  return `${hash.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}`;
}
