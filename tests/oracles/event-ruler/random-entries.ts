import fc from "fast-check";

/** One entry of a field's array, and values of which most pass it, and of which most just miss it. */
export interface Entry {
  readonly entry: unknown;
  readonly near: readonly unknown[];
  readonly far: readonly unknown[];
}

const letters = [
  "a",
  "b",
  "A",
  "B",
  "é",
  "É",
  "ß",
  "SS",
  "σ",
  "ς",
  "Σ",
  "İ",
  "ı",
  "\u212a",
  "k",
  "😀",
  "中",
  "?",
  "\\",
];
const word = fc.string({ unit: fc.constantFrom(...letters, "*", '"', " ", "\n"), maxLength: 4 });
/** Letters that got another case after Unicode 13, which is Java 17's: Node and each Java fold them differently. */
const newlyCased = /[\u019b\u0264\u1c89\u1c8a\u2c2f\u2c5f\ua7c0-\ua7dc]/;
export const text = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: fc.constantFrom("", "null", "true", "1", "0", "10.0.0.1", "::1", "a.b") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }).filter((value) => !newlyCased.test(value)) },
);
export const number = fc.oneof(
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

const affixOf = (fold: boolean): fc.Arbitrary<Entry> =>
  fc.tuple(fc.constantFrom("prefix", "suffix"), text).map(([name, value]) => {
    const near = name === "prefix" ? [value, `${value}b`] : [value, `b${value}`];
    if (!fold) return { entry: { [name]: value }, near, far: around(value) };
    const operand = { "equals-ignore-case": value };
    return { entry: { [name]: operand }, near: [...near, ...near.map(otherCase)], far: around(value) };
  });
const affix = affixOf(false);
const affixAnyCase = affixOf(true);
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

const address4 = fc
  .tuple(fc.constantFrom(9, 10, 38, 255), fc.nat(255), fc.nat(2), fc.nat(255))
  .map((all) => all.join("."));
const address6 = fc
  .tuple(
    fc.constantFrom("2001:db8::", "2001:DB8:0:0:0:0:0:", "2600:1::", "::", "a00:1:0::"),
    fc.constantFrom("1", "ff", "abcd"),
  )
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
const butNotOf = (name: string | undefined, lists: fc.Arbitrary<unknown[]>): fc.Arbitrary<Entry> =>
  fc.tuple(lists, fc.boolean()).map(([values, alone]) => {
    const operand = alone ? values[0] : values;
    const far = [...values, ...values.map((value) => otherCase(String(value))), `${values[0]}a`, `a${values[0]}`];
    const entry = { "anything-but": name === undefined ? operand : { [name]: operand } };
    return { entry, near: ["z", 7, null, true], far };
  });
const filled = texts.filter((all) => !all.includes(""));
const butNot = fc.oneof(
  butNotOf(undefined, fc.oneof(texts, fc.array(number, { minLength: 1, maxLength: 3 }))),
  butNotOf("prefix", filled),
  butNotOf("suffix", filled),
);
const butNotAnyCase = butNotOf("equals-ignore-case", texts);
const butNotWildcard = butNotOf("wildcard", fc.array(literals.map(wildcardOf), { minLength: 1, maxLength: 3 }));

/**
 * The entries of one field, of one group: event-ruler 2.1.0 makes one automaton of them, in which those of different
 * groups can disturb one another: it answers by chance to a text, a numeric range and a wildcard. See the differences in
 * patterns.ts.
 */
export const entries: fc.Arbitrary<Entry[]> = fc.oneof(
  ...[
    { weight: 6, group: [plain, exactly, affix, exists, butNot] },
    { weight: 3, group: [plain, exactly, affix, wildcard, butNotWildcard, exists] },
    { weight: 3, group: [plain, exactly, affix, affixAnyCase, anyCase, butNotAnyCase, exists] },
    { weight: 2, group: [numeric, range] },
    { weight: 2, group: [network, host] },
  ].map(({ weight, group }) => ({
    weight,
    arbitrary: fc.array(fc.oneof(...group), { minLength: 1, maxLength: 3, size: "max" }),
  })),
);
