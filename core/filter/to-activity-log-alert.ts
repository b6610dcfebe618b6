import { issue } from "../contract/issues.ts";
import type { Rendering } from "./approximate.ts";
import { always, type Comparison, type Filter, fieldText, never } from "./ast.ts";
import { forCloud } from "./for-cloud.ts";
import { comparisonOf, type Literal } from "./normalize.ts";
import { cannot, type Rendered, render, type Target, type Written } from "./rendered.ts";
import { type Term, termsOf } from "./terms.ts";

export type AlertLeaf = { readonly field: string; readonly equals: string };

/** https://learn.microsoft.com/azure/templates/microsoft.insights/activitylogalerts */
export type ActivityLogAlertCondition = {
  readonly allOf: readonly (AlertLeaf | { readonly anyOf: readonly AlertLeaf[] })[];
};

const name = "An activity log alert";

/** Ours: of the hundred that a subscription may have, one rule must not take them all. */
const mostAlerts = 20;

const systemCategories = ["Security", "ServiceHealth", "ResourceHealth", "Alert", "Autoscale", "Recommendation"];

/** The categories of the activity log by those of the event model. */
const categories: Readonly<Record<string, readonly string[]>> = {
  management: ["Administrative"],
  policy: ["Policy"],
  system: systemCategories,
};

const inLog = Object.keys(categories);

/** The texts that a comparison asks for; none where it asks for no text whole. */
const textsOf = (comparison: Comparison): readonly string[] | undefined =>
  comparison.kind === "equal" && comparison.values.every((value) => typeof value === "string" && value !== "")
    ? comparison.values.map(String)
    : undefined;

/** The platform's words for how an operation ended. */
const isSuccess = (comparison: Comparison): boolean => {
  const texts = textsOf(comparison)?.map((text) => text.toLowerCase());
  return texts?.length === 1 && texts[0] === "success";
};

const renderingOf = (literal: Literal): Rendering => {
  const comparison = comparisonOf(literal);
  const { field } = comparison;
  const isNegated = literal.kind === "not";
  const refused = cannot(literal, isNegated ? "no negation" : `no such condition on ${fieldText(field)}`);
  if (field.of === "record") return refused;
  if (field.name === "access") {
    const isWrite =
      textsOf(comparison)?.some((text) => text.toLowerCase() === "write") ?? comparison.kind === "present";
    return { exact: isWrite === isNegated ? never : always };
  }
  if (field.name === "category" && comparison.kind === "present") return { exact: isNegated ? never : always };
  if (field.name === "category" && comparison.kind === "equal") {
    const asked = comparison.values.map((value) => String(value).toLowerCase());
    const values = inLog.filter((one) => asked.includes(one) !== isNegated);
    return { exact: values.length === 0 ? never : { ...comparison, values } };
  }
  if (field.name === "operation" && comparison.kind === "present") return { exact: isNegated ? never : always };
  if (isNegated || textsOf(comparison) === undefined) return refused;
  if (field.name === "operation") return { exact: literal };
  return field.name === "outcome" && isSuccess(comparison) ? { exact: literal } : refused;
};

/** Operations that are recorded in a category of their own as well, by how they begin. */
const otherCategories: readonly (readonly [prefix: string, category: string])[] = [
  ["microsoft.authorization/policies/", "Policy"],
  ["microsoft.security/", "Security"],
  ["microsoft.insights/", "Alert"],
  ["microsoft.insights/autoscalesettings/", "Autoscale"],
  ["microsoft.resourcehealth/", "ResourceHealth"],
  ["microsoft.servicehealth/", "ServiceHealth"],
  ["microsoft.advisor/", "Recommendation"],
];

const categoriesOf = (operations: readonly string[]): readonly string[] => [
  "Administrative",
  ...otherCategories
    .filter(([prefix]) => operations.some((one) => one.toLowerCase().startsWith(prefix)))
    .map(([, category]) => category),
];

const leaf = (field: string, values: readonly string[]): ActivityLogAlertCondition["allOf"] => {
  const leaves = values.map((equals) => ({ field, equals }));
  return leaves.length === 1 ? leaves : [{ anyOf: leaves }];
};

const shared = (lists: readonly (readonly string[])[]): readonly string[] | undefined =>
  lists.length === 0
    ? undefined
    : lists.reduce((left, right) =>
        left.filter((one) => right.some((other) => other.toLowerCase() === one.toLowerCase())),
      );

/** The alerts of a conjunction; undefined where it asks for neither category nor operation. */
const alertsOf = (term: Term): readonly ActivityLogAlertCondition[] | undefined => {
  const on = (field: string): readonly (readonly string[])[] =>
    term.flatMap((literal) => {
      const comparison = comparisonOf(literal);
      const texts = fieldText(comparison.field) === field ? textsOf(comparison) : undefined;
      return texts === undefined ? [] : [texts];
    });
  const operations = shared(on("operation"));
  const asked = shared(on("category"))?.flatMap((category) => categories[category] ?? []);
  const found = asked ?? (operations === undefined ? undefined : categoriesOf(operations));
  if (found === undefined) return undefined;
  if (operations?.length === 0) return [];
  const operation = operations === undefined ? [] : leaf("operationName", operations);
  const statuses = on("outcome").length === 0 ? [undefined] : ["Succeeded", "Success"];
  const hasAny = operations !== undefined && operations.length > 1;
  return found.flatMap((category) => {
    const first: AlertLeaf = { field: "category", equals: category };
    if (statuses[0] === undefined) return [{ allOf: [first, ...operation] }];
    if (!hasAny)
      return [{ allOf: [first, ...operation, { anyOf: leaf("status", statuses as string[]).flatMap(leavesIn) }] }];
    return statuses.map((status) => ({ allOf: [first, ...operation, { field: "status", equals: status! }] }));
  });
};

const leavesIn = (one: ActivityLogAlertCondition["allOf"][number]): readonly AlertLeaf[] =>
  "anyOf" in one ? one.anyOf : [one];

const write = (filter: Filter): Written<readonly ActivityLogAlertCondition[]> => {
  const terms = termsOf(filter, mostAlerts);
  const alerts = terms?.map(alertsOf);
  const lacks = ["no condition without a category or an operation"];
  const refused = {
    issues: [issue("error", "rule-unsupported", [], { target: name, purpose: "match" as const, lacks })],
  };
  if (alerts === undefined || !alerts.every((one) => one !== undefined)) return refused;
  const output = [...new Map(alerts.flat().map((one) => [JSON.stringify(one), one])).values()];
  if (output.length > mostAlerts) {
    const params = { target: name, found: output.length, max: mostAlerts, unit: "alert rules" };
    return { issues: [issue("error", "rule-too-long", [], params)] };
  }
  const split = issue("notice", "rule-split", [], {
    target: "the activity log",
    count: output.length,
    unit: "alert rule",
  });
  return { output, ...(output.length > 1 && { issues: [split] }) };
};

const alert: Target<readonly ActivityLogAlertCondition[]> = { name, renderingOf, write };

/** A filter as conditions of activity log alerts: an event fires where it meets one of them. */
export const toActivityLogAlert = (filter: Filter): Rendered<readonly ActivityLogAlertCondition[]> =>
  render(forCloud(filter, "azure"), "match", alert);
