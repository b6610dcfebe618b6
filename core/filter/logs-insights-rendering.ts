import type { Rendering } from "./approximate.ts";
import {
  type Comparison,
  either,
  equal,
  type Field,
  type Filter,
  fieldText,
  like,
  never,
  not,
  present,
  recordField,
} from "./ast.ts";
import { beginningsOf, begins } from "./aws-networks.ts";
import { pathKind } from "./cloudtrail-paths.ts";
import { comparisonOf, type Literal } from "./normalize.ts";
import { asIs, cannot } from "./rendered.ts";

const noFlags = "no said form of true and false";
const noLists = "no look into lists";
const noName = "no field of that name";
const noNetworks = "no networks but whole parts of an IPv4 address";
const noQuotes = "no said way to quote some characters";
const noRegex = "not the same regular expressions";

/** The event as it was written. */
export const messageField = recordField("@message");

/** What stands for itself in quotes, and in the JSON of an event too. */
const isSafe = (text: string): boolean => /^[\w .:/@=+,*()#?!%&;-]*$/.test(text);

interface Sides {
  readonly over: Filter;
  readonly under: Filter;
  readonly lacks?: string;
}

const both = (exact: Filter): Sides => ({ over: exact, under: exact });

const withinSides = ({ field, networks }: Extract<Comparison, { kind: "within" }>): Sides => {
  const known = networks.map((text) => beginningsOf(text) ?? []);
  const isWhole = known.every((beginnings) => beginnings.length > 0);
  return { over: isWhole ? begins(field, known.flat()) : present(field), under: never, lacks: noNetworks };
};

/** A comparison with a field that has a text, if it has anything. */
const textSides = (comparison: Comparison): Sides => {
  const { field } = comparison;
  switch (comparison.kind) {
    case "present":
      return both(comparison);
    case "order":
      return both(never);
    case "equal": {
      const texts = comparison.values.filter((value) => typeof value === "string");
      const safe = texts.filter(isSafe);
      const isOne = safe.length === 0 ? never : equal(field, safe, comparison.fold);
      return safe.length === texts.length ? both(isOne) : { over: present(field), under: isOne, lacks: noQuotes };
    }
    case "like":
      return comparison.parts.every(isSafe)
        ? both(comparison)
        : { over: present(field), under: never, lacks: noQuotes };
    case "within":
      return withinSides(comparison);
    case "matches":
      return { over: present(field), under: never, lacks: noRegex };
    default:
      return comparison satisfies never;
  }
};

const onText = (literal: Literal): Rendering => {
  const { over, under, lacks } = textSides(comparisonOf(literal));
  const isNegated = literal.kind === "not";
  if (lacks === undefined) return { exact: isNegated ? not(over) : over };
  const reason = { literal, lacks };
  return isNegated ? { over: not(under), under: not(over), reason } : { over, under, reason };
};

/** Whatever has such a text in it somewhere: the whole event is a text too. */
const inMessage = (comparison: Comparison): Filter | undefined => {
  if (comparison.kind === "equal") {
    const isKnown = comparison.values.every((value) => typeof value === "string" && value !== "" && isSafe(value));
    return isKnown
      ? either(...comparison.values.map((value) => like(messageField, ["", String(value), ""], true)))
      : undefined;
  }
  if (comparison.kind !== "like" || !comparison.parts.every(isSafe)) return undefined;
  const longest = comparison.parts.reduce((a, b) => (b.length > a.length ? b : a));
  return longest === "" ? undefined : like(messageField, ["", longest, ""], true);
};

const onList = (literal: Literal): Rendering => {
  const over = literal.kind === "not" ? undefined : inMessage(literal);
  return over === undefined ? cannot(literal, noLists) : { over, reason: { literal, lacks: noLists } };
};

const onRecord = (literal: Literal, field: Extract<Field, { of: "record" }>): Rendering => {
  if (!field.path.every((step) => /^\w+$/.test(step))) return cannot(literal, noName);
  const kind = pathKind(field.path);
  switch (kind) {
    case "always":
    case "text":
      return onText(literal);
    case "flag":
      return comparisonOf(literal).kind === "present" ? asIs(literal) : cannot(literal, noFlags);
    case "element":
    case "open":
      return onList(literal);
    default:
      return kind satisfies never;
  }
};

/** What CloudWatch Logs Insights makes of a literal over a CloudTrail record. */
export const logsInsightsRendering = (literal: Literal): Rendering => {
  const { field } = comparisonOf(literal);
  if (field.of !== "record") throw new Error(`${fieldText(field)} is no path of a record`);
  return onRecord(literal, field);
};
