import { nearestOf } from "../contract/nearest.ts";
import { eventField, type Field, recordField } from "./ast.ts";
import { type CelExpression, scalarOf } from "./cel.ts";
import { fieldNames, isFieldName } from "./fields.ts";
import type { Reading } from "./reading.ts";

type Root = { readonly at: CelExpression; readonly steps: readonly (string | number)[] };

/** The names that lead to a field, from the first on; undefined where the expression is no path. */
const pathOf = (expression: CelExpression): Root | undefined => {
  const { exprKind } = expression;
  if (exprKind.case === "identExpr") return { at: expression, steps: [exprKind.value.name.replace(/^\./, "")] };
  if (exprKind.case === "selectExpr") {
    const root = exprKind.value.operand && pathOf(exprKind.value.operand);
    return root && { at: root.at, steps: [...root.steps, exprKind.value.field] };
  }
  if (exprKind.case !== "callExpr" || exprKind.value.function !== "_[_]") return undefined;
  const [of, index] = exprKind.value.args;
  const root = of && pathOf(of);
  const step = index && scalarOf(index);
  if (root === undefined || step === undefined || typeof step === "boolean") return undefined;
  return { at: root.at, steps: [...root.steps, step] };
};

/** Is the expression written as a field, known or not? */
export const isPath = (expression: CelExpression): boolean => pathOf(expression) !== undefined;

/** The field that an expression names; reports what is no field. */
export const readField = (expression: CelExpression, reading: Reading): Field | undefined => {
  const root = pathOf(expression);
  if (root === undefined) return undefined;
  const at = reading.offsetOf(root.at);
  const [first, ...rest] = root.steps;
  if (first === "native") return readNative(rest, at, reading);
  const name = root.steps.join(".");
  if (isFieldName(name)) return eventField(name);
  const nearest = nearestOf(name, fieldNames) ?? nearestOf(String(first), fieldNames);
  reading.report(at, "filter-unknown-field", { field: name, nearest, known: fieldNames });
  return undefined;
};

const readNative = (steps: readonly (string | number)[], at: number, reading: Reading): Field | undefined => {
  if (steps.length === 0) {
    const params = { construct: "native alone", instead: "name a field of the record, such as native.eventName" };
    reading.report(at, "filter-unsupported", params);
    return undefined;
  }
  const path = steps.filter((step) => typeof step === "string");
  if (path.length === steps.length) return recordField(...path);
  const params = {
    construct: "a place in a list",
    instead: "leave it out: a comparison holds where one of the list's elements passes it",
  };
  reading.report(at, "filter-unsupported", params);
  return undefined;
};
