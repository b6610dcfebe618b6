import type { Comparison } from "./ast.ts";
import { passes } from "./evaluate.ts";
import { allOf, anyOf, type Code, call, notOf, type Operand, quoted, quotedPattern, test } from "./kql-code.ts";
import { kustoPattern } from "./kql-pattern.ts";
import { quotedRegex } from "./on-field.ts";

/** A test that can be turned round. */
export interface Turnable {
  readonly yes: Code;
  readonly no: Code;
}

const isNotEmpty = (operand: Operand): Turnable => ({
  yes: call("isnotempty", operand),
  no: call("isempty", operand),
});

const operators = (operand: Operand, operator: string, value: string): Turnable => ({
  yes: test(operand, `${operator} ${value}`),
  no: test(operand, `!${operator} ${value}`),
});

const equalTest = (operand: Operand, texts: readonly string[], fold: boolean): Turnable => {
  const [first, ...others] = texts.map(quoted);
  if (others.length > 0) return operators(operand, fold ? "in~" : "in", `(${[first, ...others].join(", ")})`);
  return {
    yes: test(operand, `${fold ? "=~" : "=="} ${first}`),
    no: test(operand, `${fold ? "!~" : "!="} ${first}`),
  };
};

const likeTest = (operand: Operand, parts: readonly string[], fold: boolean): Turnable => {
  const [first, second, third] = parts as readonly [string, string, ...string[]];
  const by = (name: string): string => (fold ? name : `${name}_cs`);
  if (parts.length === 2 && second === "") return operators(operand, by("startswith"), quoted(first));
  if (parts.length === 2 && first === "") return operators(operand, by("endswith"), quoted(second));
  if (parts.length === 3 && first === "" && third === "") return operators(operand, by("contains"), quoted(second));
  const opens = first === "" ? "" : "^";
  const closes = parts[parts.length - 1] === "" ? "" : "$";
  const inner = parts.filter((part, at) => part !== "" || (at > 0 && at < parts.length - 1)).map(quotedRegex);
  const yes = test(
    operand,
    `matches regex ${quotedPattern(`(?${fold ? "i" : ""}s)${opens}${inner.join(".*")}${closes}`)}`,
  );
  return { yes, no: notOf(yes) };
};

/** In a network of version 4 or 6. What isn't an address gives null, which `not` leaves as it is. */
const withinTest = (operand: Operand, networks: readonly string[]): Turnable => {
  const four = networks.filter((network) => !network.includes(":")).map(quoted);
  const six = networks.filter((network) => network.includes(":")).map(quoted);
  const parts = [
    ...(four.length === 0 ? [] : [call("ipv4_is_in_any_range", operand, ...four)]),
    // To Kusto every address of version 4 is one of version 6 as well.
    ...(six.length === 0
      ? []
      : [allOf([test(operand, 'contains ":"'), call("ipv6_is_in_any_range", operand, ...six)])]),
  ];
  const no = parts.map((part) => ({ ...part, text: `not(coalesce(${part.text}, false))`, binds: "one" as const }));
  return { yes: anyOf(parts), no: allOf(no) };
};

/**
 * A comparison of a text that is empty where there is none; undefined where no text passes. `lower` is an operand that has
 * the text as the event model spells it, where the column is in another case.
 */
export const textTest = (comparison: Comparison, operand: Operand, lower = operand): Turnable | "never" | "cannot" => {
  switch (comparison.kind) {
    case "present":
      return isNotEmpty(operand);
    case "equal": {
      const texts = comparison.values.filter((value): value is string => typeof value === "string" && value !== "");
      return texts.length === 0 ? "never" : equalTest(operand, texts, comparison.fold);
    }
    case "like":
      if (comparison.parts.every((part) => part === "")) return isNotEmpty(operand);
      return likeTest(operand, comparison.parts, comparison.fold);
    case "matches": {
      const pattern = kustoPattern(comparison.pattern);
      if (pattern === undefined) return "cannot";
      const yes = test(lower, `matches regex ${quotedPattern(pattern)}`);
      if (!passes(comparison, "")) return { yes, no: notOf(yes) };
      return { yes: allOf([call("isnotempty", operand), yes]), no: anyOf([call("isempty", operand), notOf(yes)]) };
    }
    case "order":
      return "never";
    case "within":
      return withinTest(operand, comparison.networks);
    default:
      return comparison satisfies never;
  }
};
