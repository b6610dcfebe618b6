import { deepFreeze } from "../freeze.ts";
import type { FieldName } from "./fields.ts";

/** A field of the event model, or a path into the native record. */
export type Field =
  | { readonly of: "event"; readonly name: FieldName }
  | { readonly of: "record"; readonly path: readonly string[] };

export type Scalar = string | number | boolean;

export type Order = "<" | "<=" | ">" | ">=";

/**
 * A comparison with a field. It holds where one of the field's values does: a field may have none, and a list has several.
 * `fold` says that texts are compared without regard to case.
 */
export type Comparison =
  | { readonly kind: "present"; readonly field: Field }
  | { readonly kind: "equal"; readonly field: Field; readonly values: readonly Scalar[]; readonly fold: boolean }
  /** A glob by its literal parts: any text, also none, stands between two. Always two parts or more. */
  | { readonly kind: "like"; readonly field: Field; readonly parts: readonly string[]; readonly fold: boolean }
  /** A regular expression of RE2, found anywhere in a text, by case. */
  | { readonly kind: "matches"; readonly field: Field; readonly pattern: string }
  | { readonly kind: "order"; readonly field: Field; readonly order: Order; readonly value: number }
  /** Networks in CIDR notation, one of which an address is in. */
  | { readonly kind: "within"; readonly field: Field; readonly networks: readonly string[] };

export type Junction =
  | { readonly kind: "and"; readonly all: readonly Filter[] }
  | { readonly kind: "or"; readonly any: readonly Filter[] };

/** A filter: of a common event it says yes or no. */
export type Filter =
  | { readonly kind: "constant"; readonly value: boolean }
  | Junction
  | { readonly kind: "not"; readonly of: Filter }
  | Comparison;

export const always: Filter = Object.freeze({ kind: "constant", value: true });
export const never: Filter = Object.freeze({ kind: "constant", value: false });

// The parts are frozen already: they were made here too.
export const both = (...all: readonly Filter[]): Filter => Object.freeze({ kind: "and", all: Object.freeze(all) });
export const either = (...any: readonly Filter[]): Filter => Object.freeze({ kind: "or", any: Object.freeze(any) });
/** The parts of a conjunction or of alternatives. */
export const partsOf = (filter: Junction): readonly Filter[] => (filter.kind === "and" ? filter.all : filter.any);
/** With other parts; the same filter if they are the same. */
export const withParts = (filter: Junction, parts: readonly Filter[]): Filter => {
  const given = partsOf(filter);
  if (parts.length === given.length && parts.every((part, at) => part === given[at])) return filter;
  return filter.kind === "and" ? both(...parts) : either(...parts);
};
export const not = (of: Filter): Filter => Object.freeze({ kind: "not", of });

export const eventField = (name: FieldName): Field => ({ of: "event", name });
export const recordField = (...path: readonly string[]): Field => ({ of: "record", path });

export const present = (field: Field): Filter => Object.freeze({ kind: "present", field: deepFreeze(field) });
export const equal = (field: Field, values: readonly Scalar[], fold: boolean): Filter =>
  Object.freeze({ kind: "equal", field: deepFreeze(field), values: Object.freeze(values), fold });
export const like = (field: Field, parts: readonly string[], fold: boolean): Filter =>
  Object.freeze({ kind: "like", field: deepFreeze(field), parts: Object.freeze(parts), fold });
export const matches = (field: Field, pattern: string): Filter =>
  Object.freeze({ kind: "matches", field: deepFreeze(field), pattern });
export const order = (field: Field, comparator: Order, value: number): Filter =>
  Object.freeze({ kind: "order", field: deepFreeze(field), order: comparator, value });
export const within = (field: Field, networks: readonly string[]): Filter =>
  Object.freeze({ kind: "within", field: deepFreeze(field), networks: Object.freeze(networks) });

export const isComparison = (filter: Filter): filter is Comparison =>
  !(filter.kind === "constant" || filter.kind === "and" || filter.kind === "or" || filter.kind === "not");

/** Every comparison that a filter makes. */
export const comparisonsIn = (filter: Filter): readonly Comparison[] => {
  if (filter.kind === "constant") return [];
  if (filter.kind === "not") return comparisonsIn(filter.of);
  return isComparison(filter) ? [filter] : partsOf(filter).flatMap(comparisonsIn);
};

const fieldTexts = new WeakMap<Field, string>();

/** A field as filters write it. */
export const fieldText = (field: Field): string => {
  if (field.of === "event") return field.name;
  const known = fieldTexts.get(field);
  if (known !== undefined) return known;
  const text = `native${field.path.map(stepText).join("")}`;
  fieldTexts.set(field, text);
  return text;
};

const stepText = (step: string): string => (/^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`);

export const sameField = (a: Field, b: Field): boolean => a === b || fieldText(a) === fieldText(b);
