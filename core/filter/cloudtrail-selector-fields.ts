import type { Rendering } from "./approximate.ts";
import {
  always,
  type Comparison,
  equal,
  type Filter,
  fieldText,
  like,
  never,
  recordField,
  type Scalar,
} from "./ast.ts";
import { comparisonOf, type Literal } from "./normalize.ts";
import { cannot } from "./rendered.ts";
import { rewrite } from "./rewrite.ts";

export type Operator = "equals" | "notEquals" | "startsWith" | "notStartsWith" | "endsWith" | "notEndsWith";

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

export type Category = keyof typeof capabilities;
export const categories = Object.keys(capabilities) as Category[];

/** The only sources of management events that a trail can leave out. */
const excludableSources: readonly string[] = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

/** The values of a category that events of the selectors' categories can have. */
const commonCategories = {
  Management: ["management", "identity", "system"],
  Data: ["data"],
} as const satisfies Record<Category, readonly string[]>;

/** A comparison with the event's category, as far as the selectors' category decides it. */
const categoryKnown = (comparison: Comparison, category: Category): Filter => {
  const possible: readonly string[] = commonCategories[category];
  if (comparison.kind === "present") return always;
  if (comparison.kind !== "equal") return comparison;
  const matching = possible.filter((one) => comparison.values.some((value) => String(value).toLowerCase() === one));
  if (matching.length === 0) return never;
  return matching.length === possible.length ? always : comparison;
};

const onPath = (comparison: Comparison, ...path: readonly string[]): Filter => {
  const field = recordField(...path);
  switch (comparison.kind) {
    case "equal":
      return equal(field, comparison.values, comparison.fold);
    case "like":
      return like(field, comparison.parts, comparison.fold);
    case "present":
      return always;
    default:
      return comparison;
  }
};

/** An actor's ARN is in one place, and nothing else that names an actor begins like one. */
const isArn = (comparison: Comparison): boolean =>
  (comparison.kind === "equal" && comparison.values.every((value) => /^arn:/i.test(String(value)))) ||
  (comparison.kind === "like" && /^arn:/i.test(comparison.parts[0] ?? ""));

/** The fields of events that a selector has; every record says what it did where, and whether it is a read. */
const onRecord = (comparison: Comparison): Filter => {
  if (comparison.field.of === "record") return comparison;
  switch (comparison.field.name) {
    case "operation":
      return onPath(comparison, "eventName");
    case "service":
      return onPath(comparison, "eventSource");
    case "access":
      if (comparison.kind !== "equal") return comparison.kind === "present" ? always : comparison;
      return equal(
        recordField("readOnly"),
        comparison.values.map((value) => String(value).toLowerCase() === "read"),
        false,
      );
    case "actor.id":
      return isArn(comparison) ? onPath(comparison, "userIdentity", "arn") : comparison;
    default:
      return comparison;
  }
};

/** A filter over the fields of selectors, with what the category of an event decides. */
export const inCategory = (filter: Filter, category: Category): Filter => {
  const known: Readonly<Record<string, Scalar>> = {
    eventCategory: category,
    managementEvent: category === "Management",
  };
  return rewrite(filter, (given) => {
    if (given.field.of === "event" && given.field.name === "category") return categoryKnown(given, category);
    const comparison = onRecord(given);
    if (comparison.kind !== "equal" && comparison.kind !== "present") return comparison;
    const name = fieldText(comparison.field).slice("native.".length);
    if (comparison.kind === "present") {
      return Object.hasOwn(known, name) || ["readOnly", "eventName", "eventSource"].includes(name)
        ? always
        : comparison;
    }
    if (name === "readOnly" && new Set(comparison.values).size === 2) return always;
    if (!Object.hasOwn(known, name)) return comparison;
    return comparison.values.includes(known[name]!) ? always : never;
  });
};

export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

const positiveOperator = (comparison: Comparison): "equals" | "startsWith" | "endsWith" | undefined => {
  if (comparison.kind === "equal") return "equals";
  if (comparison.kind !== "like" || comparison.parts.length !== 2) return undefined;
  const [first, last] = comparison.parts;
  if (last === "" && first !== "") return "startsWith";
  return first === "" && last !== "" ? "endsWith" : undefined;
};

const negatives = { equals: "notEquals", startsWith: "notStartsWith", endsWith: "notEndsWith" } as const;

const textsOf = (comparison: Comparison): readonly string[] | undefined => {
  if (comparison.kind === "like") return [comparison.parts.join("")];
  if (comparison.kind !== "equal" || !comparison.values.every((value) => typeof value === "string")) return undefined;
  return comparison.values.map(String);
};

/** Every record has the flag, so that one that is not true is false. */
const readOnlyCondition = (literal: Literal): Condition | undefined => {
  const comparison = comparisonOf(literal);
  const [value, ...others] = comparison.kind === "equal" ? comparison.values : [];
  if (typeof value !== "boolean" || others.length > 0) return undefined;
  return { field: "readOnly", operator: "equals", values: [String(value !== (literal.kind === "not"))] };
};

/** AWS's limit of one value. */
const valueCharacters = 2_048;

/** A literal as a condition of a selector, where the category has one for it. */
export const conditionOf = (literal: Literal, category: Category): Condition | undefined => {
  const comparison = comparisonOf(literal);
  if (comparison.field.of !== "record") return undefined;
  const field = comparison.field.path.join(".");
  if (field === "readOnly") return readOnlyCondition(literal);
  const positive = positiveOperator(comparison);
  const values = textsOf(comparison);
  if (positive === undefined || values === undefined) return undefined;
  if (values.some((value) => value === "" || value.length > valueCharacters)) return undefined;
  const operator = literal.kind === "not" ? negatives[positive] : positive;
  const allowed: Readonly<Record<string, readonly Operator[]>> = capabilities[category];
  if (!allowed[field]?.includes(operator)) return undefined;
  if (category === "Management" && !values.every((value) => excludableSources.includes(value))) return undefined;
  return { field, operator, values };
};

const lacks = {
  Management: (field: string) => `no such condition on ${field} of management events`,
  Data: (field: string) => `no such condition on ${field} of data events`,
} as const satisfies Record<Category, (field: string) => string>;

/** What a selector makes of a literal of its category. */
export const selectorRendering = (literal: Literal, category: Category): Rendering => {
  if (conditionOf(literal, category) !== undefined) return { exact: literal };
  return cannot(literal, lacks[category](fieldText(comparisonOf(literal).field)));
};
