import { RE2JS } from "re2js";
import { nearestOf } from "../contract/nearest.ts";
import {
  both,
  equal,
  type Field,
  type Filter,
  fieldText,
  like,
  matches,
  never,
  not,
  type Order,
  order,
  present,
  type Scalar,
  within,
} from "./ast.ts";
import { type CelCall, type CelExpression, describe, scalarOf } from "./cel.ts";
import { infoOf } from "./fields.ts";
import { readNetwork } from "./network.ts";
import { isPath, readField } from "./read-field.ts";
import { type Reading, unsupported } from "./reading.ts";

/** Are the field's texts compared without regard to case? The record's own are compared as recorded. */
const folds = (field: Field): boolean => field.of === "event";

const typeNames = { text: "a text in quotes", flag: "true or false", choice: "a text in quotes" } as const;

const typeOf = (value: Scalar): "text" | "flag" | "number" =>
  typeof value === "string" ? "text" : typeof value === "boolean" ? "flag" : "number";

/** Can the field have the value? Reports why not. */
const fits = (field: Field, value: Scalar, at: CelExpression, reading: Reading): boolean => {
  if (field.of === "record") return true;
  const { type, values: allowed } = infoOf(field.name);
  const offset = reading.offsetOf(at);
  if (typeOf(value) !== (type === "choice" ? "text" : type)) {
    const params = { field: field.name, found: describe(at, undefined), expected: typeNames[type] };
    reading.report(offset, "filter-wrong-type", params);
    return false;
  }
  const text = String(value).toLowerCase();
  if (type !== "choice" || allowed === undefined || allowed.includes(text)) return true;
  const params = { field: field.name, found: String(value), nearest: nearestOf(text, allowed), allowed };
  reading.report(offset, "filter-unknown-value", params);
  return false;
};

/** A literal that is no text, number or truth value has no place in a filter. */
const readLiteral = (expression: CelExpression, field: Field, reading: Reading): Scalar | undefined => {
  const value = scalarOf(expression);
  if (value !== undefined) return fits(field, value, expression, reading) ? value : undefined;
  const isNull =
    expression.exprKind.case === "constExpr" && expression.exprKind.value.constantKind.case === "nullValue";
  if (isNull) return unsupported(expression, reading, `ask !has(${fieldText(field)}): what is null is absent`);
  if (isPath(expression)) return unsupported(expression, reading, "compare the field with a literal, not with a field");
  return unsupported(expression, reading, "compare with a text in quotes, a number, true or false");
};

const flipped: Readonly<Record<string, string>> = { "_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_" };

const differs = (field: Field, same: Filter): Filter => both(present(field), not(same));

const isList = (field: Field): boolean => field.of === "event" && field.name === "activities";

const askWithIn = (field: Field): string => `ask whether a class is among them: "access.grant" in ${fieldText(field)}`;

/** `a == "b"`, in either order. */
export const readComparison = (
  operator: string,
  left: CelExpression,
  right: CelExpression,
  at: CelExpression,
  reading: Reading,
): Filter | undefined => {
  if (!isPath(left) && isPath(right)) return readComparison(flipped[operator] ?? operator, right, left, at, reading);
  if (!isPath(left)) return unsupported(left, reading);
  const field = readField(left, reading);
  if (field === undefined) return undefined;
  if (isList(field)) return unsupported(at, reading, askWithIn(field));
  const value = readLiteral(right, field, reading);
  if (value === undefined) return undefined;
  if (operator === "_==_") return equal(field, [value], folds(field) && typeof value === "string");
  if (operator === "_!=_") return differs(field, equal(field, [value], folds(field) && typeof value === "string"));
  if (field.of === "event" || typeof value !== "number") {
    return unsupported(at, reading, "order compares numbers of the record: native.count > 5");
  }
  return order(field, operator.slice(1, -1) as Order, value);
};

