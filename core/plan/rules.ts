import type * as z from "zod";
import { catalogAlerts } from "../catalog/alerts.ts";
import { compliancePreset, waiver } from "../contract/compliance.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { alertRegions, alertSelection, customAlert, dataCapture, exclusion, mute } from "../contract/rules.ts";
import { normalize } from "../filter/normalize.ts";
import { parseFilter } from "../filter/parse.ts";
import type { Demands } from "./demands.ts";
import type { AuditPlan, CustomAlert, Read, SelectedAlert, Settings, WrittenRule } from "./plan.ts";

/** A list may hold entries that are wrong, and reported as such: an entry is read if it is right. */
const isRight = (schema: z.ZodType, entry: unknown): boolean => schema.safeParse(entry).success;

/** The settings with the entries that are right: with an error nothing is deployed, but the rest is still checked. */
export const rightEntries = ({ compliance, capture, alerts, waivers, ...rest }: Settings): Settings => ({
  compliance: compliance.filter((entry) => isRight(compliancePreset, entry)),
  ...rest,
  capture: {
    ...capture,
    data: capture.data.filter((entry) => isRight(dataCapture, entry)),
    exclude: capture.exclude.filter((entry) => isRight(exclusion, entry)),
  },
  alerts: {
    catalog: alerts.catalog.filter((entry) => isRight(alertSelection, entry)),
    mute: alerts.mute.filter((entry) => isRight(mute, entry)),
    custom: alerts.custom.filter((entry) => isRight(customAlert, entry)),
    regions: isRight(alertRegions, alerts.regions) ? alerts.regions : {},
  },
  waivers: waivers.filter((entry) => isRight(waiver, entry)),
});

interface ReadRules<R extends WrittenRule> {
  readonly rules: readonly Read<R>[];
  readonly issues: readonly Issue[];
}

/** The filters of those of a list of rules that are right, and what is wrong with them and their names. */
const readRules = <R extends WrittenRule>(
  written: readonly R[],
  right: ReadonlySet<R>,
  path: Path,
  mayMatchAll: boolean,
): ReadRules<R> => {
  const issues: Issue[] = [];
  const rules: Read<R>[] = [];
  const names = new Set<string>();
  for (const [index, rule] of written.entries()) {
    if (!right.has(rule)) continue;
    const at = [...path, index];
    if (names.has(rule.name)) issues.push(issue("error", "name-twice", [...at, "name"], { name: rule.name }));
    names.add(rule.name);
    const { filter, problems } = parseFilter(rule.when);
    for (const problem of problems ?? []) {
      issues.push({ ...problem.issue, path: [...at, "when"], offset: problem.offset });
    }
    if (filter === undefined) continue;
    rules.push({ ...rule, filter });
    const normal = normalize(filter);
    if (normal.kind !== "constant" || (normal.value && mayMatchAll)) continue;
    issues.push(issue("error", normal.value ? "excludes-everything" : "never-matches", [...at, "when"], {}));
  }
  return { rules, issues };
};

/** The alerts of the catalog that a spec or its presets select, in the order of their ids, and those that it mutes. */
const selectedAlerts = (
  { catalog, mute: muted }: Settings["alerts"],
  needed: Demands["alerts"],
  path: Path,
): { catalog: readonly SelectedAlert[]; issues: readonly Issue[] } => {
  const wanted = new Set(catalog);
  const reasons = new Map(muted.filter((entry) => isRight(mute, entry)).map(({ alert, reason }) => [alert, reason]));
  const selected = catalogAlerts.flatMap((alert): SelectedAlert[] => {
    const { id, groups } = alert;
    const isWanted = wanted.has(id) || groups.some((group) => wanted.has(group));
    const preset = isWanted ? undefined : needed.get(id);
    return isWanted || preset !== undefined ? [{ alert, muted: reasons.get(id), preset }] : [];
  });
  const ids = new Set(selected.map(({ alert }) => alert.id));
  const issues = muted.flatMap(({ alert }, index) =>
    ids.has(alert) || !reasons.has(alert)
      ? []
      : [issue("error", "mute-not-selected", [...path, index, "alert"], { alert })],
  );
  return { catalog: selected, issues };
};

/** Alerts are known by their names alone, to those who mute them and to those who are told. */
const namesOfCatalog = (
  custom: readonly CustomAlert[],
  right: ReadonlySet<CustomAlert>,
  path: Path,
): readonly Issue[] =>
  custom.flatMap((entry, index) => {
    if (!right.has(entry) || !catalogAlerts.some(({ id }) => id === entry.name)) return [];
    return [issue("error", "name-of-catalog", [...path, index, "name"], { name: entry.name })];
  });

/** The rules of a spec that are right, with their filters read, by their places among all. */
export const rulesOf = (
  { capture, alerts }: Settings,
  right: Settings,
  needed: Demands["alerts"],
  pathOf: (setting: Path) => Path,
): { rules: AuditPlan["rules"]; issues: Issue[] } => {
  const exclude = readRules(capture.exclude, new Set(right.capture.exclude), pathOf(["capture", "exclude"]), false);
  const rightAlerts = new Set(right.alerts.custom);
  const custom = readRules(alerts.custom, rightAlerts, pathOf(["alerts", "custom"]), true);
  const { catalog, issues } = selectedAlerts(alerts, needed, pathOf(["alerts", "mute"]));
  const named = namesOfCatalog(alerts.custom, rightAlerts, pathOf(["alerts", "custom"]));
  return {
    rules: { exclude: exclude.rules, catalog, alerts: custom.rules },
    issues: [...exclude.issues, ...issues, ...named, ...custom.issues],
  };
};
