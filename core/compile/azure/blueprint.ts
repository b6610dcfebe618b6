import { limits } from "../../contract/limits.ts";
import type { AuditPlan, PlannedPlacements } from "../../plan/plan.ts";
import { type Answers, because, type Compiled, compiled } from "../compiled.ts";
import { type SavedQuery, savedQueries } from "../questions.ts";
import { type AzureAlerting, alerting, alertingIssues } from "./alerting.ts";
import { sentCategories } from "./categories.ts";
import { coldAnswer } from "./cold.ts";
import { type AzureHealth, azureHealth, azureHealthAnswer } from "./health.ts";
import { queryAnswers } from "./query.ts";
import { azureQuotas } from "./quotas.ts";
import { azureRules } from "./rules.ts";
import { type AzureStream, azureStream, streamAnswers } from "./stream.ts";

type Placement = NonNullable<PlannedPlacements["azure"]>;

/** What Azure is told to do. */
export interface AzureBlueprint {
  location: string;
  keep: boolean;
  key: { rotationPeriod: string; expiryTime: string } | undefined;
  archive: {
    sku: string;
    immutability: AccountImmutability | undefined;
    softDeleteDays: number;
    /** Containers that Azure Monitor writes to, by the prefixes of their names. */
    containers: { activityLog: string; prefixes: string[] };
    deleteAfterDays: number;
  };
  search: { retentionInDays: number };
  activityLogCategories: string[];
  entraCategories: string[];
  /** The audit categories of the key vault itself. */
  vaultCategories: string[];
  readers: Placement["readers"];
  stream: AzureStream | undefined;
  alerts: AzureAlerting | undefined;
  savedQueries: SavedQuery[];
  health: AzureHealth | undefined;
}

export type AccountImmutability = {
  state: "Disabled" | "Unlocked" | "Locked";
  immutabilityPeriodSinceCreationInDays: number;
  allowProtectedAppendWrites: true;
};

/** https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options */
const entraCategories = [
  "AuditLogs",
  "SignInLogs",
  "NonInteractiveUserSignInLogs",
  "ServicePrincipalSignInLogs",
  "ManagedIdentitySignInLogs",
];

/** Azure Monitor names its containers itself. https://learn.microsoft.com/azure/azure-monitor/platform/activity-log#send-to-azure-storage */
const activityLogContainer = "insights-activity-logs";

/** What was deleted by mistake can be restored within this time. */
const softDeleteDays = 7;

/** A key version outlives its rotation by this much, so that a late rotation leaves no gap. */
const keyGraceDays = 30;

const immutabilityStates = { none: "Disabled", governance: "Unlocked", compliance: "Locked" } as const;

const workspaceRetention = (days: number): number => Math.max(days, limits.azureWorkspaceDays.min);

export const compileAzure = (plan: AuditPlan, placement: Placement): Compiled<AzureBlueprint> => {
  const { capture, retention, encryption, evidence } = plan.settings;
  const { rules, alerts, excluded } = azureRules(plan);
  const activityLogCategories = sentCategories(alerts, excluded);
  const answers = azureAnswers(plan, placement, activityLogCategories);
  const health = azureHealth(plan);
  const alertsOf = alerting(alerts, plan.channels, health !== undefined);
  const blueprint: AzureBlueprint = {
    location: placement.location,
    keep: evidence === "kept",
    key: encryption.customerManagedKey
      ? { rotationPeriod: `P${encryption.rotationDays}D`, expiryTime: `P${encryption.rotationDays + keyGraceDays}D` }
      : undefined,
    archive: {
      sku: `Standard_${placement.redundancy}`,
      immutability: accountImmutability(plan.settings),
      softDeleteDays,
      containers: { activityLog: activityLogContainer, prefixes: [`${activityLogContainer}/`, "insights-logs-"] },
      deleteAfterDays: retention.days,
    },
    search: { retentionInDays: workspaceRetention(retention.searchableDays) },
    activityLogCategories,
    entraCategories: capture.identity ? [...entraCategories] : [],
    vaultCategories: encryption.customerManagedKey ? ["AuditEvent"] : [],
    readers: placement.readers,
    stream: azureStream(plan),
    alerts: alertsOf,
    savedQueries: savedQueries(plan, "azure", "search"),
    health,
  };
  const issues = alertingIssues(alerts, capture.identity);
  const readers = placement.readers.map(({ name }) => name);
  return compiled("azure", plan, { blueprint, answers, rules, readers, issues, quotas: azureQuotas(alertsOf) });
};

