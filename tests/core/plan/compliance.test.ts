import { describe, expect, it, test } from "vitest";
import type { Issue } from "../../../core/contract/issues.ts";
import { message } from "../../../core/contract/messages.ts";
import type { Placements } from "../../../core/contract/placement.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { type Resolved, resolvePlan } from "../../../core/plan/resolve.ts";

const paths = {
  spec: ["spec"],
  overrides: ["overrides"],
  placements: { aws: ["aws"], gcp: ["gcp"], azure: ["azure"] },
};

const resolve = (
  spec: SpecOverrides,
  overrides: SpecOverrides = {},
  { today = "2026-07-01", placements = {} }: { today?: string; placements?: Placements } = {},
): Resolved => resolvePlan({ spec, overrides, placements, paths, today });

const told = (issues: readonly Issue[]): string[] => issues.map((one) => `${one.severity} ${message(one)}`);

const waive = (control: NonNullable<SpecOverrides["waivers"]>[number]["control"], until?: string) => ({
  control,
  reason: "agreed with the auditor",
  ...(until !== undefined && { until }),
});

const silence = { "health.silenceAfterHours": [24, "preset", { preset: "pci-dss-4", control: "health-silence" }] };

describe("a preset decides what nobody wrote", () => {
  test.each<[string, SpecOverrides, SpecOverrides, object]>([
    ["nothing where the default is as safe", { compliance: ["cis"] }, {}, {}],
    [
      "days of retention",
      { compliance: ["hipaa"] },
      {},
      { "retention.days": [2192, "preset", { preset: "hipaa", control: "retention-6-years" }] },
    ],
    [
      "the strictest of several presets' values",
      { compliance: ["cis", "pci-dss-4", "hipaa"] },
      {},
      { "retention.days": [2192, "preset", { preset: "hipaa", control: "retention-6-years" }], ...silence },
    ],
    [
      "nothing that the spec says",
      { compliance: ["hipaa"], retention: { days: 2192 } },
      {},
      { "retention.days": [2192, "spec", undefined] },
    ],
    [
      "nothing that the overrides say",
      { compliance: ["hipaa"] },
      { retention: { days: 2193 } },
      { "retention.days": [2193, "overrides", undefined] },
    ],
    [
      "what the overrides name it for",
      {},
      { compliance: ["hipaa"] },
      { "retention.days": [2192, "preset", { preset: "hipaa", control: "retention-6-years" }] },
    ],
    ["nothing where the overrides take it back", { compliance: ["hipaa"] }, { compliance: [] }, {}],
    ["nothing that a waiver covers", { compliance: ["hipaa"], waivers: [waive("retention-6-years")] }, {}, {}],
    [
      "the next of several where a waiver covers the strictest",
      { compliance: ["hipaa", "pci-dss-4"], retention: { days: 365 }, waivers: [waive("retention-6-years")] },
      {},
      { "retention.days": [365, "spec", undefined], ...silence },
    ],
    [
      "the days that the ceiling leaves",
      { compliance: ["gdpr"] },
      {},
      { "retention.days": [365, "preset", { preset: "gdpr", control: "retention-limited" }] },
    ],
    [
      "the one number that floor and ceiling leave",
      { compliance: ["pci-dss-4", "gdpr"] },
      {},
      { "retention.days": [365, "preset", { preset: "gdpr", control: "retention-limited" }], ...silence },
    ],
    [
      "no fewer days where a reason is given",
      { compliance: ["gdpr"], retention: { reason: "claims can be made for a year after" } },
      {},
      { "retention.reason": ["claims can be made for a year after", "spec", undefined] },
    ],
    [
      "nothing that is as safe as it is written",
      { compliance: ["pci-dss-4"], retention: { searchableDays: 91 } },
      {},
      { "retention.searchableDays": [91, "spec", undefined], ...silence },
    ],
    [
      "no hours of silence that are as few as it is written",
      { compliance: ["pci-dss-4"], health: { silenceAfterHours: 24 } },
      {},
      { "health.silenceAfterHours": [24, "spec", undefined] },
    ],
  ])("%s", (_what, spec, overrides, expected) => {
    const { plan, issues } = resolve(spec, overrides);
    const usual = resolve({}).plan;
    const at = (settings: object, path: string) =>
      path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);
    const found = Object.keys(plan.origins)
      .filter((path) => path !== "compliance" && path !== "waivers")
      .map((path) => [path, [at(plan.settings, path), plan.origins[path], plan.decisions[path]]] as const)
      .filter(([path, [value, origin]]) =>
        origin === usual.origins[path] ? value !== at(usual.settings, path) && !Array.isArray(value) : true,
      );
    expect(Object.fromEntries(found)).toEqual(expected);
    expect(issues).toEqual([]);
  });

  it("immutability, too, of evidence that is disposable: which is then told to be impossible", () => {
    const { plan, issues } = resolve({
      compliance: ["iso-27001"],
      evidence: "disposable",
    });
    expect(plan.settings.retention.immutability).toBe("governance");
    expect(plan.decisions).toEqual({
      "retention.immutability": { preset: "iso-27001", control: "evidence-immutable" },
      "health.silenceAfterHours": { preset: "iso-27001", control: "health-silence" },
    });
    expect(told(issues)).toEqual([
      "error spec.retention.immutability: disposable evidence can't have immutability governance, which would keep a destroy from deleting it; use immutability none, or evidence kept",
    ]);
  });
});

