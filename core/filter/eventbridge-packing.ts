import { type Detail, detailOf, type Entries, entryOf } from "./eventbridge-entries.ts";
import { eventPatternCharacters } from "./limits-aws.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [field: string]: unknown };

/** Of API calls, sign-ins, console actions and service events alike. https://docs.aws.amazon.com/eventbridge/latest/ref/events.html */
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] } as const;

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

const frameCharacters = lengthOf({ ...detailType, detail: {} });

/** As long as a pattern at most: a step of a path takes six signs beside its name, and two steps one for the dot. */
const lengthAtMost = (entries: Entries): number =>
  entries.reduce((sum, { path, text }) => sum + 4 * (path.length + 1) + text.length, frameCharacters);

/** Entries in parts, the longest list of values in halves; undefined where no list is left to halve. */
const halves = (entries: Entries): readonly Entries[] | undefined => {
  const lists = entries.filter(({ tests }) => tests.length > 1);
  const [longest] = lists.toSorted((a, b) => b.text.length - a.text.length);
  if (longest === undefined) return undefined;
  const { path, tests } = longest;
  const middle = Math.ceil(tests.length / 2);
  return [tests.slice(0, middle), tests.slice(middle)].map((part) =>
    entries.map((entry) => (entry === longest ? entryOf(path, part) : entry)),
  );
};

const fits = (pattern: EventPattern): boolean => lengthOf(pattern) <= eventPatternCharacters;

/** With the longest test alone of each list: if that doesn't fit, no part does. */
const leastOf = (entries: Entries): Entries =>
  entries.map(({ path, tests }) => {
    const lengths = tests.map((test) => JSON.stringify(test).length);
    const longest = lengths.indexOf(Math.max(...lengths));
    return entryOf(path, tests.slice(longest, longest + 1));
  });

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
  inParts(entries, (part) => lengthAtMost(part) <= eventPatternCharacters || fits(patternOf([part])));

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
  /** Of the detail as JSON. */
  readonly length: number;
}

const sliceOf = (alternatives: readonly Entries[]): Slice => {
  const detail = detailOf(alternatives);
  return { size: alternatives.length, detail, length: lengthOf(detail) };
};

/** A list in so many parts of about the same size; the same part is worked out once. */
const slicesOf = (all: readonly Entries[]): ((count: number) => readonly Slice[]) => {
  const known = new Map<string, Slice>();
  return (count) =>
    Array.from({ length: count }, (_, at) => {
      const [from, to] = [at, at + 1].map((part) => Math.floor((part * all.length) / count)) as [number, number];
      const slice = known.get(`${from} ${to}`) ?? sliceOf(all.slice(from, to));
      known.set(`${from} ${to}`, slice);
      return slice;
    });
};

/**
 * The combinations of alternatives that a pattern may come to.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const mostCombinations = 1_000;

/**
 * As long as the pattern of two slices, each of which asks for something: a part of the second's `$or` stands in a `detail`
 * of its own.
 */
const lengthOfBoth = (first: Slice, second: Slice): number => {
  const { $or } = second.detail;
  const details = Array.isArray($or) ? $or.length * '{"detail":}'.length : 0;
  return frameCharacters + first.length + second.length - "{},".length + details;
};

const fitTogether = (first: Slice, second: Slice): boolean =>
  first.size * second.size <= mostCombinations && lengthOfBoth(first, second) <= eventPatternCharacters;

/** A pattern for each of some parts of the second list, as few as do. */
const besides = (
  first: Slice,
  secondIn: (count: number) => readonly Slice[],
  secondLength: number,
  most: number,
): readonly EventPattern[] | undefined => {
  const room = eventPatternCharacters - frameCharacters - first.length + "{}".length;
  const least = room <= 0 ? most : Math.ceil(secondLength / room);
  for (let count = least; count <= most; count += 1) {
    const parts = secondIn(count);
    if (parts.every((part) => fitTogether(first, part)))
      return parts.map((part) => patternFrom(first.detail, part.detail));
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
  const [firstLength, secondLength] = [firstIn, secondIn].map((slices) => slices(1)[0]!.length);
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