/**
 * Version-level immutability can be enabled only when the account is made, so evidence that is kept always has it, with a
 * policy that may still be disabled; disposable evidence never has, because it would keep the account from being deleted.
 * https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope
 */
const accountImmutability = ({ retention, evidence }: AuditPlan["settings"]): AccountImmutability | undefined =>
  evidence === "disposable"
    ? undefined
    : {
        state: immutabilityStates[retention.immutability],
        immutabilityPeriodSinceCreationInDays: retention.days,
        // Azure Monitor appends to its blobs for an hour: without this it could not.
        allowProtectedAppendWrites: true,
      };

const azureAnswers = (
  plan: AuditPlan,
  { readers, lockExistingAccount }: Placement,
  categories: readonly string[],
): Answers => {
  const { capture, retention, encryption, evidence } = plan.settings;
  return {
    "capture.management": {
      given: `activity log of the subscription: ${categories.join(", ")}`,
      ...(capture.management === "all" && { issue: because("notice", "azure-no-reads", "capture.management", {}) }),
    },
    "capture.identity": capture.identity
      ? {
          given: "Microsoft Entra audit and sign-in logs of the tenant",
          issue: because("warning", "azure-entra-needs-user", "capture.identity", {}),
        }
      : { given: "not captured" },
    "retention.days": { given: `Azure Storage lifecycle, ${retention.days} days` },
    "retention.searchableDays": searchAnswer(retention.searchableDays),
    "retention.coldAfterDays": coldAnswer(retention),
    "retention.immutability": {
      given: immutabilityGiven[retention.immutability],
      ...(retention.immutability === "compliance" &&
        !lockExistingAccount && { issue: because("error", "azure-lock-needs-account", "retention.immutability", {}) }),
    },
    "encryption.customerManagedKey": encryption.customerManagedKey
      ? {
          given: `Key Vault key of your own, rotated every ${encryption.rotationDays} days: archive`,
          issue: because("warning", "azure-search-microsoft-key", "encryption.customerManagedKey", {}),
        }
      : { given: "Microsoft's keys" },
    "health.silenceAfterHours": azureHealthAnswer(plan),
    evidence: {
      given:
        evidence === "kept"
          ? "resource group, account, workspace and vault stay after a destroy"
          : "account, workspace and vault are destroyed",
    },
    ...queryAnswers(plan),
    ...streamAnswers(plan),
    readers: readers.length === 0 ? undefined : { given: "read the account's blobs and the workspace" },
  };
};

const searchAnswer = (asked: number): Answers["retention.searchableDays"] => {
  const setting = "retention.searchableDays";
  const { max } = limits.azureWorkspaceDays;
  if (asked > max) {
    return {
      given: `Log Analytics, ${max} days at most`,
      fidelity: "unsupported",
      issue: because("error", "azure-searchable-too-long", setting, { searchableDays: asked, max }),
    };
  }
  const given = workspaceRetention(asked);
  if (given === asked) return { given: `Log Analytics, ${given} days` };
  return {
    given: `Log Analytics, ${given} days`,
    fidelity: "wider",
    issue: because("notice", "rounded-up", setting, { cloud: "azure", asked, given, unit: "days" }),
  };
};

const immutabilityGiven = {
  none: "blob versioning, no immutability policy in force",
  governance: "version-level immutability policy, unlocked",
  compliance: "version-level immutability policy, locked",
} as const;
