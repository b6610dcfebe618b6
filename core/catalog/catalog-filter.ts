import type { Filter } from "../filter/ast.ts";
import { parseFilter } from "../filter/parse.ts";
import { deepFreeze } from "../freeze.ts";
import { readFilters } from "./read-filters.ts";

const known = new Map(deepFreeze(readFilters()));

/** A filter that is part of the catalog, read once: that it can be read is the tests' business, not the user's. */
export const catalogFilter = (text: string): Filter => {
  const found = known.get(text);
  if (found !== undefined) return found;
  const { filter, problems } = parseFilter(text);
  if (filter === undefined) throw new Error(`the catalog has no filter in ${text}: ${JSON.stringify(problems)}`);
  known.set(text, filter);
  return filter;
};
