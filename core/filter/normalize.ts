import { grouped } from "../grouped.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Filter,
  fieldText,
  isComparison,
  type Junction,
  like,
  never,
  not,
  partsOf,
  sameField,
  withParts,
} from "./ast.ts";
import { remembered } from "./remembered.ts";

/** A comparison, or one that must not hold: what a normal form is made of beside `and` and `or`. */
export type Literal = Comparison | { readonly kind: "not"; readonly of: Comparison };

export const isLiteral = (filter: Filter): filter is Literal =>
  isComparison(filter) || (filter.kind === "not" && isComparison(filter.of));

/** The comparison of a literal. */
export const comparisonOf = (literal: Literal): Comparison => (literal.kind === "not" ? literal.of : literal);

export const negated = (literal: Literal): Filter => (literal.kind === "not" ? literal.of : not(literal));

/** The same text for the same filter. */
export const keyOf: (filter: Filter) => string = remembered((filter) => {
  switch (filter.kind) {
    case "constant":
      return String(filter.value);
    case "and":
      return `(${filter.all.map(keyOf).join(" & ")})`;
    case "or":
      return `(${filter.any.map(keyOf).join(" | ")})`;
    case "not":
      return `!${keyOf(filter.of)}`;
    case "present":
      return fieldText(filter.field);
    case "equal":
      return `${fieldText(filter.field)} ${filter.fold} ${JSON.stringify(filter.values)}`;
    case "like":
      return `like ${filter.fold} ${fieldText(filter.field)} ${JSON.stringify(filter.parts)}`;
    default: {
      const { kind, field, ...rest } = filter;
      return `${kind} ${fieldText(field)} ${JSON.stringify(rest)}`;
    }
  }
});

const isNegation = (filter: Filter): filter is Extract<Filter, { kind: "not" }> => filter.kind === "not";

/** What two filters that are the same have in common: all of a part's text is needed only beside another of its head. */
const headOf = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return filter.kind;
    case "and":
    case "or": {
      const parts = partsOf(filter);
      return parts.length === 0 ? filter.kind : `${filter.kind} ${parts.length} ${headOf(parts[0]!)}`;
    }
    case "not":
      return headOf(filter.of);
    default:
      return `${filter.kind} ${fieldText(filter.field)}`;
  }
};

/** Has each part a head of its own? Then none is there twice, or denied by another, or one with another. */
const areUnlike = (parts: readonly Filter[]): boolean =>
  parts.length === 2 ? headOf(parts[0]!) !== headOf(parts[1]!) : new Set(parts.map(headOf)).size === parts.length;

type Equal = Extract<Comparison, { kind: "equal" }>;

const isEqual = (filter: Filter): filter is Equal => filter.kind === "equal";

/** `a == 1 || a == 2` as `a in [1, 2]`, in the place of the first. */
const joinEquals = (filters: readonly Filter[]): readonly Filter[] => {
  const equals = filters.filter(isEqual);
  if (equals.length < 2) return filters;
  const keyOfField = (one: Equal): string => `${one.fold} ${fieldText(one.field)}`;
  const groups = grouped(equals, keyOfField);
  if (groups.size === equals.length) return filters;
  return filters.flatMap((one) => {
    if (!isEqual(one)) return [one];
    const group = groups.get(keyOfField(one))!;
    if (group.length === 1) return [one];
    if (group[0] !== one) return [];
    return [equal(one.field, [...new Set(group.flatMap(({ values }) => values))], one.fold)];
  });
};

/** The parts, with the parts of those that are of the same kind as the whole; or what a constant makes of the whole. */
const flattened = (kind: Junction["kind"], parts: readonly Filter[]): readonly Filter[] | boolean => {
  const neutral = kind === "and";
  if (parts.every((part) => part.kind !== kind && part.kind !== "constant")) return parts;
  const flat: Filter[] = [];
  for (const part of parts) {
    if (part.kind === kind) flat.push(...partsOf(part as Junction));
    else if (part.kind !== "constant") flat.push(part);
    else if (part.value !== neutral) return !neutral;
  }
  return flat;
};

