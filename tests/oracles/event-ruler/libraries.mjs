import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../../tools/cache.mjs";
import { withLock } from "../../../tools/lock.mjs";
import { CommandError, capture, findExecutable, SetupError } from "../../../tools/process.mjs";

const pom = join(import.meta.dirname, "pom.xml");

/** Fetches event-ruler once for each pom.xml; a second run needs no Maven. */
export async function eventRulerLibraries() {
  const java = program("java", "Java 17 or newer, a JDK, runs AWS's event-ruler");
  const key = createHash("sha256").update(readFileSync(pom)).digest("hex").slice(0, 16);
  const folder = cacheFolder("event-ruler", key);
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await fetchInto(folder);
  });
  return { java, folder };
}

async function fetchInto(folder) {
  const maven = program("mvn", "Maven 3.8 or newer fetches AWS's event-ruler");
  const partial = mkdtempSync(join(dirname(folder), "partial-"));
  try {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${partial}`];
    const command = [maven, "--batch-mode", "--quiet", "--file", pom, ...goal];
    const { code, outcome, all } = await capture(command);
    if (code !== 0) throw new CommandError(command, outcome, all);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function program(name, purpose) {
  const found = findExecutable(name);
  if (!found) throw new SetupError(`${name} is not on the PATH: ${purpose}. Install it and run the tests again.`);
  return found;
}
