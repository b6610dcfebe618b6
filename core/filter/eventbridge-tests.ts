import type { Rendering } from "./approximate.ts";
import { always, type Comparison, type Filter, fieldText, never, not, present, type Scalar } from "./ast.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { readNetwork } from "./network.ts";
import { comparisonOf, isGuarded, type Literal } from "./normalize.ts";
import { asIs, cannot } from "./rendered.ts";

/**
 * One entry of a field's array in an event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type ValueTest = string | number | boolean | { readonly [operator: string]: unknown };

const hasCase = (text: string): boolean => text.toLowerCase() !== text.toUpperCase();

const wildcardText = (parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll(/[\\*]/g, "\\$&")).join("*");

/** Kinds of globs: a beginning, an end, any text, or with stars elsewhere. */
const globKind = (parts: readonly string[]): "prefix" | "suffix" | "any" | "wildcard" => {
  const [start, end] = parts;
  if (parts.length !== 2) return "wildcard";
  if (start === "" && end === "") return "any";
  if (end === "") return "prefix";
  return start === "" ? "suffix" : "wildcard";
};

const withCase = (text: string, fold: boolean): unknown => {
  if (fold && hasCase(text)) return { "equals-ignore-case": text };
  // A text that is an address would match others of its spellings, and of the other version.
  if (isAddress(text)) return { [hasCase(text) ? "wildcard" : "equals-ignore-case"]: text };
  return text;
};

const isAddress = (text: string): boolean => !text.includes("/") && readNetwork(text) !== undefined;

/** Is the network one IPv4 address, which has one spelling? */
const isOneAddress = (text: string): boolean => {
  const network = readNetwork(text);
  return network?.width === 32 && network.bits === 32;
};

/** A network of one address is written as the address. */
const networkTest = (text: string): ValueTest => {
  const network = readNetwork(text);
  const address = text.split("/")[0]!;
  if (isOneAddress(text)) return { "equals-ignore-case": address };
  return network?.bits === network?.width ? address : { cidr: text };
};

/** What a value must be to pass a comparison. */
export const positiveTests = (comparison: Comparison): readonly ValueTest[] => {
  switch (comparison.kind) {
    case "present":
      return [{ exists: true }];
    case "equal":
      return comparison.values.map((value) =>
        typeof value === "string" ? (withCase(value, comparison.fold) as ValueTest) : value,
      );
    case "like": {
      const kind = globKind(comparison.parts);
      if (kind === "any") return [{ exists: true }];
      if (kind === "wildcard") return [{ wildcard: wildcardText(comparison.parts) }];
      return [{ [kind]: withCase(comparison.parts.join(""), comparison.fold) }];
    }
    case "order":
      return [{ numeric: [comparison.order, comparison.value] }];
    case "within":
      return comparison.networks.map(networkTest);
    default:
      throw new Error(`EventBridge has no test for ${comparison.kind}`);
  }
};

/** What a value must be to be none of those that pass; anything-but tests a value that is there. */
export const negativeTest = (comparison: Comparison): ValueTest => {
  if (comparison.kind === "equal") {
    const values = [...comparison.values];
    const isFolded = comparison.fold && values.some((value) => typeof value === "string" && hasCase(value));
    return { "anything-but": isFolded ? { "equals-ignore-case": values } : values };
  }
  if (comparison.kind !== "like") throw new Error(`EventBridge has no negation for ${comparison.kind}`);
  const kind = globKind(comparison.parts);
  const text = kind === "wildcard" ? wildcardText(comparison.parts) : comparison.parts.join("");
  return { "anything-but": { [kind]: text } };
};

/** The texts that are compared by case although the filter has none. */
export const comparedByCase = (literal: Literal): readonly string[] => {
  const comparison = comparisonOf(literal);
  if (comparison.kind !== "like" || !comparison.fold) return [];
  const kind = globKind(comparison.parts);
  const isByCase = kind === "wildcard" || (literal.kind === "not" && kind !== "any");
  return isByCase && hasCase(comparison.parts.join("")) ? [comparison.parts.join("*")] : [];
};

const noRegex = "no regular expressions";
const noList = "no way to say of a list that none of its elements is so";
const noObject = "no way to ask whether an object is there";

const isText = (value: Scalar): value is string => typeof value === "string";

/** event-ruler compares the first digits of an address of one version with a network of the other. */
const networkRendering = (comparison: Extract<Comparison, { kind: "within" }>): Rendering =>
  comparison.networks.every(isOneAddress)
    ? asIs(comparison)
    : { over: comparison, reason: { literal: comparison, lacks: "no difference between the versions of addresses" } };

