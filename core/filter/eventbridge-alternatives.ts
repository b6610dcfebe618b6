import { fieldText } from "./ast.ts";
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

/** Conditions by path, all of which must be met: what one event pattern without `$or` asks. */
export interface Alternative {
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Why not all is asked: what EventBridge lacks, as part of a sentence. */
  readonly lacks: readonly string[];
}

/** Ours: more are not worth reducing. */
const mostUnreduced = 1_000;

const pathOf = ({ field }: Condition): readonly string[] => (field.of === "record" ? field.path : [fieldText(field)]);

/** The record's own field that a path is in. */
export const firstStep = (path: string): string => {
  const end = path.indexOf(".");
  return end === -1 ? path : path.slice(0, end);
};

export const everything: Alternative = { conditions: new Map(), lacks: [] };

export const ofLiteral = (literal: Literal): readonly Alternative[] => {
  const condition = conditionOf(literal);
  if (isImpossible(condition)) return [];
  if (isAnything(condition)) return [everything];
  return [{ conditions: new Map([[pathOf(condition).join("."), condition]]), lacks: [] }];
};

const lacksTwice = "no two conditions on one field";
const lacksList = "no two conditions on different elements of a list";
const lacksNested = "no conditions on a field and on what is below it";

/** Both at once; undefined where that can't be. */
export const both = (a: Alternative, b: Alternative): Alternative | undefined => {
  const conditions = new Map(a.conditions);
  const lacks = [...a.lacks, ...b.lacks];
  for (const [path, condition] of b.conditions) {
    const before = conditions.get(path);
    const found = before === undefined ? { condition, isWider: false } : conjoined(before, condition);
    if (isImpossible(found.condition)) return undefined;
    if (found.isWider) lacks.push(lacksTwice);
    conditions.set(path, found.condition);
  }
  return { conditions, lacks };
};

const isCoveredBy = (inner: Alternative, outer: Alternative): boolean => {
  for (const [path, condition] of outer.conditions) {
    const own = inner.conditions.get(path);
    if (own === undefined || !isWithin(own, condition)) return false;
  }
  return true;
};

/** Two that differ in one field at most, as one. */
const merged = (a: Alternative, b: Alternative): Alternative | undefined => {
  if (a.conditions.size !== b.conditions.size) return undefined;
  for (const path of a.conditions.keys()) if (!b.conditions.has(path)) return undefined;
  const conditions = new Map(a.conditions);
  let differences = 0;
  for (const [path, condition] of a.conditions) {
    const other = b.conditions.get(path)!;
    if (isWithin(condition, other) && isWithin(other, condition)) continue;
    differences += 1;
    const union = differences > 1 ? undefined : united(condition, other);
    if (union === undefined) return undefined;
    if (isAnything(union)) conditions.delete(path);
    else conditions.set(path, union);
  }
  return { conditions, lacks: [...a.lacks, ...b.lacks] };
};

/** Does each ask of fields that no other asks of? */
const areOfOwnFields = (given: readonly Alternative[]): boolean => {
  const paths = given.flatMap(({ conditions }) => [...conditions.keys()]);
  return new Set(paths).size === paths.length && given.every(({ conditions }) => conditions.size > 0);
};

/** Without those that others cover, and those that differ in one field alone as one. */
export const reduced = (given: readonly Alternative[]): readonly Alternative[] => {
  if (areOfOwnFields(given)) return given;
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

/** An alternative without what the others have covered already. */
const narrowed = (given: Alternative, all: readonly Alternative[]): Alternative => {
  const missable = [...given.conditions].filter(([, { mayMiss }]) => mayMiss);
  if (missable.length === 0) return given;
  const others = all.filter((other) => other !== given);
  const done: [string, Condition][] = [];
  for (const [path, condition] of missable) {
    const isDone = others.some(({ conditions: asked }) => {
      if (!isLeftToMissing(condition, asked.get(path))) return false;
      const rest = new Map([...asked].filter(([other]) => other !== path));
      return isCoveredBy(given, { conditions: rest, lacks: [] });
    });
    if (isDone) done.push([path, { ...condition, kind: "some", of: [] }]);
  }
  return done.length === 0 ? given : { ...given, conditions: new Map([...given.conditions, ...done]) };
};

/** Does it ask for nothing, and lack nothing? */
const isNeutral = (list: readonly Alternative[]): boolean => list.length === 1 && list[0] === everything;

export const product = (a: readonly Alternative[], b: readonly Alternative[]): readonly Alternative[] | undefined => {
  if (isNeutral(a)) return b;
  if (isNeutral(b)) return a;
  const isImplied = (one: Alternative): boolean =>
    b.some((other) => other.lacks.length === 0 && isCoveredBy(one, other));
  const pairs = a.map((one) => (isImplied(one) ? [everything] : b));
  if (pairs.reduce((sum, others) => sum + others.length, 0) > mostUnreduced) return undefined;
  return reduced(a.flatMap((one, at) => pairs[at]!.flatMap((other) => both(one, other) ?? [])));
};

const isBelow = (path: string, other: string): boolean => path.startsWith(`${other}.`);

/**
 * The fields below one list must be found in the same element of it, which nobody asked for; and a field is asked itself
 * or what is below it. Only the first of such is kept.
 * https://github.com/aws/event-ruler#json-array-matching
 */
const withoutShared = (given: Alternative): Alternative => {
  const { conditions, lacks } = given;
  if (conditions.size === 1) return given;
  const kept = new Map<string, Condition>();
  const lists = new Set<string>();
  const lost = new Set<string>();
  for (const [path, condition] of conditions) {
    const prefixes = mayBeLists(pathOf(condition));
    const isShared = prefixes.some((prefix) => lists.has(prefix));
    const isNested = [...kept.keys()].some((other) => isBelow(path, other) || isBelow(other, path));
    if (isShared) lost.add(lacksList);
    else if (isNested) lost.add(lacksNested);
    else kept.set(path, condition);
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
