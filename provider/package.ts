import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import manifest from "../package.json" with { type: "json" };
import { bundle } from "./bundle.ts";
import { type ArchivedFile, archive } from "./package/archive.ts";
import { buildExecutable } from "./package/executable.ts";
import { nameOf, nodeLicence, nodeOf, type Platform, platforms } from "./package/platforms.ts";

const root = resolve(import.meta.dirname, "..");
const plugin = join(root, "dist", "plugin");

/** As Pulumi looks for it at a release: pulumi-resource-auditlog-v1.2.3-linux-amd64.tar.gz. */
export const archiveName = (platform: string): string =>
  `pulumi-resource-auditlog-v${manifest.version}-${platform}.tar.gz`;

const bundled = (name: string, isExecutable = false): ArchivedFile => ({
  name,
  bytes: readFileSync(join(plugin, name)),
  isExecutable,
});

const licence = (): ArchivedFile => ({
  name: "LICENSE",
  bytes: readFileSync(join(root, "LICENSE")),
  isExecutable: false,
});

/** The plugin of one platform: an executable that needs nothing else, at the root of the archive. */
export async function packageExecutable(platform: Platform): Promise<Buffer> {
  return archive([
    {
      name: `pulumi-resource-auditlog${platform.os === "windows" ? ".exe" : ""}`,
      bytes: await buildExecutable(await nodeOf(platform), plugin, platform.os),
      isExecutable: true,
    },
    licence(),
    { name: "LICENSE-node.txt", bytes: readFileSync(await nodeLicence()), isExecutable: false },
    bundled("THIRD-PARTY-LICENSES.txt"),
  ]);
}

/** A file as start.cjs unpacks it: a fifth smaller than gzip makes it. */
const packed = (name: string): ArchivedFile => {
  const { bytes } = bundled(name);
  return { name: `${name}.br`, bytes: brotliCompressSync(bytes), isExecutable: false };
};

/** The plugin of every platform that has a Node.js, musl's too. */
export const packageScript = (): Buffer =>
  archive([
    bundled("pulumi-resource-auditlog", true),
    bundled("pulumi-resource-auditlog.cmd"),
    bundled("start.cjs"),
    packed("auditlog.cjs"),
    licence(),
    bundled("THIRD-PARTY-LICENSES.txt"),
  ]);

/** As `sha256sum --check` reads it. */
const checksums = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".tar.gz"))
    .sort()
    .map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}  ${name}\n`,
    )
    .join("");

async function packageAll(names: readonly string[], folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Buffer): void => {
    writeFileSync(join(folder, name), bytes);
    console.log(`${name}  ${(statSync(join(folder, name)).size / 1e6).toFixed(2)} MB`);
  };
  await bundle();
  write(archiveName("node"), packageScript());
  for (const platform of platforms.filter((one) => names.length === 0 || names.includes(nameOf(one)))) {
    write(archiveName(nameOf(platform)), await packageExecutable(platform));
  }
  writeFileSync(join(folder, "checksums.txt"), checksums(folder));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { platform: { type: "string", multiple: true } } });
  await packageAll(values.platform ?? [], join(root, "dist", "packages"));
}
