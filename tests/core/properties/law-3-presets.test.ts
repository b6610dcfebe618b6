import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { controlIds } from "../../../core/catalog/control-ids.ts";
import type { Ceiling, Floor } from "../../../core/catalog/preset.ts";
import { presetIds } from "../../../core/catalog/preset-ids.ts";
import { presets } from "../../../core/catalog/presets.ts";
import { type Issue, isError } from "../../../core/contract/issues.ts";
import type { Placements } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import type { AuditPlan, Settings } from "../../../core/plan/plan.ts";
import { type Resolved, resolvePlan } from "../../../core/plan/resolve.ts";
import { anyOverrides, anyPlacements, anySpec } from "../arbitrary.ts";
import { answerTo } from "./compiled.ts";

vi.setConfig({ testTimeout: 60_000 });

const runs = { numRuns: 250 };

const date = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** What a bound's control is waived with, or nothing. */
const anyWaivers = fc.uniqueArray(
  fc.record(
    {
      control: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...presets.flatMap(({ floors }) => floors.map((one) => one.control))) },
        { weight: 1, arbitrary: fc.constantFrom(...controlIds) },
      ),
      reason: fc.constant("agreed"),
      until: date,
    },
    { requiredKeys: ["control", "reason"] },
  ),
  { selector: ({ control }) => control, maxLength: 4 },
);

const anyCompliance = fc.record(
  { compliance: fc.shuffledSubarray(presetIds), waivers: anyWaivers },
  { requiredKeys: [] },
) as fc.Arbitrary<SpecOverrides>;

const withCompliance = <T extends SpecOverrides>(base: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc
    .tuple(base, anyCompliance, fc.option(fc.constant("claims are made for years"), { nil: undefined }))
    .map(([spec, compliance, reason]) => ({
      ...spec,
      ...compliance,
      ...(reason !== undefined && { retention: { ...spec.retention, reason } }),
    }));

const specs = fc.tuple(withCompliance(anySpec), withCompliance(anyOverrides));

const paths = {
  spec: ["spec"],
  overrides: ["overrides"],
  placements: { aws: ["aws"], gcp: ["gcp"], azure: ["azure"] },
};

const resolve = (spec: SpecOverrides, overrides: SpecOverrides, placements: Placements): Resolved =>
  resolvePlan({ spec, overrides, placements, paths, today: "2027-07-01" });

const order: Readonly<Record<string, readonly string[]>> = {
  "capture.management": ["write", "all"],
  "retention.immutability": ["none", "governance", "compliance"],
  "encryption.customerManagedKey": ["false", "true"],
  evidence: ["disposable", "kept"],
};

const at = (settings: Settings, path: string): unknown =>
  path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);

/** Worked out here once more, so that it checks the plan. */
const isAsSafe = (settings: Settings, { setting, value }: Floor): boolean => {
  const found = at(settings, setting);
  if (setting === "encryption.rotationDays") return Number(found) <= Number(value);
  // Where nobody is told, nothing: as if it were after forever.
  if (setting === "health.silenceAfterHours")
    return Number(found ?? Number.POSITIVE_INFINITY) <= Number(value ?? Number.POSITIVE_INFINITY);
  if (typeof value === "number") return Number(found) >= value;
  const known = order[setting]!;
  return known.indexOf(String(found)) >= known.indexOf(String(value));
};

const isShortEnough = ({ retention }: Settings, { value }: Ceiling): boolean =>
  retention.days <= value || retention.reason !== undefined;

/** The settings that the selected presets' bounds, but for waived ones, don't allow. */
const notAllowed = ({ settings }: AuditPlan): string[] => {
  const waived = settings.waivers.map(({ control }) => control);
  const selected = presets.filter(({ id }) => settings.compliance.includes(id));
  const floors = selected.flatMap((one) => one.floors.filter((floor) => !isAsSafe(settings, floor)));
  const ceilings = selected.flatMap((one) => one.ceilings.filter((ceiling) => !isShortEnough(settings, ceiling)));
  const bounds = [...floors, ...ceilings].filter(({ control }) => !waived.includes(control));
  return [...new Set(bounds.map(({ setting }) => setting))].sort();
};

