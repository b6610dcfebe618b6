import type { Assignment, Expression } from "./kql-ast.ts";
import type { ExpressionReader } from "./kql-expression.ts";
import { KqlSyntaxError } from "./kql-lexer.ts";
import { readBareName } from "./kql-names.ts";
import { isOpen } from "./kql-shapes.ts";

/** `a = E`, or a column alone. */
export function readNamed(reader: ExpressionReader): Assignment & { readonly at: number } {
  const { tokens } = reader;
  const { at } = tokens.peek();
  const given = tokens.isNext("=", 1) ? readBareName(tokens.take()) : undefined;
  if (given !== undefined) tokens.expect("=");
  const value = reader.read();
  if (value.type === "dynamic" && !isOpen(value)) {
    throw new KqlSyntaxError(value.at, "a column of literals, split() or bag_keys() isn't supported; use tostring()");
  }
  return { name: given ?? nameOf(value), value, at };
}

/** Kusto names what has no name; only the names that are plain are supported. */
function nameOf(value: Expression): string {
  if (value.kind === "column") return value.name;
  if (value.kind === "call" && value.name === "bin" && value.list[0]!.kind === "column") return value.list[0]!.name;
  throw new KqlSyntaxError(value.at, "what isn't a column needs a name: name = …");
}
