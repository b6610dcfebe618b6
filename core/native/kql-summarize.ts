import { readNamed } from "./kql-assignment.ts";
import type { Columns, ColumnType, Expression } from "./kql-ast.ts";
import type { ExpressionReader } from "./kql-expression.ts";
import { KqlSyntaxError, unexpected } from "./kql-lexer.ts";
import { readBareName } from "./kql-names.ts";

/** What each takes, and the type of its result. https://learn.microsoft.com/en-us/kusto/query/aggregation-functions */
const aggregations: Readonly<Record<string, { readonly takes: number; readonly type?: ColumnType }>> = {
  count: { takes: 0, type: "long" },
  countif: { takes: 1, type: "long" },
  dcount: { takes: 1, type: "long" },
  min: { takes: 1 },
  max: { takes: 1 },
};

/**
 * The columns that `summarize` leaves: those of its groups, then its aggregations.
 * https://learn.microsoft.com/en-us/kusto/query/summarize-operator
 */
export function readSummary(reader: ExpressionReader): Columns {
  const { tokens } = reader;
  const columns = new Map<string, ColumnType>();
  const add = (name: string, type: ColumnType, at: number): void => {
    if (columns.has(name)) throw new KqlSyntaxError(at, `there is a second ${name}`);
    columns.set(name, type);
  };
  tokens.list(() => {
    const { at } = tokens.peek();
    const { name, type } = readAggregation(reader);
    add(name, type, at);
  });
  if (!tokens.takes("by")) return columns;
  tokens.list(() => {
    const { name, value, at } = readNamed(reader);
    if (value.type === "dynamic") throw new KqlSyntaxError(at, "a dynamic value makes no groups; use tostring()");
    add(name, value.type, at);
  });
  return columns;
}

function readAggregation(reader: ExpressionReader): { name: string; type: ColumnType } {
  const { tokens } = reader;
  const given = tokens.isNext("=", 1) ? readBareName(tokens.take()) : undefined;
  if (given !== undefined) tokens.expect("=");
  const token = tokens.take();
  const known = token.kind === "name" && Object.hasOwn(aggregations, token.value) && aggregations[token.value];
  if (!known) throw unexpected(token, `${Object.keys(aggregations).join(", ")} are supported`);
  const list = tokens.nested(() => (tokens.isNext(")") ? [] : tokens.list(() => reader.read())));
  if (list.length !== known.takes) throw new KqlSyntaxError(token.at, `${token.value} takes ${known.takes} arguments`);
  checkArgument(token.value, list[0]);
  const name = given ?? (token.value === "count" ? "count_" : undefined);
  if (name === undefined) throw new KqlSyntaxError(token.at, `${token.value} needs a name: name = ${token.value}(…)`);
  return { name, type: known.type ?? list[0]!.type };
}

function checkArgument(name: string, argument: Expression | undefined): void {
  if (argument === undefined || name === "dcount") return;
  const isWrong = name === "countif" ? argument.type !== "bool" : /^(?:dynamic|guid)$/.test(argument.type);
  if (isWrong) throw new KqlSyntaxError(argument.at, `${name} doesn't take a ${argument.type}`);
}
