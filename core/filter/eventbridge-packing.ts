import { grouped } from "../grouped.ts";
import { type Alternative, firstStep } from "./eventbridge-alternatives.ts";
import { entriesOf, type ValueTest } from "./eventbridge-tests.ts";
import { eventPatternCharacters } from "./limits-aws.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [field: string]: unknown };

/** Of API calls, sign-ins, console actions and service events alike. https://docs.aws.amazon.com/eventbridge/latest/ref/events.html */
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] } as const;

/** The entries of each path's array; all paths must match. */
export type Entries = ReadonlyMap<string, readonly ValueTest[]>;

export const entriesIn = ({ conditions }: Alternative): Entries =>
  new Map(conditions.map((condition) => [condition.path, entriesOf(condition)]));

const put = (root: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [first = "", ...rest] = path;
  if (rest.length === 0) root[first] = value;
  else {
    root[first] ??= {};
    put(root[first] as Record<string, unknown>, rest, value);
  }
};

const nested = (entries: Entries): Record<string, unknown> => {
  const detail: Record<string, unknown> = {};
  for (const [path, tests] of entries) put(detail, path.split("."), tests);
  return detail;
};

/** The paths that all alternatives test alike, of fields that they have nothing else below: these stand once. */
const commonPaths = (all: readonly Entries[]): ReadonlySet<string> => {
  const [first, ...others] = all;
  const isShared = ([path, tests]: [string, readonly ValueTest[]]): boolean => {
    if (!others.every((other) => other.has(path))) return false;
    const text = JSON.stringify(tests);
    return others.every((other) => JSON.stringify(other.get(path)) === text);
  };
  const shared = [...(first ?? [])].filter(isShared).map(([path]) => path);
  if (shared.length === 0) return new Set();
  const rest = new Set(all.flatMap((one) => [...one.keys()].filter((path) => !shared.includes(path)).map(firstStep)));
  return new Set(shared.filter((path) => !rest.has(firstStep(path))));
};

/** The object that all is asked of, if it is one and asked of what is in it. */
const objectOf = (entries: Entries): string | undefined => {
  const [first = "", ...others] = [...entries.keys()];
  return first.includes(".") && others.every((path) => path.startsWith(`${firstStep(first)}.`))
    ? firstStep(first)
    : undefined;
};

const inside = (entries: Entries): Entries =>
  new Map([...entries].map(([path, tests]) => [path.slice(firstStep(path).length + 1), tests]));

/** What alternatives ask of an object: what they ask alike, and `$or`, below another object where that is all they ask of. */
const detailOf = (all: readonly Entries[]): Record<string, unknown> => {
  const [first] = all;
  if (all.length === 1) return nested(first!);
  const common = commonPaths(all);
  if (common.size === 0) return eitherOf(all);
  const pick = (entries: Entries, isCommon: boolean): Entries =>
    new Map([...entries].filter(([path]) => common.has(path) === isCommon));
  return { ...nested(pick(first!, true)), ...eitherOf(all.map((one) => pick(one, false))) };
};

const eitherOf = (all: readonly Entries[]): Record<string, unknown> => {
  const parts = [...grouped(all, (one) => objectOf(one) ?? one)].map(([object, group]) =>
    typeof object === "string" ? { [object]: detailOf(group.map(inside)) } : nested(group[0]!),
  );
  const [only] = parts;
  return parts.length === 1 ? only! : { $or: parts };
};

type Detail = Readonly<Record<string, unknown>>;

/** One pattern of what alternatives ask, and of what others ask of other objects. */
const patternFrom = (all: Detail, others: Detail): EventPattern => {
  const { $or, ...beside } = others;
  const detail = { ...beside, ...all };
  const root = Array.isArray($or) ? { $or: $or.map((one) => ({ detail: one })) } : {};
  return Object.keys(detail).length === 0 ? detailType : { ...detailType, detail, ...root };
};

/** One pattern that matches where one of the alternatives does. */
export const patternOf = (all: readonly Entries[]): EventPattern => patternFrom(detailOf(all), {});

export const lengthOf = (pattern: EventPattern): number => JSON.stringify(pattern).length;

const textLength = (tests: readonly ValueTest[]): number => JSON.stringify(tests).length;

/** Entries in parts, the longest list of values in halves; undefined where no list is left to halve. */
const halves = (entries: Entries): readonly Entries[] | undefined => {
  const lists = [...entries].filter(([, tests]) => tests.length > 1);
  const [path, tests] = lists.toSorted(([, a], [, b]) => textLength(b) - textLength(a))[0] ?? [];
  if (path === undefined || tests === undefined) return undefined;
  const middle = Math.ceil(tests.length / 2);
  return [tests.slice(0, middle), tests.slice(middle)].map((part) => new Map([...entries, [path, part]]));
};

const fits = (pattern: EventPattern): boolean => lengthOf(pattern) <= eventPatternCharacters;

/** With the longest test alone of each list: if that doesn't fit, no part does. */
const leastOf = (entries: Entries): Entries =>
  new Map(
    [...entries].map(([path, tests]) => [
      path,
      tests.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length).slice(0, 1),
    ]),
  );

/** Ours: more parts are no rule that anybody reads. */
const mostParts = 64;

