import type { Scalar } from "./ast.ts";

/** The part of CEL's standard syntax tree that is looked at. */
export interface CelExpression {
  readonly id: bigint;
  readonly exprKind:
    | { readonly case: "constExpr"; readonly value: CelConstant }
    | { readonly case: "identExpr"; readonly value: { readonly name: string } }
    | { readonly case: "selectExpr"; readonly value: CelSelect }
    | { readonly case: "callExpr"; readonly value: CelCall }
    | { readonly case: "listExpr"; readonly value: { readonly elements: readonly CelExpression[] } }
    | { readonly case: "structExpr" | "comprehensionExpr" | undefined; readonly value?: unknown };
}

export interface CelConstant {
  readonly constantKind: { readonly case: string | undefined; readonly value?: unknown };
}

export interface CelSelect {
  readonly operand?: CelExpression;
  readonly field: string;
  readonly testOnly: boolean;
}

export interface CelCall {
  readonly target?: CelExpression;
  readonly function: string;
  readonly args: readonly CelExpression[];
}

/** A literal that fields can be compared with; undefined where it is none. */
export const scalarOf = ({ exprKind }: CelExpression): Scalar | undefined => {
  if (exprKind.case !== "constExpr") return undefined;
  const { case: kind, value } = exprKind.value.constantKind;
  switch (kind) {
    case "stringValue":
      return value as string;
    case "boolValue":
      return value as boolean;
    case "doubleValue":
      return Number.isFinite(value) ? (value as number) : undefined;
    case "int64Value":
    case "uint64Value":
      return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
    default:
      return undefined;
  }
};

const callNames: Readonly<Record<string, string>> = {
  "_?_:_": "the conditional ? :",
  "_[_]": "an index",
  "-_": "a negative of something other than a number",
};

/** What an expression is, as its author would call it. */
export const describe = (expression: CelExpression, macro: string | undefined): string => {
  if (macro !== undefined) return `the macro ${macro}()`;
  const { exprKind } = expression;
  switch (exprKind.case) {
    case "callExpr": {
      const name = exprKind.value.function;
      if (callNames[name] !== undefined) return callNames[name];
      const operator = /^_(.+)_$/.exec(name)?.[1];
      return operator === undefined ? `the function ${name}()` : `the operator ${operator}`;
    }
    case "listExpr":
      return "a list";
    case "structExpr":
      return "a map or message";
    case "comprehensionExpr":
      return "a comprehension";
    case "constExpr":
      return `the literal ${literalText(exprKind.value)}`;
    case "identExpr":
      return `the name ${exprKind.value.name}`;
    case "selectExpr":
      return `the field .${exprKind.value.field}`;
    default:
      return "this";
  }
};

const longestShown = 40;

const literalText = ({ constantKind }: CelConstant): string => {
  const { case: kind, value } = constantKind;
  if (kind === "stringValue") {
    const text = value as string;
    return JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
  }
  if (kind === "nullValue") return "null";
  return kind === "bytesValue" ? "of bytes" : String(value);
};
