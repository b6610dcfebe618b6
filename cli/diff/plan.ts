import { originText } from "../../core/compile/compiled.ts";
import type { AuditPlan } from "../../core/plan/plan.ts";
import { decidedIn } from "../report/settings.ts";

/** A setting's value, as it is shown, and who said it. */
export interface SettingValue {
  readonly value: unknown;
  readonly origin: string;
}

/** A setting that has another value in the second. */
export interface SettingChange {
  readonly setting: string;
  readonly a: SettingValue;
  readonly b: SettingValue;
}

/** A rule that only one has, or that is another in the second. */
export interface RuleChange {
  readonly setting: string;
  readonly name: string;
  /** What it says; undefined where there is none. */
  readonly a: string | undefined;
  readonly b: string | undefined;
}

type Rules = readonly (readonly [name: string, text: string])[];

/** The lists of rules: each by its name, and what it says. */
const rulesIn: Readonly<Record<string, (plan: AuditPlan) => Rules>> = {
  "capture.data": ({ settings: { capture } }) =>
    capture.data.map(({ service, access = "all", resources = [] }) => [[service, access, ...resources].join(", "), ""]),
  "capture.exclude": ({ settings: { capture } }) =>
    capture.exclude.map(({ name, when, reason }) => [name, `${when} (${reason})`]),
  "alerts.catalog": ({ rules }) => rules.catalog.map(({ alert: { id } }) => [id, ""]),
  "alerts.mute": ({ settings: { alerts } }) => alerts.mute.map(({ alert, reason }) => [alert, reason]),
  "alerts.custom": ({ settings: { alerts } }) =>
    alerts.custom.map(({ name, severity, when, threshold }) => {
      const count = threshold === undefined ? "" : `, ${threshold.count} within ${threshold.withinMinutes} minutes`;
      return [name, `${severity}${count}: ${when}`];
    }),
  waivers: ({ settings: { waivers } }) =>
    waivers.map(({ control, reason, until }) => [control, `${reason}${until === undefined ? "" : ` until ${until}`}`]),
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const valuesOf = (plan: AuditPlan): ReadonlyMap<string, SettingValue> =>
  new Map(
    decidedIn(plan)
      .filter(({ setting }) => rulesIn[setting] === undefined)
      .map(({ setting, value }) => [setting, { value, origin: originText(plan, setting) }]),
  );

const none: SettingValue = { value: null, origin: "default" };

/** The settings whose values differ, in the order of the reference: who said it alone changes nothing. */
export const settingChanges = (a: AuditPlan, b: AuditPlan): readonly SettingChange[] => {
  const [before, after] = [valuesOf(a), valuesOf(b)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((setting) => {
    const [one, other] = [before.get(setting) ?? none, after.get(setting) ?? none];
    return isSame(one.value, other.value) ? [] : [{ setting, a: one, b: other }];
  });
};

/** The rules that differ, in the order of the spec. */
export const ruleChanges = (a: AuditPlan, b: AuditPlan): readonly RuleChange[] =>
  Object.entries(rulesIn).flatMap(([setting, rulesOf]) => {
    const [before, after] = [new Map(rulesOf(a)), new Map(rulesOf(b))];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
      const [one, other] = [before.get(name), after.get(name)];
      return one === other ? [] : [{ setting, name, a: one, b: other }];
    });
  });
