import { unlessAdopted } from "../adopted.ts";
import { type Check, type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const check: Check = ({ settings }) =>
  settings.encryption.customerManagedKey
    ? met("encryption.customerManagedKey is true")
    : notMet("encryption.customerManagedKey is false");

export const control: Control = {
  id: "search-key-customer-managed",
  area: "encryption",
  title: "The searchable copy is encrypted with a key of your own",
  why: "It holds the same events as the archive.",
  requirements: asked({ "nist-800-53": ["SC-28(1)"] }),
  clouds: {
    aws: unlessAdopted("logGroup", "its encryption", check),
    gcp: check,
    azure: () => notMet("Log Analytics takes one on a dedicated cluster alone, which this release doesn't make"),
  },
};
