import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../tools/cache.mjs";
import { withLock } from "../../tools/lock.mjs";
import { CommandError, capture, windows } from "../../tools/process.mjs";
import pinned from "./runtimes.json" with { type: "json" };

export type PinnedRuntime = (typeof pinned)[number];

/** The runtimes that are pinned, each as npm carries it. */
export const pinnedRuntimes: readonly PinnedRuntime[] = pinned;

/**
 * Fetches a Node.js into the user's cache, once; what npm serves must be what is pinned.
 * @returns the folder of the package
 */
export async function fetchRuntime({ package: name, version, integrity }: PinnedRuntime): Promise<string> {
  const folder = cacheFolder("runtimes", `${name}-${version}`);
  const unpacked = join(folder, "package");
  if (existsSync(folder)) return unpacked;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    mkdirSync(dirname(folder), { recursive: true });
    const stage = mkdtempSync(`${folder}.unfinished-`);
    try {
      await unpackPackage(`${name}@${version}`, integrity, stage);
      renameSync(stage, folder);
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
  });
  return unpacked;
}

async function unpackPackage(spec: string, integrity: string, folder: string): Promise<void> {
  console.error(`Fetching ${spec} from npm into your cache (about 50 MB, once).`);
  const npm = windows ? "npm.cmd" : "npm";
  const archive = (await succeed([npm, "pack", "--silent", "--ignore-scripts", spec], folder)).trim();
  const found = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, archive)))
    .digest("base64")}`;
  if (found !== integrity) throw new Error(`${spec} is ${found}, and provider/package/runtimes.json pins ${integrity}`);
  await succeed(["tar", "-xzf", archive], folder);
  rmSync(join(folder, archive));
  // A third of it is for those who compile against Node.js.
  rmSync(join(folder, "package", "include"), { recursive: true, force: true });
}

async function succeed(command: string[], cwd: string): Promise<string> {
  const { code, outcome, stdout, all } = await capture(command, { cwd });
  if (code !== 0) throw new CommandError(command, outcome, all);
  return stdout;
}
