import type { CatalogAlert, CloudAlert } from "../core/catalog/alert.ts";
import { catalogAlerts } from "../core/catalog/alerts.ts";
import { cloudNames, clouds } from "../core/contract/cloud.ts";

const generated = "<!-- Generated from core/catalog/alerts by `npm run fix`: change it there. -->";

const cell = (text: string): string => text.replaceAll("|", "\\|");

const table = (): string =>
  [
    "| alert | severity | groups | what |",
    "|---|---|---|---|",
    ...catalogAlerts.map(
      ({ id, severity, groups, title }) =>
        `| [\`${id}\`](#${id}) | ${severity} | ${groups.join(", ")} | ${cell(title)} |`,
    ),
  ].join("\n");

const fenced = (text: string): string => ["```", text, "```"].join("\n");

const inCloud = (name: string, alert: CloudAlert): readonly string[] => {
  if (alert.when === undefined) return [`${name}: none, ${alert.none}.`];
  const natives = [alert.native ?? []].flat();
  return [
    `${name}:`,
    fenced(alert.when),
    ...(alert.own === undefined ? [] : ["deployed for what is made here alone:", fenced(alert.own)]),
    ...(natives.length === 0 ? [] : ["as the benchmark has it:", fenced(natives.join("\n"))]),
  ];
};

const section = (alert: CatalogAlert): string => {
  const { id, title, severity, groups, why, firstSteps, references, threshold } = alert;
  const after = threshold && ` From ${threshold.count} events within ${threshold.withinMinutes} minutes on.`;
  return [
    `### \`${id}\``,
    `${title}. Severity ${severity}; groups ${groups.join(", ")}.${after ?? ""}`,
    why,
    ["What to do first:", "", ...firstSteps.map((step, at) => `${at + 1}. ${step}`)].join("\n"),
    ...clouds.flatMap((cloud) => inCloud(cloudNames[cloud], alert.clouds[cloud])),
    references.map(({ name, url }) => `[${name}](${url})`).join(", "),
  ].join("\n\n");
};

/** The reference of the catalog's alerts: a table, then each with its filters. */
export const alertReference = (): string =>
  `${[
    generated,
    "# Alerts of the catalog",
    "A spec selects them in `alerts.catalog`, by group or one by one, and says in `alerts.mute` which of them nobody is told of, and why. `${…}` is filled in by the deployment: names of what it makes, and regions of `alerts.regions`.",
    table(),
    ...catalogAlerts.map(section),
  ].join("\n\n")}\n`;
