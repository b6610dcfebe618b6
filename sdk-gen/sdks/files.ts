import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { languages } from "./languages.ts";

/** What builds of an SDK leave beside its files. */
const built = new Set(["node_modules", "bin", "obj", "target", "build", "dist", "__pycache__", ".mypy_cache"]);

const isBuilt = (name: string): boolean => built.has(name) || name.endsWith(".egg-info");

const namesIn = (folder: string, path = ""): string[] =>
  readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => !isBuilt(name))
    .flatMap((entry) => {
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      return entry.isDirectory() ? namesIn(folder, name) : [name];
    });

/** Every file of the SDKs that lie in a folder, by its path in it, sorted. */
export const readSdks = (folder: string): Map<string, Buffer> => {
  const present = readdirSync(folder);
  const names = languages
    .filter((language) => present.includes(language))
    .flatMap((language) => namesIn(folder, language));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
};

export const writeFile = (file: string, content: string | Buffer): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