const settingOf = ({ code, path, params }: Issue): string[] => {
  if (code === "presets-disagree") return [(params as { setting: string }).setting];
  const codes = ["below-floor", "above-most", "kept-too-long", "weaker-than-required"];
  return codes.includes(code) ? [path.slice(1).join(".")] : [];
};

test("a value that a selected preset doesn't allow is an error, but by a waiver, and no other value is", () => {
  fc.assert(
    fc.property(specs, anyPlacements, ([spec, overrides], placements) => {
      const { plan, issues } = resolve(spec, overrides, placements);
      const refused = issues.filter(isError).flatMap(settingOf);
      expect([...refused].sort()).toEqual(notAllowed(plan));
    }),
    { numRuns: 2000 },
  );
});

test("a preset decides nothing that is written, and is named where it decides", () => {
  fc.assert(
    fc.property(specs, anyPlacements, ([spec, overrides], placements) => {
      const { plan } = resolve(spec, overrides, placements);
      const decided = Object.keys(plan.origins).filter((setting) => plan.origins[setting] === "preset");
      expect(Object.keys(plan.decisions).sort()).toEqual(decided.sort());
      for (const setting of decided) {
        expect(at(spec as Settings, setting.split(".")[0]!) ?? {}).not.toHaveProperty(setting.split(".")[1] ?? setting);
        expect(plan.settings.compliance).toContain(plan.decisions[setting]!.preset);
      }
    }),
    runs,
  );
});

test("no preset makes anything less safe than without it", () => {
  fc.assert(
    fc.property(withCompliance(anySpec), anyPlacements, (spec, placements) => {
      const { compliance: _compliance, waivers: _waivers, ...bare } = spec;
      const served = resolve(spec, {}, placements).plan.settings;
      const usual = resolve(bare, {}, placements).plan.settings;
      for (const { floors } of presets) {
        for (const floor of floors.filter(({ setting }) => setting !== "retention.days")) {
          expect(isAsSafe(served, { ...floor, value: at(usual, floor.setting) } as Floor), floor.setting).toBe(true);
        }
      }
      if (!served.compliance.includes("gdpr"))
        expect(served.retention.days).toBeGreaterThanOrEqual(usual.retention.days);
    }),
    runs,
  );
});

test("the day decides whether waivers have ended, and nothing that is deployed", () => {
  fc.assert(
    fc.property(specs, anyPlacements, date, date, ([spec, overrides], placements, one, other) => {
      const args = { spec, overrides, ...placements };
      const [now, then] = [answerTo(args, one), answerTo(args, other)];
      expect(JSON.stringify([then.plan, then.compiled])).toBe(JSON.stringify([now.plan, now.compiled]));
      const lasting = ({ errors }: typeof now) => errors.filter(({ code }) => code !== "waiver-expired");
      expect(lasting(then)).toEqual(lasting(now));
    }),
    { numRuns: 60 },
  );
});

test("the order in which presets are named changes nothing but that list", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(presetIds),
      fc.shuffledSubarray(presetIds),
      anySpec,
      anyPlacements,
      (a, b, spec, placed) => {
        const named = [...new Set([...a, ...b])];
        const forth = resolve({ ...spec, compliance: named }, {}, placed);
        const back = resolve({ ...spec, compliance: named.toReversed() }, {}, placed);
        expect({ ...back.plan, settings: undefined }).toEqual({ ...forth.plan, settings: undefined });
        expect(back.issues).toEqual(forth.issues);
      },
    ),
    runs,
  );
});

test("each row of compliance is of a selected preset, a control of it and a cloud that is used", () => {
  fc.assert(
    fc.property(specs, anyPlacements, ([spec, overrides], placements) => {
      const { plan, compiled } = answerTo({ spec, overrides, ...placements });
      const expected = presets
        .filter(({ id }) => plan.settings.compliance.includes(id))
        .flatMap(({ id, controls }) =>
          controls.flatMap((control) => Object.keys(plan.placements).map((cloud) => `${id} ${control} ${cloud}`)),
        );
      const found = plan.compliance.map(({ preset, control, cloud }) => `${preset} ${control} ${cloud}`);
      expect(found.sort()).toEqual(expected.sort());
      expect(Object.values(compiled).flatMap((one) => one.compliance)).toHaveLength(plan.compliance.length);
    }),
    { numRuns: 60 },
  );
});
