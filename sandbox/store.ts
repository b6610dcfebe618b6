import { createHash } from "node:crypto";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Json, Store, Stored } from "./resource.ts";
import { cachedFiles, namesIn, removeFile, writeResource } from "./stored-file.ts";

/** The store as the server uses it: rules see only `Store`. */
export interface WritableStore extends Store {
  /** Adds a resource, in the place of a tombstone if there is one; false if its id is taken, also by another process. */
  add(resource: Stored): boolean;
  put(resource: Stored): void;
  remove(token: string, id: string): void;
  /** Leaves nothing but what `list` shows on request. */
  tombstone(resource: Stored): void;
  /** What exists now, each part read once: the rules of a call look at the same types again and again. */
  look(): Store;
}

export function openStore(dir: string, cloud: string): WritableStore {
  const folder = join(dir, cloud);
  const files = cachedFiles();
  const live = (token: string, id: string) => join(folder, `${fileStem(token, id)}.json`);
  const deleted = (token: string, id: string) => join(folder, `${fileStem(token, id)}.deleted.json`);
  const all = (token: string, names: readonly string[]): Stored[] => {
    const start = `${slug(token)}.`;
    return names
      .filter((name) => name.startsWith(start) && name.endsWith(".json"))
      .map((name) => files.read(`${folder}/${name}`))
      .filter((found) => found !== undefined)
      .filter((found) => found.token === token)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const find = (token: string, id: string): Stored | undefined => {
    const found = files.read(live(token, id));
    return found?.token === token && found.id === id ? found : undefined;
  };
  return {
    ...storeOf((token) => all(token, namesIn(folder)), find),
    look() {
      const names = remembered(() => namesIn(folder));
      const listed = remembered((token: string) => all(token, names("")));
      const found = remembered((key: string) => find(...(JSON.parse(key) as [string, string])));
      return storeOf(listed, (token, id) => found(JSON.stringify([token, id])));
    },
    add({ tombstone: _, ...resource }) {
      const { token, id } = resource;
      const added = writeResource(folder, live(token, id), resource, "add");
      if (added) removeFile(folder, deleted(token, id));
      return added;
    },
    put: (resource) => void writeResource(folder, live(resource.token, resource.id), resource, "replace"),
    remove: (token, id) => removeFile(folder, live(token, id)),
    tombstone(resource) {
      const { token, id } = resource;
      writeResource(folder, deleted(token, id), { ...resource, tombstone: true }, "replace");
      removeFile(folder, live(token, id));
    },
  };
}

function storeOf(all: (token: string) => readonly Stored[], find: Store["get"]): Store {
  const list: Store["list"] = (token, options) => all(token).filter((found) => options?.tombstones || !found.tombstone);
  return {
    list,
    get: find,
    where: (token, property, value) => list(token).filter((found) => hasValue(found, property, value)),
  };
}

function remembered<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as T;
  };
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
