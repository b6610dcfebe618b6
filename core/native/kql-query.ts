import { readNamed } from "./kql-assignment.ts";
import type { Assignment, Columns, ColumnType, KqlQuery, Sorting, Step, Tabular } from "./kql-ast.ts";
import { ExpressionReader } from "./kql-expression.ts";
import { KqlSyntaxError, type Token, tokenize, unexpected } from "./kql-lexer.ts";
import { readSummary } from "./kql-summarize.ts";
import { kqlTables } from "./kql-tables.ts";
import { TokenReader } from "./kql-tokens.ts";
import { canOrder } from "./kql-types.ts";
import type { Parsed } from "./parsed.ts";

/** https://learn.microsoft.com/en-us/azure/azure-monitor/service-limits lists none for text; this is beyond what anyone writes. */
const maxLength = 1_000_000;

/**
 * Reads a query of the Kusto Query Language over the tables of kql-tables.ts: https://learn.microsoft.com/en-us/kusto/query/
 * A subset: tables, union, where, extend, project, sort and summarize. Whatever else stands in it is a problem that names it.
 */
export function parseKql(text: string): Parsed<KqlQuery> {
  if (text.length > maxLength) {
    return { problems: [{ at: maxLength, message: `${text.length} characters are more than ${maxLength}` }] };
  }
  try {
    const all = tokenize(text);
    const tokens = new TokenReader(all);
    const tabular = readTabular(tokens);
    if (tokens.peek().kind !== "end") throw unexpected(tokens.peek(), "nothing may follow but | and an operator");
    return { filter: { kind: "kql-query", tabular, usesClock: usesClock(all) } };
  } catch (error) {
    if (error instanceof KqlSyntaxError) return { problems: [{ at: error.at, message: error.message }] };
    throw error;
  }
}

const usesClock = (tokens: readonly Token[]): boolean =>
  tokens.some(({ kind, value }, at) => kind === "name" && /^(?:ago|now)$/.test(value) && tokens[at + 1]?.value === "(");

function readTabular(tokens: TokenReader): Tabular {
  const from = readSource(tokens);
  const steps: Step[] = [];
  let { columns } = from;
  let isSorted = false;
  while (tokens.takes("|")) {
    const next = readStep(tokens, columns, isSorted);
    steps.push(next.step);
    columns = next.columns;
    isSorted = next.step.kind === "sort" || (isSorted && next.step.kind !== "summarize");
  }
  return steps.length === 0 ? from : { kind: "pipe", from, steps, columns };
}

function readSource(tokens: TokenReader): Tabular {
  if (tokens.isNext("(")) return tokens.nested(() => readTabular(tokens));
  if (tokens.isNext("union")) return tokens.deeper(tokens.take().at, () => readUnion(tokens));
  const token = tokens.peek();
  if (token.kind !== "name") throw unexpected(token, "a query begins with a table or with union");
  const table = kqlTables.get(token.value);
  if (table === undefined) throw new KqlSyntaxError(token.at, `${token.value} is no table that is known`);
  tokens.take();
  return { kind: "table", name: table.name, columns: new Map(Object.entries(table.columns)) };
}

/** https://learn.microsoft.com/en-us/kusto/query/union-operator */
function readUnion(tokens: TokenReader): Tabular {
  if (tokens.isNext("=", 1)) {
    if (!tokens.takes("isfuzzy")) throw unexpected(tokens.peek(), "only isfuzzy is supported");
    tokens.expect("=");
    if (!tokens.takes("true")) tokens.expect("false", "true or false must follow");
  }
  const parts = tokens.list(() => readSource(tokens));
  return { kind: "union", parts, columns: mergeColumns(parts) };
}

/** Kusto renames columns whose types differ between the parts, so such a name is none's any more. */
function mergeColumns(parts: readonly Tabular[]): Columns {
  const types = new Map<string, Set<ColumnType>>();
  for (const [name, type] of parts.flatMap(({ columns }) => [...columns])) {
    types.set(name, (types.get(name) ?? new Set()).add(type));
  }
  return new Map([...types].flatMap(([name, [...all]]) => (all.length === 1 ? [[name, all[0]!] as const] : [])));
}

function readStep(tokens: TokenReader, columns: Columns, isSorted: boolean): { step: Step; columns: Columns } {
  const reader = new ExpressionReader(tokens, columns, isSorted);
  const operator = tokens.take();
  switch (operator.kind === "name" ? operator.value : "") {
    case "where":
      return { step: { kind: "where", condition: reader.readCondition() }, columns };
    case "extend": {
      const assignments = readAssignments(tokens, () => readNamed(reader));
      return { step: { kind: "extend", assignments }, columns: new Map([...columns, ...typesOf(assignments)]) };
    }
    case "project": {
      const assignments = readAssignments(tokens, () => readNamed(reader));
      return { step: { kind: "project", assignments }, columns: new Map(typesOf(assignments)) };
    }
    case "sort":
    case "order":
      return { step: { kind: "sort", by: readSorting(reader) }, columns };
    case "summarize":
      return { step: { kind: "summarize" }, columns: readSummary(reader) };
    default:
      throw unexpected(operator, "where, extend, project, sort and summarize are supported");
  }
}

const typesOf = (assignments: readonly Assignment[]): (readonly [string, ColumnType])[] =>
  assignments.map(({ name, value }) => [name, value.type] as const);

function readAssignments(tokens: TokenReader, read: () => Assignment & { at: number }): Assignment[] {
  const names = new Set<string>();
  return tokens.list(() => {
    const { name, value, at } = read();
    if (names.has(name)) throw new KqlSyntaxError(at, `there is a second ${name}`);
    names.add(name);
    return { name, value };
  });
}

/** Of strings Microsoft's pages don't say how they are ordered. https://learn.microsoft.com/en-us/kusto/query/sort-operator */
function readSorting(reader: ExpressionReader): Sorting[] {
  const { tokens } = reader;
  tokens.expect("by");
  return tokens.list(() => {
    const of = reader.read();
    if (!canOrder(of.type, of.type) || of.type === "dynamic") {
      throw new KqlSyntaxError(of.at, `sorting by a ${of.type} isn't supported`);
    }
    const isAscending = tokens.takes("asc");
    if (!isAscending) tokens.takes("desc");
    return { of, isDescending: !isAscending };
  });
}
