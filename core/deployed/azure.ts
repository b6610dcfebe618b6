import { readActivityLogAlert } from "./azure-alerts.ts";
import { readQueryRule } from "./azure-queries.ts";
import { readSetting } from "./azure-settings.ts";
import { azureType } from "./azure-type.ts";
import type { DeployedCloud } from "./deployed.ts";
import { reading } from "./property.ts";
import type { NativeResource } from "./resource.ts";

/** What of Azure a stack has: diagnostic settings, activity log alerts, scheduled query rules. */
export const deployedAzure = (resources: readonly NativeResource[]): DeployedCloud => {
  const ofType = (...types: readonly string[]): readonly NativeResource[] =>
    resources.filter(({ type }) => types.includes(azureType(type) ?? ""));
  const settings = reading(
    ofType("monitor:SubscriptionDiagnosticSetting", "monitor:DiagnosticSetting", "aadiam:DiagnosticSetting"),
    readSetting,
  );
  const alerts = reading(ofType("monitor:ActivityLogAlert"), readActivityLogAlert);
  const queries = reading(ofType("monitor:ScheduledQueryRule"), readQueryRule(settings.found));
  return {
    stores: settings.found,
    alerts: [...alerts.found, ...queries.found],
    unrecorded: () => undefined,
    notUnderstood: [settings, alerts, queries].flatMap(({ notUnderstood }) => notUnderstood),
  };
};
