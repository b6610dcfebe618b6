import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "key-customer-managed",
  area: "encryption",
  title: "The archive is encrypted with a key of your own",
  why: "Then you say who may decrypt, and reading needs two permissions.",
  requirements: asked({ cis: ["AWS 4.5", "Azure 6.1.1.3"], "nist-800-53": ["SC-12"] }),
  clouds: everywhere(({ settings }) =>
    settings.encryption.customerManagedKey
      ? met("encryption.customerManagedKey is true")
      : notMet("encryption.customerManagedKey is false"),
  ),
};
