import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKql, selectsRow } from "../../../core/native/kql.ts";

function selects(condition: string, columns: Record<string, unknown>): boolean {
  const { filter, problems } = parseKql(`AzureActivity | where ${condition}`);
  if (filter === undefined) throw new Error(`${condition}: ${JSON.stringify(problems)}`);
  return selectsRow(filter, { table: "AzureActivity", columns });
}

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(..."aAbB1 /._-\"'\\\n\r%$é😀"), maxLength: 12 }),
);

const settings = { numRuns: 500, seed: 20_261_124 };

describe("Whatever the texts", () => {
  it("a literal equals the text that it is of, in a column and within a dynamic one", () => {
    fc.assert(
      fc.property(texts, texts, (text, key) => {
        expect(selects(`Caller == ${quoted(text)}`, { Caller: text })).toBe(true);
        expect(selects(`Caller == ${quoted(text)}`, { Caller: `${text}+` })).toBe(false);
        expect(selects(`Claims_d[${quoted(key)}] == ${quoted(text)}`, { Claims_d: { [key]: text } })).toBe(true);
        expect(
          selects(`Claims_d == dynamic({${quoted(key)}: [${quoted(text)}]})`, { Claims_d: { [key]: [text] } }),
        ).toBe(true);
      }),
      settings,
    );
  });

  it("an operator with ! is the opposite of it without, as not() is", () => {
    const operators = [
      "has",
      "has_cs",
      "contains",
      "contains_cs",
      "startswith",
      "startswith_cs",
      "endswith",
      "endswith_cs",
    ];
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...operators, "in", "in~"), (text, other, operator) => {
        const right = operator.startsWith("in") ? `(${quoted(other)})` : quoted(other);
        const plain = selects(`Caller ${operator} ${right}`, { Caller: text });
        expect(selects(`Caller !${operator} ${right}`, { Caller: text })).toBe(!plain);
        expect(selects(`not(Caller ${operator} ${right})`, { Caller: text })).toBe(!plain);
      }),
      settings,
    );
  });

  it("what equals also starts, ends and contains, and what has a term contains it", () => {
    fc.assert(
      fc.property(texts, texts, texts, (before, text, after) => {
        const whole = { Caller: before + text + after };
        const held = (condition: string): boolean => selects(`Caller ${condition}`, whole);
        expect(held(`contains_cs ${quoted(text)}`)).toBe(true);
        expect(held(`startswith_cs ${quoted(before)}`)).toBe(true);
        expect(held(`endswith_cs ${quoted(after)}`)).toBe(true);
        expect(held(`== ${quoted(whole.Caller)}`)).toBe(true);
        if (held(`has ${quoted(text)}`)) expect(held(`contains ${quoted(text)}`)).toBe(true);
        expect(selects(`Caller has ${quoted(text)}`, { Caller: `${before} ${text} ${after}` })).toBe(true);
      }),
      settings,
    );
  });

  it("in~ is =~ of any element, and =~ is == of what is in lower case, within ASCII", () => {
    const ascii = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(ascii, fc.array(ascii, { minLength: 1, maxLength: 4 }), (text, items) => {
        const list = items.map(quoted);
        const any = list.some((item) => selects(`Caller =~ ${item}`, { Caller: text }));
        expect(selects(`Caller in~ (${list.join(", ")})`, { Caller: text })).toBe(any);
        expect(selects(`Caller has_any (${list.join(", ")})`, { Caller: text })).toBe(
          list.some((item) => selects(`Caller has ${item}`, { Caller: text })),
        );
        expect(any).toBe(items.some((item) => item.toLowerCase() === text.toLowerCase()));
      }),
      settings,
    );
  });
});
