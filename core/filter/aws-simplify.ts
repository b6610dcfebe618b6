import { grouped } from "../grouped.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  fieldText,
  never,
  not,
  partsOf,
  sameField,
  withParts,
} from "./ast.ts";
import { hasCase } from "./aws-spelling.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { passes } from "./evaluate.ts";
import { comparisonOf, isLiteral, keyOf, type Literal, negated, normalize } from "./normalize.ts";
import { remembered } from "./remembered.ts";

/** Has the field at most one value in every CloudTrail record? */
export const isSingle = (field: Field): boolean => {
  const kind = field.of === "record" ? pathKind(field.path) : "open";
  return kind === "always" || kind === "text" || kind === "flag";
};

type Equal = Extract<Comparison, { kind: "equal" }>;

const isFolding = (comparison: Comparison): boolean => "fold" in comparison && comparison.fold;

/** Is what is known of a value without regard to case enough to say whether it passes? */
export const saysEnough = ({ fold }: Equal, value: unknown, comparison: Comparison): boolean =>
  !fold || isFolding(comparison) || comparison.kind === "present" || typeof value !== "string" || !hasCase(value);

/** A comparison without regard to case; what has none to disregard may pass. */
export const loosely = (comparison: Comparison): Comparison =>
  comparison.kind === "equal" || comparison.kind === "like"
    ? { ...comparison, fold: true }
    : { kind: "present", field: comparison.field };

const isSame = (a: Comparison, b: Comparison): boolean => a === b || (a.kind === b.kind && keyOf(a) === keyOf(b));

/** What a comparison is where a literal of the same field holds; undefined where that doesn't say. */
const impliedBy = (comparison: Comparison, known: Literal): boolean | undefined => {
  if (known.kind === "not") {
    if (known.of.kind === "present") return false;
    return isSame(known.of, comparison) ? false : undefined;
  }
  if (comparison.kind === "present" || isSame(known, comparison)) return true;
  if (known.kind !== "equal" || !isSingle(known.field)) return undefined;
  const isSure = known.values.every((value) => saysEnough(known, value, comparison));
  const results = new Set(known.values.map((value) => passes(isSure ? comparison : loosely(comparison), value)));
  const [result] = results;
  // What fails without regard to case fails by case; what passes so need not.
  return results.size === 1 && (isSure || result === false) ? result : undefined;
};

/** An `equal` without the values that can't be, as others hold. */
const narrowed = (comparison: Equal, known: readonly Literal[]): Filter => {
  if (!isSingle(comparison.field)) return comparison;
  const canBe = (value: unknown): boolean =>
    known.every((one) => {
      const other = comparisonOf(one);
      if (!saysEnough(comparison, value, other)) return true;
      return passes(other, value) === (one.kind !== "not");
    });
  const values = comparison.values.filter(canBe);
  if (values.length === comparison.values.length) return comparison;
  return values.length === 0 ? never : equal(comparison.field, values, comparison.fold);
};

/** A literal where others hold. */
const simplerLiteral = (literal: Literal, known: readonly Literal[]): Filter => {
  if (known.length === 0) return literal;
  const comparison = comparisonOf(literal);
  const about = known.filter((one) => sameField(comparisonOf(one).field, comparison.field));
  for (const one of about) {
    const value = impliedBy(comparison, one);
    if (value !== undefined) return value === (literal.kind !== "not") ? always : never;
  }
  return literal.kind === "equal" ? narrowed(literal, about) : literal;
};

/** What holds where the other parts are asked: the part itself in a conjunction, its negation among alternatives. */
const holding = (part: Filter, isAnd: boolean): Literal | undefined => {
  if (!isLiteral(part)) return undefined;
  const found = isAnd ? part : negated(part);
  return isLiteral(found) ? found : undefined;
};

const fieldOf = (literal: Literal): string => fieldText(comparisonOf(literal).field);

/** The fields that a filter asks of. */
const fieldsIn: (filter: Filter) => ReadonlySet<string> = remembered((filter) => {
  const fields = new Set<string>();
  const parts = filter.kind === "and" || filter.kind === "or" ? partsOf(filter) : [filter];
  for (const part of parts) {
    if (isLiteral(part)) fields.add(fieldOf(part));
    else if (part !== filter) for (const field of fieldsIn(part)) fields.add(field);
  }
  return fields;
});

/** Of a conjunction each part counts only where the others hold, of alternatives only where the others don't. */
const walk = (filter: Filter, known: readonly Literal[]): Filter => {
  if (filter.kind === "constant") return filter;
  if (isLiteral(filter)) return simplerLiteral(filter, known);
  if (known.length === 0) return walkedAlone(filter);
  const fields = fieldsIn(filter);
  const relevant = known.filter((one) => fields.has(fieldOf(one)));
  return relevant.length === 0 ? walkedAlone(filter) : walked(filter, relevant);
};

/** Where each field is asked of; a literal that is simplified still asks of its field, if of any. */
const placesOf = (parts: readonly Filter[]): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>();
  for (const [at, part] of parts.entries()) {
    if (!isLiteral(part)) continue;
    const field = fieldOf(part);
    const found = places.get(field);
    if (found === undefined) places.set(field, [at]);
    else found.push(at);
  }
  return places;
};

const walked = (filter: Filter, known: readonly Literal[]): Filter => {
  if (filter.kind === "not") return not(walk(filter.of, known));
  if (filter.kind !== "and" && filter.kind !== "or") return filter;
  const isAnd = filter.kind === "and";
  const parts = [...partsOf(filter)];
  const askedBy = placesOf(parts);
  // Literals of a field each say nothing of each other.
  if (known.length === 0 && askedBy.size === parts.length) return filter;
  const placesAskedBy = (part: Filter): readonly number[] => {
    if (askedBy.size === 0) return [];
    if (isLiteral(part)) return askedBy.get(fieldOf(part))!;
    return [...fieldsIn(part)].flatMap((field) => askedBy.get(field) ?? []);
  };
  for (const [at, part] of parts.entries()) {
    const others = placesAskedBy(part).flatMap((other) => (other === at ? [] : (holding(parts[other]!, isAnd) ?? [])));
    parts[at] = walk(part, others.length === 0 ? known : [...known, ...others]);
  }
  return withParts(filter, parts);
};

const walkedAlone = remembered((filter) => walked(filter, []));

const keyOfFirst = (filter: Filter): string => (filter.kind === "and" ? keyOf(filter.all[0]!) : "");

/** Alternatives that begin alike: what they begin with once, before what they differ in. */
const factored: (filter: Filter) => Filter = remembered((filter) => {
  if (filter.kind === "and") return withParts(filter, filter.all.map(factored));
  if (filter.kind !== "or") return filter;
  if (filter.any.every(isLiteral)) return filter;
  const groups = grouped(filter.any.map(factored), keyOfFirst);
  return withParts(
    filter,
    [...groups].flatMap(([key, parts]): readonly Filter[] => {
      if (key === "" || parts.length === 1) return parts;
      const rests = parts.map((part) => (part.kind === "and" ? both(...part.all.slice(1)) : part));
      const [first] = parts;
      return [both(...(first?.kind === "and" ? first.all.slice(0, 1) : []), either(...rests))];
    }),
  );
});

/** Ours: more rounds have never been needed. */
const mostRounds = 5;

/** The same filter over CloudTrail records, in the normal form, without what follows from the rest of it. */
export const simplified = (filter: Filter): Filter => {
  let found = normalize(filter);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = normalize(factored(normalize(walk(found, []))));
    if (next === found || keyOf(next) === keyOf(found)) break;
    found = next;
  }
  return found;
};
