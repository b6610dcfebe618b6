import type { Comparator, Field, Literal, ValueType } from "./cloud-logging-ast.ts";
import { readDuration, readTimestamp } from "./cloud-logging-time.ts";

/**
 * Texts are compared as Unicode's NFKC_Casefold makes them, which JavaScript doesn't have: upper-casing first folds
 * what has several letters (ß, ﬁ) or several forms (ſ, ς), except for the dotless ı, which folds to itself.
 * https://cloud.google.com/logging/docs/view/logging-query-language#comparisons
 */
export function foldText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  const visible = text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return visible.split("ı").map(foldCase).join("ı").normalize("NFKC");
}

const foldCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");

export function literalOf(text: string): Literal {
  return { text, folded: foldText(text) };
}

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
const severities: Readonly<Record<string, number>> = {
  DEFAULT: 0,
  DEBUG: 100,
  INFO: 200,
  NOTICE: 300,
  WARNING: 400,
  ERROR: 500,
  CRITICAL: 600,
  ALERT: 700,
  EMERGENCY: 800,
};

/** What a field of LogEntry is where an entry doesn't say. */
export const defaults = {
  string: "",
  bool: false,
  int: 0,
  double: 0,
  timestamp: "1970-01-01T00:00:00Z",
  duration: "0s",
  severity: "DEFAULT",
} as const satisfies Record<ValueType, unknown>;

const readers = {
  string: (value) => (typeof value === "string" || typeof value === "number" ? foldText(String(value)) : undefined),
  bool: readBool,
  int: readInteger,
  double: readNumber,
  timestamp: readTimestamp,
  duration: readDuration,
  severity: readSeverity,
} as const satisfies Record<ValueType, (value: unknown) => Comparable | undefined>;

type Comparable = string | number | bigint;

export function readBool(value: unknown): number | undefined {
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "string" || !/^(?:true|false)$/i.test(value)) return undefined;
  return value.toLowerCase() === "true" ? 1 : 0;
}

/** An integer of 64 bits; JSON writes them as texts. */
export function readInteger(value: unknown): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== "string" || !/^[+-]?\d{1,20}$/.test(value)) return undefined;
  const integer = BigInt(value.replace("+", ""));
  return BigInt.asIntN(64, integer) === integer || BigInt.asUintN(64, integer) === integer ? integer : undefined;
}

export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return Number(value);
  const special = /^([+-]?)(nan|infinity)$/i.exec(value);
  if (special === null) return undefined;
  const size = special[2]!.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
  return special[1] === "-" ? -size : size;
}

function readSeverity(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const name = value.toUpperCase();
  if (Object.hasOwn(severities, name)) return severities[name];
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Whether one value, which is no array, compares so. What can't be converted to the value's type never does. */
export function compareValue(value: unknown, type: Field["type"], comparator: Comparator, literal: Literal): boolean {
  if (type === "message") return false;
  const exact = type === "json" || type === "proto" ? jsonType(value) : type;
  if (value === null) {
    const isNull = literal.text === "NULL_VALUE";
    return isNull && (comparator === "=" || comparator === ":");
  }
  if (exact === undefined) return false;
  if (exact === "string" && typeof value === "string") {
    if (comparator === ":") return foldText(value).includes(literal.folded);
    const hidden = type === "proto" ? compareHidden(value, comparator, literal) : undefined;
    if (hidden !== undefined) return hidden;
  }
  const left = readers[exact](value);
  const right = exact === "string" ? literal.folded : readers[exact](literal.text);
  return left !== undefined && right !== undefined && holds(left, comparator, right);
}

function jsonType(value: unknown): ValueType | undefined {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "double";
  return typeof value === "boolean" ? "bool" : undefined;
}

/**
 * A text in a protocol buffer's JSON may be an instant, a duration or a 64-bit integer. It is one where both sides read
 * so; but equal integers are equal texts, and texts of digits may differ in their zeros.
 */
function compareHidden(value: string, comparator: Comparator, literal: Literal): boolean | undefined {
  for (const type of ["timestamp", "duration", "int"] as const) {
    if (type === "int" && (comparator === "=" || comparator === "!=")) continue;
    const left = readers[type](value);
    const right = left === undefined ? undefined : readers[type](literal.text);
    if (left !== undefined && right !== undefined) return holds(left, comparator, right);
  }
  return undefined;
}

function holds(left: Comparable, comparator: Comparator, right: Comparable): boolean {
  if (typeof left === "string" && typeof right === "string") return inOrder(compareTexts(left, right), comparator, 0);
  return inOrder(left, comparator, right);
}

function inOrder(left: Comparable, comparator: Comparator, right: Comparable): boolean {
  switch (comparator) {
    case "=":
    case ":":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return comparator satisfies never;
  }
}

/** By code points, which is how UTF-8 sorts; JavaScript's own order is that of UTF-16. */
function compareTexts(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}
