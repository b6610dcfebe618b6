import { type Comparison, type Field, fieldText } from "./ast.ts";
import { isSingle } from "./aws-simplify.ts";
import { pathKind, pathText } from "./cloudtrail-paths.ts";
import { areApart, inBoth, isInsideSet, joinedSets, without } from "./eventbridge-sets.ts";
import { comparisonOf, keyOf, type Literal } from "./normalize.ts";

/**
 * What an event pattern asks of one field, which it can name once: that its value is any, or passes one of some
 * comparisons, or none of them; and whether the field may be missing.
 */
export interface Condition {
  readonly field: Field;
  /** The field's, with dots between its steps. */
  readonly path: string;
  /** Has the field at most one value in every record? */
  readonly isSingle: boolean;
  readonly mayMiss: boolean;
  readonly kind: "any" | "some" | "none";
  readonly of: readonly Comparison[];
}

export const conditionOf = (literal: Literal): Condition => {
  const comparison = comparisonOf(literal);
  const { field } = comparison;
  const isNegated = literal.kind === "not";
  const isAlways = field.of === "record" && pathKind(field.path) === "always";
  const path = field.of === "record" ? pathText(field.path) : fieldText(field);
  const mayMiss = isNegated && !isAlways;
  const place = { field, path, isSingle: isSingle(field) };
  if (comparison.kind !== "present") {
    return { ...place, mayMiss, kind: isNegated ? "none" : "some", of: [comparison] };
  }
  return isNegated ? { ...place, mayMiss, kind: "some", of: [] } : { ...place, mayMiss: isAlways, kind: "any", of: [] };
};

export const isImpossible = ({ mayMiss, kind, of }: Condition): boolean =>
  !mayMiss && kind === "some" && of.length === 0;
export const isAnything = ({ mayMiss, kind }: Condition): boolean => mayMiss && kind === "any";

/** Two conditions of one field as one; `isWider` where that asks for less than both. */
export interface Conjunction {
  readonly condition: Condition;
  readonly isWider: boolean;
}

/** In the first but not in what the second excludes. */
const remaining = (some: Condition, none: Condition, mayMiss: boolean): Conjunction => {
  let isWider = false;
  let of = some.of;
  for (const excluded of none.of) {
    of = of.flatMap((one) => {
      const left = without(one, excluded);
      if (left === undefined) isWider = true;
      return left ?? [one];
    });
  }
  return {
    condition: { ...some, mayMiss, of: of.filter((one) => one.kind !== "equal" || one.values.length > 0) },
    isWider,
  };
};

const overlap = (a: Condition, b: Condition, mayMiss: boolean): Conjunction => {
  const pairs = a.of.flatMap((one) => b.of.map((other) => inBoth(one, other)));
  if (pairs.includes(undefined)) return { condition: { ...a, mayMiss }, isWider: true };
  return { condition: { ...a, mayMiss, of: joinedSets(pairs.flatMap((pair) => pair ?? [])) }, isWider: false };
};

const areSame = (a: readonly Comparison[], b: readonly Comparison[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at] || keyOf(one) === keyOf(b[at]!));

/** Of what may be a list, two conditions can be met by two elements. */
const ofList = (a: Condition, b: Condition, mayMiss: boolean): Conjunction => {
  if (a.kind === b.kind && areSame(a.of, b.of)) return { condition: { ...a, mayMiss }, isWider: false };
  const [joined, ...others] = joinedSets([...a.of, ...b.of]);
  const isOne = a.kind === "none" && b.kind === "none" && others.length === 0 && joined?.kind === "equal";
  const isUniform = isOne && new Set(joined.values.map((value) => typeof value)).size === 1;
  if (isUniform) return { condition: { ...a, mayMiss, of: [joined] }, isWider: false };
  return { condition: { ...a, mayMiss: a.mayMiss }, isWider: true };
};

export const conjoined = (a: Condition, b: Condition): Conjunction => {
  const mayMiss = a.mayMiss && b.mayMiss;
  if (a.kind === "any") return { condition: { ...b, mayMiss }, isWider: false };
  if (b.kind === "any") return { condition: { ...a, mayMiss }, isWider: false };
  if (!a.isSingle) return ofList(a, b, mayMiss);
  if (a.kind === "none" && b.kind === "none") {
    return { condition: { ...a, mayMiss, of: joinedSets([...a.of, ...b.of]) }, isWider: false };
  }
  if (a.kind === "none") return remaining(b, a, mayMiss);
  return b.kind === "none" ? remaining(a, b, mayMiss) : overlap(a, b, mayMiss);
};

/** Is each text of the comparison among those of the others? */
const isCovered = (one: Comparison, by: readonly Comparison[]): boolean => {
  if (by.some((other) => isInsideSet(one, other))) return true;
  if (one.kind !== "equal" || one.values.length === 1 || by.length === 1) return false;
  return one.values.every((value) => by.some((other) => isInsideSet({ ...one, values: [value] }, other)));
};

/** Does whatever meets the one meet the other? */
export const isWithin = (inner: Condition, outer: Condition): boolean => {
  if (inner.mayMiss && !outer.mayMiss) return false;
  if (outer.kind === "any" || (inner.kind === outer.kind && inner.of === outer.of)) return true;
  if (!inner.isSingle) return inner.kind === outer.kind && areSame(inner.of, outer.of);
  if (inner.kind === "some") {
    if (inner.of.length === 1 && outer.kind === "some" && outer.of.length === 1) {
      return isInsideSet(inner.of[0]!, outer.of[0]!);
    }
    return inner.of.every((one) =>
      outer.kind === "some" ? isCovered(one, outer.of) : outer.of.every((other) => areApart(one, other)),
    );
  }
  return inner.kind === "none" && outer.kind === "none" && outer.of.every((one) => isCovered(one, inner.of));
};

/** What meets the first, or is among some texts: then these are no longer excluded. */
const lessExcluded = (none: Condition, some: Condition, mayMiss: boolean): Condition | undefined => {
  let of = none.of;
  for (const one of some.of) {
    const parts = of.map((excluded) => without(excluded, one));
    if (parts.includes(undefined)) return undefined;
    of = parts.flatMap((part) => part ?? []);
  }
  return of.length === 0 ? { ...none, mayMiss, kind: "any", of } : { ...none, mayMiss, of };
};

/** What meets either, as one condition; undefined where that can't be said. */
export const united = (a: Condition, b: Condition): Condition | undefined => {
  const mayMiss = a.mayMiss || b.mayMiss;
  if (isWithin(a, { ...b, mayMiss })) return { ...b, mayMiss };
  if (isWithin(b, { ...a, mayMiss })) return { ...a, mayMiss };
  if (a.kind === "some" && b.kind === "some") return { ...a, mayMiss, of: joinedSets([...a.of, ...b.of]) };
  if (!a.isSingle) return undefined;
  if (a.kind === "none" && b.kind === "some") return lessExcluded(a, b, mayMiss);
  return a.kind === "some" && b.kind === "none" ? lessExcluded(b, a, mayMiss) : undefined;
};
