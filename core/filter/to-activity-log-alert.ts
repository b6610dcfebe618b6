import { type Issue, issue } from "../contract/issues.ts";
import { type Approximation, approximate, type Rendering } from "./approximate.ts";
import { always, type Filter, never } from "./ast.ts";
import { type ActivityLogAlertCondition, type AlertLeaf, conditionsOf } from "./azure-alert-conditions.ts";
import { alertFields, holds, textsOf, wordsOf } from "./azure-alert-words.ts";
import { inCategory } from "./azure-categories.ts";
import { type ActivityLogCategory, activityLogCategories } from "./azure-log-categories.ts";
import { mayMatchElsewhere } from "./azure-logs.ts";
import { forCloud } from "./for-cloud.ts";
import { activityLogAlerts } from "./limits-azure.ts";
import { comparisonOf, isLiteral, type Literal } from "./normalize.ts";
import { asIs, cannot, type Rendered } from "./rendered.ts";

export type { ActivityLogAlertCondition } from "./azure-alert-conditions.ts";

const target = "An activity log alert";

/** An operation tells more than its name: its provider, and whether it reads. */
const eventOf = (operation: string): object => ({
  operation,
  access: /\/read$/i.test(operation) ? "read" : "write",
  service: operation.slice(0, operation.indexOf("/")),
});

const isTold = (literal: Literal): boolean => {
  const { field } = comparisonOf(literal);
  return field.of === "event" && ["operation", "access", "service"].includes(field.name);
};

/** The operations that a conjunction asks for, each of a provider. */
const operationsIn = (among: readonly Filter[]): { literal: Literal; names: readonly string[] } | undefined => {
  const literal = among
    .filter(isLiteral)
    .find((one) => one.kind === "equal" && one.field.of === "event" && one.field.name === "operation");
  if (literal === undefined) return undefined;
  const names = textsOf(comparisonOf(literal));
  return names.every((name) => /^[^/]+\//.test(name)) ? { literal, names } : undefined;
};

const renderingOf = (literal: Literal, among: readonly Filter[]): Rendering => {
  const known = operationsIn(among);
  if (known !== undefined && literal === known.literal && literal.kind === "equal") {
    const others = among.filter((one): one is Literal => one !== literal && isLiteral(one) && isTold(one));
    const values = known.names.filter((name) => others.every((one) => holds(one, eventOf(name))));
    return { exact: values.length === 0 ? never : { ...literal, values } };
  }
  if (known !== undefined && isTold(literal)) return { exact: always };
  const words = wordsOf(comparisonOf(literal));
  if ("lacks" in words) {
    if (words.over === undefined || literal.kind === "not") return cannot(literal, words.lacks);
    return { over: literal, reason: { literal, lacks: words.lacks } };
  }
  if (words.length === 0) return { exact: literal.kind === "not" ? always : never };
  return literal.kind === "not" ? cannot(literal, "no negation") : asIs(literal);
};

const leafOf = (filter: Filter): AlertLeaf => {
  const comparison = comparisonOf(filter as Literal);
  const field = comparison.field.of === "event" ? alertFields[comparison.field.name]! : "";
  const words = wordsOf(comparison);
  const texts = "lacks" in words ? (words.over ?? []) : words;
  return texts.length === 1 ? { field, equals: texts[0]! } : { field, containsAny: texts };
};

const says = (code: "rule-wider" | "rule-unsupported", lacks: readonly string[]): Issue =>
  issue(code === "rule-wider" ? "warning" : "error", code, [], {
    target,
    purpose: "match",
    lacks: [...new Set(lacks)],
  });

const unsupported = (residual: Filter, one: Issue): Rendered<never> => ({
  output: undefined,
  fidelity: "unsupported",
  residual,
  issues: [one],
});

interface CategoryAlert {
  readonly category: ActivityLogCategory;
  readonly near: Approximation;
}

/** A rule has one category. */
const alertsOf = (asked: Filter): readonly CategoryAlert[] =>
  activityLogCategories
    .map((category) => ({ category, near: approximate(inCategory(asked, category), "over", renderingOf) }))
    .filter(({ near }) => near.filter.kind !== "constant" || near.filter.value);

const isNever = (filter: Filter): boolean => filter.kind === "constant" && !filter.value;

/**
 * What the service takes no alert of: that others of its alerts fired, and all that is done.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-activity-log
 */
const refusedOf = (asked: Filter, alerts: readonly CategoryAlert[]): string | undefined => {
  if (!isNever(inCategory(asked, "Alert"))) return "no events of the category Alert";
  const isAll = alerts.some(({ category, near }) => category === "Administrative" && near.filter.kind === "constant");
  return isAll ? "no alert on everything that is done" : undefined;
};

/** Beyond this, alternatives are not even counted. */
const mostTerms = 1_000;

/** A filter as the conditions of activity log alerts: an event that matches makes one of them fire. */
export const toActivityLogAlert = (filter: Filter): Rendered<readonly ActivityLogAlertCondition[]> => {
  const asked = forCloud(filter, "azure");
  if (mayMatchElsewhere(asked)) {
    return unsupported(asked, says("rule-unsupported", ["no sign-ins, no changes of the directory, no data events"]));
  }
  const alerts = alertsOf(asked);
  const lacks = alerts.flatMap(({ near }) => near.reasons.map((reason) => reason.lacks));
  if (alerts.some(({ near }) => near.filter.kind === "constant" && !near.isExact)) {
    return unsupported(asked, says("rule-unsupported", lacks));
  }
  const refused = refusedOf(asked, alerts);
  if (refused !== undefined) return unsupported(asked, says("rule-unsupported", [...lacks, refused]));
  if (alerts.length === 0) return { output: undefined, fidelity: "exact", residual: undefined, issues: [] };
  const parts = alerts.map(({ category, near }) => conditionsOf(near.filter, category, leafOf, mostTerms));
  const found = parts.reduce((sum, part) => sum + (part?.length ?? mostTerms), 0);
  if (found > activityLogAlerts) {
    const params = { target: "Azure Monitor", found, max: activityLogAlerts, unit: "activity log alerts" };
    return unsupported(asked, issue("error", "rule-too-long", [], params));
  }
  const output = parts.flatMap((part) => part ?? []);
  const split = issue("notice", "rule-split", [], {
    target: "Azure Monitor",
    count: found,
    unit: "activity log alert",
  });
  const notices = found > 1 ? [split] : [];
  if (lacks.length === 0) return { output, fidelity: "exact", residual: undefined, issues: notices };
  return { output, fidelity: "wider", residual: asked, issues: [says("rule-wider", lacks), ...notices] };
};
