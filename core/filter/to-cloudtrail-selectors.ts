import { approximate, type Reason, type Rendering } from "./approximate.ts";
import {
  always,
  both,
  type Comparison,
  either,
  equal,
  type Filter,
  fieldText,
  never,
  not,
  recordField,
  type Scalar,
} from "./ast.ts";
import { inCloudTrail, spelled } from "./aws-record.ts";
import { forCloud } from "./for-cloud.ts";
import { comparisonOf, type Literal, normalize } from "./normalize.ts";
import { cannot, type Rendered } from "./rendered.ts";
import { rewrite } from "./rewrite.ts";
import { type Term, termsOf } from "./terms.ts";

export type Operator = "equals" | "notEquals" | "startsWith" | "notStartsWith" | "endsWith" | "notEndsWith";

/** Values of one operator are alternatives; of a negated one none may hold. */
export type FieldSelector = { field: string } & { [O in Operator]?: string[] };

/** One of a trail's advanced event selectors: its conditions must all hold. */
export type EventSelector = { name: string; fieldSelectors: FieldSelector[] };

/**
 * The fields that each category of events can be asked of on a trail, and with what. A field that a record may lack takes
 * no negation: whether CloudTrail then stores the event is documented nowhere.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
const capabilities = {
  Management: { readOnly: ["equals"], eventSource: ["notEquals"] },
  Data: {
    "resources.type": ["equals"],
    readOnly: ["equals"],
    eventName: ["equals", "notEquals", "startsWith", "notStartsWith", "endsWith", "notEndsWith"],
    eventSource: ["equals", "notEquals", "startsWith", "notStartsWith", "endsWith", "notEndsWith"],
    "userIdentity.arn": ["equals", "startsWith", "endsWith"],
  },
} as const satisfies Record<string, Record<string, readonly Operator[]>>;

type Category = keyof typeof capabilities;
const categories = Object.keys(capabilities) as Category[];

/** The only sources of management events that a trail can leave out. */
const excludableSources: readonly string[] = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const mostValues = 500;
/** Ours: a spec that asks for more is no longer readable in the console. */
const mostSelectors = 50;

/** The name by which scanners know a selector that captures all management events. */
export const managementSelectorName = "Management events selector";

/** What the category of an event decides of its record. Every record that a trail delivers says whether it is a read. */
const assumed = (filter: Filter, category: Category): Filter => {
  const known: Readonly<Record<string, Scalar>> = {
    eventCategory: category,
    managementEvent: category === "Management",
  };
  return rewrite(filter, (comparison) => {
    if (comparison.field.of !== "record") return comparison;
    const [name, ...more] = comparison.field.path;
    if (name === undefined || more.length > 0) return comparison;
    if (comparison.kind === "present" && (name === "readOnly" || Object.hasOwn(known, name))) return always;
    if (comparison.kind !== "equal" || !Object.hasOwn(known, name)) return comparison;
    const same = (value: Scalar): boolean => String(value).toLowerCase() === String(known[name]).toLowerCase();
    return comparison.values.some(same) ? always : never;
  });
};

interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

const operatorOf = (comparison: Comparison): "equals" | "startsWith" | "endsWith" | undefined => {
  if (comparison.kind === "equal") return "equals";
  if (comparison.kind !== "like" || comparison.parts.length !== 2) return undefined;
  const [first, last] = comparison.parts;
  if (last === "" && first !== "") return "startsWith";
  return first === "" && last !== "" ? "endsWith" : undefined;
};

const negatives = { equals: "notEquals", startsWith: "notStartsWith", endsWith: "notEndsWith" } as const;

const textsOf = (comparison: Comparison): readonly string[] => {
  if (comparison.kind === "like") return [comparison.parts.join("")];
  return comparison.kind === "equal" ? comparison.values.map((value) => spelled(comparison.field, String(value))) : [];
};

/** A literal as a condition of a selector, where the category has one for it. */
const conditionOf = (literal: Literal, category: Category): Condition | undefined => {
  const comparison = comparisonOf(literal);
  if (comparison.field.of !== "record") return undefined;
  const field = comparison.field.path.join(".");
  const positive = operatorOf(comparison);
  if (positive === undefined) return undefined;
  if (field === "readOnly") return readOnlyCondition(literal);
  const operator = literal.kind === "not" ? negatives[positive] : positive;
  const allowed: Readonly<Record<string, readonly Operator[]>> = capabilities[category];
  if (!allowed[field]?.includes(operator)) return undefined;
  const values = textsOf(comparison);
  if (category === "Management" && !values.every((value) => excludableSources.includes(value))) return undefined;
  return { field, operator, values };
};

