import { describe, expect, test } from "vitest";
import { compileGcp, type GcpBlueprint } from "../../../core/compile/gcp/blueprint.ts";
import { auditLogsFilter, defaultSinkExclusion } from "../../../core/compile/gcp/filters.ts";
import type { SpecOverrides } from "../../../core/contract/spec.ts";
import { planned } from "./planned.ts";

const project = { project: "acme-audit", location: "europe-west3" };
const organization = { ...project, scope: "organization", organizationId: "123456789012" } as const;

const minimalPlan = planned("gcp", {}, project);
const fullPlan = planned(
  "gcp",
  {
    capture: { management: "write", identity: true },
    retention: { days: 2555, searchableDays: 91, immutability: "compliance" },
    encryption: { customerManagedKey: true, rotationDays: 180 },
    acknowledgeIrreversible: true,
  },
  { ...organization, location: "eu", readers: { siem: "serviceAccount:siem@acme.iam", auditors: "group:a@acme.com" } },
);
const disposablePlan = planned(
  "gcp",
  { evidence: "disposable", retention: { days: 3 }, encryption: { customerManagedKey: false } },
  project,
);

const [activity, systemEvent, policyDenied, dataAccess] = ["activity", "system_event", "policy", "data_access"].map(
  (name) => `log_id("cloudaudit.googleapis.com/${name}")`,
);

const minimalBlueprint: GcpBlueprint = {
  project: "acme-audit",
  location: "europe-west3",
  organizationId: undefined,
  keep: true,
  services: ["logging.googleapis.com", "storage.googleapis.com", "cloudkms.googleapis.com"],
  auditConfigs: [{ service: "allServices", auditLogConfigs: [{ logType: "ADMIN_READ" }] }],
  key: { location: "europe-west3", rotationPeriod: "7776000s" },
  archive: {
    location: "EUROPE-WEST3",
    lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 400 } }],
    retentionPolicy: { retentionPeriod: "34560000", isLocked: false },
    softDeletePolicy: { retentionDurationSeconds: 604_800 },
  },
  search: { retentionDays: 90 },
  sinks: {
    filter: `${activity} OR ${systemEvent} OR ${policyDenied} OR ${dataAccess}`,
    exclusions: [],
    defaultExclusion: `${policyDenied} OR ${dataAccess}`,
  },
  stream: undefined,
  alerts: undefined,
  savedQueries: [],
  health: undefined,
};

describe("the whole blueprint", () => {
  test("of a spec that says nothing", () => {
    expect(compileGcp(...minimalPlan).blueprint).toStrictEqual(minimalBlueprint);
  });

  test("of a spec that asks for everything, in an organization, with readers", () => {
    expect(compileGcp(...fullPlan).blueprint).toStrictEqual({
      project: "acme-audit",
      location: "eu",
      organizationId: "123456789012",
      keep: true,
      services: ["logging.googleapis.com", "storage.googleapis.com", "cloudkms.googleapis.com"],
      auditConfigs: [],
      key: { location: "europe", rotationPeriod: "15552000s" },
      archive: {
        location: "EU",
        lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 2555 } }],
        retentionPolicy: { retentionPeriod: "220752000", isLocked: true },
        softDeletePolicy: { retentionDurationSeconds: 604_800 },
      },
      search: { retentionDays: 91 },
      sinks: {
        filter: `${activity} OR ${systemEvent} OR ${policyDenied} OR ${dataAccess}`,
        exclusions: [],
        defaultExclusion: `${policyDenied} OR ${dataAccess}`,
      },
      stream: undefined,
      alerts: undefined,
      savedQueries: [],
      health: undefined,
    });
  });

  test("of disposable evidence has no key, no retention policy and nothing to keep", () => {
    expect(compileGcp(...disposablePlan).blueprint).toStrictEqual({
      ...minimalBlueprint,
      keep: false,
      services: ["logging.googleapis.com", "storage.googleapis.com"],
      key: undefined,
      archive: {
        location: "EUROPE-WEST3",
        lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 3 } }],
        retentionPolicy: undefined,
        softDeletePolicy: { retentionDurationSeconds: 0 },
      },
      search: { retentionDays: 3 },
    });
  });

  test.each([
    ["us", "US", "us"],
    ["eu", "EU", "europe"],
    ["me-west1", "ME-WEST1", "me-west1"],
  ])("in %s has its bucket in %s and its key in %s", (location, bucket, key) => {
    const { blueprint } = compileGcp(...planned("gcp", {}, { project: "acme-audit", location }));
    expect([blueprint.location, blueprint.archive.location, blueprint.key?.location]).toEqual([location, bucket, key]);
  });
});

