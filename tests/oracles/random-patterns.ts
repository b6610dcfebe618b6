import fc from "fast-check";

/** One entry of a field's array, and values of which most pass it, and of which most just miss it. */
interface Entry {
  readonly entry: unknown;
  readonly near: readonly unknown[];
  readonly far: readonly unknown[];
}

interface Leaf {
  readonly kind: "leaf";
  readonly entries: readonly Entry[];
}

interface Fields {
  readonly kind: "fields";
  readonly fields: Readonly<Record<string, Leaf | Fields>>;
  readonly or: readonly Fields[];
}

const letters = ["a", "b", "A", "B", "é", "É", "ß", "SS", "σ", "ς", "Σ", "İ", "ı", "\u212a", "k", "😀", "中", "?", "\\"];
const word = fc.string({ unit: fc.constantFrom(...letters, "*", '"', " ", "\n"), maxLength: 4 });
const text = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: fc.constantFrom("", "null", "true", "1", "0", "10.0.0.1", "::1", "a.b") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.1, 0.3, -0.5, 1.000001, 300, 5e9, -5e9, 4_999_999_999.999999),
  fc.integer({ min: -5e9, max: 5e9 }),
);

const otherCase = (value: string): string =>
  Array.from(value, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join("");
const around = (value: string): string[] => [`${value}a`, `a${value}`, value.slice(1), otherCase(value), ""];

const equal = (value: unknown): Entry => ({ entry: value, near: [value], far: [String(value), null, 0, ""] });
const exactly = text.map((value) => ({ entry: { exactly: value }, near: [value], far: around(value) }));
const plain = fc.oneof(
  text.map((value) => ({ entry: value, near: [value], far: around(value) })),
  fc.oneof(number, fc.constantFrom(null, true, false, "", 123_456_789_012, 1e15)).map(equal),
);

const affix = fc.tuple(fc.constantFrom("prefix", "suffix"), text, fc.boolean()).map(([name, value, fold]): Entry => {
  const near = name === "prefix" ? [value, `${value}b`] : [value, `b${value}`];
  if (!fold) return { entry: { [name]: value }, near, far: around(value) };
  return { entry: { [name]: { "equals-ignore-case": value } }, near: [...near, ...near.map(otherCase)], far: around(value) };
});
const anyCase = text.map((value): Entry => {
  return { entry: { "equals-ignore-case": value }, near: [value, otherCase(value)], far: around(value) };
});

const literals = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", "*", "\\"), maxLength: 3 }), {
  minLength: 1,
  maxLength: 4,
});
const wildcardOf = (parts: readonly string[]): string => {
  const escaped = parts.map((part) => part.replaceAll(/[*\\]/g, "\\$&"));
  return escaped.filter((part, at) => part !== "" || at === 0 || at === parts.length - 1).join("*");
};
const wildcard = literals.map((parts): Entry => {
  const near = [parts.join(""), parts.join("b"), parts.join("a*")];
  return { entry: { wildcard: wildcardOf(parts) }, near, far: [...around(parts.join("b")), parts.join("").slice(1)] };
});

const orders = [
  ["=", [0], [1, -0.000001]],
  ["<", [-1, -0.000001], [0, 1]],
  ["<=", [-1, 0], [0.000001, 1]],
  [">", [1], [0, -1]],
  [">=", [1, 0], [-1]],
] as const;
const numeric = fc.tuple(number, fc.constantFrom(...orders)).map(([value, [order, near, far]]): Entry => {
  const by = (steps: readonly number[]) => steps.map((step) => Number((value + step).toFixed(6)));
  return { entry: { numeric: [order, value] }, near: by(near), far: [...by(far), String(value)] };
});
const range = fc
  .tuple(number, number, fc.constantFrom(">", ">="), fc.constantFrom("<", "<="))
  .filter(([low, high]) => low < high)
  .map(([low, high, bottom, top]): Entry => {
    const between = Number(((low + high) / 2).toFixed(6));
    return { entry: { numeric: [bottom, low, top, high] }, near: [between], far: [low, high, low - 1, high + 1] };
  });

const address4 = fc.tuple(fc.constantFrom(9, 10, 38, 255), fc.nat(255), fc.nat(2), fc.nat(255)).map((all) => all.join("."));
const address6 = fc
  .tuple(fc.constantFrom("2001:db8::", "2001:DB8:0:0:0:0:0:", "2600:1::", "::", "a00:1:0::"), fc.constantFrom("1", "ff", "abcd"))
  .map((parts) => parts.join(""));
