import { type Comparison, type Filter, fieldText, type Scalar } from "./ast.ts";

const keywords: readonly string[] = ["NOT", "EXISTS", "IS", "NULL", "TRUE", "FALSE"];

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;

const valueText = (value: Scalar): string => {
  if (typeof value !== "string") return String(value);
  return /^[A-Za-z][A-Za-z0-9]*$/.test(value) && !keywords.includes(value) ? value : quoted(value);
};

const selector = ({ field }: Comparison): string =>
  `$.${field.of === "record" ? field.path.join(".") : fieldText(field)}`;

/** A glob with stars at its ends alone, which is what a pattern has. */
const globText = (parts: readonly string[]): string => quoted(parts.join("*"));

const joined = (texts: readonly string[], sign: "&&" | "||"): string => {
  if (texts.length === 1) return texts[0]!;
  return texts.map((one) => `(${one})`).join(` ${sign} `);
};

/** A comparison, or its negation of a value that is there. */
const comparisonText = (comparison: Comparison, isNegated: boolean): string => {
  const path = selector(comparison);
  const sign = isNegated ? "!=" : "=";
  switch (comparison.kind) {
    case "present":
      return `${path} ${isNegated ? "NOT EXISTS" : "EXISTS"}`;
    case "equal": {
      const texts = comparison.values.map((value) =>
        typeof value === "boolean"
          ? `${path} IS ${String(value !== isNegated).toUpperCase()}`
          : `${path} ${sign} ${valueText(value)}`,
      );
      return joined(texts, isNegated ? "&&" : "||");
    }
    case "like":
      return `${path} ${sign} ${globText(comparison.parts)}`;
    case "order":
      return `${path} ${comparison.order} ${comparison.value}`;
    default:
      throw new Error(`CloudWatch Logs has no form for ${comparison.kind}`);
  }
};

const filterText = (filter: Filter): string => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "$.eventName EXISTS" : "$.eventName NOT EXISTS";
    case "and":
      return joined(filter.all.map(filterText), "&&");
    case "or":
      return joined(filter.any.map(filterText), "||");
    case "not":
      if (filter.of.kind === "not" || "all" in filter.of || "any" in filter.of || filter.of.kind === "constant") {
        throw new Error("a negation stands before a comparison alone");
      }
      return comparisonText(filter.of, true);
    default:
      return comparisonText(filter, false);
  }
};

/** A normal form as a JSON filter pattern. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const patternText = (filter: Filter): string => `{ ${filterText(filter)} }`;
