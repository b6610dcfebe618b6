import { issue } from "../contract/issues.ts";
import { always, type Comparison, type Filter, never } from "./ast.ts";
import { forCloud } from "./for-cloud.ts";
import { normalize } from "./normalize.ts";
import type { Purpose, Rendered } from "./rendered.ts";
import { rewrite } from "./rewrite.ts";

/** What the events of each category of the activity log are, as the event model has it. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories */
const categories = {
  Administrative: "management",
  Security: "system",
  ServiceHealth: "system",
  Alert: "system",
  Recommendation: "system",
  Policy: "policy",
  Autoscale: "system",
  ResourceHealth: "system",
} as const;

export type DiagnosticCategory = keyof typeof categories;
const names = Object.keys(categories) as DiagnosticCategory[];

const target = "Azure's diagnostic setting";

/** The activity log has writes alone. */
const decided = (comparison: Comparison, category: string): Filter => {
  if (comparison.field.of === "record") return comparison;
  const is = (value: string): Filter => {
    if (comparison.kind === "present") return always;
    const isSame = comparison.kind === "equal" && comparison.values.some((one) => String(one).toLowerCase() === value);
    return isSame ? always : never;
  };
  if (comparison.field.name === "category") return is(category);
  return comparison.field.name === "access" ? is("write") : comparison;
};

const inCategory = (filter: Filter, category: string): Filter =>
  normalize(rewrite(filter, (comparison) => decided(comparison, category)));

const isNever = (filter: Filter): boolean => filter.kind === "constant" && !filter.value;
const isAlways = (filter: Filter): boolean => filter.kind === "constant" && filter.value;

/**
 * A filter as categories of a subscription's activity log: those with events that it matches; or, to exclude, those of
 * whose events it matches all.
 */
export const toDiagnosticCategories = (
  given: Filter,
  purpose: Purpose = "match",
): Rendered<readonly DiagnosticCategory[]> => {
  const filter = forCloud(given, "azure");
  const found = names.map((name) => ({ name, filter: inCategory(filter, categories[name]) }));
  const isExact = found.every((one) => one.filter.kind === "constant");
  const elsewhere = ["identity", "data"].filter((category) => !isNever(inCategory(filter, category)));
  const output = found
    .filter((one) => (purpose === "match" ? !isNever(one.filter) : isAlways(one.filter)))
    .map(({ name }) => name);
  const params = { target, purpose, lacks: ["nothing but whole categories"] };
  if (purpose === "match" && elsewhere.length > 0) {
    const lacks = elsewhere.map((category) => `no ${category} events`);
    const refused = issue("error", "rule-unsupported", [], { ...params, lacks });
    return { output: undefined, fidelity: "unsupported", residual: filter, issues: [refused] };
  }
  if (output.length === 0) {
    if (isExact) return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
    const refused = issue(purpose === "match" ? "error" : "warning", "rule-unsupported", [], params);
    return { output: undefined, fidelity: "unsupported", residual: filter, issues: [refused] };
  }
  if (isExact) return { output, fidelity: "exact", residual: undefined, issues: [] };
  return { output, fidelity: "wider", residual: filter, issues: [issue("warning", "rule-wider", [], params)] };
};
