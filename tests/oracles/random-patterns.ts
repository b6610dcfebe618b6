import fc from "fast-check";
import { type Entry, entries, number, text } from "./event-ruler/random-entries.ts";

interface Leaf {
  readonly kind: "leaf";
  readonly entries: readonly Entry[];
}

interface Fields {
  readonly kind: "fields";
  readonly fields: Readonly<Record<string, Leaf | Fields>>;
  readonly or: readonly Fields[];
}

const leaf = entries.map((all): Leaf => ({ kind: "leaf", entries: all }));

/** Every level of `$or` has names of its own, so that no path is tested twice. */
const names = [
  ["a", "b", "detail", "é", "x-y"],
  ["c", "d", "userIdentity"],
  ["e", "f"],
];

const fieldsAt = (depth: number, level: number): fc.Arbitrary<Fields> => {
  const inner =
    depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: fieldsAt(depth - 1, level) });
  const fields = fc.dictionary(fc.constantFrom(...(names[level] ?? [])), inner, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
  const or =
    level + 1 < names.length
      ? fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(fieldsAt(Math.min(depth, 1), level + 1), { minLength: 2, maxLength: 3 }) },
        )
      : fc.constant([]);
  return fc.record({ kind: fc.constant("fields" as const), fields, or });
};

const patternOf = (node: Leaf | Fields): unknown => {
  if (node.kind === "leaf") return node.entries.map(({ entry: one }) => one);
  const fields = Object.entries(node.fields).map(([name, inner]) => [name, patternOf(inner)] as const);
  return Object.fromEntries(node.or.length === 0 ? fields : [...fields, ["$or", node.or.map(patternOf)]]);
};

const stray = fc.oneof(
  text,
  number,
  fc.constantFrom(null, true, false, "", [], {}, [[]], [{}], { a: 1 }, 123_456_789_012, 1e-7),
);
const pick = (values: readonly unknown[]): fc.Arbitrary<unknown> =>
  values.length > 0 ? fc.constantFrom(...values) : stray;

const missing = Symbol("missing");

/** A value of a field: most pass, some just don't, and some are of another form than the pattern thinks. */
const valueFor = (node: Leaf): fc.Arbitrary<unknown> => {
  const near = pick(node.entries.flatMap((one) => one.near));
  const far = pick(node.entries.flatMap((one) => one.far));
  const canMiss = node.entries.some((one) => one.near.length === 0);
  return fc.oneof(
    { weight: 60, arbitrary: near },
    { weight: 6, arbitrary: far },
    { weight: 3, arbitrary: stray },
    { weight: 6, arbitrary: fc.array(fc.oneof(near, far, stray), { maxLength: 3 }) },
    { weight: 2, arbitrary: near.map((value) => [[value], []]) },
    { weight: 2, arbitrary: near.map((value) => [{ other: value }, value]) },
    { weight: canMiss ? 60 : 3, arbitrary: fc.constant(missing) },
  );
};

const objectOf = (entries: readonly (readonly [string, unknown])[]): unknown =>
  Object.fromEntries(entries.filter(([, value]) => value !== missing));

/** The event's fields for an object of the pattern: those of all its own fields, and of some branches of its `$or`. */
const entriesOf = (node: Fields): fc.Arbitrary<[string, unknown][]> => {
  const own = Object.entries(node.fields).map(([name, inner]) =>
    (inner.kind === "leaf" ? valueFor(inner) : nestedOf(inner)).map((value): [string, unknown] => [name, value]),
  );
  const branches = node.or.length === 0 ? fc.constant([]) : fc.subarray([...node.or], { minLength: 1 });
  return fc
    .tuple(
      fc.tuple(...own),
      branches.chain((some) => fc.tuple(...some.map(entriesOf))),
    )
    .map(([fields, chosen]) => [...fields, ...chosen.flat()]);
};

