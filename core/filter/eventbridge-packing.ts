import type { Alternative } from "./eventbridge-alternatives.ts";
import { entriesOf, type ValueTest } from "./eventbridge-tests.ts";
import { eventPatternCharacters } from "./limits-aws.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [field: string]: unknown };

/** Of API calls, sign-ins, console actions and service events alike. https://docs.aws.amazon.com/eventbridge/latest/ref/events.html */
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] } as const;

/** The entries of each path's array; all paths must match. */
export type Entries = ReadonlyMap<string, readonly ValueTest[]>;

export const entriesIn = ({ conditions }: Alternative): Entries =>
  new Map([...conditions].map(([path, condition]) => [path, entriesOf(condition)]));

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

const step = (path: string): string => path.split(".")[0]!;

/** The paths that all alternatives test alike, of fields that they have nothing else below: these stand once. */
const commonPaths = (all: readonly Entries[]): ReadonlySet<string> => {
  const [first, ...others] = all;
  const isShared = ([path, tests]: [string, readonly ValueTest[]]): boolean =>
    others.every((other) => JSON.stringify(other.get(path)) === JSON.stringify(tests));
  const shared = [...(first ?? [])].filter(isShared).map(([path]) => path);
  const rest = new Set(all.flatMap((one) => [...one.keys()].filter((path) => !shared.includes(path)).map(step)));
  return new Set(shared.filter((path) => !rest.has(step(path))));
};

const detailOf = (all: readonly Entries[]): Record<string, unknown> => {
  const [first] = all;
  if (all.length === 1) return nested(first!);
  const common = commonPaths(all);
  const pick = (entries: Entries, isCommon: boolean): Entries =>
    new Map([...entries].filter(([path]) => common.has(path) === isCommon));
  return { ...nested(pick(first!, true)), $or: all.map((one) => nested(pick(one, false))) };
};

/** One pattern that matches where one of the alternatives does. */
export const patternOf = (all: readonly Entries[]): EventPattern => {
  const detail = detailOf(all);
  return Object.keys(detail).length === 0 ? detailType : { ...detailType, detail };
};

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

const isFitting = (all: readonly Entries[]): boolean => lengthOf(patternOf(all)) <= eventPatternCharacters;

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

/** An alternative in parts that fit a pattern each; undefined where that can't be. */
export const fitting = (entries: Entries): readonly Entries[] | undefined => {
  if (isFitting([entries])) return [entries];
  if (!isFitting([leastOf(entries)])) return undefined;
  const fits: Entries[] = [];
  const waiting: Entries[] = [entries];
  while (waiting.length > 0) {
    const next = waiting.shift()!;
    if (isFitting([next])) fits.push(next);
    else waiting.unshift(...(halves(next) ?? []));
    if (fits.length + waiting.length > mostParts) return undefined;
  }
  return fits;
};

/** As many alternatives in each pattern as its length allows. */
export const packed = (alternatives: readonly Entries[]): readonly EventPattern[] => {
  const patterns: Entries[][] = [];
  for (const entries of alternatives) {
    const last = patterns[patterns.length - 1];
    if (last !== undefined && isFitting([...last, entries])) last.push(entries);
    else patterns.push([entries]);
  }
  return patterns.map(patternOf);
};
