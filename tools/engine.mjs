import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildEngine, programs } from "./build-engine.mjs";
import { cacheFolder } from "./cache.mjs";
import { CommandError, capture, findExecutable, SetupError, windows } from "./process.mjs";

/** The first Pulumi that runs what the tests run. */
const oldestPulumi = "3.225";
const pulumiDownload = "https://www.pulumi.com/docs/iac/download-install/";
const goDownload = "https://go.dev/dl/";

/**
 * Finds `pulumi` and the host of its YAML programs, or builds both.
 * @returns {Promise<{ pulumi: string, yaml: string, path: string }>} the programs, and what to put on a PATH
 */
export async function ensureEngine() {
  const installed = await findInstalled();
  if (installed) return installed;
  const folder = cacheFolder(buildKey());
  const built = filesIn(folder);
  if (!isComplete(built)) await buildEngine({ folder, go: await findGo(), isBuilt: () => isComplete(built) });
  return engine(built.pulumi, built.yaml);
}

async function findInstalled() {
  const pulumi = findExecutable("pulumi");
  const yaml = findExecutable("pulumi-language-yaml");
  if (!pulumi) return undefined;
  const { stdout } = await capture([pulumi, "version"], { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  const version = stdout.trim();
  if (!isAtLeast(version, oldestPulumi)) {
    console.error(
      `Ignoring ${pulumi}: it is ${version || "of an unknown version"}, and v${oldestPulumi} or newer is needed.`,
    );
    return undefined;
  }
  if (!yaml) {
    console.error(`Ignoring ${pulumi}: it comes without pulumi-language-yaml, which runs Pulumi YAML programs.`);
    return undefined;
  }
  return engine(pulumi, yaml);
}

async function findGo() {
  const go = findExecutable("go");
  if (!go) {
    throw new SetupError(
      `Neither Pulumi nor Go is on the PATH: install Pulumi v${oldestPulumi} or newer (${pulumiDownload}), ` +
        `or Go 1.21 or newer (${goDownload}), which builds Pulumi once from its source.`,
    );
  }
  const { code, outcome, stdout, all } = await capture([go, "env", "GOVERSION", "GOTOOLCHAIN"], {
    cwd: programs[0].folder,
  });
  if (code === 0) checkGo(go, ...stdout.trim().split(/\r?\n/));
  // Go before 1.21 does not know what a go.mod of today says, and fails on it.
  else if (!/invalid go version/.test(all)) throw new CommandError([go, "env"], outcome, all);
  else throw new SetupError(tooOld(go));
  return go;
}

function checkGo(go, version, toolchain) {
  if (!isAtLeast(version, "1.21")) throw new SetupError(tooOld(`${go} is ${version}, which`));
  const needed = /^go (\S+)$/m.exec(readFileSync(join(programs[0].folder, "go.mod"), "utf8"))[1];
  if (toolchain === "local" && !isAtLeast(version, needed)) {
    throw new SetupError(
      `${go} is ${version}, and Pulumi needs ${needed} or newer: install that (${goDownload}), ` +
        "or set GOTOOLCHAIN=auto, with which Go fetches it.",
    );
  }
}

function tooOld(go) {
  return `${go} is too old to build Pulumi: install Go 1.21 or newer (${goDownload}), or Pulumi itself (${pulumiDownload}).`;
}

/** Compares versions such as `v3.255.0`, `go1.26.8` or `3.225`, number by number. */
function isAtLeast(version, oldest) {
  const numbers = /(\d+)\.(\d+)(?:\.(\d+))?/
    .exec(version)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!numbers) return false;
  const [major = 0, minor = 0, patch = 0] = oldest.split(".").map(Number);
  return (numbers[0] - major || numbers[1] - minor || numbers[2] - patch) >= 0;
}

// What is built depends on the pins and on how the build is called.
function buildKey() {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch]));
  for (const { folder, arguments: flags } of programs) {
    hash.update(JSON.stringify(flags));
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(folder, file)));
  }
  return `${hash.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}`;
}

function filesIn(folder) {
  const ending = windows ? ".exe" : "";
  return { pulumi: join(folder, `pulumi${ending}`), yaml: join(folder, `pulumi-language-yaml${ending}`) };
}

function isComplete({ pulumi, yaml }) {
  return existsSync(pulumi) && existsSync(yaml);
}

function engine(pulumi, yaml) {
  return { pulumi, yaml, path: [...new Set([dirname(pulumi), dirname(yaml)])].join(delimiter) };
}
