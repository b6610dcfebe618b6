import type { Expression } from "./kql-ast.ts";

/** Functions that return the dynamic values they are given. */
const passing = ["parse_json", "todynamic", "iff", "iif", "case", "coalesce"];

/**
 * Whether nothing is known of a dynamic value before the query runs, as of a column's. Of literals, split() and bag_keys()
 * Kusto knows whether they are arrays, and refuses them where another shape, or a string, is wanted.
 */
export function isOpen(expression: Expression): boolean {
  switch (expression.kind) {
    case "column":
      return true;
    case "property":
      return isOpen(expression.of);
    case "optional-column":
      return isOpen(expression.otherwise);
    case "call":
      return passing.includes(expression.name) && expression.list.every((one) => one.type !== "dynamic" || isOpen(one));
    default:
      return false;
  }
}

/** An array as a literal, or as split() and bag_keys() return it. */
export function isKnownArray(expression: Expression): boolean {
  if (expression.kind === "literal") return Array.isArray(expression.value);
  return expression.kind === "call" && (expression.name === "split" || expression.name === "bag_keys");
}

/** A property bag as a literal. */
export function isKnownBag(expression: Expression): boolean {
  const value = expression.kind === "literal" ? expression.value : null;
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
