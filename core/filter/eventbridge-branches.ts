import { grouped } from "../grouped.ts";
import type { Filter } from "./ast.ts";
import {
  type Alternative,
  both,
  everything,
  firstStep,
  ofLiteral,
  product,
  reduced,
  tidied,
} from "./eventbridge-alternatives.ts";
import type { Condition } from "./eventbridge-conditions.ts";
import { isLiteral } from "./normalize.ts";
import { remembered } from "./remembered.ts";

/**
 * Lists of alternatives, one of each of which must hold. Two at most, over different objects of the record: an event
 * pattern has room for one `$or` in `detail` and for one beside it.
 */
export type Branch = readonly [readonly Alternative[]] | readonly [readonly Alternative[], readonly Alternative[]];

/** Ours: more alternatives are no rule that anybody reads. */
const mostAlternatives = 200;

const lacksMore = `no more than ${mostAlternatives} alternatives`;

const lackingMore = (one: Alternative): Alternative => ({ ...one, lacks: [...one.lacks, lacksMore] });

const isFew = (given: readonly Alternative[] | undefined): given is readonly Alternative[] =>
  given !== undefined && given.length <= mostAlternatives;

/** Alternatives that exclude each other, where one of them is that a field isn't so: the others then say that it is. */
const apart = (given: readonly Alternative[]): readonly Alternative[] => {
  const isExclusion = ({ conditions }: Alternative): boolean =>
    conditions.length === 1 && conditions.every(({ kind, isSingle }) => kind === "none" && isSingle);
  const base = given.find(isExclusion);
  if (base === undefined) return given;
  const opposite = base.conditions.map((one): Condition => ({ ...one, kind: "some", mayMiss: !one.mayMiss }));
  const others = given.flatMap((one) => (one === base ? [] : (both({ conditions: opposite, lacks: [] }, one) ?? [])));
  return others.some(({ lacks }) => lacks.length > 0) ? given : [base, ...others];
};

type Lists = readonly (readonly Alternative[])[];

const multiplied = (start: readonly Alternative[], lists: Lists): readonly Alternative[] | undefined => {
  let found = start;
  for (const list of lists) {
    const next = product(found, list);
    if (!isFew(next)) return undefined;
    found = next;
  }
  return found;
};

/** One of each list, as one list; where that has too many alternatives, those of lists that have one alone. */
const joined = (lists: Lists): readonly Alternative[] => {
  if (lists.length === 1) return lists[0]!;
  const simple = multiplied(
    [everything],
    lists.filter((list) => list.length < 2),
  )!;
  const others = lists.filter((list) => list.length > 1);
  return multiplied(simple, others) ?? multiplied(simple, others.map(apart)) ?? simple.map(lackingMore);
};

/** Undefined where there are too many. */
const expanded = (filter: Filter): readonly Alternative[] | undefined => {
  if (filter.kind === "constant") return filter.value ? [everything] : [];
  return isLiteral(filter) ? ofLiteral(filter) : expandedJunction(filter);
};

const expandedJunction = remembered((filter): readonly Alternative[] | undefined => {
  if (filter.kind === "and") return joined(filter.all.map((part) => expanded(part) ?? [lackingMore(everything)]));
  if (filter.kind !== "or") throw new Error("a negation stands before a comparison alone");
  const parts = filter.any.map(expanded);
  const found = parts.includes(undefined) ? undefined : reduced(parts.flatMap((part) => part ?? []));
  return isFew(found) ? found : undefined;
});

/** The record's own fields that alternatives ask of. */
const objectsOf = (list: readonly Alternative[]): ReadonlySet<string> => {
  const objects = new Set<string>();
  for (const { conditions } of list) for (const { path } of conditions) objects.add(firstStep(path));
  return objects;
};

/** Lists by the objects that they ask of: no two groups ask of the same. */
const byObjects = (lists: Lists): readonly Lists[] => {
  if (lists.length === 1) return [lists];
  const groupOf = new Map<string, number>();
  const objectsOfLists = lists.map(objectsOf);
  for (const [at, objects] of objectsOfLists.entries()) {
    const met = new Set([...objects].flatMap((object) => groupOf.get(object) ?? []));
    for (const [object, group] of groupOf) if (met.has(group)) groupOf.set(object, at);
    for (const object of objects) groupOf.set(object, at);
  }
  return [
    ...grouped(lists.keys(), (at) => {
      const [object] = objectsOfLists[at]!;
      return object === undefined ? undefined : groupOf.get(object);
    }).values(),
  ].map((group) => group.map((at) => lists[at]!));
};

/** Lists over different objects: those of one alternative, and two more. */
const paired = (lists: Lists): Branch => {
  const base = joined(lists.filter((list) => list.length < 2));
  let [first, second, ...others] = lists.filter((list) => list.length > 1).toSorted((a, b) => a.length - b.length);
  for (const other of others) {
    [first, second] = [joined([first!, second!]), other];
  }
  const list = joined([base, first ?? [everything]]);
  return second === undefined || list.length === 0 ? [list] : [list, second];
};

const branchOf = (filter: Filter): Branch => {
  const all = filter.kind === "and" ? filter.all : [filter];
  const lists = all.map((part) => expanded(part) ?? [lackingMore(everything)]);
  if (lists.length === 2 && lists.every((list) => list.length < 2)) return [joined(lists)];
  return paired(byObjects(lists).map(joined));
};

/** Ours: a pair that stands among others is a pattern of its own, unless its combinations are this few. */
const mostCombined = 16;

/** One of each list, as one list. */
export const combined = (branch: Branch): readonly [readonly Alternative[]] => [joined(branch)];

const combinedIfFew = (branch: Branch): Branch => {
  const [first, second] = branch;
  return second === undefined || first.length * second.length > mostCombined ? branch : combined(branch);
};

/** A normal form as branches, as few as are found, one of which must hold; of too many alternatives, everything. */
export const branchesOf = (filter: Filter): readonly Branch[] => {
  const branches = filter.kind === "or" ? filter.any.map(branchOf).map(combinedIfFew) : [branchOf(filter)];
  const pairs = branches.filter((one) => one.length === 2);
  const lists = branches.flatMap((one) => (one.length === 1 ? [one[0]] : []));
  const found = tidied(lists.length === 1 ? lists[0]! : reduced(lists.flat()));
  const list = isFew(found) ? found : [lackingMore(everything)];
  const tidyPairs = pairs.map(([first, second]): Branch => [tidied(first), tidied(second)]);
  return list.length === 0 ? tidyPairs : [[list], ...tidyPairs];
};
