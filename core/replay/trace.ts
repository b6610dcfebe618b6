import { type JsonObject, ownNames } from "../event/record.ts";
import { pathText } from "../scan/scanner.ts";

/** What was looked at in a record, by the JSON text of the paths. */
export interface Looks {
  /** What was read. */
  readonly values: Set<string>;
  /** What was asked whether it is there. */
  readonly presences: Set<string>;
  /** Objects in which names were searched for, in whatever spelling; each of those is among the presences. */
  readonly searched: Set<string>;
  /** What was handed out to comparisons, and is not among the others. */
  readonly compared: Set<string>;
  /** Whether all names of an object or array were asked for. */
  isListed: boolean;
}

const noLooks = (): Looks => ({
  values: new Set(),
  presences: new Set(),
  searched: new Set(),
  compared: new Set(),
  isListed: false,
});

type Path = readonly string[];

/** An object that notes what is looked at in it; of some of its fields only that they are handed out. */
const watched = (of: object, path: Path, looks: Looks, handedOut: ReadonlySet<string>): object => {
  const inside = new Map<string, object>();
  const isHandedOut = (name: string): boolean => {
    const text = pathText([...path, name]);
    if (handedOut.has(text)) looks.compared.add(text);
    return handedOut.has(text);
  };
  return new Proxy(of, {
    get: (target, name) => {
      if (name === ownNames) {
        looks.searched.add(pathText(path));
        return Object.keys(target);
      }
      const value = Reflect.get(target, name) as unknown;
      if (typeof name !== "string" || isHandedOut(name)) return value;
      const below = [...path, name];
      looks.values.add(pathText(below));
      if (typeof value !== "object" || value === null) return value;
      const known = inside.get(name) ?? watched(value, below, looks, handedOut);
      inside.set(name, known);
      return known;
    },
    has: (target, name) => {
      if (typeof name === "string" && !isHandedOut(name)) looks.presences.add(pathText([...path, name]));
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor: (target, name) => {
      // Whoever asks wants to know whether it is there, and reads its value by its name.
      if (typeof name === "string" && !isHandedOut(name)) looks.presences.add(pathText([...path, name]));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys: (target) => {
      looks.isListed = true;
      return Reflect.ownKeys(target);
    },
  });
};

const none: ReadonlySet<string> = new Set();

/** A record that notes what is looked at in it, for whoever reads it, and as comparisons get it, of which some fields are. */
export const traced = (
  record: JsonObject,
  compared: ReadonlySet<string>,
): { read: JsonObject; native: JsonObject; looks: Looks } => {
  const looks = noLooks();
  return {
    read: watched(record, [], looks, none) as JsonObject,
    native: watched(record, [], looks, compared) as JsonObject,
    looks,
  };
};
