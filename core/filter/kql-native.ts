import type { RowTable } from "../event/azure-row.ts";
import type { Comparison, Scalar } from "./ast.ts";
import { type ColumnKind, columnKind } from "./azure-columns.ts";
import { pathKind } from "./azure-paths.ts";
import { anyOf, type Code, call, code, type Operand, quoted, test } from "./kql-code.ts";
import type { Test } from "./kql-field.ts";
import { type Turnable, textTest } from "./kql-text.ts";

/** What a row is asked; or the nearest of it on both sides, and what is lacking. */
export type NativeTest =
  | { readonly exact: Test }
  | { readonly exact?: undefined; readonly over?: Code; readonly under: Test; readonly lacks: string };

// Words of the language are written in small letters.
const step = (name: string): string =>
  /^[a-zA-Z_]*[A-Z]\w*$/.test(name) && !name.startsWith("__") ? `.${name}` : `[${quoted(name)}]`;

const pathText = ([column, ...rest]: readonly string[]): string => `${column}${rest.map(step).join("")}`;

const isNotNull = (operand: Operand): Turnable => ({ yes: call("isnotnull", operand), no: call("isnull", operand) });

/** A whole number that other programs read as the same, or one with a fraction. */
const isPlainNumber = (value: Scalar): value is number =>
  typeof value === "number" && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(String(value));

const isPlainFlag = (value: Scalar): value is boolean => typeof value === "boolean";

/** Null is not equal to a number; in an order it is neither. */
const numberTest = (comparison: Comparison, operand: Operand): Test => {
  const { text } = operand;
  if (comparison.kind === "present") return isNotNull(operand);
  if (comparison.kind === "order") {
    if (!isPlainNumber(comparison.value)) return "cannot";
    const yes = test(operand, `${comparison.order} ${comparison.value}`);
    return { yes, no: code(`not(coalesce(${yes.text}, false))`) };
  }
  if (comparison.kind !== "equal") return "never";
  const numbers = comparison.values.filter((value) => typeof value === "number");
  if (!numbers.every(isPlainNumber)) return "cannot";
  if (numbers.length === 0) return "never";
  if (numbers.length === 1) return { yes: code(`${text} == ${numbers[0]}`), no: code(`${text} != ${numbers[0]}`) };
  return { yes: code(`${text} in (${numbers.join(", ")})`), no: code(`${text} !in (${numbers.join(", ")})`) };
};

const flagTest = (comparison: Comparison, operand: Operand): Test => {
  if (comparison.kind === "present") return isNotNull(operand);
  const flags = comparison.kind === "equal" ? comparison.values.filter(isPlainFlag) : [];
  if (flags.length === 0) return "never";
  if (flags.length === 2) return isNotNull(operand);
  return { yes: test(operand, `== ${flags[0]}`), no: test(operand, `!= ${flags[0]}`) };
};

/** A part of a text that stands in JSON as it is. */
const plainPart = (text: string): string =>
  text
    .split(/[^A-Za-z0-9 ._:@-]+/)
    .reduce((longest, part) => (part.trim().length > longest.length ? part.trim() : longest), "");

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** What somewhere in the JSON of a value has to be, so that the comparison can hold. */
export const somewhere = (comparison: Comparison, path: readonly string[]): Code => {
  const found = call("isnotnull", { text: pathText(path) });
  const values = comparison.kind === "equal" ? comparison.values : comparison.kind === "like" ? comparison.parts : [];
  const parts = values.map((value) => (typeof value === "string" ? plainPart(value) : ""));
  const longest = parts.reduce((most, part) => (part.length > most.length ? part : most), "");
  const needed = comparison.kind === "like" ? [longest] : [...new Set(parts)];
  if (needed.length === 0 || needed.includes("")) return found;
  return anyOf(needed.map((part) => test({ text: `tostring(${pathText(path)})` }, `contains ${quoted(part)}`)));
};

/** What anything may stand at: a list, another type. */
const openTest = (comparison: Comparison, path: readonly string[]): NativeTest => {
  const lacks = "no such test of a value that may be a list or of another type";
  // A list may stand on the way, if not at a column that holds an object.
  const over = somewhere(comparison, path.slice(0, pathKind(path.slice(0, 1)) === "object" ? 2 : 1));
  // What reads as JSON may have been a number.
  const texts =
    comparison.kind === "equal" ? comparison.values.filter((one) => typeof one === "string" && !isJson(one)) : [];
  const sure: Comparison = { kind: "equal", field: comparison.field, values: texts, fold: false };
  return { over, under: textTest(sure, { text: `tostring(${pathText(path)})` }), lacks };
};

const timeTest = (comparison: Comparison, operand: Operand): NativeTest => {
  if (comparison.kind === "present") return { exact: isNotNull(operand) };
  return { over: isNotNull(operand).yes, under: "never", lacks: "times where the record has texts" };
};

const dynamicTest = (comparison: Comparison, path: readonly string[]): NativeTest => {
  const kind = pathKind(path);
  switch (kind) {
    case "text":
      return { exact: textTest(comparison, { text: `tostring(${pathText(path)})` }) };
    case "number":
      return { exact: numberTest(comparison, { text: pathText(path) }) };
    case "object":
      return { exact: comparison.kind === "present" ? isNotNull({ text: pathText(path) }) : "never" };
    case "open":
      return openTest(comparison, path);
    default:
      return kind satisfies never;
  }
};

const plain = {
  text: textTest,
  flag: flagTest,
  number: numberTest,
} as const satisfies Partial<Record<ColumnKind, (comparison: Comparison, operand: Operand) => Test>>;

/** Fields of the records that Azure exports: the tables have the same in columns of other names. */
const exported: readonly string[] =
  "activityDisplayName authorization caller callerIpAddress category claims correlationId identity initiatedBy level operationName properties resourceId resultSignature resultType targetResources".split(
    " ",
  );

/** A comparison with a path into a row, by case and by type. */
export const nativeTest = (comparison: Comparison, path: readonly string[], table: RowTable): NativeTest => {
  const [column = "", ...rest] = path;
  const kind = columnKind(table, column);
  if (kind === undefined) {
    if (!exported.includes(column)) return { exact: "never" };
    return { under: "never", lacks: `columns, of which \`${column}\` is none` };
  }
  if (kind === "dynamic") return dynamicTest(comparison, path);
  if (rest.length > 0) return { exact: "never" };
  return kind === "time"
    ? timeTest(comparison, { text: column })
    : { exact: plain[kind](comparison, { text: column }) };
};
