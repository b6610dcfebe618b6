import { grouped } from "../grouped.ts";
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

type Sign = "&&" | "||";

/** A condition, or several with one sign between them. */
type Expression = string | { readonly sign: Sign; readonly parts: readonly Expression[] };

const joined = (sign: Sign, given: readonly Expression[]): Expression => {
  const parts = given.flatMap((part) => (typeof part !== "string" && part.sign === sign ? part.parts : [part]));
  return parts.length === 1 ? parts[0]! : { sign, parts };
};

const textOf = (expression: Expression): string =>
  typeof expression === "string"
    ? expression
    : expression.parts.map((part) => `(${textOf(part)})`).join(` ${expression.sign} `);

/** A comparison, or its negation of a value that is there. */
const ofComparison = (comparison: Comparison, isNegated: boolean): Expression => {
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
      return joined(isNegated ? "&&" : "||", texts);
    }
    case "like":
      return `${path} ${sign} ${globText(comparison.parts)}`;
    case "order":
      return `${path} ${comparison.order} ${comparison.value}`;
    default:
      throw new Error(`CloudWatch Logs has no form for ${comparison.kind}`);
  }
};

/** The field of a guarded negation: missing, or not so. */
const guardOf = (filter: Filter): string => {
  if (filter.kind !== "or") return "";
  const [guard, ...rest] = filter.any;
  if (guard?.kind !== "not" || guard.of.kind !== "present") return "";
  const field = fieldText(guard.of.field);
  const isNegation = rest.every((one) => one.kind === "not" && "field" in one.of && fieldText(one.of.field) === field);
  return isNegation ? field : "";
};

/** A conjunction, in which what is asked of one field that may be missing stands behind one guard. */
const ofAll = (all: readonly Filter[]): Expression => {
  const groups = grouped(all.entries(), ([index, one]) => guardOf(one) || index);
  const parts = [...groups.values()].map((group): Expression => {
    const [first, ...others] = group.map(([, one]) => one);
    if (first?.kind !== "or" || others.length === 0) return expressionOf(first!);
    const negations = [first, ...others].flatMap((one) => (one.kind === "or" ? one.any.slice(1) : []));
    return joined("||", [expressionOf(first.any[0]!), joined("&&", negations.map(expressionOf))]);
  });
  return joined("&&", parts);
};

const expressionOf = (filter: Filter): Expression => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "$.eventName EXISTS" : "$.eventName NOT EXISTS";
    case "and":
      return ofAll(filter.all);
    case "or":
      return joined("||", filter.any.map(expressionOf));
    case "not":
      if (filter.of.kind === "not" || "all" in filter.of || "any" in filter.of || filter.of.kind === "constant") {
        throw new Error("a negation stands before a comparison alone");
      }
      return ofComparison(filter.of, true);
    default:
      return ofComparison(filter, false);
  }
};

/** A normal form as a JSON filter pattern. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const patternText = (filter: Filter): string => `{ ${textOf(expressionOf(filter))} }`;
