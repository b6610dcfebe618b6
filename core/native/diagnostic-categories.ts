import { isObject } from "../object.ts";
import type { Parsed, SyntaxProblem } from "./parsed.ts";

/**
 * The categories of a subscription's activity log, of which a diagnostic setting exports some whole.
 * https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories
 */
export const diagnosticCategories = [
  "Administrative",
  "Security",
  "ServiceHealth",
  "Alert",
  "Recommendation",
  "Policy",
  "Autoscale",
  "ResourceHealth",
] as const;

export type DiagnosticCategory = (typeof diagnosticCategories)[number];

/** The categories that a setting exports. */
export interface DiagnosticSetting {
  readonly categories: ReadonlySet<DiagnosticCategory>;
}

const known = (name: unknown): DiagnosticCategory | undefined =>
  diagnosticCategories.find((one) => typeof name === "string" && one.toLowerCase() === name.toLowerCase());

/**
 * Reads the logs of a diagnostic setting of a subscription. The problems' position is always 0: their message names the
 * path in the JSON. https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/create-or-update
 */
export const parseDiagnosticCategories = (logs: unknown): Parsed<DiagnosticSetting> => {
  const problems: SyntaxProblem[] = [];
  const report = (path: string, message: string): void => void problems.push({ at: 0, message: `${path}: ${message}` });
  const categories = new Set<DiagnosticCategory>();
  const seen = new Set<DiagnosticCategory>();
  for (const [index, log] of (Array.isArray(logs) ? logs : []).entries()) {
    const path = `logs[${index}]`;
    if (!isObject(log)) {
      report(path, "must be an object with a category and enabled");
      continue;
    }
    if (typeof log.enabled !== "boolean") report(path, "enabled must be true or false");
    const category = known(log.category);
    if (category === undefined) {
      report(path, `the category is one of ${diagnosticCategories.join(", ")}`);
      continue;
    }
    if (seen.has(category)) report(path, `${category} is given twice`);
    seen.add(category);
    if (log.enabled === true) categories.add(category);
  }
  if (!Array.isArray(logs)) report("logs", "must be an array");
  else if (problems.length === 0 && categories.size === 0) report("logs", "at least one category must be enabled");
  return problems.length > 0 ? { problems } : { filter: { categories } };
};

const textIn = (value: unknown): unknown => (isObject(value) ? value.value : value);

/** What older exports say instead of Administrative. */
export const olderNames: readonly string[] = ["write", "delete", "action"];

/** What an event of the activity log says of its category, in the REST API's form, an export's or a table's: the first that is known counts. */
export const saidCategories = (event: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const properties = isObject(event.properties) ? event.properties : {};
  return [event.category, event.CategoryValue, properties.eventCategory];
};

const categoryOf = (event: Readonly<Record<string, unknown>>): DiagnosticCategory | undefined => {
  const said = saidCategories(event).map(textIn);
  const named = said.map(known).find((one) => one !== undefined);
  if (named !== undefined) return named;
  return said.some((one) => olderNames.includes(String(one).toLowerCase())) ? "Administrative" : undefined;
};

/** Does the setting export the event? */
export const exportsEvent = ({ categories }: DiagnosticSetting, event: unknown): boolean => {
  const category = isObject(event) ? categoryOf(event) : undefined;
  return category !== undefined && categories.has(category);
};
