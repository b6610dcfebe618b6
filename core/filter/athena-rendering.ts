import type { Rendering } from "./approximate.ts";
import {
  both,
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  fieldText,
  never,
  not,
  present,
  recordField,
  type Scalar,
} from "./ast.ts";
import { beginningsOf, begins } from "./aws-networks.ts";
import { mayBeLists, pathKind } from "./cloudtrail-paths.ts";
import { tablePlace } from "./cloudtrail-table.ts";
import { comparisonOf, type Literal } from "./normalize.ts";
import { asIs, cannot } from "./rendered.ts";

const noColumn = "no column of that name";
const noLists = "no look into lists of JSON";
export const noLetters = "no common lower case of some letters";
const noNetworks = "no networks but whole parts of an IPv4 address";
const noRegex = "not the same regular expressions";
const noWhole = "no comparison of whole objects";

/** The nearest on either side of a comparison, where it isn't itself. */
interface Sides {
  readonly over: Filter;
  readonly under: Filter;
  readonly lacks: string;
}

/** Whose lower case depends on their place or takes two letters, so that engines differ. */
const uncommonLetters = ["\u0130", "\u0307", "Σ", "σ", "ς"];

/** SQL can't have half a character in a text, nor its end. */
export const isCommon = (text: string, fold: boolean): boolean =>
  text.isWellFormed() && !text.includes("\0") && !(fold && uncommonLetters.some((letter) => text.includes(letter)));

const equalSides = (comparison: Extract<Comparison, { kind: "equal" }>): Sides | undefined => {
  const common = comparison.values.filter((value) => typeof value !== "string" || isCommon(value, comparison.fold));
  if (common.length === comparison.values.length) return undefined;
  const under = common.length === 0 ? never : equal(comparison.field, common, comparison.fold);
  return { over: present(comparison.field), under, lacks: noLetters };
};

const withinSides = ({ field, networks }: Extract<Comparison, { kind: "within" }>): Sides => {
  const known = networks.map((text) => beginningsOf(text) ?? []);
  const isWhole = known.every((beginnings) => beginnings.length > 0);
  const beginnings = known.flat();
  return {
    over: isWhole ? begins(field, beginnings) : present(field),
    under: never,
    lacks: noNetworks,
  };
};

/** What of a comparison the table's SQL can't say; undefined where it says all of it. */
const sidesOf = (comparison: Comparison): Sides | undefined => {
  const { field } = comparison;
  switch (comparison.kind) {
    case "present":
    case "order":
      return undefined;
    case "equal":
      return equalSides(comparison);
    case "like":
      return comparison.parts.every((part) => isCommon(part, comparison.fold))
        ? undefined
        : { over: present(field), under: never, lacks: noLetters };
    case "within":
      return withinSides(comparison);
    case "matches":
      return { over: present(field), under: never, lacks: noRegex };
    default:
      return comparison satisfies never;
  }
};

const isOf =
  (type: "string" | "boolean") =>
  (value: Scalar): boolean =>
    typeof value === type;

/** What can be there is of one type: a comparison with values of others never holds. */
const ofType = (comparison: Comparison, type: "string" | "boolean"): Filter => {
  if (comparison.kind === "present") return comparison;
  if (comparison.kind === "equal") {
    const values = comparison.values.filter(isOf(type));
    return values.length === 0 ? never : equal(comparison.field, values, comparison.fold);
  }
  return type === "boolean" || comparison.kind === "order" ? never : comparison;
};

const renderingOf = (literal: Literal, comparison: Filter): Rendering => {
  const isNegated = literal.kind === "not";
  const sides = "field" in comparison ? sidesOf(comparison) : undefined;
  if (sides === undefined) return { exact: isNegated ? not(comparison) : comparison };
  const reason = { literal, lacks: sides.lacks };
  return isNegated
    ? { over: not(sides.under), under: not(sides.over), reason }
    : { over: sides.over, under: sides.under, reason };
};

/** A step that no record has: asks if there is a list. */
export const listStep = "[]";

const isListAt = (path: readonly string[]): Filter => present(recordField(...path, listStep));

/** Anything may be in it, also lists, which are told from other values but not searched. */
const onOpen = (literal: Literal, path: readonly string[]): Rendering => {
  const comparison = comparisonOf(literal);
  const isList = either(...[...mayBeLists(path).map((text) => text.split(".")), path].map(isListAt));
  const { over, under } = sidesOf(comparison) ?? { over: comparison, under: comparison };
  const reason = { literal, lacks: noLists };
  return literal.kind === "not"
    ? { over: not(under), under: both(not(over), not(isList)), reason }
    : { over: either(over, isList), under, reason };
};

const isPlain = (step: string): boolean => /^\w+$/.test(step);

const inTable = (literal: Literal, field: Extract<Field, { of: "record" }>): Rendering => {
  const comparison = comparisonOf(literal);
  const place = tablePlace(field.path);
  if (place === undefined || (place.is === "json" && !place.steps.every(isPlain))) return cannot(literal, noColumn);
  if (place.is === "list" && place.field === undefined && comparison.kind !== "present")
    return cannot(literal, noWhole);
  if (place.is === "column" && place.type !== "text")
    return comparison.kind === "present" ? asIs(literal) : cannot(literal, noWhole);
  const kind = pathKind(field.path);
  if (kind === "open" && place.is === "json") return onOpen(literal, field.path);
  return renderingOf(literal, ofType(comparison, kind === "flag" ? "boolean" : "string"));
};

/** What a literal over a CloudTrail record becomes over the rows of the table. */
export const athenaRendering = (literal: Literal): Rendering => {
  const { field } = comparisonOf(literal);
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  return inTable(literal, field);
};