const address = fc.oneof(
  { weight: 5, arbitrary: address4 },
  { weight: 5, arbitrary: address6 },
  { weight: 1, arbitrary: fc.constantFrom("::ffff:a00:1", "0:0:0:0:0:FFFF:26ff:0102") },
);
const bits = (one: string): number => (/^[0:]+ffff/i.test(one) || one.includes(".") ? 31 : 127);
const network = fc
  .tuple(address, fc.nat(127), fc.array(address, { minLength: 1, maxLength: 3 }))
  .map(([base, mask, others]): Entry => {
    const cidr = `${base}/${mask % (bits(base) + 1)}`;
    return { entry: { cidr }, near: [base], far: [...others, cidr, "10.0.0", 10] };
  });
const host = fc.tuple(address, address).map(([one, other]): Entry => {
  return { entry: one, near: [one, one.toUpperCase(), one.replace("::", ":0::")], far: [other, `0${one}`] };
});

const exists = fc.boolean().map((is): Entry => ({ entry: { exists: is }, near: is ? ["", null, 0] : [], far: [] }));

const texts = fc.array(text, { minLength: 1, maxLength: 3 });
const butForms = fc.oneof(
  fc.tuple(fc.constant(undefined), fc.oneof(texts, fc.array(number, { minLength: 1, maxLength: 3 }))),
  fc.tuple(fc.constant("equals-ignore-case"), texts),
  fc.tuple(fc.constantFrom("prefix", "suffix"), texts.filter((all) => !all.includes(""))),
  fc.tuple(fc.constant("wildcard"), fc.array(literals.map(wildcardOf), { minLength: 1, maxLength: 3 })),
);
const anythingBut = fc.tuple(butForms, fc.boolean()).map(([[name, values], alone]): Entry => {
  const operand = alone ? values[0] : values;
  const far = [...values, ...values.map((value) => otherCase(String(value))), `${values[0]}a`, `a${values[0]}`];
  return { entry: { "anything-but": name === undefined ? operand : { [name]: operand } }, near: ["z", 7, null, true], far };
});

const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 1, arbitrary: exactly },
  { weight: 4, arbitrary: affix },
  { weight: 2, arbitrary: anyCase },
  { weight: 3, arbitrary: wildcard },
  { weight: 2, arbitrary: numeric },
  { weight: 2, arbitrary: range },
  { weight: 3, arbitrary: network },
  { weight: 2, arbitrary: host },
  { weight: 2, arbitrary: exists },
  { weight: 6, arbitrary: anythingBut },
);
const leaf = fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries): Leaf => ({ kind: "leaf", entries }));

/** Every level of `$or` has names of its own, so that no path is tested twice. */
const names = [
  ["a", "b", "detail", "é", "x-y"],
  ["c", "d", "userIdentity"],
  ["e", "f"],
];

const fieldsAt = (depth: number, level: number): fc.Arbitrary<Fields> => {
  const inner = depth === 0 ? leaf : fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: fieldsAt(depth - 1, level) });
  const fields = fc.dictionary(fc.constantFrom(...(names[level] ?? [])), inner, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  const or =
    level + 1 < names.length
      ? fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fieldsAt(Math.min(depth, 1), level + 1), { minLength: 2, maxLength: 3 }) })
      : fc.constant([]);
  return fc.record({ kind: fc.constant("fields" as const), fields, or });
};

const patternOf = (node: Leaf | Fields): unknown => {
  if (node.kind === "leaf") return node.entries.map(({ entry: one }) => one);
  const fields = Object.entries(node.fields).map(([name, inner]) => [name, patternOf(inner)] as const);
  return Object.fromEntries(node.or.length === 0 ? fields : [...fields, ["$or", node.or.map(patternOf)]]);
};

const stray = fc.oneof(text, number, fc.constantFrom(null, true, false, "", [], {}, [[]], [{}], { a: 1 }, 123_456_789_012, 1e-7));
const pick = (values: readonly unknown[]): fc.Arbitrary<unknown> => (values.length > 0 ? fc.constantFrom(...values) : stray);

const missing = Symbol("missing");

/** A value of a field: most pass, some just don't, and some are of another form than the pattern thinks. */
const valueOf = (node: Leaf): fc.Arbitrary<unknown> => {
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
    (inner.kind === "leaf" ? valueOf(inner) : nestedOf(inner)).map((value): [string, unknown] => [name, value]),
  );
  const branches = node.or.length === 0 ? fc.constant([]) : fc.subarray([...node.or], { minLength: 1 });
  return fc
    .tuple(fc.tuple(...own), branches.chain((some) => fc.tuple(...some.map(entriesOf))))
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

/** A valid pattern, of every operator, and an event made for it, so that about half match. */
export const randomPair: fc.Arbitrary<Pair> = fieldsAt(2, 0).chain((node) =>
  eventOf(node).map((event) => ({ pattern: patternOf(node), event })),
);
