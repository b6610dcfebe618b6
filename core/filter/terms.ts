import type { Filter } from "./ast.ts";
import { isLiteral, type Literal } from "./normalize.ts";

/** A conjunction of literals. */
export type Term = readonly Literal[];

/** A normal form as alternatives, each a conjunction; undefined where they would be more than `most`. */
export const termsOf = (filter: Filter, most: number): readonly Term[] | undefined => {
  if (filter.kind === "constant") return filter.value ? [[]] : [];
  if (isLiteral(filter)) return [[filter]];
  if (filter.kind === "or") {
    const terms: Term[] = [];
    for (const part of filter.any) {
      const found = termsOf(part, most);
      if (found === undefined || terms.length + found.length > most) return undefined;
      terms.push(...found);
    }
    return terms;
  }
  if (filter.kind !== "and") return undefined;
  let terms: readonly Term[] = [[]];
  for (const part of filter.all) {
    const found = termsOf(part, most);
    if (found === undefined || terms.length * found.length > most) return undefined;
    terms = terms.flatMap((term) => found.map((more) => [...term, ...more]));
  }
  return terms;
};
