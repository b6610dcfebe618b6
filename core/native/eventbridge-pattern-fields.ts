import { isObject } from "../object.ts";
import type { ArrayPlace } from "./eventbridge-pattern-arrays.ts";

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
