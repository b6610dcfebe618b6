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
    default: {
      const { kind, field, ...rest } = filter;
      return `${kind} ${fieldText(field)} ${JSON.stringify(rest)}`;
    }
  }
});

const isNegation = (filter: Filter): filter is Extract<Filter, { kind: "not" }> => filter.kind === "not";

type Equal = Extract<Comparison, { kind: "equal" }>;

/** `a == 1 || a == 2` as `a in [1, 2]`, in the place of the first. */
const joinEquals = (filters: readonly Filter[]): readonly Filter[] => {
  const groups = new Map<string, Equal[]>();
  for (const one of filters) {
    if (one.kind !== "equal") continue;
    const key = `${one.fold} ${fieldText(one.field)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  if ([...groups.values()].every((group) => group.length === 1)) return filters;
  return filters.flatMap((one) => {
    if (one.kind !== "equal") return [one];
    const group = groups.get(`${one.fold} ${fieldText(one.field)}`)!;
    if (group.length === 1) return [one];
    if (group[0] !== one) return [];
    return [equal(one.field, [...new Set(group.flatMap(({ values }) => values))], one.fold)];
  });
};

/** Parts, each a normal form, as one; where nothing is to be done, the filter that they are the parts of. */
const joined = (kind: "and" | "or", parts: readonly Filter[], whole: Junction): Filter => {
  const neutral = kind === "and";
  if (parts.length === 1) return parts[0]!;
  const flat = parts.flatMap((part) =>
    part.kind === "and" && neutral ? part.all : part.kind === "or" && !neutral ? part.any : [part],
  );
  if (flat.some((part) => part.kind === "constant" && part.value !== neutral)) return neutral ? never : always;
  const byKey = new Map(flat.filter((part) => part.kind !== "constant").map((part) => [keyOf(part), part]));
  const rest = [...byKey.values()];
  const merged = neutral ? rest : joinEquals(rest);
  const negations = merged.filter(isNegation);
  if (negations.length > 0) {
    const all = merged === rest ? byKey : new Set(merged.map(keyOf));
    if (negations.some(({ of }) => all.has(keyOf(of)))) return neutral ? never : always;
  }
  if (merged.length === 1) return merged[0]!;
  if (merged.length === 0) return neutral ? always : never;
  if (kind === whole.kind) return withParts(whole, merged);
  return neutral ? both(...merged) : either(...merged);
};

/** `*` twice in a row is one. */
const tidy = (comparison: Comparison): Filter => {
  if (comparison.kind === "equal") {
    if (comparison.values.length === 0) return never;
    const values = [...new Set(comparison.values)];
    return values.length === comparison.values.length ? comparison : equal(comparison.field, values, comparison.fold);
  }
  if (comparison.kind !== "like") return comparison;
  const { parts } = comparison;
  const needed = parts.filter((part, at) => at === 0 || at === parts.length - 1 || part !== "");
  return needed.length === parts.length ? comparison : like(comparison.field, needed, comparison.fold);
};

const normalForms = new WeakSet<Filter>();

const walk = (filter: Filter, isNegated: boolean): Filter => {
  if (filter.kind !== "and" && filter.kind !== "or") return walked(filter, isNegated);
  if (!isNegated && normalForms.has(filter)) return filter;
  const found = (isNegated ? negative : positive)(filter);
  normalForms.add(found);
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

const positive = remembered((filter) => walked(filter, false));
const negative = remembered((filter) => walked(filter, true));

/**
 * The normal form: negations stand before comparisons alone, no `and` in an `and` nor `or` in an `or`, no constant but as
 * the whole, nothing twice, and the values that one field may equal in one comparison.
 */
export const normalize = (filter: Filter): Filter => walk(filter, false);

/** Does the conjunction say elsewhere that the literal's field is present, so that its negation needs not hold without it? */
export const isGuarded = (literal: Literal, all: readonly Filter[]): boolean =>
  all.some((one) => one.kind === "present" && sameField(one.field, comparisonOf(literal).field));
