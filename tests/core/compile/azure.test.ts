import { describe, expect, test } from "vitest";
import { type AzureBlueprint, compileAzure } from "../../../core/compile/azure/blueprint.ts";
import { planned } from "./planned.ts";

const minimalPlan = planned("azure", {}, { location: "westeurope" });
const fullPlan = planned(
  "azure",
  {
    capture: { management: "write", identity: true },
    retention: { days: 2555, searchableDays: 91, immutability: "compliance" },
    encryption: { customerManagedKey: true, rotationDays: 180 },
    acknowledgeIrreversible: true,
  },
  {
    location: "southafricawest",
    redundancy: "LRS",
    lockExistingAccount: true,
    readers: {
      siem: { principalId: "11111111-2222-3333-4444-555555555555", principalType: "ServicePrincipal" },
      auditors: { principalId: "11111111-2222-3333-4444-666666666666" },
    },
  },
);
const disposablePlan = planned(
  "azure",
  { evidence: "disposable", retention: { days: 3 }, encryption: { customerManagedKey: false } },
  { location: "westeurope" },
);

const minimalBlueprint: AzureBlueprint = {
  location: "westeurope",
  keep: true,
  key: { rotationPeriod: "P90D", expiryTime: "P120D" },
  archive: {
    sku: "Standard_ZRS",
    immutability: {
      state: "Unlocked",
      immutabilityPeriodSinceCreationInDays: 400,
      allowProtectedAppendWrites: true,
    },
    softDeleteDays: 7,
    containers: {
      activityLog: "insights-activity-logs",
      prefixes: ["insights-activity-logs/", "insights-logs-"],
    },
    deleteAfterDays: 400,
  },
  search: { retentionInDays: 90 },
  activityLogCategories: ["Administrative", "Security", "Policy", "Alert"],
  entraCategories: [],
  vaultCategories: ["AuditEvent"],
  readers: [],
  stream: undefined,
  alerts: undefined,
  savedQueries: [],
  health: undefined,
};

describe("the whole blueprint", () => {
  test("of a spec that says nothing", () => {
    expect(compileAzure(...minimalPlan).blueprint).toStrictEqual(minimalBlueprint);
  });

  test("of a spec that asks for everything, with readers", () => {
    expect(compileAzure(...fullPlan).blueprint).toStrictEqual({
      location: "southafricawest",
      keep: true,
      key: { rotationPeriod: "P180D", expiryTime: "P210D" },
      archive: {
        sku: "Standard_LRS",
        immutability: {
          state: "Locked",
          immutabilityPeriodSinceCreationInDays: 2555,
          allowProtectedAppendWrites: true,
        },
        softDeleteDays: 7,
        containers: {
          activityLog: "insights-activity-logs",
          prefixes: ["insights-activity-logs/", "insights-logs-"],
        },
        deleteAfterDays: 2555,
      },
      search: { retentionInDays: 91 },
      activityLogCategories: ["Administrative", "Security", "Policy", "Alert"],
      entraCategories: [
        "AuditLogs",
        "SignInLogs",
        "NonInteractiveUserSignInLogs",
        "ServicePrincipalSignInLogs",
        "ManagedIdentitySignInLogs",
      ],
      vaultCategories: ["AuditEvent"],
      readers: [
        { name: "auditors", principalType: "Group" },
        { name: "siem", principalType: "ServicePrincipal" },
      ],
      stream: undefined,
      alerts: undefined,
      savedQueries: [],
      health: undefined,
    });
  });

  test("of disposable evidence has no key, no immutability and nothing to keep", () => {
    expect(compileAzure(...disposablePlan).blueprint).toStrictEqual({
      ...minimalBlueprint,
      keep: false,
      key: undefined,
      archive: { ...minimalBlueprint.archive, immutability: undefined, deleteAfterDays: 3 },
      search: { retentionInDays: 30 },
      vaultCategories: [],
    });
  });

  test("of evidence that is kept but may be deleted can still be made immutable later", () => {
    const plan = planned("azure", { retention: { immutability: "none" } }, { location: "westeurope" });
    expect(compileAzure(...plan).blueprint.archive.immutability).toStrictEqual({
      state: "Disabled",
      immutabilityPeriodSinceCreationInDays: 400,
      allowProtectedAppendWrites: true,
    });
  });
});

