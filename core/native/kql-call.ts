import type { RE2JS } from "re2js";
import type { Columns, ColumnType, Expression } from "./kql-ast.ts";
import { type KqlFunction, kqlFunction } from "./kql-functions.ts";
import { KqlSyntaxError, type Token } from "./kql-lexer.ts";
import { compileRegex } from "./kql-regex.ts";
import type { TokenReader } from "./kql-tokens.ts";
import { describe, isTaken } from "./kql-types.ts";

/** What reads the arguments. */
interface ArgumentReader {
  readonly tokens: TokenReader;
  readonly columns: Columns;
  /** Whether the rows have an order. */
  readonly isSorted: boolean;
  read(): Expression;
  operand(): Expression;
}

/** A call, its name already taken. */
export function readCall(token: Token, reader: ArgumentReader): Expression {
  const { at, value: name } = token;
  const { tokens } = reader;
  if (name === "column_ifexists") return readOptionalColumn(token, reader);
  if (name === "prev") return readPrevious(token, reader);
  const found = kqlFunction(name);
  if (found === undefined) throw new KqlSyntaxError(at, `${name} is no function that is supported`);
  const list = tokens.nested(() => (tokens.isNext(")") ? [] : tokens.list(() => reader.read())));
  checkArguments(token, found, list);
  const type = resultType(token, found, list);
  if (found.hasPattern === undefined) return { kind: "call", at, type, name, list };
  const pattern = readPattern(list[0]!, name === "trim" ? atEnds : undefined);
  if (name === "extract") checkGroup(list[1]!, pattern.groupCount());
  return { kind: "call", at, type, name, list, pattern };
}

/** A regular expression is read with the query, so it must be in it. */
export function readPattern(literal: Expression, wrap = (pattern: string): string => pattern): RE2JS {
  if (literal.kind !== "literal" || typeof literal.value !== "string") {
    throw new KqlSyntaxError(literal.at, "a regular expression must be a literal string");
  }
  const compiled = compileRegex(literal.value, wrap);
  if (compiled.problem !== undefined) throw new KqlSyntaxError(literal.at, compiled.problem);
  return compiled.regex;
}

/** https://learn.microsoft.com/en-us/kusto/query/trim-function#returns */
const atEnds = (pattern: string): string => `^(?:${pattern})+|(?:${pattern})+$`;

function checkArguments({ at, value: name }: Token, called: KqlFunction, list: readonly Expression[]): void {
  const { parameters, optional = 0, most = parameters.length } = called;
  const least = parameters.length - optional;
  if (list.length < least || list.length > most) {
    const range = most === Number.POSITIVE_INFINITY ? "or more" : `to ${most}`;
    const wanted = most === least ? `${least}` : `${least} ${range}`;
    throw new KqlSyntaxError(at, `${name} takes ${wanted} arguments, not ${list.length}`);
  }
  for (const [index, argument] of list.entries()) {
    // What case() takes depends on the place; its types are checked together.
    const usual = name === "case" ? "any" : (parameters[index] ?? parameters.at(-1)!);
    const parameter = list.length === least && index === least - 1 ? (called.single ?? usual) : usual;
    if (isTaken(parameter, argument)) continue;
    const found = argument.type === "dynamic" ? "this; see tostring()" : `a ${argument.type}`;
    throw new KqlSyntaxError(argument.at, `${name} takes ${describe(parameter)} here, not ${found}`);
  }
}

function resultType({ at, value }: Token, { returns }: KqlFunction, list: Expression[]): ColumnType {
  const types = list.map(({ type }) => type);
  const type = typeof returns === "string" ? returns : returns(types);
  if (type !== undefined) return type;
  throw new KqlSyntaxError(at, `${value} doesn't take ${types.join(", ")} together`);
}

function checkGroup(group: Expression, groups: number): void {
  const number = group.kind === "literal" && group.type === "long" ? (group.value as number) : -1;
  if (number >= 0 && number <= groups) return;
  throw new KqlSyntaxError(group.at, `the pattern has the groups 0 to ${groups}`);
}

/** https://learn.microsoft.com/en-us/kusto/query/column-ifexists-function */
function readOptionalColumn({ at }: Token, reader: ArgumentReader): Expression {
  const [name, otherwise] = reader.tokens.nested(() => {
    const column = reader.operand();
    reader.tokens.expect(",");
    return [column, reader.operand()] as const;
  });
  if (name.kind !== "literal" || typeof name.value !== "string") {
    throw new KqlSyntaxError(name.at, "a column's name must be a literal string");
  }
  const known = reader.columns.get(name.value);
  if (known !== undefined && known !== otherwise.type) {
    throw new KqlSyntaxError(otherwise.at, `the column ${name.value} is a ${known}, not a ${otherwise.type}`);
  }
  return { kind: "optional-column", at, type: otherwise.type, name: name.value, otherwise };
}

/** Kusto has a third argument too, and finds out only when it runs that rows have no order. https://learn.microsoft.com/en-us/kusto/query/prev-function */
function readPrevious({ at }: Token, reader: ArgumentReader): Expression {
  if (!reader.isSorted) throw new KqlSyntaxError(at, "prev needs rows in an order; sort them first");
  const [column, offset] = reader.tokens.nested(() => {
    const of = reader.operand();
    return [of, reader.tokens.takes(",") ? reader.operand() : undefined] as const;
  });
  if (column.kind !== "column") throw new KqlSyntaxError(column.at, "prev takes a column");
  const rows = offset === undefined ? 1 : offset.kind === "literal" && offset.type === "long" ? offset.value : 0;
  if (typeof rows !== "number" || rows < 1) {
    throw new KqlSyntaxError(offset!.at, "prev goes back a whole number of rows, 1 at least");
  }
  return { kind: "previous", at, type: column.type, name: column.name, offset: rows };
}
