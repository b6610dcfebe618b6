import { DiagnosticSetting as EntraDiagnosticSetting } from "@pulumi/azure-native/aadiam/diagnosticSetting.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import { SubscriptionDiagnosticSetting } from "@pulumi/azure-native/monitor/subscriptionDiagnosticSetting.js";
import type { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import type { AzureBlueprint } from "../../core/compile/azure/blueprint.ts";
import { child, childName, type Room } from "../room.ts";
import type { AccountKey } from "./encrypt.ts";
import type { Archive } from "./store.ts";
import type { Stream } from "./stream.ts";

const enabled = (categories: readonly string[]) => categories.map((category) => ({ category, enabled: true }));

export interface Settings {
  subscription: SubscriptionDiagnosticSetting;
  vault: DiagnosticSetting | undefined;
}

/** One setting for both stores and the stream: a subscription has five in all. */
export const createDiagnosticSettings = (
  room: Room,
  blueprint: AzureBlueprint,
  archive: Archive,
  workspace: Workspace,
  key: AccountKey | undefined,
  stream: Stream | undefined,
): Settings => {
  const to = { storageAccountId: archive.account.id, workspaceId: workspace.id, ...stream?.to };
  const options = child(room, { dependsOn: [...archive.ready, ...(stream?.ready ?? [])] });
  const vault =
    key &&
    new DiagnosticSetting(
      childName(room, "vault-audit"),
      {
        resourceUri: key.vault.id,
        logs: enabled(blueprint.vaultCategories),
        ...to,
        // To the table of Key Vault's own, in which alerts look.
        logAnalyticsDestinationType: "Dedicated",
      },
      options,
    );
  if (blueprint.entraCategories.length > 0) {
    new EntraDiagnosticSetting(childName(room, "entra"), { logs: enabled(blueprint.entraCategories), ...to }, options);
  }
  const subscription = new SubscriptionDiagnosticSetting(
    childName(room, "activity-log"),
    { logs: enabled(blueprint.activityLogCategories), ...to },
    options,
  );
  return { subscription, vault };
};
