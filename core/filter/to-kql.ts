import { type Issue, issue } from "../contract/issues.ts";
import { type RowTable, rowTables } from "../event/azure-row.ts";
import { both, type Filter, isComparison, sameField } from "./ast.ts";
import { tableForms } from "./azure-forms.ts";
import { forCloud } from "./for-cloud.ts";
import { allOf, anyOf, type Code } from "./kql-code.ts";
import { inTable, testIn } from "./kql-in-table.ts";
import { queryText, stepsOf } from "./kql-pipeline.ts";
import { queryBytes } from "./limits-azure.ts";
import { comparisonOf, isLiteral, type Literal, normalize } from "./normalize.ts";
import { rememberedBy } from "./remembered.ts";
import type { Rendered } from "./rendered.ts";

/** The tables that queries read: of the activity log, of Microsoft Entra, and of two kinds of resources. */
export type KqlTableName = RowTable;
export const kqlTableNames: readonly KqlTableName[] = rowTables;

const target = "Log Analytics";

/** A condition that holds wherever the filter does, and why it may hold elsewhere. */
interface Near {
  readonly condition: Code | boolean;
  readonly lacks: readonly string[];
}

const ofLiteral = (literal: Literal, table: KqlTableName): Near => {
  const found = testIn(table, comparisonOf(literal));
  const isNegated = literal.kind === "not";
  const test = found.exact ?? found.under;
  const lacks = found.exact === undefined ? [found.lacks] : [];
  if (test === "cannot") return { condition: true, lacks: [...lacks, "no such regular expression"] };
  if (found.exact === undefined && !isNegated) return { condition: found.over ?? true, lacks };
  if (test === "always" || test === "never") return { condition: (test === "always") !== isNegated, lacks };
  return { condition: isNegated ? test.no : test.yes, lacks };
};

const joined = (parts: readonly Near[], isAnd: boolean): Near => {
  const lacks = parts.flatMap((part) => part.lacks);
  const codes = parts.map(({ condition }) => condition).filter((one): one is Code => typeof one !== "boolean");
  if (parts.some(({ condition }) => condition === !isAnd)) return { condition: !isAnd, lacks };
  if (codes.length === 0) return { condition: isAnd, lacks };
  return { condition: isAnd ? allOf(codes) : anyOf(codes), lacks };
};

/** Whoever has a value that passes a comparison has a value. */
const isImplied = (part: Filter, all: readonly Filter[]): boolean =>
  part.kind === "present" &&
  all.some((one) => isComparison(one) && one.kind !== "present" && sameField(one.field, part.field));

const partsOf = (filter: Filter): readonly Filter[] =>
  filter.kind === "and" ? filter.all.filter((part, _, all) => !isImplied(part, all)) : [filter];

const nearest = (filter: Filter, table: KqlTableName): Near => {
  if (filter.kind === "constant") return { condition: filter.value, lacks: [] };
  if (isLiteral(filter)) return ofLiteral(filter, table);
  if (filter.kind === "or") return alternativesNear(filter, table);
  return joined(
    partsOf(filter).map((one) => nearest(one, table)),
    true,
  );
};

const alternativesNear = rememberedBy((filter: Filter, table: KqlTableName): Near => {
  if (filter.kind !== "or") throw new Error("only alternatives stand for themselves");
  return joined(
    filter.any.map((one) => nearest(one, table)),
    false,
  );
});

interface TableQuery {
  readonly table: KqlTableName;
  /** Absent where the filter can't match in the table. */
  readonly steps: readonly string[] | undefined;
  /** Nothing is left of the filter but the table. */
  readonly isWhole: boolean;
  readonly lacks: readonly string[];
  /** What isn't said exactly. */
  readonly residual: Filter | undefined;
}

const tableQuery = (filter: Filter, table: KqlTableName, isTold: boolean): TableQuery => {
  const parts = partsOf(inTable(filter, table)).map((part) => ({ part, near: nearest(part, table) }));
  const lacks = parts.flatMap(({ near }) => near.lacks);
  const conditions = parts.map(({ near }) => near.condition);
  const codes = conditions.filter((one): one is Code => typeof one !== "boolean");
  const residual = both(...parts.filter(({ near }) => near.lacks.length > 0).map(({ part }) => part));
  return {
    table,
    steps: conditions.includes(false) ? undefined : stepsOf(codes, tableForms[table], isTold),
    isWhole: codes.length === 0,
    lacks,
    residual: lacks.length === 0 ? undefined : normalize(residual),
  };
};

const says = (code: "rule-wider" | "rule-unsupported", lacks: readonly string[]): Issue =>
  issue(code === "rule-wider" ? "warning" : "error", code, [], {
    target,
    purpose: "match",
    lacks: [...new Set(lacks)],
  });

const unsupported = (residual: Filter, one: Issue): Rendered<string> => ({
  output: undefined,
  fidelity: "unsupported",
  residual,
  issues: [one],
});

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const rendered = (filter: Filter, tables: readonly KqlTableName[], isTold: boolean): Rendered<string> => {
  const asked = forCloud(filter, "azure");
  const queries = tables.map((table) => tableQuery(asked, table, isTold)).filter(({ steps }) => steps !== undefined);
  const lacks = queries.flatMap((query) => query.lacks);
  if (queries.some((query) => query.isWhole && query.lacks.length > 0)) {
    return unsupported(asked, says("rule-unsupported", lacks));
  }
  if (queries.length === 0) return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  const output = queryText(queries.map(({ table, steps = [] }) => ({ table, form: tableForms[table], steps })));
  const found = bytes(output);
  if (found > queryBytes) {
    return unsupported(asked, issue("error", "rule-too-long", [], { target, found, max: queryBytes, unit: "bytes" }));
  }
  if (lacks.length === 0) return { output, fidelity: "exact", residual: undefined, issues: [] };
  const residual = queries.length === 1 ? queries[0]!.residual : asked;
  return { output, fidelity: "wider", residual, issues: [says("rule-wider", lacks)] };
};

/**
 * A filter as a query of Log Analytics over the rows of some tables. A table in which the filter can't match is left out.
 * A column of texts that is empty counts as missing: Kusto tells no difference.
 */
export const toKql = (filter: Filter, tables: readonly KqlTableName[] = kqlTableNames): Rendered<string> =>
  rendered(filter, tables, false);

/** The same, with the columns that people are told instead of the tables' own. */
export const toToldKql = (filter: Filter): Rendered<string> => rendered(filter, kqlTableNames, true);