/** An alternative in parts that fit; undefined where that can't be. */
const inParts = (entries: Entries, isFitting: (part: Entries) => boolean): readonly Entries[] | undefined => {
  if (isFitting(entries)) return [entries];
  if (!isFitting(leastOf(entries))) return undefined;
  const found: Entries[] = [];
  const waiting: Entries[] = [entries];
  while (waiting.length > 0) {
    const next = waiting.shift()!;
    if (isFitting(next)) found.push(next);
    else waiting.unshift(...(halves(next) ?? []));
    if (found.length + waiting.length > mostParts) return undefined;
  }
  return found;
};

/** An alternative in parts that fit a pattern each; undefined where that can't be. */
export const fitting = (entries: Entries): readonly Entries[] | undefined =>
  inParts(entries, (part) => fits(patternOf([part])));

/** The pattern of as many alternatives, from the first on, as its length allows: of one at least. */
const longest = (alternatives: readonly Entries[]): { readonly pattern: EventPattern; readonly count: number } => {
  let found = { pattern: patternOf(alternatives), count: alternatives.length };
  if (fits(found.pattern)) return found;
  let [least, most] = [1, alternatives.length - 1];
  while (least <= most) {
    const count = Math.ceil((least + most) / 2);
    const pattern = patternOf(alternatives.slice(0, count));
    if (count === 1 || fits(pattern)) [found, least] = [{ pattern, count }, count + 1];
    else most = count - 1;
  }
  return found;
};

/** As many alternatives in each pattern as its length allows. */
export const packed = (alternatives: readonly Entries[]): readonly EventPattern[] => {
  const patterns: EventPattern[] = [];
  for (let at = 0; at < alternatives.length; ) {
    const { pattern, count } = longest(alternatives.slice(at));
    patterns.push(pattern);
    at += count;
  }
  return patterns;
};

const frameCharacters = lengthOf({ ...detailType, detail: {} });

/** As long as a pattern at most: a step of a path takes six signs beside its name, and two steps one for the dot. */
const lengthAtMost = (entries: Entries): number =>
  [...entries].reduce((sum, [path, tests]) => sum + 4 * (path.length + 1) + textLength(tests), frameCharacters);

/** Less than half a pattern, so that any two fit together. */
const isHalf = (entries: Entries): boolean =>
  2 * lengthAtMost(entries) <= eventPatternCharacters || 2 * lengthOf(patternOf([entries])) <= eventPatternCharacters;

const halved = (all: readonly Entries[]): readonly Entries[] | undefined => {
  const parts = all.map((entries) => inParts(entries, isHalf));
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
};

/** Alternatives that follow each other in a list, and what they ask together. */
interface Slice {
  readonly size: number;
  readonly detail: Detail;
}

/** A list in so many parts of about the same size; the same part is worked out once. */
const slicesOf = (all: readonly Entries[]): ((count: number) => readonly Slice[]) => {
  const known = new Map<string, Slice>();
  return (count) =>
    Array.from({ length: count }, (_, at) => {
      const [from, to] = [at, at + 1].map((part) => Math.floor((part * all.length) / count)) as [number, number];
      const slice = known.get(`${from} ${to}`) ?? { size: to - from, detail: detailOf(all.slice(from, to)) };
      known.set(`${from} ${to}`, slice);
      return slice;
    });
};

/**
 * The combinations of alternatives that a pattern may come to.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const mostCombinations = 1_000;

/** A pattern for each of some parts of the second list, as few as do. */
const besides = (
  first: Slice,
  secondIn: (count: number) => readonly Slice[],
  secondLength: number,
  most: number,
): readonly EventPattern[] | undefined => {
  const room = eventPatternCharacters - lengthOf(patternFrom(first.detail, {}));
  const least = room <= 0 ? most : Math.ceil(secondLength / room);
  for (let count = least; count <= most; count += 1) {
    const patterns: EventPattern[] = [];
    for (const part of secondIn(count)) {
      const pattern = patternFrom(first.detail, part.detail);
      if (first.size * part.size > mostCombinations || !fits(pattern)) break;
      patterns.push(pattern);
    }
    if (patterns.length === count) return patterns;
  }
  return undefined;
};

/** How many patterns two lists come to at least, the first in some parts. */
const leastPatterns = (first: number, second: number, parts: number): number => {
  const room = eventPatternCharacters - first / parts;
  return room <= 0 ? Number.POSITIVE_INFINITY : parts * Math.ceil(second / room);
};

/** One alternative of each list in patterns, as few as are found; undefined where that can't be. */
export const packedPairs = (
  one: readonly Entries[],
  other: readonly Entries[],
): readonly EventPattern[] | undefined => {
  const [first, second] = [halved(one), halved(other)];
  if (first === undefined || second === undefined) return undefined;
  const [firstIn, secondIn] = [slicesOf(first), slicesOf(second)];
  const [firstLength, secondLength] = [firstIn, secondIn].map((slices) => lengthOf(slices(1)[0]!.detail));
  const tries = first
    .map((_, at) => ({ count: at + 1, least: leastPatterns(firstLength!, secondLength!, at + 1) }))
    .toSorted((a, b) => a.least - b.least);
  let best: readonly EventPattern[] | undefined;
  for (const { count, least } of tries) {
    const most = best === undefined ? mostParts : best.length - 1;
    if (least > most) break;
    const mostOfEach = Math.min(second.length, Math.floor(most / count));
    const parts = firstIn(count).map((part) => besides(part, secondIn, secondLength!, mostOfEach));
    const found = parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    if (found !== undefined && found.length <= most) best = found;
  }
  return best;
};
