import type { Comparison } from "../filter/ast.ts";
import { lowered } from "../filter/athena-text.ts";
import { hasCase } from "../filter/aws-spelling.ts";
import { quotedRegex } from "../filter/on-field.ts";
import { isOneOf, type SqlDialect } from "./dialect.ts";
import { ipv4Pattern, ipv6Pattern } from "./networks.ts";

const isFolded = (fold: boolean, texts: readonly string[]): boolean => fold && texts.some(hasCase);

const equalTest = (operand: string, given: Extract<Comparison, { kind: "equal" }>, dialect: SqlDialect) => {
  const texts = given.values.filter((value) => typeof value === "string");
  if (texts.length === 0) return undefined;
  return isFolded(given.fold, texts)
    ? isOneOf(`lower(${operand})`, [...new Set(texts.map(lowered))], dialect)
    : isOneOf(operand, texts, dialect);
};

const likeTest = (operand: string, { parts, fold }: Extract<Comparison, { kind: "like" }>, dialect: SqlDialect) => {
  const subject = isFolded(fold, parts) ? `lower(${operand})` : operand;
  const texts = fold ? parts.map(lowered) : parts;
  const [first, second] = texts.map(dialect.quoted);
  if (texts.length === 2 && texts[1] === "") return `starts_with(${subject}, ${first})`;
  if (texts.length === 2 && texts[0] === "") return `ends_with(${subject}, ${second})`;
  if (texts.length === 3 && texts[0] === "" && texts[2] === "") return `strpos(${subject}, ${second}) > 0`;
  return dialect.finds(subject, `(?s)^${texts.map(quotedRegex).join(".*")}$`);
};

/** A comparison of a text, which is NULL where there is none; undefined where no text passes it. */
export const textTest = (operand: string, comparison: Comparison, dialect: SqlDialect): string | undefined => {
  switch (comparison.kind) {
    case "present":
      return `${operand} IS NOT NULL`;
    case "equal":
      return equalTest(operand, comparison, dialect);
    case "like":
      return likeTest(operand, comparison, dialect);
    case "matches":
      return dialect.finds(operand, comparison.pattern);
    case "within": {
      const ipv4 = comparison.networks.flatMap((network) => ipv4Pattern(network) ?? []);
      const ipv6 = comparison.networks.flatMap((network) => ipv6Pattern(network) ?? []);
      const tests = [
        ...(ipv4.length === 0 ? [] : [dialect.finds(operand, ipv4.join("|"))]),
        ...(ipv6.length === 0 ? [] : [`coalesce(${dialect.finds(dialect.ipv6(operand), ipv6.join("|"))}, FALSE)`]),
      ];
      return tests.length === 0 ? undefined : tests.join(" OR ");
    }
    case "order":
      return undefined;
    default:
      return comparison satisfies never;
  }
};
