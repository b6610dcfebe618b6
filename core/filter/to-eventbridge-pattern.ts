import { type Issue, issue } from "../contract/issues.ts";
import { type Approximation, approximate, type Reason } from "./approximate.ts";
import { type Filter, fieldText } from "./ast.ts";
import { inCloudTrail } from "./aws-record.ts";
import { mayBeLists, pathKind } from "./cloudtrail-paths.ts";
import {
  comparedByCase,
  eventBridgeRendering,
  negativeTest,
  positiveTests,
  type ValueTest,
} from "./eventbridge-tests.ts";
import { forCloud } from "./for-cloud.ts";
import { eventPatternCharacters } from "./limits-aws.ts";
import { comparisonOf, type Literal, normalize } from "./normalize.ts";
import type { Rendered } from "./rendered.ts";
import { rewrite } from "./rewrite.ts";
import { type Term, termsOf } from "./terms.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [field: string]: unknown };

const target = "EventBridge";

/** Of API calls, sign-ins, console actions and service events alike. https://docs.aws.amazon.com/eventbridge/latest/ref/events.html */
const detailType = { "detail-type": [{ suffix: " via CloudTrail" }] } as const;

/** Ours: more alternatives than that are no rule that anybody reads. */
const mostTerms = 200;

/** Tests by path, of which one per path must pass. */
type Alternative = ReadonlyMap<string, readonly ValueTest[]>;

interface Built {
  readonly alternative: Alternative | undefined;
  /** What could not be asked beside the rest. */
  readonly reasons: readonly Reason[];
}

const pathOf = (literal: Literal): readonly string[] => {
  const { field } = comparisonOf(literal);
  return field.of === "record" ? field.path : [fieldText(field)];
};

const lacksTwice = "no two conditions on one field";
const lacksList = "no two conditions on different elements of a list";

const isMissing = (literal: Literal): boolean => literal.kind === "not" && literal.of.kind === "present";

/** The tests of one path's literals; a path can be tested once, by one list of alternatives. */
const testsOf = (literals: readonly Literal[]): { tests: readonly ValueTest[]; left: readonly Literal[] } => {
  const isPresent = literals.some(({ kind }) => kind === "present");
  const rest = literals.filter(({ kind }) => kind !== "present");
  const [first] = rest;
  if (first === undefined) return { tests: [{ exists: true }], left: [] };
  const positives = rest.filter(({ kind }) => kind !== "not");
  const [positive, ...others] = positives;
  if (positive !== undefined) {
    const left = [...others, ...rest.filter(({ kind }) => kind === "not")];
    return { tests: positiveTests(comparisonOf(positive)), left };
  }
  // What is missing is nothing else either.
  if (rest.some(isMissing)) return { tests: [{ exists: false }], left: [] };
  const equals = rest.filter((one) => comparisonOf(one).kind === "equal");
  const [base] = equals;
  const joined = base === undefined ? [first] : equals.filter((one) => isLike(one, base));
  const test = negativeTest(joinedComparison(joined));
  return { tests: isPresent ? [test] : [test, { exists: false }], left: rest.filter((one) => !joined.includes(one)) };
};

const typesOf = (literal: Literal): string => {
  const comparison = comparisonOf(literal);
  return comparison.kind === "equal"
    ? `${comparison.fold} ${[...new Set(comparison.values.map((one) => typeof one))].join()}`
    : "";
};

const isLike = (one: Literal, other: Literal): boolean => typesOf(one) === typesOf(other);

const joinedComparison = (literals: readonly Literal[]): ReturnType<typeof comparisonOf> => {
  const first = comparisonOf(literals[0]!);
  if (first.kind !== "equal") return first;
  const values = literals.flatMap((one) => {
    const comparison = comparisonOf(one);
    return comparison.kind === "equal" ? comparison.values : [];
  });
  return { ...first, values: [...new Set(values)] };
};

