import { issue } from "../contract/issues.ts";
import { approximate, type Rendering } from "./approximate.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Filter,
  isComparison,
  matches,
  never,
  not,
  partsOf,
  type Scalar,
  sameField,
  withParts,
} from "./ast.ts";
import { chosen, otherValues } from "./choices.ts";
import { comparisonText } from "./cloud-logging-text.ts";
import { forCloud } from "./for-cloud.ts";
import { pathKind } from "./gcp-paths.ts";
import { choices, inLogEntry } from "./gcp-record.ts";
import { queryCharacters } from "./limits-gcp.ts";
import { comparisonOf, isGuarded, type Literal } from "./normalize.ts";
import { remembered } from "./remembered.ts";
import { type Purpose, type Rendered, render, type Target, type Written } from "./rendered.ts";

const name = "Cloud Logging";

/** Either side of a comparison that Cloud Logging converts to the type of what it finds. */
const loose = (comparison: Comparison): { over: Filter; under: Filter } => {
  // A regular expression matches texts alone: with it, values that are texts are told from those that look like them.
  const isText = matches(comparison.field, "");
  return { over: comparison, under: both(comparison, not(isText)) };
};

const convertsTypes = "no types of its own in fields that a service fills in";

const ofType = (comparison: Extract<Comparison, { kind: "equal" }>, type: "string" | "number" | "boolean"): Filter => {
  const values = comparison.values.filter((value): value is Scalar => typeof value === type);
  if (values.length === comparison.values.length) return comparison;
  return values.length === 0 ? never : equal(comparison.field, values, comparison.fold);
};

/** A comparison with a field that may hold anything. */
const openRendering = (comparison: Comparison): { exact: Filter } | { over: Filter; under: Filter } => {
  if (comparison.kind === "order") return loose(comparison);
  // What is null is there for a query, and absent for a filter.
  if (comparison.kind === "present") return { over: comparison, under: matches(comparison.field, "") };
  if (comparison.kind !== "equal") return { exact: comparison };
  const texts = ofType(comparison, "string");
  const others = (["number", "boolean"] as const).map((type) => ofType(comparison, type)).filter(isComparison);
  if (others.length === 0) return { exact: texts };
  const sides = others.map(loose);
  return {
    over: either(texts, ...sides.map(({ over }) => over)),
    under: either(texts, ...sides.map(({ under }) => under)),
  };
};

/** What holds of no text, no number, no flag. */
const typed = (comparison: Comparison, type: "string" | "number" | "boolean"): Filter => {
  switch (comparison.kind) {
    case "present":
      return comparison;
    case "equal":
      return ofType(comparison, type);
    case "order":
      return type === "number" ? comparison : never;
    default:
      return type === "string" ? comparison : never;
  }
};

type Sides = { exact: Filter } | { exact?: undefined; over?: Filter; under?: Filter; lacks: string };

/** A flag that is not set is not written: it can't be told from one that is false. */
const flagSides = (comparison: Comparison): Sides => {
  const values = comparison.kind === "equal" ? comparison.values.filter((value) => typeof value === "boolean") : [];
  if (comparison.kind === "equal" && values.length === 0) return { exact: never };
  const isTrue = equal(comparison.field, [true], false);
  if (values.length === 1 && values[0] === true) return { exact: isTrue };
  const lacks = "no difference between false and not set";
  if (comparison.kind === "present") return { over: always, under: isTrue, lacks };
  if (comparison.kind !== "equal") return { exact: never };
  return values.includes(true) ? { over: always, under: isTrue, lacks } : { over: not(isTrue), lacks };
};

/** A field of the entry itself that is empty is not written. */
const textSides = (comparison: Comparison, mayBeEmpty: boolean): Sides => {
  const exact = typed(comparison, "string");
  const matchesEmpty = exact.kind === "equal" && exact.values.includes("");
  if (mayBeEmpty || !matchesEmpty) return { exact };
  return { over: either(exact, always), lacks: "no difference between empty and not set" };
};

const recordSides = (comparison: Comparison): Sides => {
  if (comparison.field.of !== "record") return { exact: never };
  const { path } = comparison.field;
  const kind = pathKind(path);
  switch (kind) {
    case "none":
      return { exact: never };
    case "text":
      return textSides(comparison, path[0] === "protoPayload");
    case "label":
      return { exact: typed(comparison, "string") };
    case "number":
      return { exact: typed(comparison, "number") };
    case "flag":
      return flagSides(comparison);
    case "log":
    case "severity":
      return comparison.kind === "equal" && comparison.fold === (kind === "severity")
        ? { exact: comparison }
        : { over: always, lacks: "no such test of a severity" };
    case "open": {
      const sides = openRendering(comparison);
      return "exact" in sides ? sides : { ...sides, lacks: convertsTypes };
    }
    case "other":
      return { over: always, lacks: `no such test of ${path.join(".")}` };
    default:
      return kind satisfies never;
  }
};

/** Each comparison of a filter by what a query can say of it, on the side that is asked for. */
const onSide = (filter: Filter, side: "over" | "under", report: (lacks: string) => void): Filter => {
  switch (filter.kind) {
    case "constant":
      return filter;
    case "and":
    case "or":
      return withParts(
        filter,
        partsOf(filter).map((part) => onSide(part, side, report)),
      );
    case "not": {
      const of = onSide(filter.of, side === "over" ? "under" : "over", report);
      return of === filter.of ? filter : not(of);
    }
    default: {
      const sides = recordSides(filter);
      if (sides.exact !== undefined) return sides.exact;
      report(sides.lacks);
      return sides[side] ?? (side === "over" ? always : never);
    }
  }
};

