import type { Rendering } from "../filter/approximate.ts";
import { type Comparison, equal, type Field, type Filter, fieldText, never, not, present } from "../filter/ast.ts";
import { isCommon, noLetters } from "../filter/athena-rendering.ts";
import type { FieldName } from "../filter/fields.ts";
import { comparisonOf, type Literal } from "../filter/normalize.ts";
import { cannot, type Target } from "../filter/rendered.ts";
import type { SqlDialect } from "./dialect.ts";
import { textTest } from "./text-test.ts";

/** The values somewhere in a record, each as SQL: NULL where it is of another type. */
export interface SqlValue {
  readonly text: string;
  readonly number: string;
  readonly flag: string;
}

/** The fields of events, as columns of the query that conditions are asked in, and the records themselves. */
export interface SqlEvents {
  readonly dialect: SqlDialect;
  /** By the fields' names: texts, but a list of texts of `resource` and a truth value of `mfa`. */
  readonly columns: Readonly<Record<Exclude<FieldName, "cloud" | "activities">, string>>;
  /** Whether a value at a path of the record passes a test, or, without one, is there; undefined where no column has it. */
  someAt(path: readonly string[], test?: (value: SqlValue) => string): string | undefined;
  /** What it lacks for a comparison with a record's own value, as part of a sentence; undefined where nothing. */
  lacks?(comparison: Comparison): string | undefined;
}

const noColumn = "no column of that name";

const withTexts = (comparison: Comparison): readonly string[] => {
  if (comparison.kind === "equal") return comparison.values.filter((value) => typeof value === "string");
  return comparison.kind === "like" ? comparison.parts : [];
};

/** The nearest on either side of what SQL can't say of a value; undefined where it says all of it. */
const sidesOf = (comparison: Comparison): { over: Filter; under: Filter; lacks: string } | undefined => {
  const { field } = comparison;
  const fold = "fold" in comparison && comparison.fold;
  if (withTexts(comparison).every((text) => isCommon(text, fold))) return undefined;
  if (comparison.kind !== "equal") return { over: present(field), under: never, lacks: noLetters };
  const common = comparison.values.filter((value) => typeof value !== "string" || isCommon(value, fold));
  return { over: present(field), under: common.length === 0 ? never : equal(field, common, fold), lacks: noLetters };
};

const valueTest = (value: SqlValue, comparison: Comparison, dialect: SqlDialect): string => {
  if (comparison.kind === "order") return `${value.number} ${comparison.order} ${comparison.value}`;
  const tests = [textTest(value.text, comparison, dialect)];
  if (comparison.kind === "equal") {
    const numbers = comparison.values.filter((one) => typeof one === "number");
    if (numbers.length > 0) tests.push(`${value.number} IN (${numbers.join(", ")})`);
    tests.push(...flagTests(value.flag, comparison));
  }
  const said = tests.filter((one) => one !== undefined);
  return said.length === 0 ? "FALSE" : said.join(" OR ");
};

const flagTests = (operand: string, { values }: Extract<Comparison, { kind: "equal" }>): string[] =>
  values.filter((one) => typeof one === "boolean").map((one) => `${operand} = ${one ? "TRUE" : "FALSE"}`);

const eventText = (comparison: Comparison, name: FieldName, { columns, dialect }: SqlEvents): string => {
  const column = columns[name as keyof typeof columns];
  if (column === undefined) throw new Error(`no column for the field ${name}`);
  if (name === "mfa") {
    if (comparison.kind === "present") return `${column} IS NOT NULL`;
    return (comparison.kind === "equal" && flagTests(column, comparison).join(" OR ")) || "FALSE";
  }
  if (name !== "resource") return textTest(column, comparison, dialect) ?? "FALSE";
  if (comparison.kind === "present") return dialect.isFilled(column);
  return dialect.some(column, (one) => textTest(one, comparison, dialect) ?? "FALSE");
};

const recordText = (
  comparison: Comparison,
  path: readonly string[],
  { someAt, dialect }: SqlEvents,
): string | undefined =>
  comparison.kind === "present" ? someAt(path) : someAt(path, (value) => valueTest(value, comparison, dialect));

const comparisonText = (comparison: Comparison, events: SqlEvents): string | undefined => {
  const { field } = comparison;
  return field.of === "event" ? eventText(comparison, field.name, events) : recordText(comparison, field.path, events);
};

const isUnknown = (field: Field, { someAt }: SqlEvents): boolean =>
  field.of === "record" && (!field.path.every((step) => isCommon(step, false)) || someAt(field.path) === undefined);

const renderingOf = (literal: Literal, events: SqlEvents): Rendering => {
  const comparison = comparisonOf(literal);
  if (isUnknown(comparison.field, events)) return cannot(literal, noColumn);
  const lacks = events.lacks?.(comparison);
  if (lacks !== undefined) return cannot(literal, lacks);
  const sides = sidesOf(comparison);
  if (sides === undefined) return { exact: literal };
  const reason = { literal, lacks: sides.lacks };
  return literal.kind === "not"
    ? { over: not(sides.under), under: not(sides.over), reason }
    : { over: sides.over, under: sides.under, reason };
};

const joined = (parts: readonly string[], operator: "AND" | "OR"): string =>
  parts.map((part) => `(${part})`).join(` ${operator} `);

const conditionText = (filter: Filter, events: SqlEvents): string => {
  switch (filter.kind) {
    case "constant":
      return filter.value ? "TRUE" : "FALSE";
    case "and":
      return joined(
        filter.all.map((one) => conditionText(one, events)),
        "AND",
      );
    case "or":
      return joined(
        filter.any.map((one) => conditionText(one, events)),
        "OR",
      );
    case "not":
      // What is missing is not so either.
      return `(${conditionText(filter.of, events)}) IS NOT TRUE`;
    default: {
      const text = comparisonText(filter, events);
      if (text === undefined) throw new Error(`no column for ${fieldText(filter.field)}`);
      return text;
    }
  }
};

/** What a filter, of one cloud's events, becomes over them. */
export const conditionTarget = (events: SqlEvents): Target<string> => ({
  name: events.dialect.name,
  renderingOf: (literal) => renderingOf(literal, events),
  write: (filter) => ({ output: conditionText(filter, events) }),
});
