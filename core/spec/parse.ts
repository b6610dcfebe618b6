import type * as z from "zod";
import type { Cloud } from "../contract/cloud.ts";
import { Deferred } from "../contract/deferred.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { limits } from "../contract/limits.ts";
import { exampleLocations } from "../contract/locations.ts";
import { nearestOf } from "../contract/nearest.ts";
import { specVersion } from "../contract/spec.ts";

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
  if (value instanceof Deferred) return schemaAt(schema, path)?._zod.def.type === "object" ? [path] : [];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => unknownMappings(schema, part, [...path, key]));
};

/** The one name that zod leaves out of a mapping without a word. */
const unusableNames = (schema: z.ZodType, value: unknown, path: Path): Path[] => {
  if (!isObject(value)) return [];
  const named = Object.hasOwn(value, "__proto__") && schemaAt(schema, path)?._zod.def.type === "record";
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined),
    value,
  );

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

const describeFound = (value: unknown): string => {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return value.length > 60 ? "a text" : `the text ${JSON.stringify(value)}`;
  return `the ${typeof value} ${String(value)}`;
};

const expectedNames: Record<string, string> = {
  object: "a mapping",
  record: "a mapping",
  array: "a list",
  string: "a text",
  number: "a whole number",
  int: "a whole number",
  boolean: "true or false",
};

const fromZod = (found: z.core.$ZodIssue, root: unknown, schema: z.ZodType): Issue[] => {
  const path = found.path as Path;
  const value = valueAt(root, path);
  if (found.code === "invalid_key") return found.issues.map((inner) => invalidName(inner, path, value));
  if (value instanceof Deferred) return [issue("error", "not-known-yet", path, {})];
  switch (found.code) {
    case "unrecognized_keys":
      return found.keys.map((key) => unknownKey(schema, path, key));
    case "invalid_union":
      return (found.errors[0] ?? []).flatMap((inner) =>
        fromZod({ ...inner, path: [...found.path, ...inner.path] } as z.core.$ZodIssue, root, schema),
      );
    case "invalid_type":
      return [value === undefined ? missing(schema, path) : invalidType(found, path, value)];
    case "invalid_value":
      return [value === undefined ? missing(schema, path) : invalidValue(found, path, value)];
    case "too_small":
    case "too_big":
      return [issue("error", "out-of-range", path, { found: Number(value), ...rangeOf(path) })];
    case "custom":
      return [fromRule(found.params ?? {}, path, value)];
    default:
      throw new Error(`the contract has a check that has no message: ${found.code}`);
  }
};

const unknownKey = (schema: z.ZodType, path: Path, key: string): Issue => {
  const at = schemaAt(schema, path);
  const known = at?._zod.def.type === "object" ? Object.keys((at as z.ZodObject).shape) : [];
  return issue("error", "unknown-key", [...path, key], { key, nearest: nearestOf(key, known), known });
};

const missing = (schema: z.ZodType, path: Path): Issue => {
  const description = schemaAt(schema, path, "documented")?.meta()?.description ?? "a value";
  const [first] = description.split(/\.(?: |$)/, 1);
  return issue("error", "missing-key", path, {
    expected: `${first!.charAt(0).toLowerCase()}${first!.slice(1)}`.replaceAll("`", ""),
  });
};

/** Whether the contract knows what stands at a path, and wants it plain: known beforehand, and in the open. */
export const isPlain = (schema: z.ZodType, path: Path): boolean => {
  const at = schemaAt(schema, path, "documented");
  return at !== undefined && unwrapped(at)._zod.def.type !== "union";
};

const unwrapped = (schema: z.ZodType): z.ZodType =>
  schema._zod.def.type === "optional" ? unwrapped((schema as z.ZodOptional<z.ZodType>).unwrap()) : schema;

/** The part of the contract that a path leads to: without its wrappers, or still with the description of its place. */
const schemaAt = (schema: z.ZodType, path: Path, as: "bare" | "documented" = "bare"): z.ZodType | undefined => {
  let at: z.ZodType | undefined = schema;
  for (const step of path) {
    at = at && child(bare(at), step);
  }
  return at && as === "bare" ? bare(at) : at;
};

const bare = (schema: z.ZodType): z.ZodType => {
  const inner = unwrapped(schema);
  return inner._zod.def.type === "union" ? bare((inner as z.ZodUnion<[z.ZodType]>).options[0]) : inner;
};

const child = (schema: z.ZodType, step: string | number): z.ZodType | undefined => {
  switch (schema._zod.def.type) {
    case "object":
      return Object.hasOwn((schema as z.ZodObject).shape, step)
        ? ((schema as z.ZodObject).shape[step] as z.ZodType)
        : undefined;
    case "record":
      return (schema as z.ZodRecord<z.ZodString, z.ZodType>).valueType;
    case "array":
      return (schema as z.ZodArray<z.ZodType>).element;
    default:
      return undefined;
  }
};

const invalidType = (found: z.core.$ZodIssueInvalidType, path: Path, value: unknown): Issue => {
  const expected = expectedNames[found.expected] ?? found.expected;
  if (typeof value === "number" && Number.isFinite(value) && found.expected === "int")
    return issue("error", "not-whole", path, { found: value });
  return issue("error", "wrong-type", path, { expected, found: describeFound(value) });
};

const invalidValue = (found: z.core.$ZodIssueInvalidValue, path: Path, value: unknown): Issue => {
  if (path.at(-1) === "version")
    return issue("error", "unknown-version", path, { found: describeFound(value), known: specVersion });
  const allowed = found.values.map(String);
  const near = typeof value === "string" ? nearestOf(value, allowed) : undefined;
  return issue("error", "not-allowed", path, { found: describeFound(value), allowed, nearest: near });
};

const rangeOf = (path: Path): { min: number; max: number; unit: string } => {
  const named: Record<string, { min: number; max: number; unit: string }> = { ...limits, days: limits.retentionDays };
  const limit = named[String(path.at(-1))];
  if (limit === undefined) throw new Error(`the contract has a range without a limit: ${path.join(".")}`);
  return { min: limit.min, max: limit.max, unit: limit.unit };
};

/** The name that a user gave to something, whose value may well be unknown yet. */
const invalidName = (found: z.core.$ZodIssue, path: Path, value: unknown): Issue =>
  fromRule((found.code === "custom" && found.params) || {}, path, value);

const fromRule = (params: Record<string, unknown>, path: Path, value: unknown): Issue => {
  switch (params.rule) {
    case "location": {
      const cloud = params.cloud as Cloud;
      return issue("error", "unknown-location", path, { cloud, example: exampleLocations[cloud] });
    }
    case "format":
      return issue("error", "wrong-format", path, { wanted: String(params.wanted), example: String(params.example) });
    case "count":
      return issue("error", "too-many", path, {
        found: Object.keys(value as object).length,
        max: limits.tags.max,
        unit: limits.tags.unit,
      });
    default:
      throw new Error(`the contract has a rule that has no message: ${String(params.rule)}`);
  }
};
