import { catalogFilter } from "../catalog/catalog-filter.ts";
import { type Comparison, type Filter, never } from "../filter/ast.ts";
import { normalize } from "../filter/normalize.ts";
import type { Rendered } from "../filter/rendered.ts";
import { rewrite } from "../filter/rewrite.ts";
import { literal, token, tokensOf, withTexts } from "./json.ts";

/**
 * What a plan makes and filters name by tokens: each token with the most characters that fill it.
 */
export type OwnTokens = Readonly<Record<string, number>>;

/** Stands within a token for what is to fill it: no name of a token has it. */
const filler = "~";

/** As long as the longest that fills it: a native form that is within its limits stays so. */
const roomy = (name: string, longest: number): string => {
  const short = token(name);
  return token(name.padEnd(name.length + longest - short.length, filler));
};

/** A filter about what the plan makes: of what it doesn't make there are no events. */
export const ownFilter = (text: string, tokens: OwnTokens): Filter => {
  const isMade = (part: unknown): boolean =>
    typeof part !== "string" || tokensOf(part).every((name) => tokens[name.replaceAll(filler, "")] !== undefined);
  const made = (comparison: Comparison): Filter => {
    if (comparison.kind === "like") return comparison.parts.every(isMade) ? comparison : never;
    if (comparison.kind !== "equal") return comparison;
    const values = comparison.values.filter(isMade);
    if (values.length === comparison.values.length) return comparison;
    return values.length === 0 ? never : { ...comparison, values };
  };
  const spread = withTexts(catalogFilter(text), (part) =>
    part.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => roomy(name, tokens[name] ?? 0)),
  );
  return normalize(rewrite(spread, made));
};

/** Where a token stands in a regular expression, its signs are escaped; the names that fill it have at most dots. */
const writtenToken = /\\*\$\\*\{(\w+)~*\\*\}/g;

/** What a filter about what the plan makes becomes, with its tokens as they are filled. */
export const tightened = <Output>(rendered: Rendered<Output>): Rendered<Output> =>
  withTexts(rendered, (text) => text.replaceAll(writtenToken, (_, name: string) => token(name)));

/** A native form for a blueprint, whose tokens are filled: a filter's own texts are none but where it is about what is made. */
export const fillable = <T>({ isOwn }: { readonly isOwn: boolean }, native: T): T => (isOwn ? native : literal(native));
