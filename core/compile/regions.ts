import { type Comparison, either, type Filter } from "../filter/ast.ts";
import { rewrite } from "../filter/rewrite.ts";
import { token } from "./json.ts";

const listed = token("regions");

/** Whether a filter's text compares with the regions that the spec lists. */
export const asksForRegions = (text: string): boolean => text.includes(listed);

const isListed = (text: unknown): boolean => typeof text === "string" && text.includes(listed);

const inEach = (comparison: Comparison, regions: readonly string[]): Filter => {
  if (comparison.kind === "equal" && comparison.values.some(isListed)) {
    return { ...comparison, values: [...regions, ...comparison.values.filter((value) => !isListed(value))] };
  }
  if (comparison.kind !== "like" || !comparison.parts.some(isListed)) return comparison;
  const { parts } = comparison;
  return either(
    ...regions.map((region) => ({ ...comparison, parts: parts.map((part) => part.replaceAll(listed, region)) })),
  );
};

/** A filter with the regions that the spec lists in their place: a comparison holds where one of them passes it. */
export const withRegions = (filter: Filter, regions: readonly string[]): Filter =>
  rewrite(filter, (comparison) => inEach(comparison, regions));
