import type * as z from "zod";
import type { Cloud } from "../contract/cloud.ts";
import { Deferred } from "../contract/deferred.ts";
import { boundsOf, fieldAt } from "../contract/fields.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { limits } from "../contract/limits.ts";
import { exampleLocations } from "../contract/locations.ts";
import { nearestOf } from "../contract/nearest.ts";
import { specVersion } from "../contract/spec.ts";

/** What stands at a path, if anything. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined),
    value,
  );

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

/** What zod found, as issues of ours: all of them, with what to write instead. */
export const fromZod = (found: z.core.$ZodIssue, root: unknown, schema: z.ZodType): Issue[] => {
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
      return [issue("error", "out-of-range", path, { found: Number(value), ...rangeOf(schema, path) })];
    case "custom":
      return [fromRule(found.params ?? {}, path, value)];
    default:
      throw new Error(`the contract has a check that has no message: ${found.code}`);
  }
};

const unknownKey = (schema: z.ZodType, path: Path, key: string): Issue => {
  const at = fieldAt(schema, path)?.schema;
  const known = at?._zod.def.type === "object" ? Object.keys((at as z.ZodObject).shape) : [];
  return issue("error", "unknown-key", [...path, key], { key, nearest: nearestOf(key, known), known });
};

const missing = (schema: z.ZodType, path: Path): Issue => {
  const description = fieldAt(schema, path)?.meta.description ?? "a value";
  const [first] = description.split(/\.(?: |$)/, 1);
  return issue("error", "missing-key", path, {
    expected: `${first!.charAt(0).toLowerCase()}${first!.slice(1)}`.replaceAll("`", ""),
  });
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

const rangeOf = (schema: z.ZodType, path: Path): { min: number; max: number; unit: string } => {
  const field = fieldAt(schema, path);
  const bounds = field && boundsOf(field.schema);
  if (bounds === undefined) throw new Error(`the contract has a range without bounds: ${path.join(".")}`);
  return { ...bounds, unit: field?.meta.unit ?? "" };
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
        max: limits[params.limit as keyof typeof limits].max,
        unit: limits[params.limit as keyof typeof limits].unit,
      });
    default:
      throw new Error(`the contract has a rule that has no message: ${String(params.rule)}`);
  }
};
