import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Stored } from "./resource.ts";

/** A trouble with the store's folder that a user can do something about. */
export class StoreError extends Error {}

/** The coarsest clock of a file system in use: of a file that is younger, the same time can mean other content. */
export const settledMs = 2_000;

/** Reads each file once, and again when it changed, whoever changed it. What it gives is frozen: it is given again. */
export function cachedFiles() {
  const cache = new Map<string, { stamp: string; found: Stored | undefined }>();
  return {
    /** Nothing for a file that is gone, half-written, or somebody else's. */
    read(path: string): Stored | undefined {
      const now = Date.now();
      const stats = statOf(path);
      if (!stats) {
        cache.delete(path);
        return undefined;
      }
      const stamp = `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
      const cached = cache.get(path);
      if (cached?.stamp === stamp) return cached.found;
      const found = readResource(path);
      if (now - stats.mtimeMs > settledMs) cache.set(path, { stamp, found });
      return found;
    },
  };
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function readResource(path: string): Stored | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isStored(found) ? freeze(found) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error)) return undefined;
    throw error;
  }
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) freeze(part);
  return Object.freeze(value);
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw new StoreError(`The sandbox can't read ${folder}: set AUDITLOG_SANDBOX to another folder.`);
  }
}

/** The whole file appears at once or not at all: it is written beside its place, and then linked or renamed to it. */
export function writeResource(folder: string, path: string, resource: Stored, how: "add" | "replace"): boolean {
  return attempt(folder, () => {
    mkdirSync(folder, { recursive: true });
    const temporary = join(folder, `.${randomUUID()}.tmp`);
    try {
      writeFileSync(temporary, `${JSON.stringify(resource, undefined, 2)}\n`, { mode: 0o600 });
      if (how === "replace") renameSync(temporary, path);
      return how === "replace" || linkNew(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}

export function removeFile(folder: string, path: string): void {
  attempt(folder, () => rmSync(path, { force: true }));
}

function linkNew(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (!isSystemError(error) || error.code !== "EEXIST") throw error;
    if (readResource(path)) return false;
    throw new StoreError(`${path} is in the way and isn't a resource of the sandbox: delete it.`);
  }
}

function attempt<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StoreError(
      `The sandbox can't write to ${folder} (${error.code}): set AUDITLOG_SANDBOX to another folder.`,
    );
  }
}

function isStored(found: unknown): found is Stored {
  if (!isRecord(found)) return false;
  return (
    typeof found.token === "string" && typeof found.id === "string" && isRecord(found.inputs) && isRecord(found.outputs)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
