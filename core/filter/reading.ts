import type { IssueParams } from "../contract/issues.ts";
import { type CelExpression, describe } from "./cel.ts";

/** What the reading of one filter shares. */
export interface Reading {
  offsetOf(expression: CelExpression): number;
  /** The macro that the parser has replaced by the expression. */
  macroOf(expression: CelExpression): string | undefined;
  report<C extends FilterCode>(offset: number, code: C, params: Omit<IssueParams[C], "place">): void;
}

/** The kinds of problems that a filter can have beyond its grammar. */
export type FilterCode =
  | "filter-unsupported"
  | "filter-unknown-field"
  | "filter-unknown-value"
  | "filter-wrong-type"
  | "filter-wrong-regex"
  | "filter-wrong-network";

const instead =
  'compare a field: ==, !=, in, <, startsWith, endsWith, contains, like, matches, has, cidr("…").containsIP';

export const unsupported = (expression: CelExpression, reading: Reading, hint = instead): undefined => {
  const params = { construct: describe(expression, reading.macroOf(expression)), instead: hint };
  reading.report(reading.offsetOf(expression), "filter-unsupported", params);
  return undefined;
};
