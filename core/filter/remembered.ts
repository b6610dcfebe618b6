import type { Filter } from "./ast.ts";

/**
 * A function of filters that is worked out once for each filter. Filters never change, and the classes of activities are
 * parts of many.
 */
export const remembered = <Result>(work: (filter: Filter) => Result): ((filter: Filter) => Result) => {
  const known = new WeakMap<Filter, Result>();
  return (filter) => {
    const found = known.get(filter);
    if (found !== undefined || known.has(filter)) return found as Result;
    const result = work(filter);
    known.set(filter, result);
    return result;
  };
};