/** The parts without what is there twice; or what two that deny each other make of the whole. */
const deduplicated = (kind: Junction["kind"], parts: readonly Filter[]): readonly Filter[] | boolean => {
  const neutral = kind === "and";
  const byKey = new Map(parts.map((part) => [keyOf(part), part]));
  const rest = [...byKey.values()];
  const merged = neutral ? rest : joinEquals(rest);
  const negations = merged.filter(isNegation);
  if (negations.length === 0) return merged;
  const all = merged === rest ? byKey : new Set(merged.map(keyOf));
  return negations.some(({ of }) => all.has(keyOf(of))) ? !neutral : merged;
};

/** Parts, each a normal form, as one; where nothing is to be done, the filter that they are the parts of. */
const joined = (kind: Junction["kind"], parts: readonly Filter[], whole: Junction): Filter => {
  if (parts.length === 1) return parts[0]!;
  const flat = flattened(kind, parts);
  const merged = typeof flat === "boolean" || areUnlike(flat) ? flat : deduplicated(kind, flat);
  if (typeof merged === "boolean") return merged ? always : never;
  if (merged.length === 1) return merged[0]!;
  if (merged.length === 0) return kind === "and" ? always : never;
  if (kind === whole.kind) return withParts(whole, merged);
  return kind === "and" ? both(...merged) : either(...merged);
};

/** `*` twice in a row is one. */
const tidy = (comparison: Comparison): Filter => {
  if (comparison.kind === "equal") {
    if (comparison.values.length === 0) return never;
    if (comparison.values.length === 1) return comparison;
    const values = [...new Set(comparison.values)];
    return values.length === comparison.values.length ? comparison : equal(comparison.field, values, comparison.fold);
  }
  if (comparison.kind !== "like") return comparison;
  const { parts } = comparison;
  if (parts.length === 2) return comparison;
  const needed = parts.filter((part, at) => at === 0 || at === parts.length - 1 || part !== "");
  return needed.length === parts.length ? comparison : like(comparison.field, needed, comparison.fold);
};

/** Of junctions. A normal form is its own. */
const normalForms = new WeakMap<Filter, Filter>();
const negativeForms = new WeakMap<Filter, Filter>();

const walk = (filter: Filter, isNegated: boolean): Filter => {
  if (filter.kind !== "and" && filter.kind !== "or") return walked(filter, isNegated);
  const forms = isNegated ? negativeForms : normalForms;
  const known = forms.get(filter);
  if (known !== undefined) return known;
  const found = walked(filter, isNegated);
  forms.set(filter, found);
  if (isNegated || found !== filter) normalForms.set(found, found);
  return found;
};

const walked = (filter: Filter, isNegated: boolean): Filter => {
  switch (filter.kind) {
    case "constant":
      return filter.value === isNegated ? never : always;
    case "not": {
      const of = walk(filter.of, !isNegated);
      // The same filter again, so that what is remembered of it is found.
      return isNegation(of) && of.of === filter.of ? filter : of;
    }
    case "and":
    case "or": {
      const parts = partsOf(filter).map((part) => walk(part, isNegated));
      return joined((filter.kind === "and") === isNegated ? "or" : "and", parts, filter);
    }
    default: {
      const tidied = tidy(filter);
      if (!isComparison(tidied)) return walk(tidied, isNegated);
      return isNegated ? not(tidied) : tidied;
    }
  }
};

/**
 * The normal form: negations stand before comparisons alone, no `and` in an `and` nor `or` in an `or`, no constant but as
 * the whole, nothing twice, and the values that one field may equal in one comparison.
 */
export const normalize = (filter: Filter): Filter => walk(filter, false);

/** Does the conjunction say elsewhere that the literal's field is present, so that its negation needs not hold without it? */
export const isGuarded = (literal: Literal, all: readonly Filter[]): boolean =>
  all.some((one) => one.kind === "present" && sameField(one.field, comparisonOf(literal).field));