/** Every record has the flag, so that one that is not true is false. */
const readOnlyCondition = (literal: Literal): Condition | undefined => {
  const comparison = comparisonOf(literal);
  if (comparison.kind !== "equal" || comparison.values.length !== 1) return undefined;
  const [value] = comparison.values;
  if (typeof value !== "boolean") return undefined;
  return { field: "readOnly", operator: "equals", values: [String(value !== (literal.kind === "not"))] };
};

const lacks = {
  Management: (field: string) => `no condition on ${field} for management events`,
  Data: (field: string) => `no such condition on ${field} for data events`,
} as const satisfies Record<Category, (field: string) => string>;

const renderingOf = (literal: Literal, category: Category): Rendering => {
  if (conditionOf(literal, category) !== undefined) return { exact: literal };
  const { field } = comparisonOf(literal);
  return cannot(literal, lacks[category](fieldText(field).replace(/^native\./, "")));
};

interface Selected {
  readonly selectors: readonly EventSelector[];
  readonly reasons: readonly Reason[];
  /** Does a data event match that no selector can be written for? */
  readonly misses: boolean;
}

const nothing: Selected = { selectors: [], reasons: [], misses: false };

/** Conditions with the same field and operator in one, where that says the same. */
const joined = (conditions: readonly Condition[]): readonly Condition[] | undefined => {
  const found = new Map<string, Condition>();
  for (const condition of conditions) {
    const key = `${condition.field} ${condition.operator}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, condition);
    else if (condition.operator.startsWith("not")) {
      found.set(key, { ...before, values: [...new Set([...before.values, ...condition.values])] });
    } else if (condition.operator === "equals") {
      const values = before.values.filter((value) => condition.values.includes(value));
      if (values.length === 0) return undefined;
      found.set(key, { ...before, values });
    }
    // Of two beginnings or ends the first is asked for: the selector is then wider, which it may be.
  }
  return [...found.values()];
};

const selectorOf = (term: Term, category: Category): readonly EventSelector[] => {
  const conditions = joined(term.flatMap((literal) => conditionOf(literal, category) ?? []));
  if (conditions === undefined) return [];
  const fields = new Map<string, FieldSelector>([["eventCategory", { field: "eventCategory", equals: [category] }]]);
  for (const { field, operator, values } of conditions) {
    fields.set(field, { ...(fields.get(field) ?? { field }), [operator]: [...values] });
  }
  return [
    { name: category === "Management" ? managementSelectorName : "Data events", fieldSelectors: [...fields.values()] },
  ];
};

const isDoubled = (term: Term, category: Category): boolean => {
  const keys = term.flatMap((literal) => {
    const condition = conditionOf(literal, category);
    return condition === undefined || !/^(?:starts|ends)/.test(condition.operator)
      ? []
      : [`${condition.field} ${condition.operator}`];
  });
  return new Set(keys).size < keys.length;
};

const isTyped = (term: Term): boolean =>
  term.some(
    (literal) =>
      literal.kind === "equal" && literal.field.of === "record" && literal.field.path.join(".") === "resources.type",
  );

/** A selector of data events names one type of resources: of several there are several selectors. */
const byType = (term: Term): readonly Term[] => {
  const type = term.find((literal) => literal.kind === "equal" && fieldText(literal.field) === "native.resources.type");
  if (type?.kind !== "equal" || type.values.length < 2) return [term];
  return type.values.map((value) =>
    term.map((literal) => (literal === type ? (equal(type.field, [value], false) as Literal) : literal)),
  );
};

const selectedOf = (filter: Filter, category: Category): Selected => {
  const near = approximate(normalize(assumed(filter, category)), "over", (literal) => renderingOf(literal, category));
  const terms = termsOf(near.filter, mostSelectors);
  if (terms === undefined) return { ...nothing, misses: true };
  const typed = category === "Data" ? terms.filter(isTyped).flatMap(byType) : terms;
  const doubled = typed.filter((term) => isDoubled(term, category));
  const reasons = doubled.flatMap((term) =>
    term.slice(0, 1).map((literal): Reason => ({ literal, lacks: "no two beginnings or ends of one field" })),
  );
  return {
    selectors: typed.flatMap((term) => selectorOf(term, category)),
    reasons: [...near.reasons, ...reasons],
    misses: category === "Data" && terms.some((term) => !isTyped(term)),
  };
};

/** Selectors for a filter over CloudTrail's own records. */
const select = (filter: Filter): Selected => {
  const all = categories.map((category) => selectedOf(filter, category));
  return {
    selectors: all.flatMap(({ selectors }) => selectors),
    reasons: all.flatMap(({ reasons }) => reasons),
    misses: all.some(({ misses }) => misses),
  };
};
