import { type Filter, never, withParts } from "./ast.ts";
import { normalize } from "./normalize.ts";

/** A filter with each part decided, in the normal form: after one that can't be met the others aren't asked. */
export const decidedIn = (filter: Filter, decide: (part: Filter) => Filter): Filter => {
  if (filter.kind !== "and") return decide(filter);
  const parts: Filter[] = [];
  for (const part of filter.all) {
    const found = decide(part);
    if (found.kind === "constant" && !found.value) return never;
    parts.push(found);
  }
  return normalize(withParts(filter, parts));
};
