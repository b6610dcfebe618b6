import type { ColumnType, Expression } from "./kql-ast.ts";
import { isKnownArray, isKnownBag, isOpen } from "./kql-shapes.ts";

const numbers: readonly ColumnType[] = ["int", "long", "real"];

export const isNumber = (type: ColumnType): boolean => numbers.includes(type);

export const isText = (type: ColumnType): boolean => type === "string" || type === "dynamic";

/** What == compares: values of a type, numbers of any, and what a dynamic value may hold. */
export function canEqual(left: ColumnType, right: ColumnType): boolean {
  if (left === right || (isNumber(left) && isNumber(right))) return true;
  const held: readonly ColumnType[] = ["string", "bool", ...numbers];
  return (left === "dynamic" && held.includes(right)) || (right === "dynamic" && held.includes(left));
}

/** What < orders: no strings. https://learn.microsoft.com/en-us/kusto/query/numerical-operators */
export function canOrder(left: ColumnType, right: ColumnType): boolean {
  const ordered: readonly ColumnType[] = ["datetime", "timespan"];
  if (left === right) return isNumber(left) || ordered.includes(left);
  return (isNumber(left) || left === "dynamic") && (isNumber(right) || right === "dynamic");
}

/** What `-` leaves of times, the only values that it is supported of. https://learn.microsoft.com/en-us/kusto/query/datetime-timespan-arithmetic */
export function differenceType(left: ColumnType, right: ColumnType): ColumnType | undefined {
  if (right === "timespan") return left === "datetime" || left === "timespan" ? left : undefined;
  return left === "datetime" && right === "datetime" ? "timespan" : undefined;
}

/** What a function's parameter takes. `string` is more particular than `text` about dynamic values. */
export type Parameter =
  | "any"
  | "text"
  | "string"
  | "range"
  | "array"
  | "bag"
  | "bool"
  | "integer"
  | "timespan"
  | "literal";

const isOpenDynamic = (argument: Expression): boolean => argument.type === "dynamic" && isOpen(argument);

const takes: Record<Parameter, (argument: Expression) => boolean> = {
  any: () => true,
  text: ({ type }) => isText(type),
  string: (argument) => argument.type === "string" || isOpenDynamic(argument),
  range: (argument) => argument.type === "string" || isOpenDynamic(argument) || isKnownArray(argument),
  array: (argument) => isOpenDynamic(argument) || isKnownArray(argument),
  bag: (argument) => isOpenDynamic(argument) || isKnownBag(argument),
  bool: ({ type }) => type === "bool",
  integer: ({ type }) => type === "int" || type === "long",
  timespan: ({ type }) => type === "timespan",
  literal: ({ kind }) => kind === "literal",
};

export const isTaken = (parameter: Parameter, argument: Expression): boolean => takes[parameter](argument);

const described: Record<Parameter, string> = {
  any: "any value",
  text: "a string",
  string: "a string",
  range: "a string or an array",
  array: "an array",
  bag: "a property bag",
  bool: "a bool",
  integer: "a whole number",
  timespan: "a timespan",
  literal: "a literal",
};

export const describe = (parameter: Parameter): string => described[parameter];
