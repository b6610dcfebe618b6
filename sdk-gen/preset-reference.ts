import { ceilingText, floorText } from "../core/catalog/bound-text.ts";
import { controls } from "../core/catalog/controls.ts";
import type { Ceiling, Floor, Preset } from "../core/catalog/preset.ts";
import { presets } from "../core/catalog/presets.ts";

const generated = "<!-- Generated from core/catalog/presets by `npm run fix`: change it there. -->";

const row = (text: string, { control, says, source }: Floor | Ceiling): string =>
  `| ${text.replace(/^[^:]+/, (setting) => `\`${setting}\``)} | [\`${control}\`](controls.md#${control}) | ${says} [source](${source}) |`;

const bounds = ({ floors, ceilings }: Preset): readonly string[] => {
  const rows = [
    ...floors.map((floor) => row(floorText(floor), floor)),
    ...ceilings.map((ceiling) => row(ceilingText(ceiling), ceiling)),
  ];
  return rows.length === 0 ? [] : [["| setting | control | why |", "|---|---|---|", ...rows].join("\n")];
};

const section = (preset: Preset): string => {
  const { id, title, about, controls: ids } = preset;
  const alerts = controls.filter((control) => ids.includes(control.id)).flatMap((control) => control.alerts ?? []);
  return [
    `### \`${id}\``,
    `${title}. ${about}`,
    ...bounds(preset),
    `Controls: ${ids.map((control) => `[\`${control}\`](controls.md#${control})`).join(", ")}.`,
    `Selects ${alerts.length} alerts of [the catalog](alerts.md).`,
  ].join("\n\n");
};

/** The reference of presets: what each asks of settings, with its source, and its controls. */
export const presetReference = (): string =>
  `${[
    generated,
    "# Presets",
    "A spec names them in `compliance`: [the guide](../compliance.md). What they ask of settings holds where no waiver covers its control.",
    ...presets.map(section),
  ].join("\n\n")}\n`;