/** An object, or the forms in which its fields are spread over elements of arrays. */
const nestedOf = (node: Fields): fc.Arbitrary<unknown> => {
  const object = entriesOf(node).map(objectOf);
  const apart = entriesOf(node).map((entries) => entries.map((one) => objectOf([one])));
  return fc.oneof(
    { weight: 20, arbitrary: object },
    { weight: 5, arbitrary: fc.array(object, { maxLength: 3 }) },
    { weight: 3, arbitrary: apart },
    { weight: 2, arbitrary: fc.tuple(object, object).map(([one, other]) => [[one], [other, "x"], {}]) },
    { weight: 1, arbitrary: stray },
    { weight: 1, arbitrary: fc.constant(missing) },
  );
};

/** The event, in which a nested object is sometimes written as keys with a dot. */
const eventOf = (node: Fields): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(entriesOf(node), fc.integer({ min: 0, max: 9 }), stray).map(([entries, form, value]) => {
    const event = objectOf([...entries, ["other", value]]) as Record<string, unknown>;
    return form > 0 ? event : flattened(event);
  });

const flattened = (event: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(event).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one] as const)
        : [[key, value] as const],
    ),
  );

export interface Pair {
  readonly pattern: unknown;
  readonly event: Record<string, unknown>;
}

/** As long as EventBridge allows, and of few enough alternatives for event-ruler to take no time. */
const isShort = (node: Fields): boolean => {
  const text = JSON.stringify(patternOf(node));
  return text.length <= 2_048 && text.split('"$or"').length <= 4;
};

/** A valid pattern, of every operator, and an event made for it, so that about half match. */
export const randomPair: fc.Arbitrary<Pair> = fieldsAt(2, 0)
  .filter(isShort)
  .chain((node) => eventOf(node).map((event) => ({ pattern: patternOf(node), event })));

const junk = fc.oneof(
  stray,
  fc.constantFrom(
    "a**b",
    "\\a",
    "10.0.0.0/8",
    "10.0.0.0/33",
    "::/128",
    ">",
    "=",
    "<=",
    [">", 1, "<", 0],
    [">", 1],
    ["=", "1"],
    ["a", 1],
  ),
  fc.constantFrom(
    ...["prefix", "cidr", "wildcard", "numeric", "exists", "anything-but", "equals-ignore-case", "$or", "like"],
  ),
);
const operatorNames = "prefix suffix anything-but numeric cidr exists wildcard exactly equals-ignore-case".split(" ");

/** The value with one place within it changed: another value, a key more, a key less, another name. */
const changed = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== "object" || value === null) return junk;
  const list = Array.isArray(value);
  const own = Object.entries(value);
  const made = (all: [string, unknown][]): unknown => (list ? all.map(([, one]) => one) : Object.fromEntries(all));
  const extra = fc.tuple(fc.constantFrom("a", ...operatorNames), junk).map(([key, one]) => made([...own, [key, one]]));
  if (own.length === 0) return fc.oneof(junk, extra);
  const at = fc.nat(own.length - 1);
  const without = at.map((index) => made(own.filter((_, other) => other !== index)));
  const renamed = fc
    .tuple(at, fc.constantFrom(...operatorNames))
    .map(([index, name]) => made(own.map(([key, one], other) => [other === index ? name : key, one])));
  const within = at.chain((index) =>
    changed(own[index]?.[1]).map((inner) => made(own.map(([key, one], other) => [key, other === index ? inner : one]))),
  );
  return fc.oneof({ weight: 6, arbitrary: within }, { weight: 1, arbitrary: fc.oneof(junk, extra, without, renamed) });
};

/** A pattern that one change, or two, may have made invalid. */
export const brokenPattern: fc.Arbitrary<unknown> = fieldsAt(1, 0)
  .filter(isShort)
  .chain((node) => changed(patternOf(node)))
  .chain((once) => fc.oneof(fc.constant(once), changed(once)));
