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

/** The same of a function that also has a name among few: of a table, say. */
export const rememberedBy = <Name extends string, Result>(
  work: (filter: Filter, name: Name) => Result,
): ((filter: Filter, name: Name) => Result) => {
  const known = new Map<Name, (filter: Filter) => Result>();
  return (filter, name) => {
    const found = known.get(name) ?? remembered((one: Filter) => work(one, name));
    known.set(name, found);
    return found(filter);
  };
};
