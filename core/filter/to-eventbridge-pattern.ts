import { type Issue, issue } from "../contract/issues.ts";
import { approximate } from "./approximate.ts";
import type { Filter } from "./ast.ts";
import { overCloudTrail } from "./aws-record.ts";
import type { Alternative } from "./eventbridge-alternatives.ts";
import { type Branch, branchesOf, combined } from "./eventbridge-branches.ts";
import { entriesIn } from "./eventbridge-entries.ts";
import { type EventPattern, fitting, lengthOf, packed, packedPairs, patternOf } from "./eventbridge-packing.ts";
import { eventBridgeRendering } from "./eventbridge-rendering.ts";
import { comparedByCase } from "./eventbridge-tests.ts";
import { forCloud } from "./for-cloud.ts";
import { eventPatternCharacters } from "./limits-aws.ts";
import type { Rendered } from "./rendered.ts";

export type { EventPattern } from "./eventbridge-packing.ts";

const target = "EventBridge";

type Output = Rendered<readonly EventPattern[]>;

const nothing: Output = { output: undefined, fidelity: "exact", residual: undefined, issues: [] };

const isEverything = ({ conditions }: Alternative): boolean => conditions.length === 0;

const refused = (filter: Filter, found: Issue): Output => ({
  output: undefined,
  fidelity: "unsupported",
  residual: filter,
  issues: [found],
});

const unsupported = (filter: Filter, lacks: readonly string[]): Output =>
  refused(filter, issue("error", "rule-unsupported", [], { target, purpose: "match", lacks: [...new Set(lacks)] }));

const remarksOn = (patterns: readonly EventPattern[], alternatives: readonly Alternative[]): Issue[] => {
  const texts = new Set<string>();
  for (const { conditions } of alternatives) {
    for (const condition of conditions) for (const text of comparedByCase(condition)) texts.add(text);
  }
  return [
    ...(texts.size === 0 ? [] : [issue("warning", "rule-by-case", [], { target, texts: [...texts] })]),
    ...(patterns.length < 2
      ? []
      : [issue("notice", "rule-split", [], { target, count: patterns.length, unit: "rule" })]),
  ];
};

/** The patterns of a branch, and what they don't ask; or one that is too long, which nothing shortens. */
type Fitted =
  | { readonly patterns: readonly EventPattern[]; readonly branch: Branch }
  | { readonly tooLong: EventPattern };

const fittedTo = (branch: Branch): Fitted => {
  const [first, second] = branch.map((list) => list.map(entriesIn));
  if (second !== undefined) {
    const patterns = packedPairs(first!, second);
    return patterns === undefined ? fittedTo(combined(branch)) : { patterns, branch };
  }
  const parts = first!.map(fitting);
  const longest = parts.indexOf(undefined);
  if (longest !== -1) return { tooLong: patternOf([first![longest]!]) };
  return { patterns: packed(parts.flatMap((part) => part ?? [])), branch };
};

const tooLong = (filter: Filter, pattern: EventPattern): Output => {
  const params = { target, found: lengthOf(pattern), max: eventPatternCharacters, unit: "characters" };
  return refused(filter, issue("error", "rule-too-long", [], params));
};

const written = (filter: Filter, branches: readonly Branch[], reasons: readonly string[]): Output => {
  const found = branches.map(fittedTo);
  const excess = found.find((one) => "tooLong" in one);
  if (excess !== undefined) return tooLong(filter, excess.tooLong);
  const fitted = found.filter((one) => "patterns" in one);
  const output = fitted.flatMap(({ patterns }) => patterns);
  const alternatives = fitted.flatMap(({ branch }) => branch.flat());
  const lacks = [...new Set([...reasons, ...alternatives.flatMap((one) => one.lacks)])];
  if (fitted.some(({ branch }) => branch.every((list) => list.some(isEverything))) && lacks.length > 0)
    return unsupported(filter, lacks);
  const issues = remarksOn(output, alternatives);
  if (lacks.length === 0) return { output, fidelity: "exact", residual: undefined, issues };
  const wider = issue("warning", "rule-wider", [], { target, purpose: "match", lacks });
  return { output, fidelity: "wider", residual: filter, issues: [wider, ...issues] };
};

/** A filter as event patterns of rules on the event bus: an event matches where one of them does. */
export const toEventBridgePatterns = (given: Filter): Output => {
  const filter = forCloud(given, "aws");
  const near = approximate(overCloudTrail(filter), "over", eventBridgeRendering);
  const branches = branchesOf(near.filter);
  return branches.length === 0
    ? nothing
    : written(
        filter,
        branches,
        near.reasons.map(({ lacks }) => lacks),
      );
};
