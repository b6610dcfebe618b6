import { ceilingText, floorText } from "../../core/catalog/bound-text.ts";
import type { Control } from "../../core/catalog/control.ts";
import { controls } from "../../core/catalog/controls.ts";
import type { Ceiling, Floor, Preset } from "../../core/catalog/preset.ts";
import { presets } from "../../core/catalog/presets.ts";
import { paint } from "./colour.ts";
import { columns } from "./columns.ts";
import { filled, wrapped } from "./text.ts";

/** A control without its checks, which are code. */
export type ControlEntry = Omit<Control, "clouds">;

const idsIn = (ids: readonly string[], first: string): string[] => filled(ids.join(",| ").split("| "), first, "    ");

const boundLines = (text: string, { says, source }: Floor | Ceiling, before: string): string[] => [
  `  ${before}${text}`,
  ...wrapped(says, "    "),
  `    ${source}`,
];

const asked = (preset: Preset, isOf: (bound: Floor | Ceiling) => boolean, before: string): string[] => [
  ...preset.floors.filter(isOf).flatMap((floor) => boundLines(floorText(floor), floor, before)),
  ...preset.ceilings.filter(isOf).flatMap((ceiling) => boundLines(ceilingText(ceiling), ceiling, before)),
];

/** A line for each control. */
export const controlList = (entries: readonly ControlEntry[]): string[] =>
  columns(entries.map(({ id, area, title }) => [id, area, title]));

/** All about a control. */
export const controlLines = (control: ControlEntry, hasColour: boolean): string[] => {
  const { id, area, title, why, requirements, alerts = [] } = control;
  const selecting = presets.filter((preset) => preset.controls.includes(id));
  return [
    paint(id, "bold", hasColour),
    ...wrapped(`${title} (${area})`, "  "),
    "",
    ...wrapped(why, "  "),
    "",
    ...columns(requirements.map(({ framework, requirement, source }) => [`  ${framework} ${requirement}`, source])),
    "",
    ...(alerts.length === 0 ? [] : [...idsIn(alerts, "  alerts: "), ""]),
    ...idsIn(
      selecting.map((preset) => preset.id),
      "  presets: ",
    ),
    ...selecting.flatMap((preset) => asked(preset, (bound) => bound.control === id, `${preset.id} asks for `)),
  ];
};

/** A line for each preset. */
export const presetList = (entries: readonly Preset[]): string[] =>
  columns(entries.map(({ id, title, controls: { length } }) => [id, `${length} controls`, title]));

/** All about a preset. */
export const presetLines = (preset: Preset, hasColour: boolean): string[] => {
  const { id, title, about } = preset;
  const bounds = asked(preset, () => true, "");
  return [
    paint(id, "bold", hasColour),
    `  ${title}`,
    "",
    ...wrapped(about, "  "),
    "",
    ...(bounds.length === 0 ? [] : ["  What it asks of settings:", ...bounds, ""]),
    "  Its controls:",
    ...columns(controls.filter((one) => preset.controls.includes(one.id)).map((one) => [`  ${one.id}`, one.title])),
  ];
};
