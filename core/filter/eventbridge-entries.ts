import { grouped } from "../grouped.ts";
import { type Alternative, firstStep } from "./eventbridge-alternatives.ts";
import { entriesOf, type ValueTest } from "./eventbridge-tests.ts";

/** The array of a path, one test of which must match. */
export interface Entry {
  readonly path: string;
  readonly tests: readonly ValueTest[];
  /** The tests as JSON. */
  readonly text: string;
}

/** Arrays of a path each, all of which must match. */
export type Entries = readonly Entry[];

/** What is asked of an object of the record, as a pattern has it. */
export type Detail = Readonly<Record<string, unknown>>;

export const entryOf = (path: string, tests: readonly ValueTest[]): Entry => ({
  path,
  tests,
  text: JSON.stringify(tests),
});

export const entriesIn = ({ conditions }: Alternative): Entries =>
  conditions.map((condition) => entryOf(condition.path, entriesOf(condition)));

const put = (root: Record<string, unknown>, path: string, value: unknown): void => {
  const first = firstStep(path);
  if (first === path) root[first] = value;
  else {
    root[first] ??= {};
    put(root[first] as Record<string, unknown>, path.slice(first.length + 1), value);
  }
};

const nested = (entries: Entries): Detail => {
  const detail: Record<string, unknown> = {};
  for (const { path, tests } of entries) put(detail, path, tests);
  return detail;
};

/** The paths that all alternatives test alike, of fields that they have nothing else below: these stand once. */
const commonPaths = (all: readonly Entries[]): readonly string[] => {
  const [first = [], ...others] = all;
  const isIn = (entries: Entries, { path, text }: Entry): boolean =>
    entries.some((other) => other.path === path && other.text === text);
  const shared = first.filter((entry) => others.every((other) => isIn(other, entry))).map(({ path }) => path);
  if (shared.length === 0) return shared;
  const rest = new Set<string>();
  for (const { path } of all.flat()) if (!shared.includes(path)) rest.add(firstStep(path));
  return shared.filter((path) => !rest.has(firstStep(path)));
};

/** The object that all is asked of, if it is one and asked of what is in it. */
const objectOf = (entries: Entries): string | undefined => {
  const [first] = entries;
  const end = first?.path.indexOf(".") ?? -1;
  if (first === undefined || end === -1) return undefined;
  const beginning = first.path.slice(0, end + 1);
  return entries.every(({ path }) => path.startsWith(beginning)) ? first.path.slice(0, end) : undefined;
};

const inside = (object: string, entries: Entries): Entries =>
  entries.map(({ path, tests, text }) => ({ path: path.slice(object.length + 1), tests, text }));

/** What alternatives ask of an object: what they ask alike, and `$or`, below another object where that is all they ask of. */
export const detailOf = (all: readonly Entries[]): Detail => {
  const [first] = all;
  if (all.length === 1) return nested(first!);
  const common = commonPaths(all);
  if (common.length === 0) return eitherOf(all);
  const pick = (entries: Entries, isCommon: boolean): Entries =>
    entries.filter(({ path }) => common.includes(path) === isCommon);
  return { ...nested(pick(first!, true)), ...eitherOf(all.map((one) => pick(one, false))) };
};

const eitherOf = (all: readonly Entries[]): Detail => {
  const objects = all.map(objectOf);
  if (objects.every((object) => object === undefined)) return { $or: all.map(nested) };
  const parts = [...grouped(all.keys(), (at) => objects[at] ?? at)].map(([object, group]) =>
    typeof object === "string"
      ? { [object]: detailOf(group.map((at) => inside(object, all[at]!))) }
      : nested(all[object]!),
  );
  const [only] = parts;
  return parts.length === 1 ? only! : { $or: parts };
};
