import { type Issue, issue } from "../contract/issues.ts";
import { approximate } from "./approximate.ts";
import type { Filter } from "./ast.ts";
import { overCloudTrail } from "./aws-record.ts";
import { type Alternative, alternativesOf } from "./eventbridge-alternatives.ts";
import { type EventPattern, entriesIn, fitting, lengthOf, packed, patternOf } from "./eventbridge-packing.ts";
import { eventBridgeRendering } from "./eventbridge-rendering.ts";
import { comparedByCase } from "./eventbridge-tests.ts";
import { forCloud } from "./for-cloud.ts";
import { eventPatternCharacters } from "./limits-aws.ts";
import type { Rendered } from "./rendered.ts";

export type { EventPattern } from "./eventbridge-packing.ts";

const target = "EventBridge";

type Output = Rendered<readonly EventPattern[]>;

const nothing: Output = { output: undefined, fidelity: "exact", residual: undefined, issues: [] };

const refused = (filter: Filter, found: Issue): Output => ({
  output: undefined,
  fidelity: "unsupported",
  residual: filter,
  issues: [found],
});

const unsupported = (filter: Filter, lacks: readonly string[]): Output =>
  refused(filter, issue("error", "rule-unsupported", [], { target, purpose: "match", lacks: [...new Set(lacks)] }));

const tooLong = (filter: Filter, alternative: Alternative): Output => {
  const found = lengthOf(patternOf([entriesIn(alternative)]));
  const params = { target, found, max: eventPatternCharacters, unit: "characters" };
  return refused(filter, issue("error", "rule-too-long", [], params));
};

const remarksOn = (patterns: readonly EventPattern[], alternatives: readonly Alternative[]): Issue[] => {
  const conditions = alternatives.flatMap((one) => [...one.conditions.values()]);
  const texts = [...new Set(conditions.flatMap(comparedByCase))];
  return [
    ...(texts.length === 0 ? [] : [issue("warning", "rule-by-case", [], { target, texts })]),
    ...(patterns.length < 2
      ? []
      : [issue("notice", "rule-split", [], { target, count: patterns.length, unit: "rule" })]),
  ];
};

const written = (filter: Filter, alternatives: readonly Alternative[], lacks: readonly string[]): Output => {
  const parts = alternatives.map((one) => fitting(entriesIn(one)));
  const longest = parts.indexOf(undefined);
  if (longest !== -1) return tooLong(filter, alternatives[longest]!);
  const output = packed(parts.flatMap((part) => part ?? []));
  const issues = remarksOn(output, alternatives);
  if (lacks.length === 0) return { output, fidelity: "exact", residual: undefined, issues };
  const wider = issue("warning", "rule-wider", [], { target, purpose: "match", lacks: [...new Set(lacks)] });
  return { output, fidelity: "wider", residual: filter, issues: [wider, ...issues] };
};

/** A filter as event patterns of rules on the event bus: an event matches where one of them does. */
export const toEventBridgePatterns = (given: Filter): Output => {
  const filter = forCloud(given, "aws");
  const near = approximate(overCloudTrail(filter), "over", eventBridgeRendering);
  const alternatives = alternativesOf(near.filter);
  const lacks = [...near.reasons, ...alternatives].flatMap((one) => one.lacks);
  if (alternatives.length === 0) return nothing;
  const isEverything = alternatives.some(({ conditions }) => conditions.size === 0);
  return isEverything && lacks.length > 0 ? unsupported(filter, lacks) : written(filter, alternatives, lacks);
};
