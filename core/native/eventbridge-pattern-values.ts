import { isObject } from "../object.ts";
import { type AddressRange, addressRange, cidrRange, isWithin } from "./eventbridge-pattern-addresses.ts";
import {
  type AnyCase,
  endsInAnyCase,
  equalsInAnyCase,
  matchesWildcard,
  readAnyCase,
  readWildcard,
  startsInAnyCase,
} from "./eventbridge-pattern-text.ts";

/** One end of a numeric range. */
export interface Bound {
  value: number;
  open: boolean;
}

/** What one entry of a field's array asks of one value. */
export type ValueTest =
  | { kind: "equals"; value: string | number | boolean | null }
  | { kind: "address"; range: AddressRange }
  | { kind: "prefix" | "suffix"; value: string }
  | { kind: "prefix-ignore-case" | "suffix-ignore-case" | "equals-ignore-case"; value: AnyCase }
  | { kind: "wildcard"; parts: readonly string[] }
  | { kind: "numeric"; low?: Bound; high?: Bound }
  | { kind: "exists"; exists: boolean }
  | { kind: "anything-but"; but: readonly ValueTest[] };

/** A test, or what is wrong with it. */
type Read = ValueTest | string;

const readWildcardTest = (text: string): Read => {
  const parts = readWildcard(text);
  return typeof parts === "string" ? parts : { kind: "wildcard", parts };
};

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/**
 * Numbers that EventBridge compares.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching
 */
const isComparable = (value: number): boolean => Math.abs(value) <= 5e9 && Number(value.toFixed(6)) === value;
const incomparable = "a number here lies between -5e9 and 5e9 and has at most six digits after the point";

const readNumeric = (terms: unknown): Read => {
  if (!Array.isArray(terms)) return "numeric takes an array";
  const [first, value, second, top] = terms;
  if (!isNumber(value)) return "numeric takes a number after each operator";
  if (!isComparable(value)) return incomparable;
  if (terms.length === 2) {
    if (first === "=") return { kind: "numeric", low: { value, open: false }, high: { value, open: false } };
    if (first === ">" || first === ">=") return { kind: "numeric", low: { value, open: first === ">" } };
    if (first === "<" || first === "<=") return { kind: "numeric", high: { value, open: first === "<" } };
  }
  if (terms.length === 4 && (first === ">" || first === ">=") && (second === "<" || second === "<=")) {
    if (!isNumber(top)) return "numeric takes a number after each operator";
    if (!isComparable(top)) return incomparable;
    if (value >= top) return "the bottom of a numeric range must be less than its top";
    const [low, high] = [first === ">", second === "<"];
    return { kind: "numeric", low: { value, open: low }, high: { value: top, open: high } };
  }
  return "numeric takes one of = < <= > >= and a number, or > or >= with a number and then < or <= with a number";
};

const readAffix = (kind: "prefix" | "suffix", operand: unknown): Read => {
  if (typeof operand === "string") return { kind, value: operand };
  if (isObject(operand) && Object.keys(operand).length === 1) {
    const value = operand["equals-ignore-case"];
    if (typeof value === "string") return { kind: `${kind}-ignore-case`, value: readAnyCase(value) };
  }
  return `${kind} takes a string, or { "equals-ignore-case": a string }`;
};

const excludable = {
  prefix: (value) => (value === "" ? "prefix must not be empty here" : { kind: "prefix", value }),
  suffix: (value) => (value === "" ? "suffix must not be empty here" : { kind: "suffix", value }),
  "equals-ignore-case": (value) => ({ kind: "equals-ignore-case", value: readAnyCase(value) }),
  wildcard: readWildcardTest,
} as const satisfies Record<string, (value: string) => Read>;

const readExcluded = (operand: unknown): Read[] | string => {
  if (isObject(operand)) {
    const [[name, inner] = [], ...more] = Object.entries(operand);
    if (name === undefined || more.length > 0 || !Object.hasOwn(excludable, name)) {
      return `anything-but takes one of ${Object.keys(excludable).join(", ")}`;
    }
    const values = Array.isArray(inner) ? inner : [inner];
    if (!values.every((value) => typeof value === "string")) return `${name} in anything-but takes strings`;
    return values.map(excludable[name as keyof typeof excludable]);
  }
  const values: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.every(isNumber) && !values.every(isComparable)) return incomparable;
  if (values.every((value) => typeof value === "string") || values.every(isNumber)) {
    return values.map((value): ValueTest => ({ kind: "equals", value }));
  }
  return "anything-but takes strings only, or numbers only";
};

