import { issue } from "../contract/issues.ts";
import { approximate, type Reason } from "./approximate.ts";
import { equal, type Filter, fieldText } from "./ast.ts";
import { hasCase } from "./aws-spelling.ts";
import {
  type Category,
  type Condition,
  categories,
  conditionOf,
  inCategory,
  type Operator,
  selectorRendering,
} from "./cloudtrail-selector-fields.ts";
import { forCloud } from "./for-cloud.ts";
import { comparisonOf, type Literal, normalize } from "./normalize.ts";
import type { Rendered } from "./rendered.ts";
import { type Term, termsOf } from "./terms.ts";

/** Values of one operator are alternatives; of a negated one none may hold. */
export type FieldSelector = { field: string } & { [O in Operator]?: string[] };

/** One of a trail's advanced event selectors: its conditions must all hold. */
export type EventSelector = { name: string; fieldSelectors: FieldSelector[] };

const target = "A trail's event selectors";

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
export const mostSelectorValues = 500;
/** Ours: a trail with more is no longer readable in the console. */
const mostSelectors = 50;

/** The name by which scanners know a selector that captures all management events. */
const names = {
  Management: "Management events selector",
  Data: "Data events selector",
} as const satisfies Record<Category, string>;

/** What was found for one category of events. */
interface Selected {
  readonly selectors: readonly EventSelector[];
  readonly reasons: readonly Reason[];
  /** Why no selector can be written for some of the events. */
  readonly missing: readonly string[];
  /** The texts that the filter compares without regard to case, and a selector by case. */
  readonly byCase: readonly string[];
}

/** Conditions with the same field and operator as one that says the same; undefined where they contradict each other. */
const joined = (conditions: readonly Condition[]): readonly Condition[] | undefined => {
  const found = new Map<string, Condition>();
  for (const condition of conditions) {
    const key = `${condition.field} ${condition.operator}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, condition);
    else if (condition.operator.startsWith("not")) {
      found.set(key, { ...before, values: [...new Set([...before.values, ...condition.values])] });
    } else if (condition.operator === "equals" && condition.field !== "resources.type") {
      const values = before.values.filter((value) => condition.values.includes(value));
      if (values.length === 0) return undefined;
      found.set(key, { ...before, values });
    }
    // Of two that are doubled the first is asked for: the selector is then wider.
  }
  return [...found.values()];
};

const conditionsOf = (term: Term, category: Category): readonly Condition[] =>
  term.flatMap((literal) => conditionOf(literal, category) ?? []);

const selectorOf = (term: Term, category: Category): readonly EventSelector[] => {
  const conditions = joined(conditionsOf(term, category));
  if (conditions === undefined) return [];
  const fields = new Map<string, FieldSelector>([["eventCategory", { field: "eventCategory", equals: [category] }]]);
  for (const { field, operator, values } of conditions) {
    fields.set(field, { ...(fields.get(field) ?? { field }), [operator]: [...values] });
  }
  return [{ name: names[category], fieldSelectors: [...fields.values()] }];
};

/** A selector can ask for one beginning, end or type of resource, not for two that must both be there. */
const isDoubled = (term: Term, category: Category): boolean => {
  const keys = conditionsOf(term, category).flatMap(({ field, operator }) =>
    operator === "startsWith" || operator === "endsWith" || field === "resources.type" ? [`${field} ${operator}`] : [],
  );
  return new Set(keys).size < keys.length;
};

const typeOf = (term: Term): Extract<Literal, { kind: "equal" }> | undefined => {
  const type = term.find((one) => one.kind === "equal" && fieldText(one.field) === "native.resources.type");
  return type?.kind === "equal" ? type : undefined;
};

/** A selector of data events names one type of resources: several types are several selectors. */
const byType = (term: Term): readonly Term[] => {
  const type = typeOf(term);
  if (type === undefined || type.values.length === 1) return [term];
  return type.values.map((value) =>
    term.map((one) => (one === type ? (equal(type.field, [value], false) as Literal) : one)),
  );
};

const lacksTerms = `no more than ${mostSelectors} alternatives`;
const lacksType = "no selector of data events without their resources.type";
const lacksTwo = "no two beginnings, ends or types of one field";

/** The names of services have no case. */
const comparedByCase = (literal: Literal, category: Category): readonly string[] => {
  const comparison = comparisonOf(literal);
  const { field, values } = conditionOf(literal, category) ?? { field: "", values: [] };
  const isMeantWithout = "fold" in comparison && comparison.fold;
  return isMeantWithout && field !== "eventSource" ? values.filter(hasCase) : [];
};

const selectIn = (filter: Filter, category: Category): Selected => {
  const near = approximate(inCategory(filter, category), "over", (literal) => selectorRendering(literal, category));
  const terms = termsOf(near.filter, mostSelectors);
  if (terms === undefined) return { selectors: [], reasons: near.reasons, missing: [lacksTerms], byCase: [] };
  const isData = category === "Data";
  const usable = isData ? terms.filter((term) => typeOf(term) !== undefined) : terms;
  const doubled = usable.filter((term) => isDoubled(term, category));
  return {
    selectors: usable.flatMap((term) => (isData ? byType(term) : [term])).flatMap((term) => selectorOf(term, category)),
    reasons: [...near.reasons, ...doubled.map(([literal]): Reason => ({ literal: literal!, lacks: lacksTwo }))],
    missing: usable.length < terms.length ? [lacksType] : [],
    byCase: usable.flatMap((term) => term.flatMap((literal) => comparedByCase(literal, category))),
  };
};

/** The values of all selectors, of which a trail may have so many. */
export const selectorValues = (selectors: readonly EventSelector[]): number =>
  selectors.flatMap(({ fieldSelectors }) =>
    fieldSelectors.flatMap(({ field: _, ...values }) => Object.values(values).flat()),
  ).length;

/**
 * A filter as a trail's event selectors, which store what one of them selects: management events all, by access, or
 * without KMS or the RDS Data API; data events of named types of resources.
 */
export const toCloudTrailSelectors = (given: Filter): Rendered<readonly EventSelector[]> => {
  const filter = forCloud(given, "aws");
  const found = categories.map((category) => selectIn(filter, category));
  const selectors = found.flatMap((one) => one.selectors);
  const lacks = [...new Set(found.flatMap((one) => [...one.missing, ...one.reasons.map((reason) => reason.lacks)]))];
  const unsupported = (issues: Rendered<never>["issues"]): Rendered<never> => ({
    output: undefined,
    fidelity: "unsupported",
    residual: filter,
    issues,
  });
  if (found.some(({ missing }) => missing.length > 0)) {
    return unsupported([issue("error", "rule-unsupported", [], { target, purpose: "match", lacks })]);
  }
  if (selectors.length === 0) return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  const values = selectorValues(selectors);
  if (values > mostSelectorValues) {
    const params = { target, found: values, max: mostSelectorValues, unit: "values" };
    return unsupported([issue("error", "rule-too-long", [], params)]);
  }
  const texts = [...new Set(found.flatMap(({ byCase }) => byCase))];
  const cases = texts.length === 0 ? [] : [issue("warning", "rule-by-case", [], { target, texts })];
  if (lacks.length === 0) return { output: selectors, fidelity: "exact", residual: undefined, issues: cases };
  const wider = issue("warning", "rule-wider", [], { target, purpose: "match", lacks });
  return { output: selectors, fidelity: "wider", residual: normalize(filter), issues: [wider, ...cases] };
};
