import { mayBeLists } from "./cloudtrail-paths.ts";
import {
  type Condition,
  conditionOf,
  conjoined,
  isAnything,
  isImpossible,
  isWithin,
  united,
} from "./eventbridge-conditions.ts";
import type { Literal } from "./normalize.ts";

/** Conditions of a path each, all of which must be met: what one event pattern without `$or` asks. */
export interface Alternative {
  readonly conditions: readonly Condition[];
  /** Why not all is asked: what EventBridge lacks, as part of a sentence. */
  readonly lacks: readonly string[];
}

/** Ours: more are not worth reducing. */
const mostUnreduced = 1_000;

/** The record's own field that a path is in. */
export const firstStep = (path: string): string => {
  const end = path.indexOf(".");
  return end === -1 ? path : path.slice(0, end);
};

export const everything: Alternative = { conditions: [], lacks: [] };

export const ofLiteral = (literal: Literal): readonly Alternative[] => {
  const condition = conditionOf(literal);
  if (isImpossible(condition)) return [];
  if (isAnything(condition)) return [everything];
  return [{ conditions: [condition], lacks: [] }];
};

const lacksTwice = "no two conditions on one field";
const lacksList = "no two conditions on different elements of a list";
const lacksNested = "no conditions on a field and on what is below it";

const conditionAt = (conditions: readonly Condition[], path: string): Condition | undefined => {
  for (const condition of conditions) if (condition.path === path) return condition;
  return undefined;
};

/** Both at once; undefined where that can't be. */
export const both = (a: Alternative, b: Alternative): Alternative | undefined => {
  const conditions = [...a.conditions];
  const lacks = [...a.lacks, ...b.lacks];
  for (const condition of b.conditions) {
    const at = conditions.findIndex(({ path }) => path === condition.path);
    const before = conditions[at];
    const found = before === undefined ? { condition, isWider: false } : conjoined(before, condition);
    if (isImpossible(found.condition)) return undefined;
    if (found.isWider) lacks.push(lacksTwice);
    conditions[before === undefined ? conditions.length : at] = found.condition;
  }
  return { conditions, lacks };
};

const meets = (inner: Alternative, condition: Condition): boolean => {
  const own = conditionAt(inner.conditions, condition.path);
  return own !== undefined && isWithin(own, condition);
};

const isCoveredBy = (inner: Alternative, outer: Alternative): boolean => {
  if (outer.conditions.length > inner.conditions.length) return false;
  for (const condition of outer.conditions) if (!meets(inner, condition)) return false;
  return true;
};

/** Two that differ in one field at most, as one. */
const merged = (a: Alternative, b: Alternative): Alternative | undefined => {
  if (a.conditions.length !== b.conditions.length) return undefined;
  let differing: readonly [Condition, Condition] | undefined;
  for (const condition of a.conditions) {
    const other = conditionAt(b.conditions, condition.path);
    if (other === undefined) return undefined;
    if (isWithin(condition, other) && isWithin(other, condition)) continue;
    if (differing !== undefined) return undefined;
    differing = [condition, other];
  }
  const lacks = [...a.lacks, ...b.lacks];
  if (differing === undefined) return { conditions: a.conditions, lacks };
  const union = united(...differing);
  if (union === undefined) return undefined;
  const [replaced] = differing;
  const conditions = isAnything(union)
    ? a.conditions.filter((condition) => condition !== replaced)
    : a.conditions.map((condition) => (condition === replaced ? union : condition));
  return { conditions, lacks };
};

/** Does each ask of fields that no other asks of? */
const areOfOwnFields = (given: readonly Alternative[]): boolean => {
  const paths = new Set<string>();
  for (const { conditions } of given) {
    if (conditions.length === 0) return false;
    const before = paths.size;
    for (const { path } of conditions) paths.add(path);
    if (paths.size < before + conditions.length) return false;
  }
  return true;
};

/** Without those that others cover, and those that differ in one field alone as one. */
export const reduced = (given: readonly Alternative[]): readonly Alternative[] => {
  if (given.length < 2 || areOfOwnFields(given)) return given;
  const found: Alternative[] = [];
  for (const next of given) {
    if (found.some((one) => isCoveredBy(next, one))) continue;
    let added = next;
    for (let at = 0; at < found.length; at += 1) {
      const one = found[at]!;
      const union = isCoveredBy(one, added) ? added : merged(one, added);
      if (union === undefined) continue;
      found.splice(at, 1);
      added = union;
      at = -1;
    }
    found.push(added);
  }
  return found;
};

