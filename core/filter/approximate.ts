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

/** The nearest of part of a filter, and why it isn't the part itself. */
interface Near {
  readonly filter: Filter;
  readonly reasons: readonly Reason[];
}

const nearestOfLiteral = (literal: Literal, among: readonly Filter[], direction: Direction, of: RenderingOf): Near => {
  const rendering = of(literal, among);
  if (rendering.exact !== undefined) return { filter: rendering.exact, reasons: [] };
  const filter = direction === "over" ? (rendering.over ?? always) : (rendering.under ?? never);
  return { filter, reasons: [rendering.reason] };
};

const nearest = (part: Filter, among: readonly Filter[], direction: Direction, of: RenderingOf): Near => {
  if (isLiteral(part)) return nearestOfLiteral(part, among, direction, of);
  if (part.kind !== "and" && part.kind !== "or") return { filter: part, reasons: [] };
  if (part.kind === "or") return alternativesNear(of, direction)(part);
  const parts = part.all.map((one) => nearest(one, part.all, direction, of));
  const all = parts.map(({ filter }) => filter);
  return { filter: withParts(part, all), reasons: parts.flatMap(({ reasons }) => reasons) };
};

type NearOf = (filter: Filter) => Near;

const known = new WeakMap<RenderingOf, { readonly [D in Direction]: NearOf }>();

/** Alternatives stand for themselves, so what is found of them is the same in every filter. */
const alternativesNear = (of: RenderingOf, direction: Direction): NearOf => {
  const inDirection = (side: Direction): NearOf =>
    remembered((filter) => {
      if (filter.kind !== "or") throw new Error("only alternatives stand for themselves");
      const parts = filter.any.map((one) => nearest(one, [one], side, of));
      const any = normalize(
        withParts(
          filter,
          parts.map((part) => part.filter),
        ),
      );
      return { filter: any, reasons: parts.flatMap(({ reasons }) => reasons) };
    });
  const found = known.get(of) ?? { over: inDirection("over"), under: inDirection("under") };
  known.set(of, found);
  return found[direction];
};

/** The nearest filter on one side that a target can render. */
export const approximate = (filter: Filter, direction: Direction, renderingOf: RenderingOf): Approximation => {
  const near = nearest(normalize(filter), [], direction, renderingOf);
  return { filter: normalize(near.filter), isExact: near.reasons.length === 0, reasons: near.reasons };
};