/** Of a list, one element may pass one condition and another the next. */
const mayHoldSeveral = (path: readonly string[]): boolean => ["open", "element"].includes(pathKind(path));

/** The values that pass two lists of values of one path. */
const intersected = (literals: readonly Literal[]): readonly Literal[] | undefined => {
  const equals = literals.filter(
    (one) => one.kind === "equal" && one.fold === (literals.find(({ kind }) => kind === "equal") as typeof one).fold,
  );
  const [first, ...others] = equals;
  if (first?.kind !== "equal" || others.length === 0 || mayHoldSeveral(pathOf(first))) return literals;
  const same = (value: unknown): unknown => (first.fold ? String(value).toLowerCase() : value);
  const values = first.values.filter((value) =>
    others.every((other) => other.kind === "equal" && other.values.some((one) => same(one) === same(value))),
  );
  if (values.length === 0) return undefined;
  return [{ ...first, values }, ...literals.filter((one) => !equals.includes(one))];
};

/** A conjunction as tests by path: undefined where it can't hold. */
const built = (term: Term): Built => {
  const byPath = new Map<string, Literal[]>();
  for (const literal of term) {
    const path = pathOf(literal).join(".");
    byPath.set(path, [...(byPath.get(path) ?? []), literal]);
  }
  const alternative = new Map<string, readonly ValueTest[]>();
  const reasons: Reason[] = [];
  const lists = new Set<string>();
  for (const [path, given] of byPath) {
    const literals = intersected(given);
    const isContradiction = literals?.some(isMissing) && literals.some(({ kind }) => kind !== "not");
    if (literals === undefined || isContradiction) return { alternative: undefined, reasons: [] };
    const prefixes = mayBeLists(pathOf(literals[0]!));
    const shared = prefixes.some((prefix) => lists.has(prefix));
    if (shared) {
      reasons.push({ literal: literals[0]!, lacks: lacksList });
      continue;
    }
    for (const prefix of prefixes) lists.add(prefix);
    const { tests, left } = testsOf(literals);
    reasons.push(...left.map((literal): Reason => ({ literal, lacks: lacksTwice })));
    alternative.set(path, tests);
  }
  return { alternative, reasons };
};

const put = (root: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [first = "", ...rest] = path;
  if (rest.length === 0) root[first] = value;
  else {
    root[first] ??= {};
    put(root[first] as Record<string, unknown>, rest, value);
  }
};

const detailOf = (alternative: Alternative): EventPattern => {
  const detail: Record<string, unknown> = {};
  for (const [path, tests] of alternative) put(detail, path.split("."), tests);
  return Object.keys(detail).length === 0 ? {} : { detail };
};

const patternOf = (alternatives: readonly Alternative[]): EventPattern => {
  const [only] = alternatives;
  if (alternatives.length === 1) return { ...detailType, ...detailOf(only!) };
  return { ...detailType, $or: alternatives.map(detailOf) };
};

const lengthOf = (pattern: EventPattern): number => JSON.stringify(pattern).length;

/** One alternative in parts, its longest list of values in halves; undefined where no list is left to halve. */
const halves = (alternative: Alternative): readonly Alternative[] | undefined => {
  const lists = [...alternative].filter(([, tests]) => tests.length > 1);
  const [path, tests] = lists.toSorted(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? [];
  if (path === undefined || tests === undefined) return undefined;
  const middle = Math.ceil(tests.length / 2);
  return [tests.slice(0, middle), tests.slice(middle)].map((part) => new Map([...alternative, [path, part]]));
};

const isFitting = (alternative: Alternative): boolean => lengthOf(patternOf([alternative])) <= eventPatternCharacters;

/** With the longest test alone of each list: if that doesn't fit, no part does. */
const leastOf = (alternative: Alternative): Alternative =>
  new Map(
    [...alternative].map(([path, tests]) => [
      path,
      tests.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length).slice(0, 1),
    ]),
  );

/** Ours: an alternative in more parts is no rule that anybody reads. */
const mostParts = 64;

