import fc from "fast-check";
import type { Filter } from "../../../core/filter/ast.ts";
import { parseFilter } from "../../../core/filter/parse.ts";

/** What random filters of one cloud compare: fields, and values that its events have, or nearly. */
export interface Pool {
  /** Texts by field, named or `native.…`. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  readonly flags?: readonly string[];
  /** Numbers by a field of the record. */
  readonly numbers?: Readonly<Record<string, readonly number[]>>;
  /** Truth values by a field of the record. */
  readonly truths?: readonly string[];
  readonly present?: readonly string[];
  readonly addresses?: readonly string[];
  readonly activities?: readonly string[];
}

const quoted = (text: string): string => JSON.stringify(text);

/** A part of a value, so that globs match more than nothing and less than all. */
const slices = (value: string): fc.Arbitrary<[number, number]> =>
  fc
    .tuple(fc.nat({ max: value.length }), fc.nat({ max: value.length }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as [number, number]);

const textTest = (field: string, value: string, list: readonly string[]): fc.Arbitrary<string> =>
  slices(value).chain(([from, to]) => {
    const start = value.slice(0, to);
    const end = value.slice(from);
    const glob = `${value.slice(0, from)}*${value.slice(to)}`.replaceAll("**", "*");
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant(`${field} == ${quoted(value)}`) },
      { weight: 2, arbitrary: fc.constant(`${field} != ${quoted(value)}`) },
      {
        weight: 3,
        arbitrary: fc
          .subarray([...list], { minLength: 1 })
          .map((some) => `${field} in [${some.map(quoted).join(", ")}]`),
      },
      { weight: 2, arbitrary: fc.constant(`${field}.startsWith(${quoted(start)})`) },
      { weight: 2, arbitrary: fc.constant(`${field}.endsWith(${quoted(end)})`) },
      { weight: 1, arbitrary: fc.constant(`${field}.contains(${quoted(value.slice(from, to))})`) },
      { weight: 2, arbitrary: fc.constant(`${field}.like(${quoted(glob)})`) },
      { weight: 1, arbitrary: fc.constant(`${field}.matches(${quoted(regexOf(value.slice(from, to)))})`) },
      { weight: 1, arbitrary: fc.constant(`has(${field})`) },
    );
  });

const regexOf = (text: string): string => text.replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");

const each = <T>(
  record: Readonly<Record<string, T>> | undefined,
  make: (field: string, of: T) => fc.Arbitrary<string>,
) => Object.entries(record ?? {}).map(([field, of]) => make(field, of));

const comparisons = (pool: Pool): fc.Arbitrary<string>[] => [
  ...each(pool.texts, (field, values) => fc.constantFrom(...values).chain((value) => textTest(field, value, values))),
  ...each(pool.choices, (field, values) =>
    fc
      .tuple(fc.constantFrom(...values), fc.constantFrom("==", "!="))
      .map(([value, op]) => `${field} ${op} ${quoted(value)}`),
  ),
  ...(pool.flags ?? []).map((flag) => fc.constantFrom(flag, `!${flag}`, `${flag} == false`, `${flag} != true`)),
  ...each(pool.numbers, (field, values) =>
    fc
      .tuple(fc.constantFrom(...values), fc.constantFrom("==", "!=", "<", "<=", ">", ">="))
      .map(([value, op]) => `${field} ${op} ${value}`),
  ),
  ...(pool.truths ?? []).map((field) => fc.constantFrom(`${field} == true`, `${field} != true`, `${field} == false`)),
  ...(pool.present ?? []).map((field) => fc.constant(`has(${field})`)),
  ...(pool.addresses === undefined
    ? []
    : [fc.constantFrom(...pool.addresses).map((network) => `cidr(${quoted(network)}).containsIP(sourceIp)`)]),
  ...(pool.activities === undefined
    ? []
    : [fc.constantFrom(...pool.activities).map((id) => `${quoted(id)} in activities`)]),
];

/** Random filters as their authors would write them. */
export const anyFilterText = (pool: Pool): fc.Arbitrary<string> => {
  const leaf = fc.oneof(...comparisons(pool));
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(" && ")})`),
      },
      {
        weight: 2,
        arbitrary: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }).map((any) => `(${any.join(" || ")})`),
      },
      { weight: 1, arbitrary: tie("filter").map((one) => `!(${one})`) },
    ),
  }));
  return filter;
};

export const read = (text: string): Filter => {
  const { filter, problems } = parseFilter(text);
  if (filter === undefined) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return filter;
};

/** A record changed in one place or a few: without a field, with null, with another of the values, in a list, or of another type. */
export const mutated = (
  record: object,
  paths: readonly (readonly string[])[],
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constant(undefined), fc.constant(null), values)), {
      maxLength: 4,
    })
    .map((changes) => {
      const copy = structuredClone(record) as Record<string, unknown>;
      for (const [path, value] of changes) put(copy, path, structuredClone(value));
      return copy;
    });

const put = (root: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  let at: Record<string, unknown> = root;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    if (typeof next !== "object" || next === null || Array.isArray(next)) at[step] = {};
    at = at[step] as Record<string, unknown>;
  }
  const last = path[path.length - 1]!;
  if (value === undefined) delete at[last];
  else at[last] = value;
};