test.each([
  ["all", true, [activity, systemEvent, policyDenied, dataAccess], [policyDenied, dataAccess]],
  ["all", false, [activity, systemEvent, policyDenied, dataAccess], [policyDenied, dataAccess]],
  ["write", true, [activity, systemEvent, policyDenied, dataAccess], [policyDenied, dataAccess]],
  ["write", false, [activity, systemEvent, policyDenied], [policyDenied]],
] as const)(
  "management %s with identity %s routes these logs, and keeps _Default from storing them again",
  (management, identity, routed, excluded) => {
    expect(auditLogsFilter({ management, identity, data: false })).toBe(routed.join(" OR "));
    expect(defaultSinkExclusion({ management, identity, data: false })).toBe(excluded.join(" OR "));
  },
);

describe("coverage and issues", () => {
  const row = (rule: string, asked: string, given: string, fidelity = "exact", reason?: string) => ({
    cloud: "gcp",
    rule,
    asked,
    given,
    fidelity,
    ...(reason && { reason }),
  });

  test("of a spec that says nothing", () => {
    const { coverage, issues } = compileGcp(...minimalPlan);
    expect(coverage).toStrictEqual([
      row(
        "capture.management",
        "all (default)",
        "Cloud Audit Logs of the project: Admin Activity and Admin Read, System Event, Policy Denied",
      ),
      row("capture.identity", "false (default)", "not captured"),
      row("retention.days", "400 days (default)", "Cloud Storage lifecycle, 400 days"),
      row("retention.searchableDays", "90 days (default)", "log bucket, 90 days"),
      row("retention.immutability", "governance (default)", "bucket retention policy, not locked"),
      row(
        "encryption.customerManagedKey",
        "true (default)",
        "Cloud KMS key of your own, rotated every 90 days: bucket and log bucket",
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row(
        "evidence",
        "kept (default)",
        "bucket, log bucket and key stay after a destroy; the Data Access logs stay on",
      ),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([]);
  });

  test("of a spec that asks for everything", () => {
    const { coverage, issues } = compileGcp(...fullPlan);
    expect(coverage).toStrictEqual([
      row(
        "capture.management",
        "write (spec)",
        "Cloud Audit Logs of the organization: Admin Activity, System Event, Policy Denied",
        "wider",
        "sign-ins are in the Data Access audit logs; whatever else is enabled in these logs is stored although not asked for",
      ),
      row(
        "capture.identity",
        "true (spec)",
        "sign-ins and directory changes, in the organization's audit logs",
        "exact",
        "sign-ins reach Cloud Logging only while sharing of Google Workspace or Cloud Identity data with Google Cloud is on; turn it on in the Admin console",
      ),
      row("retention.days", "2555 days (spec)", "Cloud Storage lifecycle, 2555 days"),
      row("retention.searchableDays", "91 days (spec)", "log bucket, 91 days"),
      row("retention.immutability", "compliance (spec)", "bucket retention policy, locked"),
      row(
        "encryption.customerManagedKey",
        "true (spec)",
        "Cloud KMS key of your own, rotated every 180 days: bucket and log bucket",
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "kept (default)", "bucket, log bucket and key stay after a destroy"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
      row("readers", "auditors, siem", "read the bucket and the log bucket"),
    ]);
    expect(issues).toStrictEqual([
      { code: "gcp-reads-with-identity", severity: "notice", path: ["capture", "management"], params: {} },
      { code: "gcp-identity-needs-sharing", severity: "warning", path: ["capture", "identity"], params: {} },
    ]);
  });

  test("of disposable evidence", () => {
    const { coverage, issues } = compileGcp(...disposablePlan);
    expect(coverage.slice(2)).toStrictEqual([
      row("retention.days", "3 days (spec)", "Cloud Storage lifecycle, 3 days"),
      row("retention.searchableDays", "3 days (default)", "log bucket, 3 days"),
      row("retention.immutability", "none (default)", "no retention policy"),
      row("encryption.customerManagedKey", "false (spec)", "Google's keys"),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "disposable (spec)", "bucket and log bucket are destroyed; the Data Access logs stay on"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([]);
  });

  test("of an audit configuration that is left to others: nothing is made of it, and what they must turn on is said", () => {
    const capture: SpecOverrides["capture"] = {
      data: [
        { service: "storage", access: "write" },
        { service: "keys" },
        { service: "secrets", resources: ["prod-*"] },
      ],
    };
    const { blueprint, coverage, issues } = compileGcp(
      ...planned("gcp", { capture }, { ...project, dataAccessLogs: "external" }),
    );
    expect(blueprint.auditConfigs).toEqual([]);
    // What others turn on is routed all the same.
    expect(blueprint.sinks.filter).toBe(`${activity} OR ${systemEvent} OR ${policyDenied} OR ${dataAccess}`);
    const external = (what: string) =>
      `dataAccessLogs is external, so that this is stored only where others have turned it on: ${what}; see to it, or set managed`;
    const data = (index: number, asked: string, given: string, what: string) =>
      row(`capture.data[${index}]`, asked, `${given}, where others turn them on`, "unsupported", what);
    const whole =
      "Google Cloud can't tell these apart, so more is captured; its audit configuration knows services, and not prod-* alone";
    expect(coverage.filter(({ rule }) => rule.startsWith("capture.") || rule === "evidence")).toStrictEqual([
      row(
        "capture.management",
        "all (default)",
        "Cloud Audit Logs of the project: Admin Activity, System Event, Policy Denied; Admin Read where others turn it on",
        "unsupported",
        external("ADMIN_READ of allServices"),
      ),
      row("capture.identity", "false (default)", "not captured"),
      row("evidence", "kept (default)", "bucket, log bucket and key stay after a destroy"),
      data(
        0,
        "storage, write",
        "Data Access logs, DATA_WRITE, of storage.googleapis.com",
        external("DATA_WRITE of storage.googleapis.com"),
      ),
      data(
        1,
        "keys, all",
        "Data Access logs, DATA_READ and DATA_WRITE, of cloudkms.googleapis.com",
        external("DATA_READ and DATA_WRITE of cloudkms.googleapis.com"),
      ),
      data(
        2,
        "secrets, all, prod-*",
        "Data Access logs, DATA_READ and DATA_WRITE, of secretmanager.googleapis.com",
        `${external("DATA_READ and DATA_WRITE of secretmanager.googleapis.com")}. ${whole}`,
      ),
    ]);
    expect(issues.map(({ code, severity, path }) => [severity, code, path])).toEqual([
      ["warning", "gcp-data-access-external", ["capture", "management"]],
      ["warning", "gcp-data-access-external", ["capture", "data", 0]],
      ["warning", "gcp-data-access-external", ["capture", "data", 1]],
      ["warning", "gcp-data-access-external", ["capture", "data", 2]],
      ["warning", "data-wider", ["capture", "data", 2]],
    ]);
  });

  test("of an audit configuration that is left to others, where nothing is asked of it, there is nothing to say", () => {
    const placement = { ...project, dataAccessLogs: "external" } as const;
    const { coverage, issues } = compileGcp(...planned("gcp", { capture: { management: "write" } }, placement));
    expect(coverage[0]).toStrictEqual(
      row(
        "capture.management",
        "write (spec)",
        "Cloud Audit Logs of the project: Admin Activity, System Event, Policy Denied",
      ),
    );
    expect(issues).toStrictEqual([]);
  });

  const identityCases: [string, SpecOverrides["capture"], typeof project, object, object[]][] = [
    [
      "asked for in a project is an error",
      { identity: true },
      project,
      row(
        "capture.identity",
        "true (spec)",
        "not captured",
        "unsupported",
        "sign-ins reach Cloud Logging only at the organization; use scope organization on Google Cloud, or add identity to capture.bestEffort",
      ),
      [{ code: "gcp-identity-needs-organization", severity: "error", path: ["capture", "identity"], params: {} }],
    ],
    [
      "asked for in a project where it may be missing is a gap",
      { identity: true, bestEffort: ["identity"] },
      project,
      row(
        "capture.identity",
        "true (spec)",
        "not captured",
        "unsupported",
        "sign-ins reach Cloud Logging only at the organization; none are captured on Google Cloud",
      ),
      [{ code: "gcp-identity-gap", severity: "warning", path: ["capture", "identity"], params: {} }],
    ],
    [
      "not asked for in an organization is stored all the same",
      { identity: false },
      organization,
      row(
        "capture.identity",
        "false (spec)",
        "stored with the organization's audit logs",
        "wider",
        "the organization's audit logs have sign-ins and directory changes; they are stored although not asked for",
      ),
      [{ code: "gcp-identity-with-organization", severity: "notice", path: ["capture", "identity"], params: {} }],
    ],
  ];

  test.each(identityCases)("identity %s", (_what, capture, placement, answer, expected) => {
    const { coverage, issues } = compileGcp(...planned("gcp", { capture }, placement));
    expect(coverage[1]).toStrictEqual(answer);
    expect(issues).toStrictEqual(expected);
  });
});