const readAnythingBut = (operand: unknown): Read => {
  const read = readExcluded(operand);
  if (typeof read === "string") return read;
  if (read.length === 0) return "anything-but must not be empty";
  const but: ValueTest[] = [];
  for (const test of read) {
    if (typeof test === "string") return test;
    but.push(test);
  }
  return { kind: "anything-but", but };
};

const operators = {
  exactly: (operand) => (typeof operand === "string" ? { kind: "equals", value: operand } : "exactly takes a string"),
  prefix: (operand) => readAffix("prefix", operand),
  suffix: (operand) => readAffix("suffix", operand),
  "equals-ignore-case": (operand) =>
    typeof operand === "string"
      ? { kind: "equals-ignore-case", value: readAnyCase(operand) }
      : "equals-ignore-case takes a string",
  wildcard: (operand) => (typeof operand === "string" ? readWildcardTest(operand) : "wildcard takes a string"),
  numeric: readNumeric,
  exists: (operand) =>
    typeof operand === "boolean" ? { kind: "exists", exists: operand } : "exists takes true or false",
  "anything-but": readAnythingBut,
  cidr: (operand) => {
    const range = typeof operand === "string" ? cidrRange(operand) : "cidr takes a string";
    return typeof range === "string" ? range : { kind: "address", range };
  },
} as const satisfies Record<string, (operand: unknown) => Read>;

/** Reads one entry of a field's array. */
export const readValueTest = (entry: unknown): Read => {
  if (typeof entry === "string") {
    const range = addressRange(entry);
    return range ? { kind: "address", range } : { kind: "equals", value: entry };
  }
  if (entry === null || typeof entry === "boolean" || isNumber(entry)) return { kind: "equals", value: entry };
  if (!isObject(entry)) return "a value must be a string, a number, true, false, null or an object with one operator";
  const [[name, operand] = [], ...more] = Object.entries(entry);
  if (name === undefined || more.length > 0) return "a value that is an object must have exactly one operator";
  if (!Object.hasOwn(operators, name)) {
    return `operator ${JSON.stringify(name)} does not exist; it is one of ${Object.keys(operators).join(", ")}`;
  }
  return operators[name as keyof typeof operators](operand);
};

const isInRange = (value: number, low: Bound | undefined, high: Bound | undefined): boolean =>
  (low === undefined || value > low.value || (value === low.value && !low.open)) &&
  (high === undefined || value < high.value || (value === high.value && !high.open));

/**
 * Does a value that the event has pass the test? event-ruler compares texts in their quotes, so the quote after a text
 * may belong to a prefix, and the one before it to a suffix.
 */
export const passes = (test: ValueTest, value: unknown): boolean => {
  switch (test.kind) {
    case "equals":
      return value === test.value;
    case "exists":
      return test.exists;
    case "anything-but":
      return !test.but.some((excluded) => passes(excluded, value));
    case "numeric":
      return typeof value === "number" && isInRange(value, test.low, test.high);
    case "address":
      return (typeof value === "string" || typeof value === "number") && isWithin(test.range, value);
    case "wildcard":
      return typeof value === "string" && matchesWildcard(test.parts, value);
    case "prefix":
      return typeof value === "string" && `${value}"`.startsWith(test.value);
    case "suffix":
      return typeof value === "string" && `"${value}`.endsWith(test.value);
    case "prefix-ignore-case":
      return typeof value === "string" && startsInAnyCase(test.value, `${value}"`);
    case "suffix-ignore-case":
      return typeof value === "string" && endsInAnyCase(test.value, `"${value}`);
    case "equals-ignore-case":
      return typeof value === "string" && equalsInAnyCase(test.value, value);
    default:
      return test satisfies never;
  }
};
