import { isObject } from "../object.ts";
import type { Expression, KqlQuery, Order, Sorting, Step, Tabular, Value } from "./kql-ast.ts";
import { kqlFunction } from "./kql-functions.ts";
import { foldCase, isRelated } from "./kql-text.ts";
import { readDatetime } from "./kql-time.ts";
import { absent, isEqual, readColumn, toText } from "./kql-values.ts";

/** A row as exported: columns by name. One whose type is dynamic may be given as JSON or as its text. */
export interface KqlRow {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

export type SelectedRow = Readonly<Record<string, Value>>;

interface Row {
  readonly values: ReadonlyMap<string, Value>;
  /** The columns as they came, for column_ifexists(). */
  readonly given: KqlRow["columns"];
  /** Reached a summarize: whatever follows is about groups, not about the row. */
  readonly isCounted: boolean;
}

/** A row among those that it stands with, in their order. */
interface Place {
  readonly rows: readonly Row[];
  readonly index: number;
}

type Use = (expression: Expression, place: Place) => Value;

/** Whether a query lets a row through, were it the only one. */
export const selectsRow = (query: KqlQuery, row: KqlRow, now?: string): boolean =>
  selectRows(query, [row], now).length > 0;

/**
 * The columns of the rows that a query lets through: to its result, or where it counts, to its first summarize.
 * A query with ago() or now() in it needs `now`, an ISO 8601 text.
 */
export function selectRows(query: KqlQuery, rows: readonly KqlRow[], now?: string): readonly SelectedRow[] {
  const ticks = now === undefined ? undefined : readDatetime(now);
  if (ticks === null) throw new Error(`${now} is no ISO 8601 time`);
  if (query.usesClock && ticks === undefined) throw new Error("the query has ago() or now() in it: give the time");
  const use: Use = (expression, place) => evaluate(expression, place, ticks);
  return rowsOf(query.tabular, rows, use).map(({ values }) => Object.fromEntries(values));
}

/** The tables that a query reads, once each, as they stand in it. */
export function tablesOf(query: KqlQuery): readonly string[] {
  const within = (tabular: Tabular): string[] => {
    if (tabular.kind === "table") return [tabular.name];
    return tabular.kind === "union" ? tabular.parts.flatMap(within) : within(tabular.from);
  };
  return [...new Set(within(query.tabular))];
}

function rowsOf(tabular: Tabular, rows: readonly KqlRow[], use: Use): readonly Row[] {
  switch (tabular.kind) {
    case "table":
      return rows
        .filter(({ table }) => table === tabular.name)
        .map(({ columns: given }) => {
          const values = [...tabular.columns].map(([name, type]) => [name, readColumn(given[name], type)] as const);
          return { values: new Map(values), given, isCounted: false };
        });
    case "union":
      return tabular.parts.flatMap((part) => rowsOf(part, rows, use));
    case "pipe":
      return tabular.steps.reduce((left, step) => pass(left, step, use), rowsOf(tabular.from, rows, use));
    default:
      return tabular satisfies never;
  }
}

function pass(rows: readonly Row[], step: Step, use: Use): readonly Row[] {
  if (step.kind === "sort") return sorted(rows, step.by, use);
  return rows.flatMap((row, index): readonly Row[] => {
    if (row.isCounted) return [row];
    const place = { rows, index };
    switch (step.kind) {
      case "where":
        // Null counts as false: https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/null-values
        return use(step.condition, place) === true ? [row] : [];
      case "extend":
      case "project": {
        const made = step.assignments.map(({ name, value }) => [name, use(value, place)] as const);
        if (step.kind === "project") return [{ values: new Map(made), given: {}, isCounted: false }];
        return [{ ...row, values: new Map([...row.values, ...made]) }];
      }
      case "summarize":
        return [{ ...row, isCounted: true }];
      default:
        return step satisfies never;
    }
  });
}

/** Nulls are the least: https://learn.microsoft.com/en-us/kusto/query/sort-operator#parameters */
function sorted(rows: readonly Row[], by: readonly Sorting[], use: Use): readonly Row[] {
  if (rows.some(({ isCounted }) => isCounted)) return rows;
  const keyed = rows.map((row, index) => ({ row, keys: by.map(({ of }) => use(of, { rows, index })) }));
  const order = (left: Value, right: Value): number => {
    if (left === null || right === null) return Number(left !== null) - Number(right !== null);
    return left < right ? -1 : Number(left > right);
  };
  return keyed
    .sort((one, other) => {
      const found = by.map(({ isDescending }, at) => order(one.keys[at]!, other.keys[at]!) * (isDescending ? -1 : 1));
      return found.find((sign) => sign !== 0) ?? 0;
    })
    .map(({ row }) => row);
}

function evaluate(expression: Expression, place: Place, now: bigint | undefined): Value {
  const use = (one: Expression): Value => evaluate(one, place, now);
  const row = place.rows[place.index]!;
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "column":
      // A part of a union that hasn't the column leaves it empty.
      return row.values.get(expression.name) ?? absent(expression.type);
    case "optional-column": {
      const known = row.values.get(expression.name);
      if (known !== undefined) return known;
      const given = Object.hasOwn(row.given, expression.name) ? row.given[expression.name] : undefined;
      return given === undefined ? use(expression.otherwise) : readColumn(given, expression.type);
    }
    case "property":
      return expression.path.reduce(propertyOf, use(expression.of));
    // A null within `and` and `or` is as false: https://learn.microsoft.com/en-us/kusto/query/logical-operators
    case "and":
      return expression.terms.every((term) => use(term) === true);
    case "or":
      return expression.terms.some((term) => use(term) === true);
    case "negate": {
      const value = use(expression.of);
      return typeof value === "number" || typeof value === "bigint" ? -value : null;
    }
    case "minus": {
      const [left, right] = [use(expression.left), use(expression.right)];
      return typeof left === "bigint" && typeof right === "bigint" ? left - right : null;
    }
    case "previous":
      return place.rows[place.index - expression.offset]?.values.get(expression.name) ?? absent(expression.type);
    case "call": {
      const { name, list, pattern } = expression;
      return kqlFunction(name)!.run(list.map(use), { list, pattern, now });
    }
    default:
      return compare(expression, use);
  }
}

