import { type Comparison, type Filter, not, partsOf, withParts } from "./ast.ts";

/** The filter with each of its comparisons replaced; the same where none is. */
export const rewrite = (filter: Filter, replace: (comparison: Comparison) => Filter): Filter => {
  switch (filter.kind) {
    case "constant":
      return filter;
    case "and":
    case "or":
      return withParts(
        filter,
        partsOf(filter).map((part) => rewrite(part, replace)),
      );
    case "not": {
      const part = rewrite(filter.of, replace);
      return part === filter.of ? filter : not(part);
    }
    default:
      return replace(filter);
  }
};
