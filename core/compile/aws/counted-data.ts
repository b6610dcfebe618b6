import { isOfOthers, isSpelledPart } from "../../catalog/aws-operations.ts";
import { awsSpelling } from "../../catalog/spelling.ts";
import { approximate } from "../../filter/approximate.ts";
import { always, type Comparison, either, equal, type Filter, fieldText, never } from "../../filter/ast.ts";
import { hasCase } from "../../filter/aws-spelling.ts";
import { conditionOf, inCategory, selectorRendering } from "../../filter/cloudtrail-selector-fields.ts";
import { forCloud } from "../../filter/for-cloud.ts";
import { comparisonOf, type Literal, normalize } from "../../filter/normalize.ts";
import { cannot } from "../../filter/rendered.ts";
import { rewrite } from "../../filter/rewrite.ts";
import { termsOf } from "../../filter/terms.ts";

/** A comparison with what is known of the data events of some sources. */
const knownOf = (comparison: Comparison, sources: readonly string[]): Filter => {
  if (comparison.kind !== "equal" || comparison.field.of !== "record") return comparison;
  const name = comparison.field.path.join(".");
  if (name === "eventSource") {
    const asked = comparison.values.map((value) => String(value).toLowerCase());
    if (sources.every((source) => asked.includes(source))) return always;
    return sources.some((source) => asked.includes(source)) ? comparison : never;
  }
  if (name !== "eventName") return comparison;
  const possible = comparison.values.filter((value) => !isOfOthers(String(value), sources));
  return possible.length === 0 ? never : equal(comparison.field, possible, comparison.fold);
};

/** A selector compares by case: what it leaves out for another spelling no alert would count. */
const isSpelled = (literal: Literal): boolean => {
  const comparison = comparisonOf(literal);
  if (literal.kind === "not" || !("fold" in comparison) || !comparison.fold) return true;
  const { field, operator, values } = conditionOf(literal, "Data")!;
  if (field === "eventSource" || !values.some(hasCase)) return true;
  if (field !== "eventName") return false;
  return values.every((value) =>
    operator === "startsWith" || operator === "endsWith"
      ? isSpelledPart(value, operator)
      : awsSpelling(value) === value,
  );
};

const rendering = (literal: Literal) =>
  conditionOf(literal, "Data") === undefined || isSpelled(literal)
    ? selectorRendering(literal, "Data")
    : cannot(literal, "no comparison without regard to case");

/**
 * Which data events of some sources the filters may match, in what selectors can say of them: all that a filter matches, and
 * what can't be told from it.
 */
export const matchedData = (filters: readonly Filter[], sources: readonly string[]): Filter =>
  normalize(
    either(
      ...filters.map((filter) => {
        const of = inCategory(forCloud(filter, "aws"), "Data");
        return approximate(normalize(rewrite(of, (one) => knownOf(one, sources))), "over", rendering).filter;
      }),
    ),
  );

/** Ours: selectors for more would no longer be readable. */
const mostAlternatives = 50;

const isNamed = (literal: Literal): boolean =>
  literal.kind !== "not" && fieldText(comparisonOf(literal).field) === "native.eventName";

/** Are they events of named operations alone? A copy of all reads, or of all events, is no small part. */
export const isFew = (part: Filter): boolean =>
  termsOf(part, mostAlternatives)?.every((term) => term.some(isNamed)) ?? false;
