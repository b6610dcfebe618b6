import type { Activity, Selectors } from "../../core/catalog/activity.ts";
import type { CatalogAlert, CloudAlert } from "../../core/catalog/alert.ts";
import { cloudNames, clouds } from "../../core/contract/cloud.ts";
import type { CatalogKind } from "../commands.ts";
import { paint } from "./colour.ts";
import { columns } from "./columns.ts";
import { codeLines, filled, wrapped } from "./text.ts";

const kinds = {
  alerts: "what people are told of",
  questions: "what can be asked of the log, as queries to paste",
  controls: "what frameworks ask of an audit log",
  presets: "frameworks, for compliance",
  activities: "classes of events, for filters",
} as const satisfies Record<CatalogKind, string>;

/** What there is to list. */
export const kindList = (counts: Readonly<Record<CatalogKind, number>>): string[] =>
  columns(
    (Object.keys(kinds) as CatalogKind[]).map((kind) => [
      kind,
      String(counts[kind]),
      `${kinds[kind]}: auditlog catalog ${kind} [ID]`,
    ]),
  );

/** A line for each alert. */
export const alertList = (alerts: readonly CatalogAlert[]): string[] =>
  columns(alerts.map(({ id, severity, groups, title }) => [id, severity, groups.join(","), title]));

const inCloud = (alert: CloudAlert): string[] => {
  if (alert.when === undefined) return wrapped(`nothing to tell: ${alert.none}`, "    ");
  const natives = [alert.native ?? []].flat();
  return [
    ...codeLines(alert.when, "    "),
    ...(alert.own === undefined ? [] : ["  deployed for what is made here alone:", ...codeLines(alert.own, "    ")]),
    ...(natives.length === 0
      ? []
      : ["  as the benchmark has it:", ...natives.flatMap((text) => codeLines(text, "    "))]),
  ];
};

/** All about an alert. */
export const alertLines = (alert: CatalogAlert, hasColour: boolean): string[] => {
  const { id, title, severity, groups, why, firstSteps, references, threshold } = alert;
  const after = threshold && `, from ${threshold.count} events within ${threshold.withinMinutes} minutes on`;
  return [
    paint(id, "bold", hasColour),
    `  ${title}: ${severity}${after ?? ""}`,
    `  groups: ${groups.join(", ")}`,
    "",
    ...wrapped(why, "  "),
    "",
    "  What to do first:",
    ...firstSteps.flatMap((step, at) => filled(step.split(" "), `  ${at + 1}. `, "     ")),
    "",
    ...clouds.flatMap((cloud) => [`  ${cloudNames[cloud]}`, ...inCloud(alert.clouds[cloud])]),
    "",
    ...columns(references.map(({ name, url }) => [`  ${name}`, url])),
  ];
};

/** A line for each class of activity. */
export const activityList = (activities: readonly Activity[]): string[] =>
  columns(activities.map(({ id, title }) => [id, title]));

const selectorLines = (name: string, selectors: Selectors = {}): string[] =>
  Object.entries(selectors).flatMap(([service, operations]) => filled(operations, `  ${name} ${service}: `, "    "));

/** All about a class of activity. */
export const activityLines = (activity: Activity, hasColour: boolean): string[] => {
  const { id, title, description, aws, gcp, azure, entra = [], azureResource, when = {} } = activity;
  return [
    paint(id, "bold", hasColour),
    `  ${title}`,
    "",
    ...wrapped(description, "  "),
    "",
    ...selectorLines("AWS", aws),
    ...selectorLines("Google Cloud", gcp),
    ...selectorLines("Azure", azure),
    ...selectorLines("Azure resource logs,", azureResource),
    ...(entra.length === 0 ? [] : filled(entra.join(",| ").split("| "), "  Microsoft Entra: ", "    ")),
    ...Object.entries(when).flatMap(([cloud, text]) => [`  ${cloud}, also where`, ...codeLines(text, "    ")]),
  ];
};
