import { originText } from "../../core/compile/compiled.ts";
import { type Field, fieldAt, fieldsOf } from "../../core/contract/fields.ts";
import { specOverrides } from "../../core/contract/spec.ts";
import type { AuditPlan, Decision, Settings } from "../../core/plan/plan.ts";
import { plain, wrapped } from "./text.ts";

/** The paths of all settings, in the order of the reference. */
const pathsIn = (schema: Field["schema"], path: readonly string[] = []): string[][] =>
  fieldsOf(schema).flatMap(([name, field]) =>
    field.schema._zod.def.type === "object" ? pathsIn(field.schema, [...path, name]) : [[...path, name]],
  );

/** A setting's value, null where there is none, and who said it: of a preset which one, and which of its controls. */
export interface Decided extends Partial<Decision> {
  readonly setting: string;
  readonly value: unknown;
  readonly origin: string;
}

/** Every setting of a plan. */
export const decidedIn = ({ settings, origins, decisions }: AuditPlan): Decided[] =>
  pathsIn(specOverrides).flatMap((path) => {
    const setting = path.join(".");
    const origin = origins[setting];
    const value = path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);
    return origin === undefined ? [] : [{ setting, value: value ?? null, origin, ...decisions[setting] }];
  });

const counted = (number: number, unit: string): string => `${number} ${number === 1 ? unit.replace(/s$/, "") : unit}`;

/** The lists of rules: each rule in a few words. */
const ruleLists: { readonly [setting: string]: (settings: Settings) => string[] } = {
  "capture.data": ({ capture }) =>
    capture.data.map(({ service, access = "all", resources = [] }) => [service, access, ...resources].join(", ")),
  "capture.exclude": ({ capture }) => capture.exclude.map(({ name, reason }) => `${name}: ${reason}`),
  "alerts.mute": ({ alerts }) => alerts.mute.map(({ alert, reason }) => `${alert}: ${reason}`),
  "alerts.custom": ({ alerts }) =>
    alerts.custom.map(({ name, severity, threshold }) => {
      const after =
        threshold && `, ${counted(threshold.count, "events")} within ${counted(threshold.withinMinutes, "minutes")}`;
      return `${name}: ${severity}${after ?? ""}`;
    }),
  waivers: ({ waivers }) =>
    waivers.map(
      ({ control, reason, until }) => `${control}: ${reason}${until === undefined ? "" : ` (until ${until})`}`,
    ),
};

const valueText = (setting: string, value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (value === null) return "none";
  const unit = fieldAt(specOverrides, setting.split("."))?.meta.unit;
  return typeof value === "number" && unit !== undefined ? counted(value, unit) : String(value);
};

/** A setting in words: its value, or each of its rules. */
export const settingTexts = ({ settings }: AuditPlan, { setting, value }: Decided): string[] => {
  const rules = ruleLists[setting]?.(settings) ?? [];
  return rules.length === 0 ? [valueText(setting, value)] : rules;
};

/** The alerts that presets select beside what the spec says. */
const ofPresets = ({ rules }: AuditPlan, setting: string, indent: string): string[] => {
  const added = setting === "alerts.catalog" ? rules.catalog.filter(({ preset }) => preset !== undefined) : [];
  if (added.length === 0) return [];
  const ids = added.map(({ alert }) => alert.id).join(", ");
  const by = [...new Set(added.map(({ preset }) => preset))].join(", ");
  return wrapped(`and for ${by}: ${ids}`, `${indent}  `);
};

/** Every setting with its value and where that came from. */
export const settingLines = (plan: AuditPlan, indent: string): string[] =>
  decidedIn(plan).flatMap(({ setting, value }) => {
    const origin = originText(plan, setting);
    const rules = ruleLists[setting]?.(plan.settings) ?? [];
    if (rules.length === 0) {
      const line = `${indent}${setting}: ${plain(valueText(setting, value))} (${origin})`;
      return [line, ...ofPresets(plan, setting, indent)];
    }
    return [`${indent}${setting} (${origin})`, ...rules.flatMap((rule) => wrapped(plain(rule), `${indent}  `))];
  });
