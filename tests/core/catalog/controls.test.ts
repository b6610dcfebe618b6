import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { catalogAlerts } from "../../../core/catalog/alerts.ts";
import type { CheckedPlan } from "../../../core/catalog/control.ts";
import { type ControlId, controlIds } from "../../../core/catalog/control-ids.ts";
import { controls } from "../../../core/catalog/controls.ts";
import { sourceOf } from "../../../core/catalog/frameworks.ts";
import { type Cloud, clouds } from "../../../core/contract/cloud.ts";
import { checkedPlans, fewTold, inClouds } from "./checked-plans.ts";

const folder = new URL("../../../core/catalog/controls/", import.meta.url);

const controlNamed = (id: ControlId) => controls.find((one) => one.id === id)!;

describe("the catalog of controls", () => {
  it("has every file, by its id, and thirty-five controls at least", () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    expect(controls.map(({ id }) => id)).toEqual(files.sort());
    expect([...controlIds]).toEqual(files);
    expect(files.length).toBeGreaterThanOrEqual(35);
  });

  it("covers capture, storage, retention, immutability, encryption, access, alerting and health", () => {
    expect([...new Set(controls.map(({ area }) => area))].sort()).toEqual([
      "access",
      "alerting",
      "capture",
      "encryption",
      "health",
      "immutability",
      "retention",
      "storage",
    ]);
  });

  it("says of each control what a person needs", () => {
    for (const { id, title, why, requirements } of controls) {
      expect(title, id).toMatch(/^[A-Z][^.]*[^.]$/);
      expect(why, id).toMatch(/^[A-Z].*\.$/);
      expect(requirements.length, id).toBeGreaterThan(0);
      for (const { requirement, source } of requirements) {
        expect(requirement, id).toMatch(/\d/);
        expect(source, id).toMatch(/^https:\/\//);
      }
    }
  });

  it("asks for alerts that there are", () => {
    const known = catalogAlerts.map(({ id }) => id);
    const asked = controls.flatMap(({ alerts = [] }) => alerts);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((id) => !known.includes(id))).toEqual([]);
  });

  it("leaves no recommendation of the CIS benchmarks that an alert of the catalog serves without a control", () => {
    const served = controls.flatMap(({ requirements }) => requirements.map(({ requirement }) => `CIS ${requirement}`));
    const referred = catalogAlerts.flatMap(({ references }) => references.map(({ name }) => name));
    expect(referred.filter((name) => name.startsWith("CIS ") && !served.includes(name))).toEqual([]);
  });

  it("selects for a recommendation the alerts that refer to it", () => {
    const missing = catalogAlerts.flatMap(({ id, references }) =>
      references.flatMap(({ name }) => {
        const control = controls.find(({ requirements }) =>
          requirements.some(({ requirement }) => `CIS ${requirement}` === name),
        );
        return control === undefined || control.alerts?.includes(id) ? [] : [`${control.id}: ${id}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});

it("a requirement of HIPAA leads to its section", () => {
  expect(sourceOf.hipaa("164.316(b)(2)(i)")).toBe(
    "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-164.316",
  );
});

/** What each control comes to on a plan that has all, on one that has little, and on one without a key and with all alerts muted. */
const verdicts: { readonly [Id in ControlId]: readonly [strict: string, lax: string, muted: string] } = {
  "alert-access-granted": ["met", "not-met", "not-met"],
  "alert-alerts-changed": ["met", "not-met", "not-met"],
  "alert-audit-log-changed": ["met", "not-met", "not-met"],
  "alert-configuration-recorder": [
    "met not-applicable not-applicable",
    "not-met not-applicable not-applicable",
    "not-met not-applicable not-applicable",
  ],
  "alert-data-taken": ["met", "not-met", "not-met"],
  "alert-databases-changed": ["met", "not-met", "not-met"],
  "alert-detection-off": ["met", "not-met", "not-met"],
  "alert-evidence-tampering": ["met", "not-met", "not-met"],
  "alert-key-loss": ["met", "not-met", "not-met"],
  "alert-network-changed": ["met", "not-met", "not-met"],
  "alert-new-credentials": ["met", "not-met", "not-met"],
  "alert-no-mfa": ["met", "not-met", "not-met"],
  "alert-organization-changed": ["met", "not-met", "not-met"],
  "alert-root-use": [
    "met not-applicable not-applicable",
    "not-met not-applicable not-applicable",
    "not-met not-applicable not-applicable",
  ],
  "alert-service-health": [
    "not-applicable not-applicable met",
    "not-applicable not-applicable not-met",
    "not-applicable not-applicable not-met",
  ],
  "alert-sign-in-failures": ["met", "not-met", "not-met"],
  "alert-storage-exposed": ["met", "not-met", "not-met"],
  "alert-unauthorized-calls": ["met", "not-met", "not-met"],
  "alerts-not-muted": ["met", "met", "not-met"],
  "alerts-reach-people": ["met", "not-met", "not-met"],
  "archive-access-logged": ["met met not-met", "met not-met not-met", "met not-met not-met"],
  "archive-not-public": ["met", "met", "met"],
  "archive-redundant": ["met", "met met not-met", "met met not-met"],
  "archive-tls-only": ["met not-met met", "met not-met met", "met not-met met"],
  "capture-databases": ["met met not-met", "not-met", "not-met"],
  "capture-identity": ["met", "met not-met not-met", "met not-met not-met"],
  "capture-management-all": ["met met not-applicable", "not-met not-met not-applicable", "met met not-applicable"],
  "capture-no-gaps": ["met", "not-met", "met"],
  "capture-nothing-excluded": ["met", "not-met", "met"],
  "capture-organization": ["met met not-met", "not-met", "not-met"],
  "capture-secret-reads": ["met met not-met", "not-met", "met not-met not-met"],
  "capture-storage-reads": ["met met not-met", "not-met", "not-met"],
  "capture-storage-writes": ["met met not-met", "not-met", "not-met"],
  "encrypted-at-rest": ["met", "met", "met"],
  "evidence-immutable": ["met", "not-met", "met"],
  "evidence-locked": ["met", "not-met", "not-met"],
  "evidence-outlives-stack": ["met", "not-met", "met"],
  "health-silence": ["met", "not-met", "not-met"],
  "integrity-verifiable": ["met", "met not-met not-met", "met"],
  "key-customer-managed": ["met", "met", "not-met"],
  "key-rotated": ["met", "not-met", "not-applicable"],
  "key-rotated-90-days": ["met", "not-met", "not-applicable"],
  "key-use-recorded": ["met", "not-met not-met met", "not-applicable"],
  "readers-named": ["met", "not-met", "not-met"],
  "retention-12-months": ["met", "not-met", "met"],
  "retention-6-years": ["met", "not-met", "not-met"],
  "retention-90-days": ["met", "not-met", "met"],
  "retention-limited": ["met", "met", "not-met"],
  "search-key-customer-managed": ["met met not-met", "met met not-met", "not-met"],
  "searchable-3-months": ["met", "not-met", "met"],
};

/** What the package does in every case, whatever the plan. */
const byConstruction: readonly ControlId[] = ["archive-not-public", "encrypted-at-rest"];

describe.each(controlIds)("%s", (id) => {
  const { clouds: checks } = controlNamed(id);

  test("has these verdicts", () => {
    const found = Object.values(checkedPlans).map((plan) => inClouds((cloud) => checks[cloud](plan).status));
    expect(found).toEqual(verdicts[id]);
  });

  test("can be met, and can be not met", () => {
    const all = Object.values(checkedPlans).flatMap((plan) => clouds.map((cloud) => checks[cloud](plan).status));
    expect(all).toContain("met");
    expect(all.includes("not-met")).toBe(!byConstruction.includes(id));
  });

  test("says why, in words that fit into a sentence", () => {
    for (const plan of Object.values(checkedPlans)) {
      for (const cloud of clouds) {
        const { status, reason } = checks[cloud](plan);
        expect(reason, cloud).toMatch(/^.{5,}[^.;]$/s);
        expect(reason, cloud).not.toMatch(/undefined|null|NaN|\[object/);
        if (status === "not-met") expect(reason, cloud).not.toContain(";");
      }
    }
  });
});

describe("the reasons", () => {
  const { strict, lax, muted } = checkedPlans;
  const external: CheckedPlan = {
    ...strict,
    placements: { ...strict.placements, gcp: { ...strict.placements.gcp!, dataAccessLogs: "external" } },
  };

  test.each<[ControlId, Cloud, CheckedPlan, string]>([
    ["capture-storage-reads", "aws", lax, "capture.data does not have all reads of storage"],
    ["capture-databases", "gcp", strict, "capture.data has all reads and writes of database"],
    ["capture-management-all", "gcp", external, "dataAccessLogs is external: others decide which reads are recorded"],
    ["capture-databases", "gcp", external, "dataAccessLogs is external: others decide which reads are recorded"],
    ["archive-access-logged", "gcp", external, "dataAccessLogs is external: others decide which reads are recorded"],
    ["key-use-recorded", "gcp", external, "dataAccessLogs is external: others decide which reads are recorded"],
    ["capture-management-all", "aws", external, "capture.management is all"],
    ["capture-nothing-excluded", "aws", lax, "capture.exclude leaves out noise"],
    ["capture-no-gaps", "aws", lax, "capture.bestEffort allows gaps in identity and data"],
    ["archive-redundant", "azure", strict, "redundancy ZRS"],
    ["archive-redundant", "aws", strict, "S3 keeps copies in three availability zones at least"],
    [
      "archive-redundant",
      "aws",
      {
        ...strict,
        placements: { ...strict.placements, aws: { ...strict.placements.aws!, replicaRegion: "eu-west-1" } },
      },
      "S3 keeps copies in three availability zones at least, and a replica in eu-west-1",
    ],
    ["retention-limited", "aws", strict, "kept for 2192 days: six years by law"],
    ["retention-limited", "aws", muted, "kept for 366 days, without a retention.reason"],
    ["readers-named", "azure", strict, "readers: audit"],
    ["health-silence", "aws", strict, "after 24 hours"],
    ["health-silence", "aws", lax, "after 25 hours alone"],
    ["health-silence", "aws", muted, "health.silenceAfterHours is not set"],
    ["alert-root-use", "aws", strict, "alerts: root-use"],
    ["alert-root-use", "aws", lax, "alerts.catalog does not select root-use"],
    ["alert-root-use", "aws", muted, "muted: root-use (too loud)"],
    ["alerts-reach-people", "aws", strict, "channels: on-call"],
    ["alerts-reach-people", "aws", lax, "no alert is selected"],
    [
      "alerts-reach-people",
      "aws",
      { ...strict, channels: [] },
      "no channel is given: channels are an argument of the component",
    ],
    ["alerts-reach-people", "aws", fewTold, "no channel takes alerts of severity medium, low"],
  ])("of %s on %s", (id, cloud, plan, reason) => {
    expect(controlNamed(id).clouds[cloud](plan).reason).toBe(reason);
  });
});
