import { parse as parseCel } from "@bufbuild/cel";
import { type Issue, type IssueParams, issue } from "../contract/issues.ts";
import { type Filter, never } from "./ast.ts";
import type { CelExpression } from "./cel.ts";
import { readExpression } from "./read-expression.ts";
import { syntaxHint } from "./syntax-hint.ts";

/** What is wrong with a filter's text, and where in it, counted in characters from 0. */
export interface FilterProblem {
  readonly issue: Issue;
  readonly offset: number;
}

export type ParsedFilter =
  | { readonly filter: Filter; readonly problems?: undefined }
  | { readonly filter?: undefined; readonly problems: readonly FilterProblem[] };

/** Ours: above what a filter within any cloud's limits needs, and low enough that reading ends. */
export const filterCharacters = 65_536;
const mostLevels = 100;

/** How deep the brackets and negations are nested: the parser calls itself for each. */
const levelsOf = (text: string): number => {
  let level = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[([{!)\]}-]/gs)) {
    if (")]}".includes(token)) level = Math.max(0, level - 1);
    else if ("([{!-".includes(token)) level += 1;
    deepest = Math.max(deepest, level);
    if ("!-".includes(token)) level -= 1;
  }
  return Math.max(deepest, longestRun(text));
};

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/(?:[!-]\s*)+/g)].map(([run]) => run.replace(/\s/g, "").length));

interface CelError {
  location: { start: { offset: number } };
  found?: string | null;
}

const isCelError = (error: unknown): error is CelError =>
  typeof (error as CelError | undefined)?.location?.start?.offset === "number";

/** The place in a filter's text as people count it. */
export const placeOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split("\n");
  const column = before[before.length - 1]!.length + 1;
  return text.includes("\n") ? `line ${before.length}, column ${column}` : `character ${column}`;
};

/** The parser places an operator at the blanks before it. */
const pastBlanks = (text: string, offset: number): number => offset + Math.max(0, text.slice(offset).search(/\S/));

const refused = (offset: number, refusal: Issue): ParsedFilter => ({ problems: [{ issue: refusal, offset }] });

/** Reads the filter language: CEL, of which only what every cloud can be asked. All problems at once. */
export const parseFilter = (text: string): ParsedFilter => {
  if (text.length > filterCharacters) {
    const params = { found: text.length, max: filterCharacters, unit: "characters" };
    return refused(filterCharacters, issue("error", "too-many", [], params));
  }
  const levels = levelsOf(text);
  if (levels > mostLevels) {
    return refused(0, issue("error", "filter-too-deep", [], { found: levels, max: mostLevels }));
  }
  let parsed: ReturnType<typeof parseCel>;
  try {
    parsed = parseCel(text);
  } catch (error) {
    if (!isCelError(error)) throw error;
    const { offset, ...params } = syntaxHint(text, error.location.start.offset);
    return refused(offset, issue("error", "filter-syntax", [], { ...params, place: placeOf(text, offset) }));
  }
  const problems: FilterProblem[] = [];
  const filter = readExpression(parsed.expr as CelExpression, {
    offsetOf: ({ id }) => pastBlanks(text, parsed.sourceInfo?.positions[String(id)] ?? 0),
    macroOf: ({ id }) => {
      const call = parsed.sourceInfo?.macroCalls[String(id)]?.exprKind;
      return call?.case === "callExpr" ? call.value.function : undefined;
    },
    report: (offset, code, params) => {
      const placed = { ...params, place: placeOf(text, offset) } as IssueParams[typeof code];
      problems.push({ issue: issue("error", code, [], placed), offset });
    },
  });
  return problems.length > 0 ? { problems } : { filter: filter ?? never };
};
