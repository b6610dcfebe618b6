import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { azureInputsPlugin } from "./bundle/azure-inputs.ts";
import { oldestNode, writeCommand, writeLaunchers } from "./bundle/launchers.ts";
import { thirdPartyLicences } from "./bundle/licences.ts";
import { readFiltersPlugin } from "./bundle/read-filters.ts";
import { refuseUnwanted, requireStubs, stubPlugin } from "./bundle/stubs.ts";

const root = resolve(import.meta.dirname, "..");

interface Program {
  /** The TypeScript file to bundle. */
  entry: string;
  /** The folder to write to. */
  folder: string;
}

/** Builds what ships, the plugin and the command line, and the sandbox's three stand-ins, under dist/. */
export async function bundle(): Promise<void> {
  await bundlePlugin({ entry: join(root, "provider", "main.ts"), folder: join(root, "dist", "plugin") });
  await bundleCommand({ entry: join(root, "cli", "main.ts"), folder: join(root, "dist", "cli") });
  await bundleSandbox({ entry: join(root, "sandbox", "main.ts"), folder: join(root, "dist", "sandbox") });
}

export async function bundlePlugin({ entry, folder }: Program): Promise<void> {
  await replaceFiles(folder, async (stage) => {
    const metafile = await bundleProgram(entry, join(stage, "auditlog.cjs"));
    requireStubs(metafile);
    writeLaunchers(stage, "auditlog.cjs", { "pulumi-resource-auditlog": [] });
    writeFileSync(join(stage, "THIRD-PARTY-LICENSES.txt"), thirdPartyLicences(root, metafile));
  });
}

/** The command line as npm installs it: without Pulumi, so that `npx` fetches little. */
export async function bundleCommand({ entry, folder }: Program): Promise<void> {
  await replaceFiles(folder, async (stage) => {
    const metafile = await bundleProgram(entry, join(stage, "program.cjs"));
    writeCommand(stage, "auditlog.cjs", "program.cjs");
    writeFileSync(join(stage, "THIRD-PARTY-LICENSES.txt"), thirdPartyLicences(root, metafile));
  });
}

export async function bundleSandbox({ entry, folder }: Program): Promise<void> {
  await replaceFiles(folder, async (stage) => {
    await bundleProgram(entry, join(stage, "sandbox.cjs"));
    writeLaunchers(stage, "sandbox.cjs", {
      "pulumi-resource-aws": ["aws"],
      "pulumi-resource-gcp": ["gcp"],
      "pulumi-resource-azure-native": ["azure-native"],
    });
  });
}

// Each file is replaced in one step: a plugin that another run starts meanwhile is the old one or the new one, never half of one.
async function replaceFiles(folder: string, write: (stage: string) => Promise<void>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stage = mkdtempSync(`${folder}-`);
  try {
    await write(stage);
    for (const file of readdirSync(stage)) renameSync(join(stage, file), join(folder, file));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** V8 keeps a text in two bytes for each character if a single one needs them: some six megabytes more for each start. */
export function requireAscii(bundled: Buffer): void {
  const at = bundled.findIndex((byte) => byte > 0x7f);
  if (at < 0) return;
  const near = bundled.subarray(Math.max(0, at - 40), at + 20).toString();
  throw new Error(`the bundle has a character beyond ASCII, which is to be written as \\u0000: ${near}`);
}

/** Bundles one program without what no provider needs, and fails on anything that esbuild warns of. */
async function bundleProgram(entry: string, outfile: string): Promise<Metafile> {
  const { metafile, warnings } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: `node${oldestNode}`,
    format: "cjs",
    minify: true,
    legalComments: "none",
    // As start.cjs runs it: put around it there, it would be in memory twice.
    banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
    footer: { js: "})" },
    // Where start.cjs is, through which its threads start.
    define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
    metafile: true,
    logLevel: "warning",
    plugins: [stubPlugin(root), azureInputsPlugin(root), readFiltersPlugin(root)],
  });
  if (warnings.length > 0) throw new Error(`esbuild warned of ${warnings.length} problems in ${entry}: see above`);
  refuseUnwanted(metafile);
  requireAscii(readFileSync(outfile));
  return metafile;
}

if (import.meta.main) await bundle();
