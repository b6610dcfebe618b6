import { type Comparison, type Filter, fieldText, type Order, partsOf, type Scalar } from "./ast.ts";
import { listStep } from "./athena-rendering.ts";
import { hasCase } from "./aws-spelling.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { tablePlace } from "./cloudtrail-table.ts";

/** What a terminal would obey or hide, or would break a line, which is written by its number. */
const unseen = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}])/u;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A text in SQL: only the quote that ends it means something there. */
export const sqlText = (text: string): string => {
  if (!unseen.test(text)) return quoted(text);
  const parts = text.split(unseen).filter((part) => part !== "");
  return `(${parts.map((part) => (unseen.test(part) ? `chr(${part.codePointAt(0)})` : quoted(part))).join(" || ")})`;
};

/** As engines do it, each letter for itself. */
export const lowered = (text: string): string => [...text].map((letter) => letter.toLowerCase()).join("");

const foldedTexts = (texts: readonly string[], fold: boolean): readonly string[] =>
  fold ? [...new Set(texts.map(lowered))] : texts;

/** What a comparison is made with: a column, or a value in the JSON text of one. */
interface Operand {
  /** The value as text. */
  readonly text: string;
  /** The JSON that it is written in, where it may be of any type. */
  readonly json?: string;
  /** There always is one. */
  readonly isAlways: boolean;
}

const isThere = ({ text, json }: Operand): string =>
  json === undefined ? `${text} IS NOT NULL` : `${json} <> 'null' AND ${json} NOT LIKE '[%'`;

/** Would a number or a truth value in the JSON have the same text? */
const looksLikeOther = (text: string): boolean => text === "true" || text === "false" || /^-?\d/.test(text);

const isJsonText = (json: string): string => `${json} LIKE '"%'`;

const inFold = (operand: Operand, fold: boolean, texts: readonly string[]): string =>
  fold && texts.some(hasCase) ? `lower(${operand.text})` : operand.text;

const isOneOf = (subject: string, values: readonly string[]): string =>
  values.length === 1 ? `${subject} = ${values[0]}` : `${subject} IN (${values.join(", ")})`;

const textsEqual = (operand: Operand, texts: readonly string[], fold: boolean): string => {
  const { json } = operand;
  const isOne = isOneOf(inFold(operand, fold, texts), foldedTexts(texts, fold).map(sqlText));
  return json !== undefined && texts.some(looksLikeOther) ? `${isOne} AND ${isJsonText(json)}` : isOne;
};

const asNumber = (json: string): string => `TRY_CAST(${json} AS double)`;

const isText = (value: Scalar): value is string => typeof value === "string";
const isNumber = (value: Scalar): value is number => typeof value === "number";

/** A number as SQL has doubles. */
const numberText = (value: number): string => `CAST(${sqlText(String(value))} AS double)`;

const equalText = (operand: Operand, { values, fold }: Extract<Comparison, { kind: "equal" }>): readonly string[] => {
  const texts = values.filter(isText);
  const numbers = values.filter(isNumber);
  const flags = values.filter((value) => typeof value === "boolean").map((value) => sqlText(String(value)));
  const { json } = operand;
  return [
    ...(texts.length === 0 ? [] : [textsEqual(operand, texts, fold)]),
    ...(flags.length === 0 ? [] : [isOneOf(json ?? operand.text, flags)]),
    ...(numbers.length === 0 || json === undefined ? [] : [isOneOf(asNumber(json), numbers.map(numberText))]),
  ];
};

const escaped = (text: string): string => text.replaceAll(/[%_!]/g, "!$&");

const likeText = (operand: Operand, { parts, fold }: Extract<Comparison, { kind: "like" }>): string => {
  const folded = fold ? parts.map(lowered) : parts;
  const pattern = folded.map(escaped).join("%");
  const escaping = /[%_!]/.test(folded.join("")) ? " ESCAPE '!'" : "";
  const isLike = `${inFold(operand, fold, parts)} LIKE ${sqlText(pattern)}${escaping}`;
  return operand.json === undefined ? isLike : `${isLike} AND ${isJsonText(operand.json)}`;
};

const orders = { "<": "<", "<=": "<=", ">": ">", ">=": ">=" } as const satisfies Record<Order, string>;

