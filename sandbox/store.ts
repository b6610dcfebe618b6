import { createHash, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Json, Store, Stored } from "./resource.ts";

/** The store as the server uses it: rules see only `Store`. */
export interface WritableStore extends Store {
  /** Adds a resource, in the place of a tombstone if there is one; false if its id is taken, also by another process. */
  add(resource: Stored): boolean;
  put(resource: Stored): void;
  remove(token: string, id: string): void;
  /** Leaves nothing but what `list` shows on request. */
  tombstone(resource: Stored): void;
}

/** A trouble with the store's folder that a user can do something about. */
export class StoreError extends Error {}

export function storeFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.AUDITLOG_SANDBOX || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "auditlog", "sandbox");
}

export function openStore(dir: string, cloud: string): WritableStore {
  const folder = join(dir, cloud);
  const live = (token: string, id: string) => join(folder, `${fileStem(token, id)}.json`);
  const deleted = (token: string, id: string) => join(folder, `${fileStem(token, id)}.deleted.json`);
  const list: Store["list"] = (token, options) =>
    namesIn(folder)
      .filter((name) => name.startsWith(`${slug(token)}.`) && name.endsWith(".json"))
      .map((name) => readResource(join(folder, name)))
      .filter((found) => found !== undefined)
      .filter((found) => found.token === token && (options?.tombstones || !found.tombstone))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    list,
    get(token, id) {
      const found = readResource(live(token, id));
      return found?.token === token && found.id === id ? found : undefined;
    },
    where: (token, property, value) => list(token).filter((found) => hasValue(found, property, value)),
    add({ tombstone: _, ...resource }) {
      const { token, id } = resource;
      const added = write(folder, live(token, id), resource, "add");
      if (added) removeFile(folder, deleted(token, id));
      return added;
    },
    put: (resource) => void write(folder, live(resource.token, resource.id), resource, "replace"),
    remove: (token, id) => removeFile(folder, live(token, id)),
    tombstone(resource) {
      const { token, id } = resource;
      write(folder, deleted(token, id), { ...resource, tombstone: true }, "replace");
      removeFile(folder, live(token, id));
    },
  };
}

function removeFile(folder: string, path: string): void {
  attempt(folder, () => rmSync(path, { force: true }));
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "-");
}

/** Readable for people, unique by its hash, and short enough for every file system. */
function fileStem(token: string, id: string): string {
  const hash = createHash("sha256").update(`${token}\n${id}`).digest("hex").slice(0, 32);
  return `${slug(token)}.${slug(id).slice(-60)}.${hash}`;
}

function hasValue(found: Stored, property: string, value: Json): boolean {
  return Object.hasOwn(found.outputs, property) && isDeepStrictEqual(found.outputs[property], value);
}

/** The whole file appears at once or not at all: it is written beside its place, and then linked or renamed to it. */
function write(folder: string, path: string, resource: Stored, how: "add" | "replace"): boolean {
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

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw new StoreError(`The sandbox can't read ${folder}: set AUDITLOG_SANDBOX to another folder.`);
  }
}

/** Nothing for a file that is gone, half-written, or somebody else's. */
function readResource(path: string): Stored | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isStored(found) ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isSystemError(error)) return undefined;
    throw error;
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
