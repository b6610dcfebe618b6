import { always, type Filter, never, withParts } from "./ast.ts";
import { isLiteral, type Literal, normalize } from "./normalize.ts";
import { remembered } from "./remembered.ts";

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

export type RenderingOf = (literal: Literal, among: readonly Filter[]) => Rendering;

/** The nearest of a whole, and why it isn't the whole itself. */
interface Near {
  readonly filter: Filter;
  readonly reasons: readonly Reason[];
}

/** What the parts of a whole are approximated for. */
interface Approximating {
  readonly direction: Direction;
  readonly of: RenderingOf;
  /** Why parts aren't themselves: found on the way. */
  readonly reasons: Reason[];
}

const nearestOfLiteral = (literal: Literal, among: readonly Filter[], state: Approximating): Filter => {
  const rendering = state.of(literal, among);
  if (rendering.exact !== undefined) return rendering.exact;
  state.reasons.push(rendering.reason);
  return state.direction === "over" ? (rendering.over ?? always) : (rendering.under ?? never);
};

const nearest = (part: Filter, among: readonly Filter[], state: Approximating): Filter => {
  if (isLiteral(part)) return nearestOfLiteral(part, among, state);
  if (part.kind === "and")
    return withParts(
      part,
      part.all.map((one) => nearest(one, part.all, state)),
    );
  if (part.kind !== "or") return part;
  const { filter, reasons } = alternativesNear(state.of, state.direction)(part);
  state.reasons.push(...reasons);
  return filter;
};

type NearOf = (filter: Filter) => Near;

const known = new WeakMap<RenderingOf, { readonly [D in Direction]: NearOf }>();

/** Alternatives stand for themselves, so what is found of them is the same in every filter. */
const alternativesNear = (of: RenderingOf, direction: Direction): NearOf => {
  const inDirection = (side: Direction): NearOf =>
    remembered((filter) => {
      if (filter.kind !== "or") throw new Error("only alternatives stand for themselves");
      const state: Approximating = { direction: side, of, reasons: [] };
      const any = filter.any.map((one) => nearest(one, [one], state));
      return { filter: normalize(withParts(filter, any)), reasons: state.reasons };
    });
  const found = known.get(of) ?? { over: inDirection("over"), under: inDirection("under") };
  known.set(of, found);
  return found[direction];
};

/** The nearest filter on one side that a target can render. */
export const approximate = (filter: Filter, direction: Direction, renderingOf: RenderingOf): Approximation => {
  const state: Approximating = { direction, of: renderingOf, reasons: [] };
  const near = nearest(normalize(filter), [], state);
  return { filter: normalize(near), isExact: state.reasons.length === 0, reasons: state.reasons };
};
