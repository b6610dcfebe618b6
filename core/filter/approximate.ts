import { always, both, either, type Filter, never } from "./ast.ts";
import { isLiteral, type Literal, normalize } from "./normalize.ts";

/**
 * Which way a native form may differ from its filter: what captures or alerts may match more, what excludes may match
 * less.
 */
export type Direction = "over" | "under";

/**
 * What a target makes of a literal: the same or an equal filter of literals that it renders; or the nearest that it can
 * on either side, with the reason. A side that is absent can't be done at all.
 */
export type Rendering =
  | { readonly exact: Filter }
  | { readonly exact?: undefined; readonly over?: Filter; readonly under?: Filter; readonly reason: Reason };

/** Why a target can't say a literal. */
export interface Reason {
  readonly literal: Literal;
  /** What it lacks, as part of a sentence: `EventBridge has no regular expressions`. */
  readonly lacks: string;
}

export interface Approximation {
  /** In the normal form, of literals that the target renders. */
  readonly filter: Filter;
  readonly isExact: boolean;
  readonly reasons: readonly Reason[];
}

/** The nearest filter on one side that a target can render. */
export const approximate = (
  filter: Filter,
  direction: Direction,
  renderingOf: (literal: Literal, among: readonly Filter[]) => Rendering,
): Approximation => {
  const reasons: Reason[] = [];
  const nearest = (part: Filter, among: readonly Filter[]): Filter => {
    if (part.kind === "and") return both(...part.all.map((one) => nearest(one, part.all)));
    if (part.kind === "or") return either(...part.any.map((one) => nearest(one, [one])));
    if (!isLiteral(part)) return part;
    const rendering = renderingOf(part, among);
    if (rendering.exact !== undefined) return rendering.exact;
    reasons.push(rendering.reason);
    return direction === "over" ? (rendering.over ?? always) : (rendering.under ?? never);
  };
  const found = normalize(nearest(normalize(filter), []));
  return { filter: found, isExact: reasons.length === 0, reasons };
};
