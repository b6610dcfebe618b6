import { type Comparison, type Filter, not, partsOf, withParts } from "./ast.ts";
import { remembered } from "./remembered.ts";

type Rewriting = (filter: Filter) => Filter;

const rewritten = (filter: Filter, replace: (comparison: Comparison) => Filter, inner: Rewriting): Filter => {
  switch (filter.kind) {
    case "constant":
      return filter;
    case "and":
    case "or":
      return withParts(filter, partsOf(filter).map(inner));
    case "not": {
      const part = inner(filter.of);
      return part === filter.of ? filter : not(part);
    }
    default:
      return replace(filter);
  }
};

/** The filter with each of its comparisons replaced; the same where none is. */
export const rewrite = (filter: Filter, replace: (comparison: Comparison) => Filter): Filter => {
  const inner: Rewriting = (part) => rewritten(part, replace, inner);
  return inner(filter);
};

/** The same of a replacement that never changes: what is a part of many filters is rewritten once. */
export const rewriter = (replace: (comparison: Comparison) => Filter): Rewriting => {
  const inner: Rewriting = (part) =>
    part.kind === "and" || part.kind === "or" ? inJunction(part) : rewritten(part, replace, inner);
  const inJunction = remembered((junction) => rewritten(junction, replace, inner));
  return inner;
};
