import { grouped } from "../grouped.ts";
import type { Comparison } from "./ast.ts";
import { loosely, saysEnough } from "./aws-simplify.ts";
import { folded, passes } from "./evaluate.ts";
import { keyOf } from "./normalize.ts";

/**
 * Comparisons of one text as the sets of texts that pass them. Where nothing is certain the answer is no, or undefined.
 */

type Equal = Extract<Comparison, { kind: "equal" }>;
type Like = Extract<Comparison, { kind: "like" }>;

const same = (one: Comparison): string => ("fold" in one ? `${one.kind} ${one.fold}` : one.kind);

/** A list in which the values that may equal are in one comparison. */
export const joinedSets = (given: readonly Comparison[]): readonly Comparison[] =>
  [...grouped(new Map(given.map((one) => [keyOf(one), one])).values(), same).values()].flatMap((group) => {
    const [first] = group;
    if (first?.kind !== "equal" || group.length === 1) return group;
    const values = group.flatMap((one) => (one.kind === "equal" ? one.values : []));
    return [{ ...first, values: [...new Set(values)] }];
  });

const ends = (one: Like): readonly [first: string, last: string] => [one.parts[0]!, one.parts[one.parts.length - 1]!];

/** Is it a beginning or an end alone? */
const isSimple = (one: Like): boolean => one.parts.length === 2 && one.parts.includes("");

const isLikeInside = (inner: Like, outer: Like): boolean => {
  if (!isSimple(outer) || (inner.fold && !outer.fold)) return false;
  const [start, end] = ends(inner).map((text) => (outer.fold ? folded(text) : text));
  const [first, last] = ends(outer).map((text) => (outer.fold ? folded(text) : text));
  return start!.startsWith(first!) && end!.endsWith(last!);
};

/** Is every text of the one among those of the other? */
export const isInsideSet = (inner: Comparison, outer: Comparison): boolean => {
  if (inner === outer || outer.kind === "present") return true;
  if (inner.kind === "equal") {
    for (const value of inner.values) if (!saysEnough(inner, value, outer) || !passes(outer, value)) return false;
    return true;
  }
  return (
    keyOf(inner) === keyOf(outer) || (inner.kind === "like" && outer.kind === "like" && isLikeInside(inner, outer))
  );
};

const meetAtStart = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
const meetAtEnd = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);

const areLikesApart = (a: Like, b: Like): boolean => {
  const fold = a.fold || b.fold;
  const [firstA, lastA] = ends(a).map((text) => (fold ? folded(text) : text));
  const [firstB, lastB] = ends(b).map((text) => (fold ? folded(text) : text));
  return !meetAtStart(firstA!, firstB!) || !meetAtEnd(lastA!, lastB!);
};

const isValueOutside = (of: Equal, value: unknown, other: Comparison): boolean =>
  !passes(saysEnough(of, value, other) ? other : loosely(other), value);

/** Has no text both? */
export const areApart = (a: Comparison, b: Comparison): boolean => {
  if (a.kind === "equal") return a.values.every((value) => isValueOutside(a, value, b));
  if (b.kind === "equal") return areApart(b, a);
  return a.kind === "like" && b.kind === "like" && areLikesApart(a, b);
};

/** A beginning and an end as one glob, unless a text shorter than both has both. */
const glob = (start: Like, end: Like): readonly Comparison[] | undefined => {
  const [first, last] = [start.parts[0]!, end.parts[1]!].map((text) => (start.fold ? folded(text) : text));
  const overlaps = [...first!].some(
    (_, index) => last!.startsWith(first!.slice(index)) || first!.startsWith(last!, index),
  );
  return overlaps ? undefined : [{ ...start, parts: [start.parts[0]!, end.parts[1]!] }];
};

const likesInBoth = (a: Like, b: Like): readonly Comparison[] | undefined => {
  if (!isSimple(a) || !isSimple(b) || a.fold !== b.fold) return undefined;
  if (a.parts[1] === "" && b.parts[0] === "") return glob(a, b);
  return b.parts[1] === "" && a.parts[0] === "" ? glob(b, a) : undefined;
};

const valuesInBoth = (a: Equal, b: Comparison): readonly Comparison[] | undefined => {
  const inside = a.values.filter((value) => !isValueOutside(a, value, b));
  const isSure = inside.every((value) => saysEnough(a, value, b));
  if (!isSure) return undefined;
  return inside.length === 0 ? [] : [{ ...a, values: inside }];
};

/** The texts that both have; undefined where that can't be said. */
export const inBoth = (a: Comparison, b: Comparison): readonly Comparison[] | undefined => {
  if (isInsideSet(a, b)) return [a];
  if (isInsideSet(b, a)) return [b];
  if (areApart(a, b)) return [];
  const found = a.kind === "equal" ? valuesInBoth(a, b) : undefined;
  if (found !== undefined) return found;
  if (b.kind === "equal") return valuesInBoth(b, a);
  return a.kind === "like" && b.kind === "like" ? likesInBoth(a, b) : undefined;
};

/** The texts of the one that the other doesn't have; undefined where that can't be said. */
export const without = (a: Comparison, b: Comparison): readonly Comparison[] | undefined => {
  if (areApart(a, b)) return [a];
  if (isInsideSet(a, b)) return [];
  if (a.kind !== "equal" || !a.values.every((value) => saysEnough(a, value, b))) return undefined;
  return [{ ...a, values: a.values.filter((value) => !passes(b, value)) }];
};