/** `a in ["b", "c"]`, and `"b" in list`. */
export const readMembership = (
  left: CelExpression,
  right: CelExpression,
  at: CelExpression,
  reading: Reading,
): Filter | undefined => {
  if (isPath(right)) {
    const field = readField(right, reading);
    const value = field && readLiteral(left, field, reading);
    return field === undefined || value === undefined
      ? undefined
      : equal(field, [value], folds(field) && typeof value === "string");
  }
  if (right.exprKind.case !== "listExpr") return unsupported(at, reading);
  const field = isPath(left) ? readField(left, reading) : unsupported(left, reading);
  if (field === undefined) return undefined;
  if (isList(field)) return unsupported(at, reading, askWithIn(field));
  const { elements } = right.exprKind.value;
  const values = elements.map((element) => readLiteral(element, field, reading));
  const read = values.filter((value) => value !== undefined);
  if (read.length < values.length) return undefined;
  return read.length === 0 ? never : equal(field, read, folds(field));
};

/** A glob by the texts between its stars. */
const globParts = (glob: string): readonly string[] => glob.replaceAll(/\*+/g, "*").split("*");

const textTests: Readonly<Record<string, (field: Field, text: string) => Filter>> = {
  startsWith: (field, text) => like(field, [text, ""], folds(field)),
  endsWith: (field, text) => like(field, ["", text], folds(field)),
  contains: (field, text) => like(field, ["", text, ""], folds(field)),
  like: (field, text) => {
    const parts = globParts(text);
    return parts.length === 1 ? equal(field, parts, folds(field)) : like(field, parts, folds(field));
  },
  matches,
};

const regexProblem = (pattern: string): string | undefined => {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, "");
  }
};

const readTextTest = (call: CelCall, at: CelExpression, reading: Reading): Filter | undefined => {
  const field = call.target && isPath(call.target) ? readField(call.target, reading) : unsupported(at, reading);
  if (field === undefined) return undefined;
  const [argument] = call.args;
  if (field.of === "event" && infoOf(field.name).type !== "text") {
    return unsupported(at, reading, `compare ${field.name} with == or in`);
  }
  const text = argument && scalarOf(argument);
  if (call.args.length !== 1 || typeof text !== "string") {
    return unsupported(at, reading, `give one text in quotes: ${fieldText(field)}.${call.function}("…")`);
  }
  const problem = call.function === "matches" ? regexProblem(text) : undefined;
  if (problem === undefined) return textTests[call.function]!(field, text);
  reading.report(reading.offsetOf(argument!), "filter-wrong-regex", { problem });
  return undefined;
};

/** `cidr("10.0.0.0/8").containsIP(sourceIp)`, as Kubernetes has it. */
const readWithin = (call: CelCall, at: CelExpression, reading: Reading): Filter | undefined => {
  const example = 'write cidr("10.0.0.0/8").containsIP(sourceIp)';
  const target = call.target?.exprKind;
  const [argument] = call.args;
  if (
    target?.case !== "callExpr" ||
    target.value.function !== "cidr" ||
    target.value.target !== undefined ||
    call.args.length !== 1
  ) {
    return unsupported(at, reading, example);
  }
  const [given] = target.value.args;
  const network = given && scalarOf(given);
  if (typeof network !== "string" || target.value.args.length !== 1 || !isPath(argument!)) {
    return unsupported(at, reading, example);
  }
  const field = readField(argument!, reading);
  if (readNetwork(network) === undefined || !network.includes("/")) {
    reading.report(reading.offsetOf(given!), "filter-wrong-network", { found: network });
    return undefined;
  }
  return field && within(field, [network]);
};

/** A function that is called on a field. */
export const readCall = (call: CelCall, at: CelExpression, reading: Reading): Filter | undefined => {
  if (Object.hasOwn(textTests, call.function) && call.target !== undefined) return readTextTest(call, at, reading);
  if (call.function === "containsIP") return readWithin(call, at, reading);
  return unsupported(at, reading);
};
