import { ownNames } from "../event/record.ts";
import { pathText } from "../scan/scanner.ts";

/** What was looked at in a record, by the JSON text of the paths. */
export interface Looks {
  /** What was read. */
  readonly values: Set<string>;
  /** What was asked whether it is there. */
  readonly presences: Set<string>;
  /** Objects in which names were searched for, in whatever spelling; each of those is among the presences. */
  readonly searched: Set<string>;
  /** Whether all names of an object or array were asked for. */
  isListed: boolean;
}

/** A record that notes what is looked at in it. */
export const traced = <T extends object>(record: T): { record: T; looks: Looks } => {
  const looks: Looks = { values: new Set(), presences: new Set(), searched: new Set(), isListed: false };
  const watched = (of: object, path: readonly string[]): object => {
    const inside = new Map<string, object>();
    return new Proxy(of, {
      get: (target, name) => {
        if (name === ownNames) {
          looks.searched.add(pathText(path));
          return Object.keys(target);
        }
        const value = Reflect.get(target, name) as unknown;
        if (typeof name !== "string") return value;
        const below = [...path, name];
        looks.values.add(pathText(below));
        if (typeof value !== "object" || value === null) return value;
        const known = inside.get(name) ?? watched(value, below);
        inside.set(name, known);
        return known;
      },
      has: (target, name) => {
        if (typeof name === "string") looks.presences.add(pathText([...path, name]));
        return Reflect.has(target, name);
      },
      getOwnPropertyDescriptor: (target, name) => {
        // Whoever asks wants to know whether it is there, and reads its value by its name.
        if (typeof name === "string") looks.presences.add(pathText([...path, name]));
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys: (target) => {
        looks.isListed = true;
        return Reflect.ownKeys(target);
      },
    });
  };
  return { record: watched(record, []) as T, looks };
};
