import type { RE2JS } from "re2js";
import type { ColumnType, Expression, Value } from "./kql-ast.ts";
import { isInAnyRange } from "./kql-network.ts";
import { isNumber, type Parameter } from "./kql-types.ts";
import { absent, convert, isEqual, parseJson, toText } from "./kql-values.ts";

/** A function that queries may call. Each is a page of https://learn.microsoft.com/en-us/kusto/query/scalar-functions */
export interface KqlFunction {
  readonly parameters: readonly Parameter[];
  /** How many of the parameters may be left out. */
  readonly optional?: number;
  /** How many arguments there may be where the last parameter may be repeated. */
  readonly most?: number;
  /** What the last parameter takes besides where it isn't repeated. */
  readonly single?: Parameter;
  /** The type of what it returns, or nothing where the arguments' types don't go together. */
  readonly returns: ColumnType | ((types: readonly ColumnType[]) => ColumnType | undefined);
  /** The first argument is a regular expression. */
  readonly hasPattern?: true;
  readonly run: (values: readonly Value[], context: CallContext) => Value;
}

export interface CallContext {
  readonly list: readonly Expression[];
  readonly pattern: RE2JS | undefined;
  /** The time of the query, in ticks. */
  readonly now: bigint | undefined;
}

/** https://learn.microsoft.com/en-us/kusto/query/strcat-function#parameters, and coalesce's page */
const mostTexts = 64;

const converter = (to: ColumnType): KqlFunction => ({
  parameters: ["any"],
  returns: to,
  run: ([value], { list }) => convert(value!, list[0]!.type, to),
});

/** Of texts; a dynamic value that isn't there is "". */
const ofTexts = (
  parameters: readonly Parameter[],
  returns: ColumnType,
  run: (texts: readonly string[]) => Value,
): KqlFunction => ({
  parameters,
  returns,
  run: (values, { list }) => run(values.map((value, index) => toText(value, list[index]!.type))),
});

const predicate = (parameter: Parameter, run: (value: Value) => boolean): KqlFunction => ({
  parameters: [parameter],
  returns: "bool",
  run: ([value]) => run(value!),
});

const inRange = (version: 4 | 6): KqlFunction => ({
  parameters: ["string", "string"],
  returns: "bool",
  run: ([address, ...ranges]) => isInAnyRange(address!, ranges, version),
});

const inAnyRange = (version: 4 | 6): KqlFunction => ({
  ...inRange(version),
  most: Number.POSITIVE_INFINITY,
  single: "range",
});

const same = (types: readonly ColumnType[]): ColumnType | undefined =>
  types.every((type) => type === types[0]) ? types[0] : undefined;

const isEmpty = (value: Value): boolean => value === null || value === "";

const choose: KqlFunction = {
  parameters: ["bool", "any", "any"],
  returns: ([, yes, no]) => same([yes!, no!]),
  // https://learn.microsoft.com/en-us/kusto/query/iff-function#returns
  run: ([condition, yes, no]) => (condition === true ? yes! : no!),
};

const toBoolean = converter("bool");
const toReal = converter("real");
const readJson: KqlFunction = {
  parameters: ["text"],
  returns: "dynamic",
  // A dynamic value is left as it is: https://learn.microsoft.com/en-us/kusto/query/parse-json-function#nested-json-parsing
  run: ([value], { list }) =>
    list[0]!.type === "string" ? (value === "" ? null : parseJson(value as string)) : value!,
};

