import { both, type Comparison, either, type Filter, not } from "./ast.ts";

/** The filter with each of its comparisons replaced. */
export const rewrite = (filter: Filter, replace: (comparison: Comparison) => Filter): Filter => {
  switch (filter.kind) {
    case "constant":
      return filter;
    case "and":
      return both(...filter.all.map((part) => rewrite(part, replace)));
    case "or":
      return either(...filter.any.map((part) => rewrite(part, replace)));
    case "not":
      return not(rewrite(filter.of, replace));
    default:
      return replace(filter);
  }
};
