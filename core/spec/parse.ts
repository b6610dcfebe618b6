import type * as z from "zod";
import { Deferred } from "../contract/deferred.ts";
import { fieldAt } from "../contract/fields.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { isObject } from "../object.ts";
import { fromZod, valueAt } from "./zod-issues.ts";

/** What could be understood, and all that could not. */
export interface Parsed<T> {
  value: T | undefined;
  issues: Issue[];
}

/**
 * Value → typed. Reports every error at once; what is wrong is left out of the value, so that errors of meaning in the
 * rest are found in the same go. `value` is undefined only where nothing of the right shape was given.
 */
export const parse = <T extends z.ZodType>(schema: T, given: unknown): Parsed<z.infer<T>> => {
  const unknown = unknownMappings(schema, given, []);
  const unusable = unusableNames(schema, given, []);
  const { value, issues } = parseKnown(schema, withoutPaths(given, [...unknown, ...unusable]));
  return {
    value,
    issues: [
      ...unknown.map((path) => issue("error", "not-known-yet", path, {})),
      ...unusable.map((path) => issue("error", "wrong-format", path, { wanted: "a usable name", example: "proto" })),
      ...issues,
    ],
  };
};

/** Where a mapping is wanted and nothing is known yet: zod would take the stand-in for an empty mapping. */
const unknownMappings = (schema: z.ZodType, value: unknown, path: Path): Path[] => {
  if (value instanceof Deferred) return fieldAt(schema, path)?.schema._zod.def.type === "object" ? [path] : [];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => unknownMappings(schema, part, [...path, key]));
};

/** The one name that zod leaves out of a mapping without a word. */
const unusableNames = (schema: z.ZodType, value: unknown, path: Path): Path[] => {
  if (!isObject(value)) return [];
  const named = Object.hasOwn(value, "__proto__") && fieldAt(schema, path)?.schema._zod.def.type === "record";
  const below = Object.entries(value).flatMap(([key, part]) => unusableNames(schema, part, [...path, key]));
  return named ? [[...path, "__proto__"], ...below] : below;
};

const parseKnown = <T extends z.ZodType>(schema: T, value: unknown): Parsed<z.infer<T>> => {
  const first = schema.safeParse(value);
  if (first.success) return { value: first.data, issues: [] };
  const issues = once(first.error.issues.flatMap((found) => fromZod(found, value, schema)));
  const rest = schema.safeParse(without(value, first.error.issues));
  if (rest.success) return { value: rest.data, issues };
  return { value: isObject(value) ? (without(value, first.error.issues) as z.infer<T>) : undefined, issues };
};

/** zod checks a number's range twice where it is beyond what a number counts exactly. */
const once = (issues: readonly Issue[]): Issue[] => [
  ...new Map(issues.map((one) => [JSON.stringify([one.code, one.path]), one])).values(),
];

/** A deep copy without the parts that issues point at. */
const without = (value: unknown, found: readonly z.core.$ZodIssue[]): unknown =>
  withoutPaths(
    value,
    found.flatMap((one) =>
      one.code === "unrecognized_keys" ? one.keys.map((key) => [...one.path, key] as Path) : [one.path as Path],
    ),
  );

const withoutPaths = (value: unknown, paths: readonly Path[]): unknown => {
  const copy: unknown = clone(value);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const last = path.at(-1);
    if (isObject(parent) && typeof last === "string") delete parent[last];
  }
  return copy;
};

const clone = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(clone);
  if (!isObject(value) || value instanceof Deferred) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clone(part)]));
};
