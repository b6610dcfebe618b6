import type { Comparison } from "./ast.ts";
import { hasCase } from "./aws-spelling.ts";
import type { Condition } from "./eventbridge-conditions.ts";
import { readNetwork } from "./network.ts";

/**
 * One entry of a field's array in an event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type ValueTest = string | number | boolean | { readonly [operator: string]: unknown };

const wildcardText = (parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll(/[\\*]/g, "\\$&")).join("*");

/**
 * Kinds of globs: a beginning, an end, any text, or with stars elsewhere. A quotation mark at the end of a beginning would
 * also be the one that event-ruler has after each text, and at the start of an end the one before it.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/RuleCompiler.java
 */
export const globKind = (parts: readonly string[]): "prefix" | "suffix" | "any" | "wildcard" => {
  const [start = "", end = ""] = parts;
  if (parts.length !== 2) return "wildcard";
  if (start === "" && end === "") return "any";
  if (end === "") return start.endsWith('"') ? "wildcard" : "prefix";
  return start === "" && !end.startsWith('"') ? "suffix" : "wildcard";
};

const isAddress = (text: string): boolean =>
  /^[\d.]+$|:/.test(text) && !text.includes("/") && readNetwork(text) !== undefined;

/** Is the network one IPv4 address, which has one spelling? */
export const isOneAddress = (text: string): boolean => {
  const network = readNetwork(text);
  return network?.width === 32 && network.bits === 32;
};

/** A text as the value; one that is an address would, as a plain value, match others of its spellings, and of the other version. */
const equalTest = (text: string, fold: boolean): ValueTest => {
  if (fold && hasCase(text)) return { "equals-ignore-case": text };
  if (isAddress(text)) return hasCase(text) ? { wildcard: wildcardText([text]) } : { "equals-ignore-case": text };
  return text;
};

/** A network of one address is written as the address. */
const networkTest = (text: string): ValueTest => {
  const network = readNetwork(text);
  const address = text.split("/")[0]!;
  if (isOneAddress(text)) return { "equals-ignore-case": address };
  return network?.bits === network?.width ? address : { cidr: text };
};

/** What a value must be to pass a comparison. */
const testsOf = (comparison: Comparison): readonly ValueTest[] => {
  switch (comparison.kind) {
    case "equal":
      return comparison.values.map((value) => (typeof value === "string" ? equalTest(value, comparison.fold) : value));
    case "like": {
      const kind = globKind(comparison.parts);
      if (kind === "any") return [{ exists: true }];
      if (kind === "wildcard") return [{ wildcard: wildcardText(comparison.parts) }];
      const text = comparison.parts.join("");
      return [{ [kind]: comparison.fold && hasCase(text) ? { "equals-ignore-case": text } : text }];
    }
    case "order":
      return [{ numeric: [comparison.order, comparison.value] }];
    case "within":
      return comparison.networks.map(networkTest);
    default:
      throw new Error(`EventBridge has no test for ${comparison.kind}`);
  }
};

type Exclusion = "values" | "prefix" | "suffix" | "wildcard" | "equals-ignore-case";

const exclusionKind = (comparison: Comparison): Exclusion => {
  if (comparison.kind === "like") {
    const kind = globKind(comparison.parts);
    return kind === "any" ? "wildcard" : kind;
  }
  if (comparison.kind !== "equal") throw new Error(`EventBridge has no negation for ${comparison.kind}`);
  return comparison.fold && comparison.values.some((value) => hasCase(String(value))) ? "equals-ignore-case" : "values";
};

const wildcardsOf = (comparison: Comparison): readonly string[] => {
  if (comparison.kind === "equal") return comparison.values.map((value) => wildcardText([String(value)]));
  return comparison.kind === "like" ? [wildcardText(comparison.parts)] : [];
};

const excludedValues = (comparison: Comparison, kind: Exclusion): readonly (string | number | boolean)[] => {
  if (comparison.kind === "equal") return comparison.values;
  return comparison.kind === "like" && kind !== "wildcard" ? [comparison.parts.join("")] : wildcardsOf(comparison);
};

/** Does case count for it? */
const isByCase = (comparison: Comparison): boolean =>
  comparison.kind === "equal" && !comparison.fold && comparison.values.some((value) => hasCase(String(value)));

/** The one kind of exclusion that says them all: an anything-but has one operator, and each of them is a wildcard too. */
const commonKind = (all: readonly Comparison[]): Exclusion => {
  const kinds = new Set(all.map(exclusionKind));
  if (kinds.size === 1) return exclusionKind(all[0]!);
  return all.every((one) => one.kind === "equal" && !isByCase(one)) ? "equals-ignore-case" : "wildcard";
};

/** What a value must be to be none of those that pass; anything-but tests a value that is there. */
const exclusionOf = (all: readonly Comparison[]): ValueTest => {
  const kind = commonKind(all);
  const values =
    kind === "wildcard" ? all.flatMap(wildcardsOf) : all.flatMap((comparison) => excludedValues(comparison, kind));
  const operand = values.length === 1 ? values[0] : values;
  return { "anything-but": kind === "values" ? operand : { [kind]: operand } };
};

/** A condition as the entries of its field's array, one of which must match. */
export const entriesOf = ({ kind, of, mayMiss }: Condition): readonly ValueTest[] => {
  const missing = mayMiss ? [{ exists: false }] : [];
  if (kind === "any") return [{ exists: true }, ...missing];
  if (kind === "some" && of.length === 1 && !mayMiss) return testsOf(of[0]!);
  return kind === "none" ? [exclusionOf(of), ...missing] : [...of.flatMap(testsOf), ...missing];
};

const textsOf = (comparison: Comparison): readonly string[] => {
  if (comparison.kind === "equal") return comparison.values.map(String);
  return comparison.kind === "like" ? [comparison.parts.join("*")] : [];
};

const isMeantWithoutCase = (one: Comparison, { kind, of }: Condition): boolean => {
  if (!("fold" in one) || !one.fold) return false;
  if (kind === "none") return commonKind(of) !== "equals-ignore-case";
  return one.kind === "like" && globKind(one.parts) === "wildcard";
};

/** The texts that are compared by case although the filter has none. */
export const comparedByCase = (condition: Condition): readonly string[] =>
  condition.of.flatMap((one) => (isMeantWithoutCase(one, condition) ? textsOf(one).filter(hasCase) : []));
