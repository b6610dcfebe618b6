import { type Ceiling, type Floor, safestAtLeast } from "../catalog/preset.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import { type Demands, isWeaker, type Of } from "./demands.ts";
import type { Decision, Settings } from "./plan.ts";

const settingIn = (settings: Settings, setting: string): unknown =>
  setting.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);

/** The settings with one value replaced. */
const withValue = (settings: Settings, setting: string, value: unknown): Settings => {
  const [group, key] = setting.split(".") as [keyof Settings, string | undefined];
  const replaced = key === undefined ? value : { ...(settings[group] as object), [key]: value };
  return { ...settings, [group]: replaced };
};

/** The floor that a ceiling leaves no room for. */
const disagreeing = ({ floors, ceiling }: Demands): Of<Floor> | undefined =>
  floors.find(({ setting, value }) => setting === ceiling?.setting && Number(value) > ceiling.value);

/** What holds where nobody says anything: the defaults, as safe as the presets require, kept no longer than they allow. */
export const raisedDefaults = (
  defaults: Settings,
  demands: Demands,
): { settings: Settings; decisions: Record<string, Decision> } => {
  const decisions: Record<string, Decision> = {};
  let settings = defaults;
  const decide = ({ setting, value, preset, control }: Of<Floor> | Of<Ceiling>): void => {
    settings = withValue(settings, setting, value);
    decisions[setting] = { preset, control };
  };
  const { ceiling } = demands;
  if (ceiling !== undefined && settings.retention.days > ceiling.value) decide(ceiling);
  for (const floor of demands.floors) {
    if (isWeaker(floor.setting, settingIn(settings, floor.setting), floor.value)) decide(floor);
  }
  return { settings, decisions };
};

const belowFloor = ({ setting, value, preset, control }: Of<Floor>, found: unknown, path: Path): Issue => {
  const by = { preset, control };
  if (typeof value !== "number") {
    return issue("error", "weaker-than-required", path, { found: String(found), least: String(value), ...by });
  }
  return safestAtLeast.includes(setting)
    ? issue("error", "above-most", path, { found: Number(found), most: value, ...by })
    : issue("error", "below-floor", path, { found: Number(found), least: value, ...by });
};

const asked = ({ value, preset, control }: Of<Floor> | Of<Ceiling>) => ({ value: Number(value), preset, control });

/** Where the settings are less safe than the selected presets require, or kept longer than they allow. */
export const floorIssues = (settings: Settings, demands: Demands, pathOf: (setting: string) => Path): Issue[] => {
  const { floors, ceiling } = demands;
  const least = disagreeing(demands);
  const below = floors.flatMap((floor) => {
    const found = settingIn(settings, floor.setting);
    const isBelow = floor !== least && isWeaker(floor.setting, found, floor.value);
    return isBelow ? [belowFloor(floor, found, pathOf(floor.setting))] : [];
  });
  if (ceiling === undefined) return below;
  const { setting, value: most, preset, control } = ceiling;
  if (least !== undefined) {
    const params = { setting, least: asked(least), most: asked(ceiling) };
    return [issue("error", "presets-disagree", pathOf("compliance"), params), ...below];
  }
  const { days } = settings.retention;
  if (days <= most) return below;
  return [...below, issue("error", "kept-too-long", pathOf(setting), { days, most, preset, control })];
};