/** Of what isn't there there is nothing. https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/dynamic */
function propertyOf(value: Value, key: string | number): Value {
  if (Array.isArray(value)) return (typeof key === "number" ? (value.at(key) as Value) : undefined) ?? null;
  return isObject(value) && Object.hasOwn(value, key) ? ((value[key] as Value | undefined) ?? null) : null;
}

type Comparison = Extract<Expression, { kind: "equality" | "order" | "text" | "in" | "matches" | "between" }>;

function compare(expression: Comparison, use: (one: Expression) => Value): boolean | null {
  switch (expression.kind) {
    case "equality": {
      const { left, right, operator } = expression;
      const [one, other] = [use(left), use(right)];
      // Of two nulls neither is known, of one the other differs:
      // https://learn.microsoft.com/en-us/kusto/query/scalar-data-types/null-values#equality-and-inequality-of-null-values
      if (one === null && other === null) return null;
      if (one === null || other === null) return operator === "!=";
      return isEqual(one, left.type, other, right.type) === (operator === "==");
    }
    case "order":
      return inOrder(use(expression.left), expression.operator, use(expression.right));
    case "between": {
      const [value, low, high] = [use(expression.of), use(expression.low), use(expression.high)];
      const [above, below] = [inOrder(value, ">=", low), inOrder(value, "<=", high)];
      return above === null || below === null ? null : (above && below) !== expression.negated;
    }
    case "in":
      return isMember(expression, use) !== expression.negated;
    case "matches":
      return expression.pattern.matcher(toText(use(expression.left), expression.left.type)).find();
    case "text": {
      const fold = (text: string): string => (expression.exactCase ? text : foldCase(text));
      const left = fold(toText(use(expression.left), expression.left.type));
      const related = listed(expression.right, use, expression.isList).some(([value, type]) =>
        isRelated(left, expression.relation, fold(toText(value, type))),
      );
      return related !== expression.negated;
    }
    default:
      return expression satisfies never;
  }
}

/** The values of a list; an array stands for its elements. https://learn.microsoft.com/en-us/kusto/query/in-operator */
function listed(
  list: readonly Expression[],
  use: (one: Expression) => Value,
  isList = true,
): (readonly [Value, Expression["type"]])[] {
  return list.flatMap((one) => {
    const value = use(one);
    return isList && Array.isArray(value)
      ? value.map((item: Value) => [item, one.type] as const)
      : [[value, one.type] as const];
  });
}

function isMember({ left, right }: Extract<Expression, { kind: "in" }>, use: (one: Expression) => Value): boolean {
  const value = use(left);
  return listed(right, use).some(
    ([item, type]) => value !== null && item !== null && isEqual(value, left.type, item, type),
  );
}

/** Null where one isn't there, or is no number though it was to be. */
function inOrder(left: Value, operator: Order, right: Value): boolean | null {
  const isNumbers = typeof left === "number" && typeof right === "number";
  const isTicks = typeof left === "bigint" && typeof right === "bigint";
  if (!isNumbers && !isTicks) return null;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return operator satisfies never;
  }
}
