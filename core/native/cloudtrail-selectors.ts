import { isObject } from "../object.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

const operators = {
  Equals: (value: string, given: string) => value === given,
  StartsWith: (value: string, given: string) => value.startsWith(given),
  EndsWith: (value: string, given: string) => value.endsWith(given),
} as const;

type Comparison = keyof typeof operators;
type Operator = Comparison | `Not${Comparison}`;

const comparisons = Object.keys(operators) as Comparison[];
const allOperators: readonly Operator[] = [...comparisons, ...comparisons.map((name) => `Not${name}` as const)];

/** What a category of events lets be asked of one field; all operators and any values where it says nothing. */
interface FieldRule {
  required?: true;
  operators?: readonly Operator[];
  values?: readonly string[];
  /** Exactly one value. */
  single?: true;
}

const category: FieldRule = { required: true, operators: ["Equals"], single: true };
const readOnly: FieldRule = { operators: ["Equals"], values: ["true", "false"], single: true };

/**
 * What a trail allows; an event data store allows more.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
const fields = {
  Management: {
    eventCategory: category,
    readOnly,
    eventSource: { operators: ["NotEquals"], values: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] },
  },
  Data: {
    eventCategory: category,
    "resources.type": { required: true, operators: ["Equals"], single: true },
    readOnly,
    eventName: {},
    eventSource: {},
    eventType: {},
    "resources.ARN": {},
    sessionCredentialFromConsole: {},
    "userIdentity.arn": {},
  },
  NetworkActivity: {
    eventCategory: category,
    eventSource: { required: true, operators: ["Equals"], single: true },
    eventName: {},
    errorCode: { operators: ["Equals"], values: ["VpceAccessDenied"] },
    vpcEndpointId: {},
    "userIdentity.arn": {},
  },
} as const satisfies Record<string, Record<string, FieldRule>>;

export type EventCategory = keyof typeof fields;

export interface FieldCondition {
  field: string;
  operator: Operator;
  values: readonly string[];
}

/** The conditions of one selector, of which all must hold. */
export interface EventSelector {
  category: EventCategory;
  conditions: readonly FieldCondition[];
}

/** A trail stores what one of its selectors selects. */
export type EventSelectors = readonly EventSelector[];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
export const selectorValues = 500;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
const valueCharacters = 2_048;

type Report = (path: string, message: string) => void;

/** The API writes names with a capital letter, infrastructure code without one. */
const named = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const listed = (names: readonly string[]): string => names.join(", ");

const readValues = (values: unknown, path: string, report: Report): string[] => {
  if (!Array.isArray(values) || values.length === 0) {
    report(path, "must be an array of at least one string");
    return [];
  }
  return values.filter((value, index): value is string => {
    const valid = typeof value === "string" && value.length >= 1 && value.length <= valueCharacters;
    if (!valid) report(`${path}[${index}]`, `must be a string of 1 to ${valueCharacters} characters`);
    return valid;
  });
};

const readFieldSelector = (value: unknown, path: string, report: Report): FieldCondition[] => {
  const entries = isObject(value) ? Object.entries(value).map(([name, inner]) => [named(name), inner] as const) : [];
  const field = entries.find(([name]) => name === "Field")?.[1];
  if (typeof field !== "string") {
    report(path, "must be an object with a Field and at least one operator");
    return [];
  }
  const conditions: FieldCondition[] = [];
  for (const [name, values] of entries) {
    if (name === "Field" || values === undefined) continue;
    const operator = allOperators.find((one) => one === name);
    if (operator === undefined) report(path, `operator ${name} does not exist; it is one of ${listed(allOperators)}`);
    else conditions.push({ field, operator, values: readValues(values, `${path}.${name}`, report) });
  }
  if (entries.filter(([, values]) => values !== undefined).length < 2) report(path, `${field} has no operator`);
  return conditions;
};

const readCategory = (conditions: readonly FieldCondition[]): EventCategory | undefined => {
  const [only, ...more] = conditions.filter(({ field }) => field === "eventCategory");
  if (only === undefined || more.length > 0 || only.operator !== "Equals" || only.values.length !== 1) return undefined;
  return Object.keys(fields).find((one): one is EventCategory => one === only.values[0]);
};

const checkCondition = (condition: FieldCondition, rule: FieldRule, path: string, report: Report): void => {
  const { field, operator, values } = condition;
  if (rule.operators && !rule.operators.includes(operator)) {
    report(path, `${field} takes ${listed(rule.operators)}, not ${operator}`);
  }
  const foreign = rule.values && values.find((value) => !rule.values?.includes(value));
  if (rule.values && foreign !== undefined) {
    report(path, `${field} may be ${listed(rule.values)}, not ${JSON.stringify(foreign)}`);
  }
  if (rule.single && values.length > 1) report(path, `${field} takes one value; add a selector for each other`);
};

