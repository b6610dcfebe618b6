import { createHash } from "node:crypto";
import { copyFileSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** An empty folder for what a release consists of. */
export const emptyFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
};

/** The plugin's tarballs, from where `npm run package` left them; their names are the ones that Pulumi looks for. */
export const collectPlugins = (root: string, version: string, folder: string): string[] => {
  const found = globSync(`dist/*/pulumi-resource-auditlog-v${version}-*.tar.gz`, { cwd: root })
    .filter((file) => join(root, file) !== join(folder, basename(file)))
    .sort();
  for (const file of found) copyFileSync(join(root, file), join(folder, basename(file)));
  return found.map((file) => basename(file));
};

const platforms = ["linux", "darwin", "windows"].flatMap((os) => ["amd64", "arm64"].map((arch) => `${os}-${arch}`));

/** The platforms that no tarball is for. */
export const missingPlatforms = (plugins: readonly string[]): string[] =>
  platforms.filter((platform) => !plugins.some((file) => file.endsWith(`-${platform}.tar.gz`)));

/** npm calls the bill of materials after the folder that the checkout is in. */
export const namedSbom = (text: string, folderName: string, name: string): string =>
  text.replaceAll(`"name": "${folderName}"`, `"name": "${name}"`);

const sums = "SHA256SUMS";

/** Writes the checksums of all files, as `sha256sum --check` reads them, and gives each file's size. */
export const writeChecksums = (folder: string): { file: string; bytes: number }[] => {
  const files = readdirSync(folder)
    .filter((file) => file !== sums)
    .sort();
  const lines = files.map((file) => {
    const hash = createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
    return `${hash}  ${file}\n`;
  });
  writeFileSync(join(folder, sums), lines.join(""));
  return files.map((file) => ({ file, bytes: statSync(join(folder, file)).size }));
};
