import type { ControlId } from "../catalog/control-ids.ts";
import { controls } from "../catalog/controls.ts";
import type { Ceiling, Floor, FloorSetting, FloorValues, Preset } from "../catalog/preset.ts";
import type { PresetId } from "../catalog/preset-ids.ts";
import { presets } from "../catalog/presets.ts";
import { compliancePreset, waiver } from "../contract/compliance.ts";
import { type Issue, issue, type Path } from "../contract/issues.ts";
import type { SpecOverrides } from "../contract/spec.ts";
import type { Waiver } from "./plan.ts";

/** A bound, and the preset that it is of. */
export type Of<B> = B & { readonly preset: PresetId };

/** What the selected presets ask for where no waiver lifts it. */
export interface Demands {
  readonly presets: readonly Preset[];
  readonly waivers: ReadonlyMap<ControlId, Waiver>;
  /** For each setting the strictest. */
  readonly floors: readonly Of<Floor>[];
  readonly ceiling: Of<Ceiling> | undefined;
  /** The alerts of the catalog that controls ask for, and the first preset that does. */
  readonly alerts: ReadonlyMap<string, PresetId>;
}

const immutabilities: readonly string[] = ["none", "governance", "compliance"];

/** How safe a value is: the more, the safer. */
const safety: { readonly [S in FloorSetting]: (value: FloorValues[S]) => number } = {
  "capture.management": (value) => Number(value === "all"),
  "retention.days": (value) => value,
  "retention.searchableDays": (value) => value,
  "retention.immutability": (value) => immutabilities.indexOf(value),
  "encryption.customerManagedKey": Number,
  "encryption.rotationDays": (value) => -value,
  // Nothing where nobody is told.
  "health.silenceAfterHours": (value: number | undefined) => -(value ?? Number.POSITIVE_INFINITY),
  evidence: (value) => Number(value === "kept"),
};

/** Whether a value is less safe than another of the same setting. */
export const isWeaker = (setting: FloorSetting, value: unknown, other: unknown): boolean => {
  const of = safety[setting] as (value: unknown) => number;
  return of(value) < of(other);
};

const strictest = (floors: readonly Of<Floor>[]): Of<Floor>[] => {
  const found = new Map<FloorSetting, Of<Floor>>();
  for (const floor of floors) {
    const known = found.get(floor.setting);
    if (known === undefined || isWeaker(floor.setting, known.value, floor.value)) found.set(floor.setting, floor);
  }
  return [...found.values()];
};

const waiversIn = (given: SpecOverrides): Waiver[] =>
  (given.waivers ?? []).filter((entry) => waiver.safeParse(entry).success);

/** What a spec asks for by naming presets. */
export const demandsOf = (given: SpecOverrides): Demands => {
  const named = new Set((given.compliance ?? []).filter((entry) => compliancePreset.safeParse(entry).success));
  const selected = presets.filter(({ id }) => named.has(id));
  const waivers = new Map(waiversIn(given).map((one) => [one.control, one]));
  const inForce = <B extends { control: ControlId }>(bounds: readonly B[], preset: PresetId): Of<B>[] =>
    bounds.filter(({ control }) => !waivers.has(control)).map((bound) => ({ ...bound, preset }));
  const ceilings = selected.flatMap(({ ceilings: bounds, id }) => inForce(bounds, id));
  return {
    presets: selected,
    waivers,
    floors: strictest(selected.flatMap(({ floors, id }) => inForce(floors, id))),
    ceiling: given.retention?.reason === undefined ? ceilings[0] : undefined,
    alerts: neededAlerts(selected, waivers),
  };
};

const neededAlerts = (selected: readonly Preset[], waivers: Demands["waivers"]): Map<string, PresetId> => {
  const found = new Map<string, PresetId>();
  for (const preset of selected) {
    for (const { id, alerts = [] } of controls) {
      if (!preset.controls.includes(id) || waivers.has(id)) continue;
      for (const alert of alerts) if (!found.has(alert)) found.set(alert, preset.id);
    }
  }
  return found;
};

/** What is wrong with waivers. `today` is an ISO date: the plan itself depends on no clock. */
export const waiverIssues = (
  waivers: readonly Waiver[],
  { presets: selected }: Demands,
  path: Path,
  today: string,
): Issue[] => {
  const asked = new Set(selected.flatMap(({ controls: ids }) => ids));
  return waivers.flatMap((entry, index) => {
    if (!waiver.safeParse(entry).success) return [];
    const { control, until } = entry;
    if (!asked.has(control)) return [issue("error", "waiver-not-asked", [...path, index, "control"], { control })];
    if (until !== undefined && until < today) {
      return [issue("error", "waiver-expired", [...path, index, "until"], { control, until })];
    }
    return [];
  });
};
