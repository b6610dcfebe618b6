import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "./io.ts";
import { plain } from "./report/text.ts";

/** What an archive's files are called: JSON, packed or not. */
const endings = /\.(?:json|jsonl|ndjson|log)(?:\.gz|\.zst)?$|\.(?:gz|zst)$/i;

const endingOf = (name: string): string | undefined => endings.exec(name)?.[0];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

/** DuckDB reads all of a pattern's files or none: what isn't JSON by its name must not be among them. */
const inFolder = (io: Io, folder: string): readonly string[] => {
  const all = filesIn(folder);
  const others = all.filter((name) => endingOf(name) === undefined);
  const known = [...new Set(all.flatMap((name) => endingOf(name) ?? []))].sort();
  if (others.length === 0 || known.length === 0) return [join(folder, "**", "*")];
  const [first, ...more] = others;
  io.stderr(
    `auditlog: ${plain(folder)} has files that are not called JSON, which are left out: ${plain(first!)}${more.length === 0 ? "" : ` and ${more.length} more`}\n`,
  );
  return known.map((ending) => join(folder, "**", `*${ending}`));
};

/** Whatever of JSON is in a folder; anything else is DuckDB's to read: files, patterns, addresses. */
export const archivePatterns = (io: Io, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => (statSync(path, { throwIfNoEntry: false })?.isDirectory() ? inFolder(io, path) : [path]));
