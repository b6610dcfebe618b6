import { type AlertExamples, attack, type CatalogAlert } from "../alert.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "service-keys-listed",
  title: "The keys of a store or service are read or made anew",
  severity: "medium",
  groups: ["data", "keys"],
  why: "Whoever has the key reads and writes everything, and no identity is recorded.",
  firstSteps: [
    "See what used the key since.",
    "Rotate the key if nobody asked for it.",
    "Switch shared keys off where you can.",
  ],
  references: [attack("T1552"), attack("T1528")],
  clouds: {
    aws: { none: "stores have no keys of their own: access is by identity alone" },
    gcp: {
      when: 'service == "storage.googleapis.com" && operation in ["storage.hmacKeys.create", "storage.hmacKeys.update"]',
    },
    azure: {
      when: 'operation in ["Microsoft.Storage/storageAccounts/listKeys/action", "Microsoft.Storage/storageAccounts/regenerateKey/action", "Microsoft.OperationalInsights/workspaces/regenerateSharedKey/action", "Microsoft.DocumentDB/databaseAccounts/listKeys/action", "Microsoft.CognitiveServices/accounts/listKeys/action"] && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  gcp: {
    matching: [gcp.call("storage", "storage.hmacKeys.create")],
    nearMisses: [gcp.look("storage", "storage.hmacKeys.list")],
  },
  azure: {
    matching: [azure.activity("Microsoft.Storage/storageAccounts/listKeys/action")],
    nearMisses: [azure.activity("Microsoft.Storage/storageAccounts/listServiceSas/action")],
  },
});