const fitting = (alternative: Alternative): readonly Alternative[] | undefined => {
  if (isFitting(alternative)) return [alternative];
  if (!isFitting(leastOf(alternative))) return undefined;
  const fits: Alternative[] = [];
  const waiting: Alternative[] = [alternative];
  while (waiting.length > 0) {
    const next = waiting.shift()!;
    if (isFitting(next)) fits.push(next);
    else waiting.unshift(...(halves(next) ?? []));
    if (fits.length + waiting.length > mostParts) return undefined;
  }
  return fits;
};

/** As many alternatives in each pattern as its length allows. */
const packed = (alternatives: readonly Alternative[]): readonly EventPattern[] => {
  const patterns: Alternative[][] = [];
  for (const alternative of alternatives) {
    const last = patterns[patterns.length - 1];
    if (last !== undefined && lengthOf(patternOf([...last, alternative])) <= eventPatternCharacters)
      last.push(alternative);
    else patterns.push([alternative]);
  }
  return patterns.map(patternOf);
};

const uniqueLacks = (reasons: readonly Reason[]): readonly string[] => [...new Set(reasons.map(({ lacks }) => lacks))];

const refusal = (filter: Filter, found: Issue): Rendered<never> => ({
  output: undefined,
  fidelity: "unsupported",
  residual: filter,
  issues: [found],
});

const issuesOf = (patterns: readonly EventPattern[], term: readonly Literal[]): Issue[] => {
  const texts = [...new Set(term.flatMap(comparedByCase))];
  return [
    ...(texts.length === 0 ? [] : [issue("warning", "rule-by-case", [], { target, texts })]),
    ...(patterns.length < 2
      ? []
      : [issue("notice", "rule-split", [], { target, count: patterns.length, unit: "rule" })]),
  ];
};

const nearestOf = (filter: Filter): Approximation =>
  approximate(normalize(rewrite(filter, inCloudTrail)), "over", eventBridgeRendering);

/** A filter as event patterns of a rule on the event bus: an event matches where one of them does. */
export const toEventBridgePatterns = (given: Filter): Rendered<readonly EventPattern[]> => {
  const filter = forCloud(given, "aws");
  const near = nearestOf(filter);
  if (near.filter.kind === "constant" && near.isExact && !near.filter.value) {
    return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  }
  const unsupported = (lacks: readonly string[]): Rendered<never> =>
    refusal(filter, issue("error", "rule-unsupported", [], { target, purpose: "match", lacks }));
  if (near.filter.kind === "constant" && !near.isExact) return unsupported(uniqueLacks(near.reasons));
  const terms = termsOf(near.filter, mostTerms);
  if (terms === undefined) return unsupported([`no more than ${mostTerms} alternatives`]);
  const found = terms.map(built);
  const reasons = [...near.reasons, ...found.flatMap((one) => one.reasons)];
  const alternatives = found.flatMap(({ alternative }) => alternative ?? []);
  if (alternatives.length === 0) return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  if (alternatives.some(({ size }) => size === 0) && reasons.length > 0) return unsupported(uniqueLacks(reasons));
  const parts = alternatives.map(fitting);
  const tooLong = parts.indexOf(undefined);
  if (tooLong !== -1) {
    const characters = lengthOf(patternOf([alternatives[tooLong]!]));
    const params = { target, found: characters, max: eventPatternCharacters, unit: "characters" };
    return refusal(filter, issue("error", "rule-too-long", [], params));
  }
  const patterns = packed(parts.flatMap((part) => part ?? []));
  const issues = issuesOf(patterns, terms.flat());
  if (reasons.length === 0) return { output: patterns, fidelity: "exact", residual: undefined, issues };
  const wider = issue("warning", "rule-wider", [], { target, purpose: "match", lacks: uniqueLacks(reasons) });
  return { output: patterns, fidelity: "wider", residual: filter, issues: [wider, ...issues] };
};