describe("a value below a preset's floor is refused, at it and above it is not", () => {
  const days = (count: number): SpecOverrides => ({ retention: { days: count } });
  const below = (found: string, preset: string, control: string, least: string) =>
    `retention.days: ${found} is below the ${least} that preset ${preset} (control ${control}) requires; raise it, or add a waiver with a reason`;

  test.each<[string, SpecOverrides, SpecOverrides, string[]]>([
    [
      "89 days under cis",
      { compliance: ["cis"], ...days(89) },
      {},
      [`spec.${below("89", "cis", "retention-90-days", "90")}`],
    ],
    ["90 days under cis", { compliance: ["cis"], ...days(90) }, {}, []],
    [
      "30 days under pci-dss-4, of which 30 are searchable",
      { compliance: ["pci-dss-4"], retention: { days: 30, searchableDays: 30 } },
      {},
      [
        `spec.${below("30", "pci-dss-4", "retention-12-months", "365")}`,
        "spec.retention.searchableDays: 30 is below the 90 that preset pci-dss-4 (control searchable-3-months) requires; raise it, or add a waiver with a reason",
      ],
    ],
    [
      "2,191 days under hipaa, in the overrides",
      { compliance: ["hipaa"], ...days(3000) },
      days(2191),
      [`overrides.${below("2,191", "hipaa", "retention-6-years", "2,192")}`],
    ],
    [
      "what is no number",
      {
        compliance: ["cis", "pci-dss-4"],
        capture: { management: "write" },
        retention: { immutability: "none" },
        encryption: { customerManagedKey: false },
        evidence: "disposable",
      },
      {},
      [
        "spec.capture.management: write is less than preset cis (control capture-management-all) requires; use all, or add a waiver with a reason",
        "spec.encryption.customerManagedKey: false is less than preset cis (control key-customer-managed) requires; use true, or add a waiver with a reason",
        "spec.retention.immutability: none is less than preset pci-dss-4 (control evidence-immutable) requires; use governance, or add a waiver with a reason",
        "spec.evidence: disposable is less than preset pci-dss-4 (control evidence-outlives-stack) requires; use kept, or add a waiver with a reason",
      ],
    ],
    [
      "more than is required",
      { compliance: ["hipaa"], retention: { immutability: "compliance" }, acknowledgeIrreversible: true },
      {},
      [],
    ],
    ["a rotation every 365 days under cis", { compliance: ["cis"], encryption: { rotationDays: 365 } }, {}, []],
    [
      "a rotation every 366 days under cis",
      { compliance: ["cis"], encryption: { rotationDays: 366 } },
      {},
      [
        "spec.encryption.rotationDays: 366 is above the 365 that preset cis (control key-rotated) allows; lower it, or add a waiver with a reason",
      ],
    ],
    ["24 hours of silence under soc2", { compliance: ["soc2"], health: { silenceAfterHours: 24 } }, {}, []],
    [
      "25 hours of silence under soc2",
      { compliance: ["soc2"] },
      { health: { silenceAfterHours: 25 } },
      [
        "overrides.health.silenceAfterHours: 25 is above the 24 that preset soc2 (control health-silence) allows; lower it, or add a waiver with a reason",
      ],
    ],
    [
      "25 hours of silence under a waiver",
      { compliance: ["soc2"], health: { silenceAfterHours: 25 }, waivers: [waive("health-silence")] },
      {},
      [],
    ],
    ["365 days under gdpr", { compliance: ["gdpr"], ...days(365) }, {}, []],
    [
      "366 days under gdpr",
      { compliance: ["gdpr"], ...days(366) },
      {},
      [
        "spec.retention.days: 366 is above the 365 that preset gdpr (control retention-limited) allows without a reason; lower it, give one in retention.reason, or add a waiver",
      ],
    ],
    [
      "366 days under gdpr, with a reason",
      { compliance: ["gdpr"], retention: { days: 366, reason: "claims" } },
      {},
      [],
    ],
  ])("%s", (_what, spec, overrides, errors) => {
    expect(told(resolve(spec, overrides).issues)).toEqual(errors.map((one) => `error ${one}`));
  });
});