/** The alternatives that a comparison consists of. */
const alternativesOf = (operand: Operand, comparison: Comparison): readonly string[] => {
  switch (comparison.kind) {
    case "present":
      return [isThere(operand)];
    case "equal":
      return equalText(operand, comparison);
    case "like":
      return [likeText(operand, comparison)];
    case "order":
      return [`${asNumber(operand.json ?? operand.text)} ${orders[comparison.order]} ${numberText(comparison.value)}`];
    default:
      throw new Error(`the table's SQL has no form for ${comparison.kind}`);
  }
};

const jsonPath = (steps: readonly string[]): string => sqlText(["$", ...steps].join("."));

const operandOf = (path: readonly string[]): Operand | { readonly list: string; readonly operand: Operand } => {
  const place = tablePlace(path);
  const kind = pathKind(path);
  if (place?.is === "column") return { text: place.text, isAlways: kind === "always" };
  if (place?.is === "list") {
    // An element is there; whether a field of it is, is another question.
    const text = place.field === undefined ? "r" : `r.${place.field}`;
    return { list: place.column, operand: { text, isAlways: false } };
  }
  if (place?.is !== "json") throw new Error(`the table has no column for ${path.join(".")}`);
  const at = `${place.column}, ${jsonPath(place.steps)}`;
  const json = kind === "open" ? { json: `json_format(json_extract(${at}))` } : {};
  return { text: `json_extract_scalar(${at})`, ...json, isAlways: false };
};

const listText = (path: readonly string[]): string => {
  const place = tablePlace(path);
  if (place?.is === "column") return `${place.text} LIKE '[%'`;
  if (place?.is !== "json") throw new Error(`the table has no JSON at ${path.join(".")}`);
  return `json_format(json_extract(${place.column}, ${jsonPath(place.steps)})) LIKE '[%'`;
};

const orText = (parts: readonly string[]): string =>
  parts.length === 1
    ? parts[0]!
    : `(${parts.map((part) => (part.includes(" AND ") ? `(${part})` : part)).join(" OR ")})`;

/** What of a negation is not the negation: a row without a value is not so either. */
const notText = (condition: string, isNull: boolean): string =>
  isNull ? `NOT coalesce(${condition}, FALSE)` : `NOT (${condition})`;

const comparisonText = (comparison: Comparison, isNegated: boolean): string => {
  const { field } = comparison;
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  if (field.path.at(-1) === listStep) {
    const isList = listText(field.path.slice(0, -1));
    return isNegated ? notText(isList, true) : isList;
  }
  const found = operandOf(field.path);
  const inList = "list" in found;
  const operand = inList ? found.operand : found;
  if (comparison.kind === "present" && isNegated && !inList && operand.json === undefined)
    return `${operand.text} IS NULL`;
  const one = orText(alternativesOf(operand, comparison));
  const condition = inList ? `cardinality(filter(${found.list}, r -> ${one})) > 0` : one;
  return isNegated ? notText(condition, !operand.isAlways) : condition;
};

const isBare = (filter: Filter, text: string): boolean =>
  filter.kind !== "and" && filter.kind !== "or" && !(text.includes(" AND ") && !text.startsWith("NOT "));

const partText = (filter: Filter): string => {
  const text = conditionText(filter);
  return isBare(filter, text) ? text : `(${text})`;
};

/** A filter as a condition. Its parts are those that athenaRendering gives. */
export const conditionText = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "TRUE" : "FALSE";
    case "and":
      return filter.all.map(partText).join(" AND ");
    case "or":
      return filter.any.map(partText).join(" OR ");
    case "not":
      if (!("field" in filter.of)) throw new Error("a negation stands before a comparison alone");
      return comparisonText(filter.of, true);
    default:
      return comparisonText(filter, false);
  }
};

/** A filter over one of the resources that a record names, which is `r`. */
export const resourceText = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "TRUE" : "FALSE";
    case "and":
    case "or":
      return partsOf(filter)
        .map((part) => `(${resourceText(part)})`)
        .join(filter.kind === "and" ? " AND " : " OR ");
    case "not":
      return notText(resourceText(filter.of), true);
    default: {
      const place = filter.field.of === "record" ? tablePlace(["resources", ...filter.field.path]) : undefined;
      if (place?.is !== "list") throw new Error(`a resource has no ${fieldText(filter.field)} in the table`);
      return orText(alternativesOf({ text: `r.${place.field}`, isAlways: false }, filter));
    }
  }
};

/** A filter as what stands after WHERE, each of its outermost parts on a line. */
export const whereText = (filter: Filter): string => {
  if (filter.kind !== "and" && filter.kind !== "or") return conditionText(filter);
  return partsOf(filter)
    .map(partText)
    .join(filter.kind === "and" ? "\nAND " : "\nOR ");
};