describe("coverage and issues", () => {
  const row = (rule: string, asked: string, given: string, fidelity = "exact", reason?: string) => ({
    cloud: "azure",
    rule,
    asked,
    given,
    fidelity,
    ...(reason && { reason }),
  });
  const keyReason =
    "Log Analytics takes a customer-managed key only on a dedicated cluster, so Azure's searchable copy is encrypted with Microsoft's keys; the archive has your key";
  const readsReason = "Azure's activity log has no reads of the control plane; none are captured there";
  const readsIssue = { code: "azure-no-reads", severity: "notice", path: ["capture", "management"], params: {} };
  const keyIssue = {
    code: "azure-search-microsoft-key",
    severity: "warning",
    path: ["encryption", "customerManagedKey"],
    params: {},
  };
  const activityLog = "activity log of the subscription: Administrative, Security, Policy, Alert";

  test("of a spec that says nothing", () => {
    const { coverage, issues } = compileAzure(...minimalPlan);
    expect(coverage).toStrictEqual([
      row("capture.management", "all (default)", activityLog, "exact", readsReason),
      row("capture.identity", "false (default)", "not captured"),
      row("retention.days", "400 days (default)", "Azure Storage lifecycle, 400 days"),
      row("retention.searchableDays", "90 days (default)", "Log Analytics, 90 days"),
      row("retention.immutability", "governance (default)", "version-level immutability policy, unlocked"),
      row(
        "encryption.customerManagedKey",
        "true (default)",
        "Key Vault key of your own, rotated every 90 days: archive",
        "exact",
        keyReason,
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "kept (default)", "resource group, account, workspace and vault stay after a destroy"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([readsIssue, keyIssue]);
  });

  test("of a spec that asks for everything", () => {
    const { coverage, issues } = compileAzure(...fullPlan);
    expect(coverage).toStrictEqual([
      row("capture.management", "write (spec)", activityLog),
      row(
        "capture.identity",
        "true (spec)",
        "Microsoft Entra audit and sign-in logs of the tenant",
        "exact",
        "Microsoft Entra refuses to let a service principal make its diagnostic setting; deploy as a user with the Security Administrator role, signed in with the Azure CLI",
      ),
      row("retention.days", "2555 days (spec)", "Azure Storage lifecycle, 2555 days"),
      row("retention.searchableDays", "91 days (spec)", "Log Analytics, 91 days"),
      row("retention.immutability", "compliance (spec)", "version-level immutability policy, locked"),
      row(
        "encryption.customerManagedKey",
        "true (spec)",
        "Key Vault key of your own, rotated every 180 days: archive",
        "exact",
        keyReason,
      ),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "kept (default)", "resource group, account, workspace and vault stay after a destroy"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
      row("readers", "auditors, siem", "read the account's blobs and the workspace"),
    ]);
    expect(issues).toStrictEqual([
      { code: "azure-entra-needs-user", severity: "warning", path: ["capture", "identity"], params: {} },
      keyIssue,
    ]);
  });

  test("of disposable evidence", () => {
    const { coverage, issues } = compileAzure(...disposablePlan);
    expect(coverage).toStrictEqual([
      row("capture.management", "all (default)", activityLog, "exact", readsReason),
      row("capture.identity", "false (default)", "not captured"),
      row("retention.days", "3 days (spec)", "Azure Storage lifecycle, 3 days"),
      row(
        "retention.searchableDays",
        "3 days (default)",
        "Log Analytics, 30 days",
        "wider",
        "Azure does not offer 3 days; it keeps 30 days",
      ),
      row("retention.immutability", "none (default)", "blob versioning, no immutability policy in force"),
      row("encryption.customerManagedKey", "false (spec)", "Microsoft's keys"),
      row("health.silenceAfterHours", "none (default)", "nobody is told of silence"),
      row("evidence", "disposable (spec)", "account, workspace and vault are destroyed"),
      row("stream.enabled", "false (default)", "nothing is sent on"),
    ]);
    expect(issues).toStrictEqual([
      readsIssue,
      {
        code: "rounded-up",
        severity: "notice",
        path: ["retention", "searchableDays"],
        params: { cloud: "azure", asked: 3, given: 30, unit: "days" },
      },
    ]);
  });

  test.each([
    [1, 30, "wider"],
    [29, 30, "wider"],
    [30, 30, "exact"],
    [31, 31, "exact"],
    [730, 730, "exact"],
  ])("%i searchable days are %i in Log Analytics, which is %s", (searchableDays, given, fidelity) => {
    const plan = planned("azure", { retention: { days: 800, searchableDays } }, { location: "westeurope" });
    const { blueprint, coverage, issues } = compileAzure(...plan);
    expect(blueprint.search.retentionInDays).toBe(given);
    expect(coverage[3]).toMatchObject({ given: `Log Analytics, ${given} days`, fidelity });
    expect(issues.filter(({ code }) => code === "rounded-up").length).toBe(fidelity === "wider" ? 1 : 0);
  });

  test("731 searchable days are more than Log Analytics has, and an error", () => {
    const plan = planned("azure", { retention: { days: 800, searchableDays: 731 } }, { location: "westeurope" });
    const { coverage, issues } = compileAzure(...plan);
    expect(coverage[3]).toStrictEqual(
      row(
        "retention.searchableDays",
        "731 days (spec)",
        "Log Analytics, 730 days at most",
        "unsupported",
        "731 searchable days are more than Log Analytics keeps open to queries; give at most 730 days where Azure is used",
      ),
    );
    expect(issues.filter(({ severity }) => severity === "error")).toStrictEqual([
      {
        code: "azure-searchable-too-long",
        severity: "error",
        path: ["retention", "searchableDays"],
        params: { searchableDays: 731, max: 730 },
      },
    ]);
  });

  test("compliance on a new account is an error, since Azure locks only what has existed unlocked", () => {
    const spec = { retention: { immutability: "compliance" }, acknowledgeIrreversible: true } as const;
    const { issues } = compileAzure(...planned("azure", spec, { location: "westeurope", lockExistingAccount: false }));
    expect(issues.filter(({ severity }) => severity === "error")).toStrictEqual([
      { code: "azure-lock-needs-account", severity: "error", path: ["retention", "immutability"], params: {} },
    ]);
  });
});