describe("a waiver", () => {
  const short = { compliance: ["pci-dss-4"], retention: { days: 30, searchableDays: 30 } } satisfies SpecOverrides;
  const both = (until?: string): SpecOverrides => ({
    ...short,
    waivers: [waive("retention-12-months", until), waive("searchable-3-months")],
  });

  it("with a reason covers its control", () => {
    const { plan, issues } = resolve(both());
    expect(issues).toEqual([]);
    expect(plan.settings.retention.days).toBe(30);
    expect(plan.settings.waivers).toEqual(both().waivers);
  });

  it("in the overrides covers what the overrides say", () => {
    const { compliance, retention } = short;
    expect(told(resolve({ compliance }, { retention, waivers: both().waivers }).issues)).toEqual([]);
  });

  it("covers no other control", () => {
    expect(told(resolve({ ...short, waivers: [waive("searchable-3-months")] }).issues)).toEqual([
      "error spec.retention.days: 30 is below the 365 that preset pci-dss-4 (control retention-12-months) requires; raise it, or add a waiver with a reason",
    ]);
  });

  test.each<[string, string, string[]]>([
    ["a day before its end", "2027-06-29", []],
    ["on its last day", "2027-06-30", []],
    [
      "the day after",
      "2027-07-01",
      [
        "error spec.waivers[0].until: the waiver of retention-12-months ended on 2027-06-30; meet the control and leave the entry out, or give a later date",
      ],
    ],
  ])("holds until the end of its last day: %s", (_when, today, errors) => {
    expect(told(resolve(both("2027-06-30"), {}, { today }).issues)).toEqual(errors);
  });

  it("of a control that no selected preset asks for is an error", () => {
    const waivers = [waive("key-rotated"), waive("retention-12-months")];
    expect(told(resolve({ compliance: ["pci-dss-4"], waivers }).issues)).toEqual([
      "error spec.waivers[0].control: no preset in compliance asks for key-rotated, so that there is nothing to waive; leave the entry out",
    ]);
    expect(resolve({ waivers }).issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["waiver-not-asked", "spec.waivers.0.control"],
      ["waiver-not-asked", "spec.waivers.1.control"],
    ]);
  });
});

describe("two presets that can't both be met", () => {
  const both: SpecOverrides = { compliance: ["gdpr", "hipaa"] };

  it("are one error that names both controls, whatever the days", () => {
    for (const days of [undefined, 30, 365, 366, 2192, 3000]) {
      const { issues } = resolve({ ...both, ...(days !== undefined && { retention: { days, searchableDays: 30 } }) });
      expect(told(issues)).toEqual([
        "error spec.compliance: preset hipaa (control retention-6-years) wants retention.days to be 2,192 at least, preset gdpr (control retention-limited) 365 at most; leave one out, give retention.reason, or add a waiver of one control with a reason",
      ]);
    }
  });

  it("can be met by a reason, or by a waiver of either", () => {
    const days = (spec: SpecOverrides) => {
      const { plan, issues } = resolve({ ...both, ...spec });
      return [plan.settings.retention.days, told(issues)];
    };
    expect(days({ retention: { reason: "six years by law" } })).toEqual([2192, []]);
    expect(days({ waivers: [waive("retention-limited")] })).toEqual([2192, []]);
    expect(days({ waivers: [waive("retention-6-years")] })).toEqual([365, []]);
  });

  it("do not hide what else is wrong", () => {
    expect(resolve({ ...both, retention: { immutability: "none" } }).issues.map(({ code }) => code)).toEqual([
      "presets-disagree",
      "weaker-than-required",
    ]);
  });
});

