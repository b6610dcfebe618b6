import { RE2JS } from "re2js";
import type { CommonEvent } from "../event/event.ts";
import { isObject } from "../object.ts";
import type { Comparison, Field, Filter, Order } from "./ast.ts";
import type { FieldName } from "./fields.ts";
import { globTest } from "./glob.ts";
import { isInside, readNetwork } from "./network.ts";

export type Test = (event: CommonEvent) => boolean;

const inEvent: { readonly [N in FieldName]: (event: CommonEvent) => unknown } = {
  cloud: (event) => event.cloud,
  account: (event) => event.account,
  region: (event) => event.region,
  category: (event) => event.category,
  activities: (event) => event.activities,
  service: (event) => event.service,
  operation: (event) => event.operation,
  access: (event) => event.access,
  "actor.id": (event) => event.actor.id,
  "actor.type": (event) => event.actor.type,
  sourceIp: (event) => event.sourceIp,
  userAgent: (event) => event.userAgent,
  resource: (event) => event.resources,
  outcome: (event) => event.outcome,
  error: (event) => event.error,
  mfa: (event) => event.mfa,
  severity: (event) => event.severity,
};

/** The values of a list and of the lists in it, or the one value. What is null is absent. */
const spread = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(spread);
  return value === undefined || value === null ? [] : [value];
};

/** Every value at a path of a record. Lists on the way are searched, each of their elements for itself. */
export const valuesAt = (record: unknown, path: readonly string[]): readonly unknown[] =>
  path.reduce<readonly unknown[]>(
    (values, step) =>
      values.flatMap((value) => (isObject(value) && Object.hasOwn(value, step) ? spread(value[step]) : [])),
    spread(record),
  );

const valuesOf = (field: Field): ((event: CommonEvent) => readonly unknown[]) => {
  if (field.of === "record") return (event) => valuesAt(event.native, field.path);
  const read = inEvent[field.name];
  return (event) => {
    const value = read(event);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  };
};

/** A text as comparisons without regard to case see it. */
export const folded = (text: string): string => text.toLowerCase();

const inOrder = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
} as const satisfies Record<Order, (left: number, right: number) => boolean>;

const onText =
  (fold: boolean, test: (text: string) => boolean): ((value: unknown) => boolean) =>
  (value) =>
    typeof value === "string" && test(fold ? folded(value) : value);

const valueTest = (comparison: Comparison): ((value: unknown) => boolean) => {
  switch (comparison.kind) {
    case "present":
      return () => true;
    case "equal": {
      const { fold } = comparison;
      const wanted = new Set(
        comparison.values.map((value) => (fold && typeof value === "string" ? folded(value) : value)),
      );
      return (value) => wanted.has((fold && typeof value === "string" ? folded(value) : value) as string);
    }
    case "like":
      return onText(comparison.fold, globTest(comparison.fold ? comparison.parts.map(folded) : comparison.parts));
    case "matches": {
      const pattern = RE2JS.compile(comparison.pattern);
      return onText(false, (text) => pattern.matcher(text).find());
    }
    case "order": {
      const holds = inOrder[comparison.order];
      return (value) => typeof value === "number" && holds(value, comparison.value);
    }
    case "within": {
      const networks = comparison.networks.flatMap((network) => readNetwork(network) ?? []);
      return onText(false, (text) => {
        const address = text.includes("/") ? undefined : readNetwork(text);
        return address !== undefined && networks.some((network) => isInside(address, network));
      });
    }
    default:
      return comparison satisfies never;
  }
};

const valueTests = new WeakMap<Comparison, (value: unknown) => boolean>();

/** Does one value of a comparison's field pass it? */
export const passes = (comparison: Comparison, value: unknown): boolean => {
  const known = valueTests.get(comparison);
  if (known !== undefined) return known(value);
  const test = valueTest(comparison);
  valueTests.set(comparison, test);
  return test(value);
};

/** Fields that most records differ in: what asks for others is asked first, and mostly decides. */
const seldomNeeded: readonly FieldName[] = ["actor.id", "sourceIp", "userAgent", "resource"];

const costOf = (filter: Filter): number => {
  switch (filter.kind) {
    case "constant":
      return 0;
    case "and":
      return Math.max(...filter.all.map(costOf));
    case "or":
      return Math.max(...filter.any.map(costOf));
    case "not":
      return costOf(filter.of);
    default:
      if (filter.field.of === "record") return filter.field.path.length;
      return seldomNeeded.includes(filter.field.name) ? 9 : 0;
  }
};

/** The order does not matter to what they come to. */
const cheapFirst = (filters: readonly Filter[]): readonly Filter[] =>
  [...filters].sort((a, b) => costOf(a) - costOf(b));

const build = (filter: Filter): Test => {
  switch (filter.kind) {
    case "constant":
      return () => filter.value;
    case "and": {
      const all = cheapFirst(filter.all).map(build);
      return (event) => all.every((test) => test(event));
    }
    case "or": {
      const any = cheapFirst(filter.any).map(build);
      return (event) => any.some((test) => test(event));
    }
    case "not": {
      const of = build(filter.of);
      return (event) => !of(event);
    }
    default: {
      const values = valuesOf(filter.field);
      const passes = valueTest(filter);
      return (event) => values(event).some(passes);
    }
  }
};

const built = new WeakMap<Filter, Test>();

/** A filter as a function, built once a filter. */
export const testOf = (filter: Filter): Test => {
  const known = built.get(filter);
  if (known !== undefined) return known;
  const test = build(filter);
  built.set(filter, test);
  return test;
};

/** Does the event match the filter? This is what filters mean: every cloud's form of one is measured by it. */
export const evaluate = (filter: Filter, event: CommonEvent): boolean => testOf(filter)(event);
