import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { cacheFolder } from "../../tools/cache.mjs";
import { withLock } from "../../tools/lock.mjs";
import { CommandError, capture, findExecutable, SetupError } from "../../tools/process.mjs";

/** A folder in the user's cache that `make` fills, once for each key. */
export async function made(name, key, make) {
  const hash = createHash("sha256");
  for (const part of [process.platform, process.arch, ...key]) hash.update(part).update("\n");
  const folder = cacheFolder("languages", `${name}-${hash.digest("hex").slice(0, 16)}`);
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const partial = mkdtempSync(`${dirname(folder)}/partial-`);
    try {
      await make(partial);
      renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  });
  return folder;
}

/** The program on the PATH; without it the tests fail, they are not left out. */
export function program(name, purpose) {
  const found = findExecutable(name);
  if (!found) throw new SetupError(`${name} is not on the PATH: ${purpose}. Install it and run the tests again.`);
  return found;
}

/** Runs a command to its end. */
export async function run(command, options) {
  const { code, all } = await capture(command, options);
  return { code, output: all };
}

/** Runs a command that must succeed, and gives what it said. */
export async function succeed(command, options) {
  const { code, outcome, all, stdout } = await capture(command, options);
  if (code !== 0) throw new CommandError(command, outcome, all);
  return stdout;
}
