import { always, both, either, equal, type Filter, never, not, present } from "./ast.ts";
import { type CelCall, type CelExpression, scalarOf } from "./cel.ts";
import { infoOf } from "./fields.ts";
import { readCall, readComparison, readMembership } from "./read-comparison.ts";
import { readField } from "./read-field.ts";
import { type Reading, unsupported } from "./reading.ts";

const comparators: readonly string[] = ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_"];

/** A chain of one operator comes as a tree of pairs. */
const operands = (call: CelCall): readonly CelExpression[] =>
  call.args.flatMap((arg) =>
    arg.exprKind.case === "callExpr" && arg.exprKind.value.function === call.function
      ? operands(arg.exprKind.value)
      : [arg],
  );

const readAll = (call: CelCall, reading: Reading, join: (...parts: Filter[]) => Filter): Filter | undefined => {
  const parts = operands(call).map((arg) => readExpression(arg, reading));
  const read = parts.filter((part) => part !== undefined);
  return read.length === parts.length ? join(...read) : undefined;
};

const readPresence = (operand: CelExpression, reading: Reading): Filter | undefined => {
  const field = readField(operand, reading);
  return field && present(field);
};

const readCallExpression = (expression: CelExpression, call: CelCall, reading: Reading): Filter | undefined => {
  const [first, second] = call.args;
  if (call.function === "_&&_") return readAll(call, reading, both);
  if (call.function === "_||_") return readAll(call, reading, either);
  if (call.function === "!_") {
    const of = readExpression(first!, reading);
    return of && not(of);
  }
  if (comparators.includes(call.function)) return readComparison(call.function, first!, second!, expression, reading);
  if (call.function === "@in") return readMembership(first!, second!, expression, reading);
  if (call.function === "has" && call.args.length === 1) return readPresence(first!, reading);
  if (call.function === "_[_]") return readFlag(expression, reading);
  return readCall(call, expression, reading);
};

/** A field by itself is one that is true. */
const readFlag = (expression: CelExpression, reading: Reading): Filter | undefined => {
  const field = readField(expression, reading);
  if (field === undefined) return undefined;
  if (field.of === "event" && infoOf(field.name).type === "flag") return equal(field, [true], false);
  return unsupported(expression, reading, "compare it with a value, or ask has(…) whether the record has it");
};

/** An expression that is true or false as a filter; undefined where something in it was reported. */
export const readExpression = (expression: CelExpression, reading: Reading): Filter | undefined => {
  const { exprKind } = expression;
  switch (exprKind.case) {
    case "callExpr":
      return readCallExpression(expression, exprKind.value, reading);
    case "constExpr": {
      const value = scalarOf(expression);
      if (typeof value === "boolean") return value ? always : never;
      return unsupported(expression, reading);
    }
    case "identExpr":
      return readFlag(expression, reading);
    case "selectExpr": {
      const { testOnly, operand, field } = exprKind.value;
      if (!testOnly) return readFlag(expression, reading);
      const select = {
        ...expression,
        exprKind: { case: "selectExpr" as const, value: { operand: operand!, field, testOnly: false } },
      };
      return readPresence(select, reading);
    }
    default:
      return unsupported(expression, reading);
  }
};