const readSelector = (value: unknown, path: string, report: Report): EventSelector | undefined => {
  const entries = isObject(value) ? Object.entries(value) : [];
  const list = entries.find(([name]) => named(name) === "FieldSelectors")?.[1];
  if (!Array.isArray(list)) {
    report(path, "must be an object with an array of FieldSelectors");
    return undefined;
  }
  const inner = `${path}.FieldSelectors`;
  const conditions = list.flatMap((one, index) => readFieldSelector(one, `${inner}[${index}]`, report));
  const category = readCategory(conditions);
  if (category === undefined) {
    report(inner, `eventCategory must be asked for once, with Equals and one of ${listed(Object.keys(fields))}`);
    return undefined;
  }
  const rules: Record<string, FieldRule> = fields[category];
  for (const condition of conditions) {
    const rule = Object.hasOwn(rules, condition.field) ? rules[condition.field] : undefined;
    if (rule) checkCondition(condition, rule, inner, report);
    else
      report(
        inner,
        `${condition.field} is not allowed for ${category} events on a trail; allowed: ${listed(Object.keys(rules))}`,
      );
  }
  for (const [field, { required }] of Object.entries(rules)) {
    if (required && !conditions.some((one) => one.field === field))
      report(inner, `${field} is required for ${category} events`);
  }
  return { category, conditions };
};

/**
 * Reads a trail's advanced event selectors, an array as PutEventSelectors takes it. The problems' position is always 0:
 * their message names the path in the JSON.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
export const parseEventSelectors = (json: unknown): Parsed<EventSelectors> => {
  const problems: SyntaxProblem[] = [];
  const report: Report = (path, message) => {
    problems.push({ at: 0, message: `${path}: ${message}` });
  };
  const list: unknown[] = Array.isArray(json) ? json : [];
  if (list.length === 0) report("selectors", "must be an array of at least one selector");
  const filter = list.flatMap((one, index) => readSelector(one, `[${index}]`, report) ?? []);
  const total = filter.flatMap(({ conditions }) => conditions.flatMap(({ values }) => values)).length;
  if (total > selectorValues)
    report("selectors", `${total} values are more than the ${selectorValues} allowed on a trail`);
  return problems.length > 0 ? { problems } : { filter };
};

const textOf = (value: unknown): string | undefined => {
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? value : undefined;
};

const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Several values are alternatives; of a negated operator none may hold, and a field that the record lacks equals none. */
const holds = ({ operator, values }: FieldCondition, given: string | undefined): boolean => {
  const comparison = comparisons.find((one) => one === operator);
  const compare = operators[comparison ?? (operator.slice("Not".length) as Comparison)];
  return (given !== undefined && values.some((value) => compare(given, value))) === (comparison !== undefined);
};

/**
 * Records before version 1.07 name no category. All but management events say so in managementEvent.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const categoryOf = (record: unknown): unknown =>
  own(record, "eventCategory") ?? (own(record, "managementEvent") === false ? "Data" : "Management");

const resourcesOf = (record: unknown): unknown[] => {
  const resources = own(record, "resources");
  return Array.isArray(resources) ? resources : [];
};

const isOfResource = ({ field }: FieldCondition): boolean => field.startsWith("resources.");

/** Listing names the beginning of what it lists, in ARNPrefix. */
const ofResource = (resource: unknown, field: string): string | undefined =>
  textOf(field === "resources.type" ? own(resource, "type") : (own(resource, "ARN") ?? own(resource, "ARNPrefix")));

/** The type and the ARN are of one resource: an object's record names the bucket beside it. */
const selectsResource = (conditions: readonly FieldCondition[], record: unknown): boolean =>
  resourcesOf(record).some((resource) =>
    conditions.filter(isOfResource).every((condition) => holds(condition, ofResource(resource, condition.field))),
  );

const selectsOne = ({ category, conditions }: EventSelector, record: unknown): boolean => {
  if (categoryOf(record) !== category) return false;
  const ofRecord = conditions.filter((one) => !isOfResource(one) && one.field !== "eventCategory");
  const everyHolds = ofRecord.every((condition) => {
    const [head = "", tail] = condition.field.split(".");
    const value = own(record, head);
    return holds(condition, textOf(tail === undefined ? value : own(value, tail)));
  });
  return everyHolds && (category !== "Data" || selectsResource(conditions, record));
};

/** Which of the selectors hold of a record's resources; of those that are not about resources, as if they did not. */
export const selectorsOfResources = (selectors: EventSelectors, record: unknown): readonly boolean[] =>
  selectors.map(({ category, conditions }) => category === "Data" && selectsResource(conditions, record));

/** Does a trail with the selectors store the CloudTrail record? */
export const selects = (selectors: EventSelectors, record: unknown): boolean =>
  isObject(record) && selectors.some((selector) => selectsOne(selector, record));