/** May the field of the first, which may, only be missing where it doesn't meet the second? */
const isLeftToMissing = (one: Condition, other: Condition | undefined): boolean =>
  other !== undefined && !other.mayMiss && isWithin({ ...one, mayMiss: false }, other);

/** Has the other covered it where the field is there? */
const isDoneBy = (given: Alternative, one: Condition, other: Alternative): boolean =>
  isLeftToMissing(one, conditionAt(other.conditions, one.path)) &&
  other.conditions.every((condition) => condition.path === one.path || meets(given, condition));

/** An alternative without what the others have covered already. */
const narrowed = (given: Alternative, all: readonly Alternative[]): Alternative => {
  if (!given.conditions.some(({ mayMiss }) => mayMiss)) return given;
  const isDone = (one: Condition): boolean =>
    one.mayMiss && all.some((other) => other !== given && isDoneBy(given, one, other));
  const conditions = given.conditions.map((one): Condition => (isDone(one) ? { ...one, kind: "some", of: [] } : one));
  return conditions.every((one, at) => one === given.conditions[at]) ? given : { ...given, conditions };
};

const isImplied = (one: Alternative, other: Alternative): boolean =>
  other.lacks.length === 0 && isCoveredBy(one, other);

const productOfTwo = (one: Alternative, other: Alternative): readonly Alternative[] => {
  const found = isImplied(one, other) ? one : both(one, other);
  return found === undefined ? [] : [found];
};

/** Does it ask for nothing, and lack nothing? */
const isNeutral = (list: readonly Alternative[]): boolean => list.length === 1 && list[0] === everything;

export const product = (a: readonly Alternative[], b: readonly Alternative[]): readonly Alternative[] | undefined => {
  if (isNeutral(a)) return b;
  if (isNeutral(b)) return a;
  if (a.length === 1 && b.length === 1) return productOfTwo(a[0]!, b[0]!);
  const pairs = a.map((one) => (b.some((other) => isImplied(one, other)) ? [everything] : b));
  if (pairs.reduce((sum, others) => sum + others.length, 0) > mostUnreduced) return undefined;
  return reduced(a.flatMap((one, at) => pairs[at]!.flatMap((other) => both(one, other) ?? [])));
};

const isBelow = (path: string, other: string): boolean => path[other.length] === "." && path.startsWith(other);

/**
 * The fields below one list must be found in the same element of it, which nobody asked for; and a field is asked itself
 * or what is below it. Only the first of such is kept.
 * https://github.com/aws/event-ruler#json-array-matching
 */
const withoutShared = (given: Alternative): Alternative => {
  const { conditions, lacks } = given;
  if (conditions.length === 1) return given;
  const kept: Condition[] = [];
  const lists = new Set<string>();
  const lost = new Set<string>();
  for (const condition of conditions) {
    const { field, path } = condition;
    const prefixes = field.of === "record" ? mayBeLists(field.path) : [];
    const isShared = prefixes.some((prefix) => lists.has(prefix));
    const isNested = kept.some((other) => isBelow(path, other.path) || isBelow(other.path, path));
    if (isShared) lost.add(lacksList);
    else if (isNested) lost.add(lacksNested);
    else kept.push(condition);
    for (const prefix of prefixes) lists.add(prefix);
  }
  return lost.size === 0 ? given : { conditions: kept, lacks: [...lacks, ...lost] };
};

/** Alternatives that have been reduced, each without what the others have and what a pattern can't ask. */
export const tidied = (given: readonly Alternative[]): readonly Alternative[] => {
  const alone = given.map(withoutShared);
  const asked = [...(alone.every((one, at) => one === given[at]) ? given : reduced(alone))];
  // One after the other: two that leave their overlap to each other would both lose it.
  let isNarrowed = false;
  for (const [at, one] of asked.entries()) {
    asked[at] = narrowed(one, asked);
    isNarrowed ||= asked[at] !== one;
  }
  // What asks for less now may be covered by another.
  return isNarrowed ? reduced(asked) : asked;
};
