import { globSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../io.ts";

/** A file of events, or the standard input, as `-`. */
export interface Source {
  readonly file: string;
  /** In bytes; absent of what has none, such as a pipe. */
  readonly size: number | undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; give a file or folder of events, a pattern in quotes, or - for the standard input",
  ENOTDIR: "there is no such file; give a file or folder of events, a pattern in quotes, or - for the standard input",
  EACCES: "it may not be read; allow it, or give another",
};

/** What is wrong with a file, as the system tells it. */
export const whyUnreadable = (error: unknown): string => {
  const { code, message } = error as { code?: string; message: string };
  return (code === undefined ? undefined : reasons[code]) ?? `it can't be read (${code ?? message})`;
};

const isPattern = (path: string): boolean => /[*?[{]/.test(path);

const filesUnder = (folder: string): Source[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) return [];
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [{ file: path, size: statSync(path).size }] : [];
    });

const matching = (pattern: string): Source[] => {
  // Node 20, which the script also runs on, has no patterns.
  if (globSync === undefined) {
    throw new UsageError(
      `${pattern}: patterns need Node 22 or newer; leave out the quotes, so that the shell expands it`,
    );
  }
  return globSync(pattern)
    .sort()
    .flatMap((path) => {
      const found = statSync(path);
      return found.isFile() ? [{ file: path, size: found.size }] : [];
    });
};

const sourcesOf = (path: string): Source[] => {
  if (path === "-") return [{ file: path, size: undefined }];
  try {
    const found = statSync(path);
    if (found.isDirectory()) return filesUnder(path);
    return [{ file: path, size: found.isFile() ? found.size : undefined }];
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT" && isPattern(path)) return matching(path);
    throw new UsageError(`${path}: ${whyUnreadable(error)}`);
  }
};

/** The files that paths, folders and patterns name, each once, in the order in which they are given. */
export const sourcesIn = (paths: readonly string[]): readonly Source[] => {
  const all = paths.flatMap((path) => {
    const found = sourcesOf(path);
    if (found.length === 0) throw new UsageError(`${path}: there are no files in it; give files or folders of events`);
    return found;
  });
  return [...new Map(all.map((source) => [source.file, source])).values()];
};

/** Whole lines of a file: from one byte to before another, or to its end. */
export interface Range {
  readonly from: number;
  readonly to: number | undefined;
}

export const wholeRange: Range = { from: 0, to: undefined };

/** What became of a source while so many bytes of it were read, where that is not the same as before. */
export const whatChanged = ({ file, size }: Source, { from, to }: Range, read: number): string | undefined => {
  if (!size) return undefined;
  if (from + read < (to ?? size)) {
    return "the file became shorter while it was read; what is no longer there is not counted";
  }
  const grew = to === undefined && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > size;
  return grew ? "the file grew while it was read; what follows is not counted" : undefined;
};