/** A comparison with a field of an event on one side: first over the entry, then as a query can say it. */
const eventSide = (comparison: Comparison, side: "over" | "under", report: (lacks: string) => void): Filter => {
  const found = inLogEntry(comparison);
  if (found.exact !== undefined) return onSide(found.exact, side, report);
  report(found.lacks);
  const near = found[side] ?? (side === "over" ? always : never);
  return onSide(near, side, report);
};

/**
 * A value of a choice that is there and isn't some is one of the others. Where a conjunction says so in two literals, the
 * first of them needs no saying.
 */
const asOthers = (literal: Literal, among: readonly Filter[]): Filter | undefined => {
  const { field } = comparisonOf(literal);
  const choice = field.of === "event" ? choices[field.name] : undefined;
  if (choice === undefined) return undefined;
  if (literal.kind === "not" && literal.of.kind === "equal" && isGuarded(literal, among)) {
    return chosen(otherValues(literal.of, choice), choice);
  }
  const isOther = (one: Filter): boolean =>
    one.kind === "not" && one.of.kind === "equal" && sameField(one.of.field, field);
  return literal.kind === "present" && among.some(isOther) ? always : undefined;
};

const renderingOf = (literal: Literal, among: readonly Filter[]): Rendering => {
  const others = asOthers(literal, among);
  if (others !== undefined) return { exact: onSide(others, "over", () => {}) };
  const comparison = comparisonOf(literal);
  const lacks: string[] = [];
  const report = (one: string): void => void lacks.push(one);
  const isNegated = literal.kind === "not";
  const over = eventSide(comparison, isNegated ? "under" : "over", report);
  const result = isNegated ? not(over) : over;
  if (lacks.length === 0) return { exact: result };
  const under = eventSide(comparison, isNegated ? "over" : "under", () => {});
  return { over: result, under: isNegated ? not(under) : under, reason: { literal, lacks: lacks[0]! } };
};

const textOf = (filter: Filter, isInner: boolean): string => {
  switch (filter.kind) {
    case "constant":
      // Of an empty query every entry is a match; a query that is part of another says it of what every entry has.
      return filter.value ? "logName:*" : "NOT logName:*";
    case "and":
      return bracketed(filter.all.map((part) => textOf(part, true)).join(" AND "), isInner);
    case "or":
      return bracketed(alternativesText(filter), isInner);
    case "not":
      return `NOT ${textOf(filter.of, true)}`;
    default:
      return bracketedComparison(comparisonText(filter), isInner);
  }
};

const alternativesText = remembered((filter) => {
  if (filter.kind !== "or") throw new Error("only alternatives are joined with OR");
  return filter.any.map((part) => textOf(part, true)).join(" OR ");
});

const bracketed = (text: string, isInner: boolean): string => (isInner ? `(${text})` : text);

/** Networks are joined with OR. */
const bracketedComparison = (text: string, isInner: boolean): string =>
  text.includes(" OR ip_in_net(") || text.includes(" OR log_id(") ? bracketed(text, isInner) : text;

const tooLong = (found: number): Written<never> => ({
  issues: [issue("error", "rule-too-long", [], { target: name, found, max: queryCharacters, unit: "characters" })],
});

const query: Target<string> = {
  name,
  renderingOf,
  write: (filter) => {
    const text = textOf(filter, false);
    return text.length > queryCharacters ? tooLong(text.length) : { output: text };
  },
};

/** A filter as one query: of a log-match alert, a log-based metric or a sink. */
export const toCloudLoggingQuery = (filter: Filter, purpose: Purpose = "match"): Rendered<string> =>
  render(forCloud(filter, "gcp"), purpose, query);

/** The alternatives of a filter in as few texts as the limit allows; undefined where one alone is too long. */
const pieces = (filter: Filter): readonly string[] | undefined => {
  const whole = textOf(filter, false);
  if (whole.length <= queryCharacters) return [whole];
  const alternatives =
    filter.kind === "or"
      ? filter.any
      : filter.kind === "equal"
        ? filter.values.map((value) => equal(filter.field, [value], filter.fold))
        : [];
  if (alternatives.length < 2) return undefined;
  const half = Math.ceil(alternatives.length / 2);
  const found = [alternatives.slice(0, half), alternatives.slice(half)].map((part) =>
    pieces(part.length === 1 ? part[0]! : either(...part)),
  );
  return found.every((part) => part !== undefined) ? found.flat() : undefined;
};

const exclusions: Target<readonly string[]> = {
  name,
  renderingOf,
  write: (filter) => {
    const texts = pieces(filter);
    if (texts === undefined) return tooLong(textOf(filter, false).length);
    const split = issue("notice", "rule-split", [], { target: name, count: texts.length, unit: "exclusion" });
    return { output: texts, ...(texts.length > 1 && { issues: [split] }) };
  },
};

/** A filter as exclusions of a sink: an entry is left out where one of them matches. */
export const toCloudLoggingExclusions = (filter: Filter): Rendered<readonly string[]> =>
  render(forCloud(filter, "gcp"), "exclude", exclusions);

/** What the exclusions of a filter leave out, as a filter of the event and over the entry: where it can't be said, less. */
export const excludedEntries = (filter: Filter): Filter => {
  const { output, fidelity } = toCloudLoggingExclusions(filter);
  if (output === undefined) return never;
  return fidelity === "exact" ? filter : approximate(forCloud(filter, "gcp"), "under", renderingOf).filter;
};
