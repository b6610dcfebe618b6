import { type Issue, issue } from "../contract/issues.ts";
import type { Fidelity } from "../contract/outputs.ts";
import { approximate, type Direction, type Reason, type Rendering, type RenderingOf } from "./approximate.ts";
import { both, type Filter } from "./ast.ts";
import { type Literal, normalize } from "./normalize.ts";

/**
 * What a native form is for: to match events, of which it may match more than asked; or to exclude them, of which it may
 * exclude less.
 */
export type Purpose = "match" | "exclude";

/** A filter in a target's native form, and how that differs from what was asked. */
export interface Rendered<Output> {
  /** Absent where the target can't do it, or where the filter matches nothing in this cloud: then `exact`. */
  readonly output: Output | undefined;
  readonly fidelity: Fidelity;
  /** What of the filter is still to be checked of the events that the native form lets through. */
  readonly residual: Filter | undefined;
  readonly issues: readonly Issue[];
}

/** A native form, or why there is none: too long, where the target can't be given it in parts. */
export type Written<Output> =
  | { readonly output: Output; readonly issues?: readonly Issue[] }
  | { readonly output?: undefined; readonly issues: readonly Issue[] };

export interface Target<Output> {
  /** As people call it, at the beginning of a sentence: `EventBridge`. */
  readonly name: string;
  /** What it makes of a literal, which stands in a conjunction with others. */
  readonly renderingOf: RenderingOf;
  /** Writes a filter of literals that it renders; never the constant false. */
  write(filter: Filter): Written<Output>;
}

const directions = { match: "over", exclude: "under" } as const satisfies Record<Purpose, Direction>;

/** The parts of a conjunction that aren't exactly rendered. */
const unrendered = <Output>(filter: Filter, purpose: Purpose, target: Target<Output>): Filter => {
  if (filter.kind !== "and" || purpose === "exclude") return filter;
  const rest = filter.all.filter(
    (part) => !approximate(part, "over", (literal) => target.renderingOf(literal, filter.all)).isExact,
  );
  return normalize(both(...rest));
};

const lacksOf = (reasons: readonly Reason[]): readonly string[] => [...new Set(reasons.map(({ lacks }) => lacks))];

/** Writes a filter, already in the normal form of its cloud, for a target. */
export const render = <Output>(filter: Filter, purpose: Purpose, target: Target<Output>): Rendered<Output> => {
  const near = approximate(filter, directions[purpose], target.renderingOf);
  const lacks = lacksOf(near.reasons);
  const says = (code: "rule-wider" | "rule-unsupported"): Issue =>
    issue(code === "rule-wider" || purpose === "exclude" ? "warning" : "error", code, [], {
      target: target.name,
      purpose,
      lacks,
    });
  if (near.filter.kind === "constant" && !near.isExact) {
    return { output: undefined, fidelity: "unsupported", residual: filter, issues: [says("rule-unsupported")] };
  }
  if (near.filter.kind === "constant" && !near.filter.value) {
    return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  }
  const { output, issues = [] } = target.write(near.filter);
  if (output === undefined) return { output, fidelity: "unsupported", residual: filter, issues };
  if (near.isExact) return { output, fidelity: "exact", residual: undefined, issues };
  return {
    output,
    fidelity: "wider",
    residual: unrendered(filter, purpose, target),
    issues: [says("rule-wider"), ...issues],
  };
};

/** The same literal, which the target renders as it is. */
export const asIs = (literal: Literal): Rendering => ({ exact: literal });

/** A literal that the target can't say at all. */
export const cannot = (literal: Literal, lacks: string): Rendering => ({ reason: { literal, lacks } });
