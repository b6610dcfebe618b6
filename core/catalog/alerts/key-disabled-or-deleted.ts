import { type AlertExamples, attack, type CatalogAlert, cis } from "../alert.ts";
import * as aws from "../examples/aws.ts";
import * as azure from "../examples/azure.ts";
import * as gcp from "../examples/gcp.ts";

export const alert: CatalogAlert = {
  id: "key-disabled-or-deleted",
  title: "An encryption key is disabled or scheduled for deletion",
  severity: "critical",
  groups: ["cis", "keys"],
  why: "What the key encrypted can’t be read any more, and after the waiting time never again.",
  firstSteps: [
    "Cancel the deletion, or enable the key.",
    "Find what is encrypted with it.",
    "Find the change request behind it; if there is none, take the actor’s credentials away.",
  ],
  references: [attack("T1485"), cis("AWS", "5.7")],
  clouds: {
    aws: {
      when: 'service == "kms.amazonaws.com" && operation in ["DisableKey", "ScheduleKeyDeletion"]',
      native:
        "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
    },
    gcp: {
      when: 'service == "cloudkms.googleapis.com" && operation in ["DestroyCryptoKeyVersion", "UpdateCryptoKeyVersion"]',
    },
    azure: {
      when: 'operation in ["KeyDelete", "KeyPurge", "VaultDelete"] || operation == "Microsoft.KeyVault/vaults/delete" && has(outcome)',
    },
  },
};

export const examples = (): AlertExamples => ({
  aws: {
    matching: [
      aws.call("kms", "ScheduleKeyDeletion", {
        requestParameters: { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab", pendingWindowInDays: 7 },
      }),
    ],
    nearMisses: [aws.call("kms", "CancelKeyDeletion"), aws.call("kms", "EnableKey")],
  },
  gcp: {
    matching: [gcp.call("cloudkms", "DestroyCryptoKeyVersion")],
    nearMisses: [gcp.call("cloudkms", "RestoreCryptoKeyVersion"), gcp.call("cloudkms", "CreateCryptoKeyVersion")],
  },
  azure: {
    matching: [
      azure.vault("KeyDelete", { Id: "https://prod-kv.vault.azure.net/keys/audit" }),
      azure.activity("Microsoft.KeyVault/vaults/delete"),
    ],
    nearMisses: [azure.vault("KeyRecover"), azure.activity("Microsoft.KeyVault/vaults/write")],
  },
});