const functions: Readonly<Record<string, KqlFunction>> = {
  tostring: converter("string"),
  toint: converter("int"),
  tolong: converter("long"),
  todouble: toReal,
  toreal: toReal,
  tobool: toBoolean,
  todatetime: converter("datetime"),
  parse_json: readJson,
  todynamic: readJson,
  not: { parameters: ["bool"], returns: "bool", run: ([value]) => (value === null ? null : value !== true) },
  iff: choose,
  iif: choose,
  case: {
    parameters: ["bool", "any", "any"],
    most: Number.POSITIVE_INFINITY,
    returns: (types) => (types.length % 2 === 1 ? caseType(types) : undefined),
    run: (values) => {
      const met = values.findIndex((value, index) => index % 2 === 0 && index < values.length - 1 && value === true);
      return met < 0 ? values.at(-1)! : values[met + 1]!;
    },
  },
  coalesce: {
    parameters: ["any", "any"],
    most: mostTexts,
    returns: same,
    // Of strings, the first that isn't empty: https://learn.microsoft.com/en-us/kusto/query/coalesce-function
    run: (values, { list }) => values.find((value) => !isEmpty(value)) ?? absent(list[0]!.type),
  },
  tolower: ofTexts(["text"], "string", ([text]) => text!.toLowerCase()),
  toupper: ofTexts(["text"], "string", ([text]) => text!.toUpperCase()),
  strcat: { ...ofTexts(["any"], "string", (texts) => texts.join("")), most: mostTexts },
  strlen: ofTexts(["text"], "long", ([text]) => [...text!].length),
  indexof: ofTexts(["text", "text"], "long", ([text, part]) => indexOf(text!, part!)),
  countof: ofTexts(["string", "string"], "long", ([text, part]) => countOf(text!, part!)),
  replace_string: ofTexts(["string", "string", "string"], "string", ([text, from, to]) =>
    from === "" ? text! : text!.replaceAll(from!, () => to!),
  ),
  split: {
    parameters: ["text", "string", "integer"],
    optional: 1,
    returns: "dynamic",
    run: ([text, delimiter, index]) => split(toText(text!, "dynamic"), toText(delimiter!, "dynamic"), index),
  },
  substring: {
    parameters: ["text", "integer", "integer"],
    optional: 1,
    returns: "string",
    run: ([text, start, length]) => substring(toText(text!, "dynamic"), start!, length),
  },
  extract: {
    parameters: ["literal", "literal", "string"],
    returns: "string",
    hasPattern: true,
    run: ([, group, text], { pattern }) => extract(pattern!, group as number, toText(text!, "dynamic")),
  },
  trim: {
    parameters: ["literal", "string"],
    returns: "string",
    hasPattern: true,
    run: ([, text], { pattern }) => trim(pattern!, toText(text!, "dynamic")),
  },
  isempty: predicate("any", isEmpty),
  isnotempty: predicate("any", (value) => !isEmpty(value)),
  isnull: predicate("any", (value) => value === null),
  isnotnull: predicate("any", (value) => value !== null),
  ipv4_is_in_range: inRange(4),
  ipv4_is_in_any_range: inAnyRange(4),
  ipv6_is_in_range: inRange(6),
  ipv6_is_in_any_range: inAnyRange(6),
  array_length: {
    parameters: ["array"],
    returns: "long",
    run: ([value]) => (Array.isArray(value) ? value.length : null),
  },
  bag_keys: {
    parameters: ["bag"],
    returns: "dynamic",
    run: ([value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : null,
  },
  set_has_element: {
    parameters: ["array", "any"],
    returns: "bool",
    run: ([set, value], { list }) =>
      Array.isArray(set) && set.some((item: Value) => isEqual(item, "dynamic", value!, list[1]!.type)),
  },
  bin: { parameters: ["any", "any"], returns: binType, run: ([value, size]) => bin(value!, size!) },
  ago: {
    parameters: ["timespan"],
    returns: "datetime",
    run: ([span], { now }) => (span === null ? null : now! - (span as bigint)),
  },
  now: { parameters: [], returns: "datetime", run: (_, { now }) => now! },
};

export const kqlFunction = (name: string): KqlFunction | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

function caseType(types: readonly ColumnType[]): ColumnType | undefined {
  const conditions = types.filter((_, index) => index % 2 === 0 && index < types.length - 1);
  const results = types.filter((_, index) => index % 2 === 1 || index === types.length - 1);
  return conditions.every((type) => type === "bool") ? same(results) : undefined;
}

function binType([value, size]: readonly ColumnType[]): ColumnType | undefined {
  if (isNumber(value!) && isNumber(size!)) return value === "real" || size === "real" ? "real" : "long";
  return (value === "datetime" || value === "timespan") && size === "timespan" ? value : undefined;
}

/** The multiple of a size that a value isn't below. */
function bin(value: Value, size: Value): Value {
  if (typeof value === "number" && typeof size === "number") return size > 0 ? Math.floor(value / size) * size : null;
  if (typeof value !== "bigint" || typeof size !== "bigint" || size <= 0n) return null;
  return value - (((value % size) + size) % size);
}

/** Kusto counts characters, JavaScript its own units. */
function indexOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? -1 : [...text.slice(0, at)].length;
}

/** Finds may overlap: https://learn.microsoft.com/en-us/kusto/query/countof-function */
function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && part !== ""; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}

function split(text: string, delimiter: string, index: Value | undefined): Value {
  const parts = delimiter === "" ? [text] : text.split(delimiter);
  if (typeof index !== "number") return parts;
  const part = parts[index];
  return part === undefined ? null : [part];
}

/** A start below 0 counts from the end: https://learn.microsoft.com/en-us/kusto/query/substring-function */
function substring(text: string, start: Value, length: Value | undefined): string {
  if (typeof start !== "number" || length === null) return "";
  const letters = [...text];
  const from = start < 0 ? Math.max(0, letters.length + start) : start;
  return letters.slice(from, length === undefined ? undefined : from + Math.max(0, length as number)).join("");
}

function extract(pattern: RE2JS, group: number, text: string): string {
  const matcher = pattern.matcher(text);
  return matcher.find() ? (matcher.group(group) ?? "") : "";
}

/** The pattern is what parseKql makes of trim's: it finds what is at the ends. */
function trim(pattern: RE2JS, text: string): string {
  return pattern.matcher(text).replaceAll("");
}
