import { type Issue, issue } from "../contract/issues.ts";
import type { Filter } from "./ast.ts";
import { inCategory } from "./azure-categories.ts";
import { type ActivityLogCategory, activityLogCategories } from "./azure-log-categories.ts";
import { mayMatchElsewhere } from "./azure-logs.ts";
import { forCloud } from "./for-cloud.ts";
import type { Purpose, Rendered } from "./rendered.ts";

export type DiagnosticCategory = ActivityLogCategory;

const target = "Azure's diagnostic setting";

/** What people are told where only whole categories can be asked for. */
const wholeAlone = "nothing but whole categories";
const elsewhere = "no sign-ins, no changes of the directory, no data events";

/**
 * A filter as categories of a subscription's activity log: those with events that it matches; or, to exclude, those of
 * whose events it matches all. What it matches in other logs is no matter of this setting.
 */
export const toDiagnosticCategories = (
  filter: Filter,
  purpose: Purpose = "match",
): Rendered<readonly DiagnosticCategory[]> => {
  const asked = forCloud(filter, "azure");
  const says = (code: "rule-wider" | "rule-unsupported", lacks: string): Issue => {
    const severity = code === "rule-wider" || purpose === "exclude" ? "warning" : "error";
    return issue(severity, code, [], { target, purpose, lacks: [lacks] });
  };
  const unsupported = (lacks: string): Rendered<readonly DiagnosticCategory[]> => {
    return { output: undefined, fidelity: "unsupported", residual: asked, issues: [says("rule-unsupported", lacks)] };
  };
  const all = activityLogCategories.map((category) => ({ category, rest: inCategory(asked, category) }));
  const possible = all.filter(({ rest }) => rest.kind !== "constant" || rest.value);
  if (possible.length === 0) {
    if (mayMatchElsewhere(asked)) return unsupported(elsewhere);
    return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  }
  const whole = possible.filter(({ rest }) => rest.kind === "constant");
  const output = (purpose === "match" ? possible : whole).map(({ category }) => category);
  if (output.length === 0) return unsupported(wholeAlone);
  const lacks = whole.length < possible.length ? wholeAlone : elsewhere;
  // What other logs have of an exclusion is stored.
  const isExact = whole.length === possible.length && (purpose === "match" || !mayMatchElsewhere(asked));
  if (isExact) return { output, fidelity: "exact", residual: undefined, issues: [] };
  return { output, fidelity: "wider", residual: asked, issues: [says("rule-wider", lacks)] };
};
