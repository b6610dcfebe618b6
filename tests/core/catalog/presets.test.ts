import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckedPlan, Control } from "../../../core/catalog/control.ts";
import { controls } from "../../../core/catalog/controls.ts";
import type { Floor } from "../../../core/catalog/preset.ts";
import { presetIds, presetTitles } from "../../../core/catalog/preset-ids.ts";
import { presets } from "../../../core/catalog/presets.ts";
import { checkedPlans } from "./checked-plans.ts";

const folder = new URL("../../../core/catalog/presets/", import.meta.url);

describe("the presets", () => {
  it("are the files, by their ids", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    expect(presets.map(({ id }) => id)).toEqual([...presetIds]);
    expect(presets.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(presets.map(({ title }) => title)).toEqual(Object.values(presetTitles));
  });

  it("have these members: a change of them is a change of what users were promised", () => {
    expect(Object.fromEntries(presets.map(({ id, controls: ids }) => [id, ids]))).toMatchInlineSnapshot(`
      {
        "cis": [
          "alert-access-granted",
          "alert-audit-log-changed",
          "alert-configuration-recorder",
          "alert-databases-changed",
          "alert-detection-off",
          "alert-key-loss",
          "alert-network-changed",
          "alert-no-mfa",
          "alert-organization-changed",
          "alert-root-use",
          "alert-service-health",
          "alert-sign-in-failures",
          "alert-storage-exposed",
          "alert-unauthorized-calls",
          "alerts-reach-people",
          "archive-access-logged",
          "archive-not-public",
          "archive-tls-only",
          "capture-identity",
          "capture-management-all",
          "capture-nothing-excluded",
          "capture-storage-reads",
          "capture-storage-writes",
          "evidence-locked",
          "integrity-verifiable",
          "key-customer-managed",
          "key-rotated",
          "key-rotated-90-days",
          "key-use-recorded",
          "retention-90-days",
        ],
        "gdpr": [
          "alert-data-taken",
          "alert-storage-exposed",
          "alerts-reach-people",
          "archive-not-public",
          "archive-redundant",
          "archive-tls-only",
          "encrypted-at-rest",
          "evidence-immutable",
          "readers-named",
          "retention-limited",
        ],
        "hipaa": [
          "alert-access-granted",
          "alert-audit-log-changed",
          "alert-data-taken",
          "alert-detection-off",
          "alert-evidence-tampering",
          "alert-sign-in-failures",
          "alert-storage-exposed",
          "alerts-reach-people",
          "archive-access-logged",
          "archive-not-public",
          "archive-redundant",
          "archive-tls-only",
          "capture-databases",
          "capture-identity",
          "capture-management-all",
          "capture-storage-reads",
          "capture-storage-writes",
          "encrypted-at-rest",
          "evidence-immutable",
          "evidence-outlives-stack",
          "integrity-verifiable",
          "readers-named",
          "retention-6-years",
        ],
        "iso-27001": [
          "alert-access-granted",
          "alert-audit-log-changed",
          "alert-data-taken",
          "alert-detection-off",
          "alert-evidence-tampering",
          "alert-key-loss",
          "alert-network-changed",
          "alert-new-credentials",
          "alert-no-mfa",
          "alert-organization-changed",
          "alert-root-use",
          "alert-sign-in-failures",
          "alert-storage-exposed",
          "alert-unauthorized-calls",
          "alerts-reach-people",
          "archive-access-logged",
          "archive-not-public",
          "archive-redundant",
          "archive-tls-only",
          "capture-identity",
          "capture-management-all",
          "capture-no-gaps",
          "encrypted-at-rest",
          "evidence-immutable",
          "evidence-outlives-stack",
          "health-silence",
          "integrity-verifiable",
          "key-rotated",
          "readers-named",
          "retention-12-months",
        ],
        "nist-800-53": [
          "alert-access-granted",
          "alert-alerts-changed",
          "alert-audit-log-changed",
          "alert-configuration-recorder",
          "alert-data-taken",
          "alert-databases-changed",
          "alert-detection-off",
          "alert-evidence-tampering",
          "alert-key-loss",
          "alert-network-changed",
          "alert-new-credentials",
          "alert-no-mfa",
          "alert-organization-changed",
          "alert-root-use",
          "alert-sign-in-failures",
          "alert-storage-exposed",
          "alert-unauthorized-calls",
          "alerts-not-muted",
          "alerts-reach-people",
          "archive-access-logged",
          "archive-not-public",
          "archive-redundant",
          "archive-tls-only",
          "capture-identity",
          "capture-management-all",
          "capture-no-gaps",
          "capture-nothing-excluded",
          "capture-organization",
          "capture-secret-reads",
          "encrypted-at-rest",
          "evidence-immutable",
          "evidence-outlives-stack",
          "health-silence",
          "integrity-verifiable",
          "key-customer-managed",
          "key-rotated",
          "key-use-recorded",
          "readers-named",
          "retention-12-months",
          "search-key-customer-managed",
          "searchable-3-months",
        ],
        "pci-dss-4": [
          "alert-access-granted",
          "alert-alerts-changed",
          "alert-audit-log-changed",
          "alert-detection-off",
          "alert-evidence-tampering",
          "alert-new-credentials",
          "alert-root-use",
          "alert-sign-in-failures",
          "alert-unauthorized-calls",
          "alerts-not-muted",
          "alerts-reach-people",
          "archive-access-logged",
          "archive-not-public",
          "archive-redundant",
          "capture-databases",
          "capture-identity",
          "capture-management-all",
          "capture-no-gaps",
          "capture-nothing-excluded",
          "capture-storage-reads",
          "capture-storage-writes",
          "evidence-immutable",
          "evidence-outlives-stack",
          "health-silence",
          "integrity-verifiable",
          "readers-named",
          "retention-12-months",
          "searchable-3-months",
        ],
        "soc2": [
          "alert-access-granted",
          "alert-alerts-changed",
          "alert-audit-log-changed",
          "alert-data-taken",
          "alert-detection-off",
          "alert-evidence-tampering",
          "alert-key-loss",
          "alert-network-changed",
          "alert-new-credentials",
          "alert-no-mfa",
          "alert-organization-changed",
          "alert-root-use",
          "alert-sign-in-failures",
          "alert-storage-exposed",
          "alert-unauthorized-calls",
          "alerts-not-muted",
          "alerts-reach-people",
          "archive-not-public",
          "archive-redundant",
          "archive-tls-only",
          "capture-identity",
          "capture-management-all",
          "capture-no-gaps",
          "capture-secret-reads",
          "encrypted-at-rest",
          "evidence-immutable",
          "health-silence",
          "integrity-verifiable",
          "key-use-recorded",
          "readers-named",
          "retention-12-months",
        ],
      }
    `);
  });

  it("ask these values of settings", () => {
    const bounds = presets.map(({ id, floors, ceilings }) => [
      id,
      [...floors, ...ceilings].map(({ setting, value, control }) => `${setting} ${value} (${control})`),
    ]);
    expect(Object.fromEntries(bounds)).toMatchInlineSnapshot(`
      {
        "cis": [
          "capture.management all (capture-management-all)",
          "retention.days 90 (retention-90-days)",
          "encryption.customerManagedKey true (key-customer-managed)",
          "encryption.rotationDays 365 (key-rotated)",
        ],
        "gdpr": [
          "retention.days 365 (retention-limited)",
        ],
        "hipaa": [
          "retention.days 2192 (retention-6-years)",
          "retention.immutability governance (evidence-immutable)",
          "evidence kept (evidence-outlives-stack)",
        ],
        "iso-27001": [
          "retention.days 365 (retention-12-months)",
          "retention.immutability governance (evidence-immutable)",
          "health.silenceAfterHours 24 (health-silence)",
        ],
        "nist-800-53": [
          "retention.days 365 (retention-12-months)",
          "retention.immutability governance (evidence-immutable)",
          "evidence kept (evidence-outlives-stack)",
          "health.silenceAfterHours 24 (health-silence)",
        ],
        "pci-dss-4": [
          "capture.management all (capture-management-all)",
          "retention.days 365 (retention-12-months)",
          "retention.searchableDays 90 (searchable-3-months)",
          "retention.immutability governance (evidence-immutable)",
          "evidence kept (evidence-outlives-stack)",
          "health.silenceAfterHours 24 (health-silence)",
        ],
        "soc2": [
          "retention.days 365 (retention-12-months)",
          "health.silenceAfterHours 24 (health-silence)",
        ],
      }
    `);
  });
});