/** Comparisons of a documented text, which is no number and no truth value. */
const onText = (literal: Literal, among: readonly Filter[]): Rendering => {
  const comparison = comparisonOf(literal);
  const isNegated = literal.kind === "not";
  const decided = (holds: Filter): Rendering => ({ exact: isNegated ? not(holds) : holds });
  switch (comparison.kind) {
    case "present":
      return asIs(literal);
    case "equal": {
      const values = comparison.values.filter(isText);
      if (values.length === comparison.values.length) return asIs(literal);
      return decided(values.length === 0 ? never : { ...comparison, values });
    }
    case "like":
      return globKind(comparison.parts) === "any" ? decided(present(comparison.field)) : asIs(literal);
    case "order":
      return decided(never);
    case "matches":
    case "within": {
      const { kind, field } = comparison;
      if (comparison.kind === "within" && !isNegated) return networkRendering(comparison);
      const lacks = kind === "matches" ? noRegex : "no negation of networks";
      const over = isNegated || isGuarded(literal, among) ? always : present(field);
      return { over, reason: { literal, lacks } };
    }
    default:
      return comparison satisfies never;
  }
};

const onFlag = (literal: Literal): Rendering => {
  const comparison = comparisonOf(literal);
  const isNegated = literal.kind === "not";
  if (comparison.kind === "present") return asIs(literal);
  const values = comparison.kind === "equal" ? comparison.values.filter((value) => typeof value === "boolean") : [];
  if (comparison.kind !== "equal" || values.length === 0) return { exact: isNegated ? always : never };
  if (!isNegated) return { exact: { ...comparison, values } };
  const others = [true, false].filter((value) => !values.includes(value));
  const rest: Filter = others.length === 0 ? never : { ...comparison, values: others };
  return { exact: { kind: "or", any: [rest, not(present(comparison.field))] } };
};

/** What may be anything: a list, an object, null. */
const onOpen = (literal: Literal): Rendering => {
  const comparison = comparisonOf(literal);
  const isNegated = literal.kind === "not";
  if (comparison.kind === "present") return cannot(literal, noObject);
  if (comparison.kind === "matches") return cannot(literal, noRegex);
  if (!isNegated) {
    if (comparison.kind === "within") return networkRendering(comparison);
    const isAny = comparison.kind === "like" && globKind(comparison.parts) === "any";
    return isAny ? { over: always, reason: { literal, lacks: "no test for texts alone" } } : asIs(literal);
  }
  const isSame =
    (comparison.kind === "equal" &&
      new Set(comparison.values.map((value) => typeof value)).size === 1 &&
      typeof comparison.values[0] !== "boolean") ||
    (comparison.kind === "like" && globKind(comparison.parts) !== "any");
  return isSame ? { over: literal, reason: { literal, lacks: noList } } : cannot(literal, noList);
};

/**
 * Names that no field inside `$or` may have.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/Constants.java
 */
const reserved: readonly string[] =
  "exactly prefix suffix exists wildcard numeric cidr regex equals-ignore-case anything-but not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ip-address-in-range ip-address-not-in-range".split(
    " ",
  );

/** Can a pattern name the path? Its steps are joined by dots. */
const isNameable = (path: readonly string[]): boolean =>
  path.every((step) => /^[\w-]+$/.test(step) && !reserved.includes(step));

/**
 * event-ruler folds one UTF-16 unit at a time: letters beyond them, and those with several forms, it takes for others.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/input/MultiByte.java
 */
const foldsAlike = (text: string): boolean =>
  Array.from(text).every((letter) => {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return letter.length === 1 && lower.length === 1 && upper.length === 1 && upper.toLowerCase() === lower;
  });

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const largestNumber = 5e9;

const isCountable = (value: Scalar): boolean =>
  typeof value !== "number" || (Math.abs(value) <= largestNumber && Number.isInteger(value * 1e6));

const beyondReach = (comparison: Comparison): string | undefined => {
  if (comparison.kind === "equal") {
    if (comparison.fold && !comparison.values.every((value) => foldsAlike(String(value))))
      return "no case of such letters";
    return comparison.values.every(isCountable) ? undefined : "no such numbers";
  }
  if (comparison.kind === "like" && comparison.fold && !comparison.parts.every(foldsAlike))
    return "no case of such letters";
  return comparison.kind === "order" && !isCountable(comparison.value) ? "no such numbers" : undefined;
};

/** What EventBridge makes of a literal over a CloudTrail record. */
export const eventBridgeRendering = (literal: Literal, among: readonly Filter[]): Rendering => {
  const { field } = comparisonOf(literal);
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  if (!isNameable(field.path))
    return cannot(literal, `no field by the name of ${fieldText(field).slice("native.".length)}`);
  const lacks = beyondReach(comparisonOf(literal));
  if (lacks !== undefined) return cannot(literal, lacks);
  const kind = pathKind(field.path);
  switch (kind) {
    case "always":
    case "text":
      return onText(literal, among);
    case "flag":
      return onFlag(literal);
    case "element":
    case "open":
      return onOpen(literal);
    default:
      return kind satisfies never;
  }
};
