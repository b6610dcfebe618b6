import type { Rendering } from "./approximate.ts";
import {
  always,
  type Comparison,
  either,
  equal,
  type Filter,
  fieldText,
  never,
  not,
  present,
  type Scalar,
} from "./ast.ts";
import { spelling } from "./aws-spelling.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { globKind, isOneAddress } from "./eventbridge-tests.ts";
import { comparisonOf, isGuarded, type Literal } from "./normalize.ts";
import { remembered } from "./remembered.ts";
import { asIs, cannot } from "./rendered.ts";

const noRegex = "no regular expressions";
const noList = "no way to say of a list that none of its elements is so";
const noObject = "no way to ask whether an object is there";

const isText = (value: Scalar): value is string => typeof value === "string";

/** event-ruler compares the first digits of an address of one version with a network of the other. */
const networkRendering = (comparison: Extract<Comparison, { kind: "within" }>): Rendering =>
  comparison.networks.every(isOneAddress)
    ? asIs(comparison)
    : { over: comparison, reason: { literal: comparison, lacks: "no difference between the versions of addresses" } };

/** Names that CloudTrail spells in one way are compared so: shorter, and how people write patterns. */
const asSpelled = remembered((comparison) => {
  if (comparison.kind !== "equal" || !comparison.fold) return comparison;
  const { field } = comparison;
  const values = comparison.values.filter(isText);
  const spelled = values.flatMap((value) => spelling(field, value) ?? []);
  if (spelled.length === 0) return comparison;
  const rest = values.filter((value) => spelling(field, value) === undefined);
  return either(equal(field, spelled, false), ...(rest.length === 0 ? [] : [equal(field, rest, true)]));
});

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
      if (values.length === comparison.values.length) {
        return isNegated ? asIs(literal) : { exact: asSpelled(comparison) };
      }
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters of ASCII
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/**
 * event-ruler folds one UTF-16 unit at a time: letters beyond them, and those with several forms, it takes for others.
 * https://github.com/aws/event-ruler/blob/main/src/main/software/amazon/event/ruler/input/MultiByte.java
 */
const foldsAlike = (text: string): boolean =>
  isAscii(text) ||
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