const controlNamed = (id: string): Control => controls.find((one) => one.id === id)!;

describe.each(presets)("$id", ({ id, about, controls: ids, floors, ceilings }) => {
  it("has the controls that serve its framework, and no other", () => {
    const serving = controls.filter(({ requirements }) => requirements.some(({ framework }) => framework === id));
    expect([...ids]).toEqual(serving.map((one) => one.id));
  });

  it("says what it can't see, and of each value what the framework says and where", () => {
    expect(about).toMatch(/^[A-Z].*\.$/);
    for (const { control, says, source } of [...floors, ...ceilings]) {
      expect(ids).toContain(control);
      expect(says).toMatch(/^.{20,}[^.]$/);
      expect(source).toMatch(/^https:\/\//);
    }
  });

  it("has each setting once", () => {
    const settings = floors.map(({ setting }) => setting);
    expect(new Set(settings).size).toBe(settings.length);
  });
});

/** A plan whose every other value is as safe as can be. */
const withValue = (setting: string, value: unknown): CheckedPlan => {
  const { settings, ...plan } = checkedPlans.strict;
  const [group, key] = setting.split(".") as [keyof typeof settings, string | undefined];
  const changed = key === undefined ? value : { ...(settings[group] as object), [key]: value };
  return { ...plan, settings: { ...settings, [group]: changed } };
};

/** The nearest value that is less safe. */
const below = ({ setting, value }: Floor): unknown => {
  const isMost = setting === "encryption.rotationDays" || setting === "health.silenceAfterHours";
  if (typeof value === "number") return isMost ? value + 1 : value - 1;
  return { all: "write", governance: "none", kept: "disposable", true: false }[String(value)];
};

const floors = presets.flatMap((preset) => preset.floors.map((floor) => ({ preset: preset.id, ...floor })));

describe.each(floors)("$setting of $preset", (floor) => {
  const statuses = (value: unknown) => {
    const { clouds } = controlNamed(floor.control);
    const plan = withValue(floor.setting, value);
    return [...new Set([clouds.aws, clouds.gcp].map((check) => check(plan).status))];
  };

  it("meets its control at the floor, and not below it", () => {
    expect(statuses(floor.value)).toEqual(["met"]);
    expect(statuses(below(floor))).toEqual(["not-met"]);
  });
});

it("the ceiling meets its control, and one day more does not without a reason", () => {
  const [ceiling] = presets.flatMap(({ ceilings }) => ceilings);
  const { clouds } = controlNamed(ceiling!.control);
  const kept = (days: number) => clouds.aws(withValue("retention", { ...checkedPlans.lax.settings.retention, days }));
  expect(kept(ceiling!.value).status).toBe("met");
  expect(kept(ceiling!.value + 1).status).toBe("not-met");
});
