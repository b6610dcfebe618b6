import { type Control, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";
import { managedHere, recordsData } from "../recorded-data.ts";

const noKey = notApplicable("there is no key of your own");

export const control: Control = {
  id: "key-use-recorded",
  area: "encryption",
  title: "Every use of the key is recorded",
  why: "It tells who decrypted evidence, and when.",
  requirements: asked({ cis: ["Azure 6.1.1.4"], soc2: ["CC6.1"], "nist-800-53": ["AU-2", "SC-12"] }),
  clouds: {
    aws: (plan) => {
      if (!plan.settings.encryption.customerManagedKey) return noKey;
      return plan.settings.capture.management === "all" || recordsData(plan, "keys", "read")
        ? met("CloudTrail records it with the management events")
        : notMet("capture.management is write, and capture.data does not have all reads of keys");
    },
    gcp: managedHere((plan) => {
      if (!plan.settings.encryption.customerManagedKey) return noKey;
      return recordsData(plan, "keys", "read")
        ? met("capture.data has all reads of keys")
        : notMet("capture.data does not have all reads of keys");
    }),
    azure: ({ settings }) =>
      settings.encryption.customerManagedKey ? met("the vault's audit events are exported, by construction") : noKey,
  },
};
