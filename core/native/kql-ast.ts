import type { RE2JS } from "re2js";

export type ColumnType = "string" | "bool" | "int" | "long" | "real" | "datetime" | "timespan" | "dynamic" | "guid";

export type Columns = ReadonlyMap<string, ColumnType>;

/**
 * Of string and guid a string, of bool a boolean, of the numbers a number, of datetime the ticks of 100 ns since the year 1,
 * of timespan ticks, of dynamic any JSON. Null is what a missing value is, except of string.
 */
export type Value = string | boolean | number | bigint | null | readonly unknown[] | Readonly<Record<string, unknown>>;

export type Equality = "==" | "!=";
export type Order = "<" | "<=" | ">" | ">=";
export type TextRelation = "equals" | "has" | "contains" | "startswith" | "endswith";

interface Typed {
  readonly type: ColumnType;
  readonly at: number;
}

export type Expression = Typed &
  (
    | { readonly kind: "literal"; readonly value: Value }
    | { readonly kind: "column"; readonly name: string }
    /** A column that only some workspaces have: `otherwise` where the row has none of the name. */
    | { readonly kind: "optional-column"; readonly name: string; readonly otherwise: Expression }
    | { readonly kind: "property"; readonly of: Expression; readonly path: readonly (string | number)[] }
    | { readonly kind: "and" | "or"; readonly terms: readonly Expression[] }
    | { readonly kind: "negate"; readonly of: Expression }
    /** Of times and spans of time. */
    | { readonly kind: "minus"; readonly left: Expression; readonly right: Expression }
    /** A column of the row that is so many rows before. */
    | { readonly kind: "previous"; readonly name: string; readonly offset: number }
    | { readonly kind: "equality"; readonly operator: Equality; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "order"; readonly operator: Order; readonly left: Expression; readonly right: Expression }
    | {
        readonly kind: "text";
        readonly relation: TextRelation;
        readonly negated: boolean;
        readonly exactCase: boolean;
        readonly isList: boolean;
        readonly left: Expression;
        /** Whether any of these is related so; in a list, arrays stand for their elements. */
        readonly right: readonly Expression[];
      }
    | {
        readonly kind: "in";
        readonly negated: boolean;
        readonly left: Expression;
        readonly right: readonly Expression[];
      }
    | { readonly kind: "matches"; readonly left: Expression; readonly pattern: RE2JS }
    | {
        readonly kind: "between";
        readonly negated: boolean;
        readonly of: Expression;
        readonly low: Expression;
        readonly high: Expression;
      }
    | { readonly kind: "call"; readonly name: string; readonly list: readonly Expression[]; readonly pattern?: RE2JS }
  );

export interface Assignment {
  readonly name: string;
  readonly value: Expression;
}

export interface Sorting {
  readonly of: Expression;
  readonly isDescending: boolean;
}

export type Step =
  | { readonly kind: "where"; readonly condition: Expression }
  | { readonly kind: "extend" | "project"; readonly assignments: readonly Assignment[] }
  | { readonly kind: "sort"; readonly by: readonly Sorting[] }
  | { readonly kind: "summarize" };

/** Where rows come from: a table, several sources, or a source with steps after it. */
export type Tabular =
  | { readonly kind: "table"; readonly name: string; readonly columns: Columns }
  | { readonly kind: "union"; readonly parts: readonly Tabular[]; readonly columns: Columns }
  | { readonly kind: "pipe"; readonly from: Tabular; readonly steps: readonly Step[]; readonly columns: Columns };

/** A query of the Kusto Query Language, read by parseKql. */
export interface KqlQuery {
  readonly kind: "kql-query";
  readonly tabular: Tabular;
  /** Has ago() or now() in it, so that it means something at a given time only. */
  readonly usesClock: boolean;
}
