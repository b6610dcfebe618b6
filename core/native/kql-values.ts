import { isObject } from "../object.ts";
import type { ColumnType, Value } from "./kql-ast.ts";
import { readDatetime, writeDatetime, writeTimespan } from "./kql-time.ts";

/** A column of an exported row, which may hold as text what the table holds as a value. */
export function readColumn(value: unknown, type: ColumnType): Value {
  if (value === undefined || value === null) return absent(type);
  switch (type) {
    case "string":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "dynamic":
      return typeof value === "string" ? parseJson(value) : (value as Value);
    default:
      return convert(value as Value, "dynamic", type);
  }
}

/** A string is never null. https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/null-values */
export const absent = (type: ColumnType): Value => (type === "string" ? "" : null);

/** Text that isn't JSON stays text. https://learn.microsoft.com/en-us/kusto/query/parse-json-function#returns */
export function parseJson(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

/** What to…() functions make of a value: null where they can't, "" where tostring() has nothing. */
export function convert(value: Value, from: ColumnType, to: ColumnType): Value {
  if (value === null) return absent(to);
  switch (to) {
    case "string":
      return toText(value, from);
    case "bool":
      return toBool(value);
    case "int":
      return toInteger(value, 2 ** 31);
    case "long":
      return toInteger(value, 2 ** 63);
    case "real":
      return toReal(value);
    case "datetime":
      return typeof value === "string" ? readDatetime(value) : from === "datetime" ? value : null;
    case "timespan":
      return from === "timespan" ? value : null;
    case "guid":
      return typeof value === "string" ? value.toLowerCase() : null;
    case "dynamic":
      return typeof value === "bigint" ? toText(value, from) : value;
    default:
      return to satisfies never;
  }
}

export function toText(value: Value, type: ColumnType): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return type === "datetime" ? writeDatetime(value) : writeTimespan(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** https://learn.microsoft.com/en-us/kusto/query/tobool-function */
function toBool(value: Value): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value !== "string" || !/^(?:true|false)$/i.test(value.trim())) return null;
  return value.trim().toLowerCase() === "true";
}

function toInteger(value: Value, bound: number): number | null {
  const isText = typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value);
  const size =
    typeof value === "boolean" || typeof value === "number" || isText ? Math.trunc(Number(value)) : Number.NaN;
  return size >= -bound && size < bound ? size : null;
}

function toReal(value: Value): number | null {
  const isText = typeof value === "string" && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value);
  return typeof value === "boolean" || typeof value === "number" || isText ? Number(value) : null;
}

/**
 * Whether two values that aren't null are equal. Of a dynamic value that holds no string and a string, the texts are
 * compared, which Microsoft's pages leave open: tostring() says it plainly.
 */
export function isEqual(left: Value, leftType: ColumnType, right: Value, rightType: ColumnType): boolean {
  if (typeof left === "string" || typeof right === "string") return toText(left, leftType) === toText(right, rightType);
  if (typeof left === "object" && typeof right === "object") return isSameJson(left, right);
  return left === right;
}

function isSameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSameJson(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key], right[key]))
  );
}
