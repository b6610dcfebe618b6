import { isObject } from "../object.ts";

/** The elements that a value lies in, of which array, from the outermost in. */
export type ArrayPlace = readonly { array: number; index: number }[];

export interface FieldValue {
  value: unknown;
  place: ArrayPlace;
}

interface Step {
  array: number;
  index: number;
  outer: Step | undefined;
}

interface Visit {
  value: unknown;
  path: string;
  step: Step | undefined;
  level: number;
}

/**
 * The depth at which Jackson, which event-ruler reads events with, gives up.
 * https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/latest/com.fasterxml.jackson.core/com/fasterxml/jackson/core/StreamReadConstraints.html
 */
const mostLevels = 1_000;

const placeOf = (step: Step | undefined): ArrayPlace => {
  const place = [];
  for (let one = step; one !== undefined; one = one.outer) place.push({ array: one.array, index: one.index });
  return place.reverse();
};

/** Every path that leads to a wanted one, and the wanted ones. */
const leadingTo = (wanted: ReadonlySet<string>): Set<string> => {
  const leading = new Set(wanted);
  for (const path of wanted) {
    for (let dot = path.indexOf("."); dot >= 0; dot = path.indexOf(".", dot + 1)) leading.add(path.slice(0, dot));
  }
  return leading;
};

/**
 * The event's scalar values by path, arrays flattened; undefined where AWS could not read the event either.
 * An empty array or an object is no value, so the field counts as missing.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/Event.java
 */
export const readFields = (event: unknown, wanted: ReadonlySet<string>): Map<string, FieldValue[]> | undefined => {
  if (!isObject(event)) return undefined;
  const leading = leadingTo(wanted);
  const fields = new Map<string, FieldValue[]>();
  const visits: Visit[] = [{ value: event, path: "", step: undefined, level: 0 }];
  let arrays = 0;
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { value, path, step, level } = visit;
    if (level > mostLevels) return undefined;
    if (Array.isArray(value)) {
      const array = arrays++;
      for (const [index, inner] of value.entries()) {
        const nested = typeof inner === "object" && inner !== null ? { array, index, outer: step } : step;
        visits.push({ value: inner, path, step: nested, level: level + 1 });
      }
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        const innerPath = level === 0 ? key : `${path}.${key}`;
        if (leading.has(innerPath)) visits.push({ value: inner, path: innerPath, step, level: level + 1 });
      }
    } else if (wanted.has(path)) {
      const found = fields.get(path);
      const field = { value, place: placeOf(step) };
      if (found) found.push(field);
      else fields.set(path, [field]);
    }
  }
  return fields;
};

/** The lists that share no array with one another can be decided on their own. */
const groupsOf = (lists: ArrayPlace[][]): ArrayPlace[][][] => {
  let groups: { arrays: Set<number>; lists: ArrayPlace[][] }[] = [];
  for (const list of lists) {
    const merged = { arrays: new Set(list.map((place) => place[0]?.array ?? -1)), lists: [list] };
    const apart = [];
    for (const group of groups) {
      if (![...group.arrays].some((array) => merged.arrays.has(array))) apart.push(group);
      else {
        for (const array of group.arrays) merged.arrays.add(array);
        merged.lists.push(...group.lists);
      }
    }
    groups = [...apart, merged];
  }
  return groups.map((group) => group.lists);
};

/** Is there an element of the first array for which the group agrees? */
const someElementAgrees = (group: ArrayPlace[][]): boolean => {
  const array = group[0]?.[0]?.[0]?.array;
  const elsewhere = group.map((list) => list.filter((place) => place[0]?.array !== array));
  const elements = new Map<number, ArrayPlace[][]>();
  for (const [which, list] of group.entries()) {
    for (const [first, ...inner] of list) {
      if (first === undefined || first.array !== array) continue;
      const lists = elements.get(first.index) ?? elsewhere.map((places) => [...places]);
      lists[which]?.push(inner);
      elements.set(first.index, lists);
    }
  }
  return [...elements.values()].some(agree);
};

/**
 * Can one place be taken from each list so that no two lie in different elements of one array?
 * It goes array by array from the outside in, never through all combinations, so that no event takes long.
 */
export const agree = (lists: ArrayPlace[][]): boolean => {
  if (lists.some((list) => list.length === 0)) return false;
  const bound = lists.filter((list) => !list.some((place) => place.length === 0));
  return groupsOf(bound).every((group) => group.length === 1 || someElementAgrees(group));
};
