import { isObject } from "../object.ts";
import { type AddressRange, addressRange, cidrRange, isWithin } from "./eventbridge-pattern-addresses.ts";

/** One end of a numeric range. */
export interface Bound {
  value: number;
  open: boolean;
}

/** What one entry of a field's array asks of one value. */
export type ValueTest =
  | { kind: "equals"; value: string | number | boolean | null }
  | { kind: "address"; range: AddressRange }
  | { kind: "prefix" | "suffix"; value: string; ignoreCase: boolean }
  | { kind: "equals-ignore-case"; value: string }
  | { kind: "wildcard"; parts: readonly string[] }
  | { kind: "numeric"; low?: Bound; high?: Bound }
  | { kind: "exists"; exists: boolean }
  | { kind: "anything-but"; but: readonly ValueTest[] };

/** A test, or what is wrong with it. */
type Read = ValueTest | string;

/** The texts between the wildcards of a text, or what is wrong with it. */
const readWildcard = (text: string): string[] | string => {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    const here = text.charAt(at);
    const next = text.charAt(at + 1);
    if (here === "*" && next === "*") return `consecutive wildcards at character ${at} are not allowed`;
    if (here === "*") parts.push("");
    else if (here === "\\") {
      if (next !== "*" && next !== "\\") return `\\ at character ${at} may only stand before * or \\`;
      parts[parts.length - 1] += next;
      at++;
    } else parts[parts.length - 1] += here;
  }
  return parts;
};

const readWildcardTest = (text: string): Read => {
  const parts = readWildcard(text);
  return typeof parts === "string" ? parts : { kind: "wildcard", parts };
};

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const readNumeric = (terms: unknown): Read => {
  if (!Array.isArray(terms)) return "numeric takes an array";
  const [first, value, second, top] = terms;
  if (!isNumber(value)) return "numeric takes a number after each operator";
  if (terms.length === 2) {
    if (first === "=") return { kind: "numeric", low: { value, open: false }, high: { value, open: false } };
    if (first === ">" || first === ">=") return { kind: "numeric", low: { value, open: first === ">" } };
    if (first === "<" || first === "<=") return { kind: "numeric", high: { value, open: first === "<" } };
  }
  if (terms.length === 4 && (first === ">" || first === ">=") && (second === "<" || second === "<=")) {
    if (!isNumber(top)) return "numeric takes a number after each operator";
    if (value >= top) return "the bottom of a numeric range must be less than its top";
    const [low, high] = [first === ">", second === "<"];
    return { kind: "numeric", low: { value, open: low }, high: { value: top, open: high } };
  }
  return "numeric takes one of = < <= > >= and a number, or > or >= with a number and then < or <= with a number";
};

const readAffix = (kind: "prefix" | "suffix", operand: unknown): Read => {
  if (typeof operand === "string") return { kind, value: operand, ignoreCase: false };
  if (isObject(operand) && Object.keys(operand).length === 1) {
    const value = operand["equals-ignore-case"];
    if (typeof value === "string") return { kind, value, ignoreCase: true };
  }
  return `${kind} takes a string, or { "equals-ignore-case": a string }`;
};

const excludable = {
  prefix: (value) => (value === "" ? "prefix must not be empty here" : { kind: "prefix", value, ignoreCase: false }),
  suffix: (value) => (value === "" ? "suffix must not be empty here" : { kind: "suffix", value, ignoreCase: false }),
  "equals-ignore-case": (value) => ({ kind: "equals-ignore-case", value }),
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
    typeof operand === "string" ? { kind: "equals-ignore-case", value: operand } : "equals-ignore-case takes a string",
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

/** Without regard to case one character at a time, so that no fold changes a text's length. */
const fold = (text: string): string =>
  Array.from(text, (char) => {
    const lower = char.toUpperCase().toLowerCase();
    return lower.length === char.length ? lower : char;
  }).join("");

const matchesWildcard = (parts: readonly string[], text: string): boolean => {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
};

const isInRange = (value: number, low: Bound | undefined, high: Bound | undefined): boolean =>
  (low === undefined || value > low.value || (value === low.value && !low.open)) &&
  (high === undefined || value < high.value || (value === high.value && !high.open));

/** Does a value that the event has pass the test? */
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
      return typeof value === "string" && isWithin(test.range, value);
    case "wildcard":
      return typeof value === "string" && matchesWildcard(test.parts, value);
    case "equals-ignore-case":
      return typeof value === "string" && fold(value) === fold(test.value);
    case "prefix":
    case "suffix": {
      if (typeof value !== "string") return false;
      const [text, affix] = test.ignoreCase ? [fold(value), fold(test.value)] : [value, test.value];
      return test.kind === "prefix" ? text.startsWith(affix) : text.endsWith(affix);
    }
    default:
      return test satisfies never;
  }
};
