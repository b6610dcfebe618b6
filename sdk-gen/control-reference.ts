import type { Control } from "../core/catalog/control.ts";
import { controls } from "../core/catalog/controls.ts";
import { presets } from "../core/catalog/presets.ts";

const generated = "<!-- Generated from core/catalog/controls by `npm run fix`: change it there. -->";

const presetLinks = (id: string): string =>
  presets
    .filter((preset) => preset.controls.some((control) => control === id))
    .map((preset) => `[${preset.id}](presets.md#${preset.id})`)
    .join(", ");

const table = (): string =>
  [
    "| control | area | what compliance looks like | presets |",
    "|---|---|---|---|",
    ...controls.map(({ id, area, title }) => `| [\`${id}\`](#${id}) | ${area} | ${title} | ${presetLinks(id)} |`),
  ].join("\n");

const section = ({ id, title, why, requirements, alerts = [] }: Control): string =>
  [
    `### \`${id}\``,
    `${title}. ${why}`,
    requirements.map(({ framework, requirement, source }) => `- [${framework} ${requirement}](${source})`).join("\n"),
    ...(alerts.length === 0
      ? []
      : [`Selects the alerts ${alerts.map((alert) => `[\`${alert}\`](alerts.md#${alert})`).join(", ")}.`]),
  ].join("\n\n");

/** The reference of controls: a table, then each with the requirements that it serves. */
export const controlReference = (): string =>
  `${[
    generated,
    "# Controls",
    "What frameworks ask of an audit log, as `compliance` in a spec reports it and `waivers` name it: [the guide](../compliance.md). A requirement may ask for more than its control, which sees an audit log alone.",
    table(),
    ...controls.map(section),
  ].join("\n\n")}\n`;