describe("the alerts that a preset asks for", () => {
  const selected = (spec: SpecOverrides) =>
    resolve(spec).plan.rules.catalog.map(({ alert, preset, muted }) =>
      [alert.id, preset, muted].filter((part) => part !== undefined).join(" "),
    );

  it("are selected, and known to be the preset's", () => {
    expect(selected({ compliance: ["gdpr"] })).toEqual([
      "mass-deletion gdpr",
      "snapshot-shared gdpr",
      "storage-made-public gdpr",
      "storage-policy-change gdpr",
    ]);
  });

  it("are the spec's where it selects them too", () => {
    expect(selected({ compliance: ["gdpr"], alerts: { catalog: ["root-use", "mass-deletion"] } })).toEqual([
      "mass-deletion",
      "root-use",
      "snapshot-shared gdpr",
      "storage-made-public gdpr",
      "storage-policy-change gdpr",
    ]);
  });

  it("are not selected where a waiver covers their control", () => {
    expect(selected({ compliance: ["gdpr"], waivers: [waive("alert-data-taken")] })).toEqual([
      "storage-made-public gdpr",
      "storage-policy-change gdpr",
    ]);
  });

  it("can be muted, which leaves their control not met", () => {
    const alerts = { mute: [{ alert: "mass-deletion", reason: "a nightly job" }] } satisfies SpecOverrides["alerts"];
    const spec: SpecOverrides = { compliance: ["gdpr"], alerts };
    expect(selected(spec)[0]).toBe("mass-deletion gdpr a nightly job");
    const { plan } = resolve(spec, {}, { placements: { aws: { region: "eu-central-1" } } });
    expect(plan.compliance.find(({ control }) => control === "alert-data-taken")).toEqual({
      preset: "gdpr",
      control: "alert-data-taken",
      cloud: "aws",
      status: "not-met",
      reason: "muted: mass-deletion (a nightly job)",
    });
  });
});

describe("what controls come to", () => {
  const all: Placements = {
    aws: { region: "eu-central-1" },
    gcp: { project: "acme-audit", location: "europe-west3" },
    azure: { location: "westeurope" },
  };
  const rowsOf = (control: string, spec: SpecOverrides, placements: Placements = all) =>
    resolve(spec, {}, { placements })
      .plan.compliance.filter((row) => row.control === control)
      .map(({ preset, cloud, status, reason }) => `${preset} ${cloud} ${status}: ${reason}`);

  it("is a row for each preset and cloud that is used", () => {
    expect(rowsOf("archive-access-logged", { compliance: ["pci-dss-4", "cis"] })).toEqual([
      "cis aws met: S3 server access logs in a second bucket, by construction",
      "cis gcp not-applicable: cis asks it of AWS alone",
      "cis azure not-applicable: cis asks it of AWS alone",
      "pci-dss-4 aws met: S3 server access logs in a second bucket, by construction",
      "pci-dss-4 gcp not-met: capture.data does not have all reads of storage, the archive's among them",
      "pci-dss-4 azure not-met: this release exports no logs of the storage account's reads",
    ]);
    expect(rowsOf("archive-access-logged", { compliance: ["pci-dss-4"] }, { aws: all.aws! })).toHaveLength(1);
    expect(resolve({}, {}, { placements: all }).plan.compliance).toEqual([]);
  });

  it("is waived where it is not met, with the waiver's reason and end, and met where it is", () => {
    const waivers = [waive("archive-access-logged", "2027-06-30")];
    expect(rowsOf("archive-access-logged", { compliance: ["pci-dss-4"], waivers })).toEqual([
      "pci-dss-4 aws met: S3 server access logs in a second bucket, by construction",
      "pci-dss-4 gcp waived: agreed with the auditor (until 2027-06-30)",
      "pci-dss-4 azure waived: agreed with the auditor (until 2027-06-30)",
    ]);
  });

  it("is a warning where it is not met, one for each control, and none where it is waived", () => {
    const { issues } = resolve({ compliance: ["pci-dss-4", "nist-800-53"] }, {}, { placements: all });
    const codes = new Set(issues.map(({ code, severity }) => `${severity} ${code}`));
    expect([...codes]).toEqual(["warning control-not-met"]);
    expect(told(issues)).toContain(
      "warning spec.compliance: readers-named (pci-dss-4 and nist-800-53) is not met on AWS, Google Cloud and Azure: no readers are given: who may read is not said here; meet it, or add a waiver with a reason",
    );
    const names = issues.map(({ params }) => (params as { control: string }).control);
    expect(new Set(names).size).toBe(names.length);
    const waivers = [waive("readers-named")];
    const fewer = resolve({ compliance: ["pci-dss-4", "nist-800-53"], waivers }, {}, { placements: all }).issues;
    expect(fewer).toHaveLength(issues.length - 1);
  });

  it("is not told of a spec with an error", () => {
    const { issues } = resolve({ compliance: ["cis"], retention: { days: 30 } }, {}, { placements: all });
    expect(issues.map(({ code }) => code)).toEqual(["below-floor"]);
  });
});
