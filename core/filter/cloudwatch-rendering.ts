import type { Rendering } from "./approximate.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  fieldText,
  isComparison,
  like,
  never,
  not,
  order,
  present,
  recordField,
  type Scalar,
  sameField,
} from "./ast.ts";
import { beginningsOf, begins } from "./aws-networks.ts";
import { spelling } from "./aws-spelling.ts";
import { mayBeLists, pathKind } from "./cloudtrail-paths.ts";
import { readNetwork } from "./network.ts";
import { comparisonOf, isGuarded, type Literal } from "./normalize.ts";
import { asIs, cannot } from "./rendered.ts";

const noRegex = "no such regular expressions";
const noLists = "no look into lists";
const noInner = "no stars inside a text";
const noNetwork = "no networks but whole parts of an IPv4 address";
const noNull = "no difference between null and a value";

const isText = (value: Scalar): value is string => typeof value === "string";

/** A star at an end is a wildcard, also in a text that is compared whole. */
const hasStar = (text: string): boolean => text.startsWith("*") || text.endsWith("*");

/** The nearest on either side of a comparison of a text that is there, or exactly it. */
interface Sides {
  readonly exact?: Filter;
  readonly over: Filter;
  readonly under: Filter;
  readonly lacks: string;
}

const exactly = (exact: Filter): Sides => ({ exact, over: exact, under: exact, lacks: "" });

const equalSides = (comparison: Extract<Comparison, { kind: "equal" }>): Sides => {
  const texts = comparison.values
    .filter(isText)
    .map((value) => (comparison.fold ? (spelling(comparison.field, value) ?? value) : value));
  const plain = texts.filter((text) => !hasStar(text));
  const isSame = (list: readonly string[]): Filter =>
    list.length === 0 ? never : equal(comparison.field, list, comparison.fold);
  if (plain.length === texts.length) return exactly(isSame(texts));
  // As a wildcard the text matches itself, and more.
  return { over: isSame(texts), under: isSame(plain), lacks: "no star that stands for itself" };
};

const likeSides = (comparison: Extract<Comparison, { kind: "like" }>): Sides => {
  const { field, fold } = comparison;
  const parts = comparison.parts.map((part) => (fold ? (spelling(field, part) ?? part) : part));
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  const inner = parts.slice(1, -1);
  const isOuter = parts.length === 2 ? first === "" || last === "" : parts.length === 3 && first === "" && last === "";
  if (parts.every((part) => part === "")) return exactly(present(field));
  if (parts.some((part) => part.includes("*"))) {
    return { over: present(field), under: never, lacks: "no star that stands for itself" };
  }
  if (isOuter) return exactly(like(field, parts, fold));
  const ends = [
    ...(first === "" ? [] : [like(field, [first, ""], fold)]),
    ...inner.map((part) => like(field, ["", part, ""], fold)),
    ...(last === "" ? [] : [like(field, ["", last], fold)]),
  ];
  return { over: both(...ends), under: never, lacks: noInner };
};

/** The whole parts that all addresses of an IPv4 network begin with. */
const sharedBeginning = (text: string): readonly string[] => {
  const network = readNetwork(text);
  if (network === undefined || network.width !== 32 || network.bits < 8) return [];
  const [address] = text.split("/");
  return beginningsOf(`${address}/${network.bits - (network.bits % 8)}`) ?? [];
};

const withinSides = ({ field, networks }: Extract<Comparison, { kind: "within" }>): Sides => {
  const shared = networks.map((text) => beginningsOf(text) ?? sharedBeginning(text));
  const isKnown = shared.every((beginnings) => beginnings.length > 0);
  return { over: isKnown ? begins(field, shared.flat()) : present(field), under: never, lacks: noNetwork };
};

const textSides = (comparison: Comparison): Sides => {
  switch (comparison.kind) {
    case "present":
      return exactly(comparison);
    case "equal":
      return equalSides(comparison);
    case "like":
      return likeSides(comparison);
    case "order":
      return exactly(never);
    case "within":
      return withinSides(comparison);
    case "matches":
      return { over: present(comparison.field), under: never, lacks: noRegex };
    default:
      return comparison satisfies never;
  }
};

/** A negation asks of a value that is there; what is not there is not so either. */
const negation = (filter: Filter, isThere: boolean, field: Comparison["field"]): Filter =>
  isThere || filter.kind === "constant" || filter.kind === "present"
    ? not(filter)
    : either(not(present(field)), not(filter));

const onText = (literal: Literal, among: readonly Filter[]): Rendering => {
  const comparison = comparisonOf(literal);
  const { field } = comparison;
  const isAlways = field.of === "record" && pathKind(field.path) === "always";
  const sides = textSides(comparison);
  if (literal.kind !== "not") {
    if (sides.exact !== undefined) return { exact: sides.exact };
    return { over: sides.over, under: sides.under, reason: { literal, lacks: sides.lacks } };
  }
  const isThere = isAlways || among.some((one) => isComparison(one) && sameField(one.field, field));
  const negated = (filter: Filter): Filter => negation(filter, isThere, field);
  if (sides.exact !== undefined) return { exact: negated(sides.exact) };
  return { over: negated(sides.under), under: negated(sides.over), reason: { literal, lacks: sides.lacks } };
};

const isNegatedEqual = (one: Filter, field: Field): boolean =>
  one.kind === "not" && one.of.kind === "equal" && sameField(one.of.field, field);

const onFlag = (literal: Literal, among: readonly Filter[]): Rendering => {
  const comparison = comparisonOf(literal);
  const { field } = comparison;
  const isNegated = literal.kind === "not";
  if (comparison.kind === "present") {
    // Said by the other value of the flag.
    return !isNegated && among.some((one) => isNegatedEqual(one, field)) ? { exact: always } : asIs(literal);
  }
  const values = comparison.kind === "equal" ? comparison.values.filter((value) => typeof value === "boolean") : [];
  const holding = [true, false].filter((value) => values.includes(value) !== isNegated);
  const missing = isNegated && !isGuarded(literal, among) ? not(present(field)) : never;
  const is = holding.length === 0 ? never : holding.length === 2 ? present(field) : equal(field, holding, false);
  return { exact: either(is, missing) };
};

/** Is there a list at the path, or before it? Of an empty one there is nothing to find. */
const isInList = (path: readonly string[]): Filter =>
  either(
    ...[...mayBeLists(path), path.join(".")].map((prefix) =>
      present(recordField(...prefix.split(".").slice(0, -1), `${prefix.split(".").at(-1)}[0]`)),
    ),
  );

const onOpen = (literal: Literal): Rendering => {
  const comparison = comparisonOf(literal);
  if (literal.kind === "not" || comparison.field.of !== "record") return cannot(literal, noLists);
  const { path } = comparison.field;
  const list = isInList(path);
  if (comparison.kind === "present") return { over: either(comparison, list), reason: { literal, lacks: noNull } };
  if (comparison.kind === "order") {
    const { field, order: sign, value } = comparison;
    return { over: either(order(field, sign, value), list), reason: { literal, lacks: noLists } };
  }
  const values = comparison.kind === "equal" ? comparison.values.filter((value) => !isText(value)) : [];
  const others = values.length === 0 ? never : equal(comparison.field, values, false);
  return { over: either(textSides(comparison).over, others, list), reason: { literal, lacks: noLists } };
};

/** What CloudWatch Logs makes of a literal over a CloudTrail record. */
export const cloudWatchRendering = (literal: Literal, among: readonly Filter[]): Rendering => {
  const { field } = comparisonOf(literal);
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  const name = fieldText(field).slice("native.".length);
  if (!field.path.every((step) => /^[A-Za-z0-9_-]+$/.test(step)))
    return cannot(literal, `no field by the name of ${name}`);
  const kind = pathKind(field.path);
  switch (kind) {
    case "always":
    case "text":
      return onText(literal, among);
    case "flag":
      return onFlag(literal, among);
    case "element":
      return cannot(literal, noLists);
    case "open":
      return onOpen(literal);
    default:
      return kind satisfies never;
  }
};
