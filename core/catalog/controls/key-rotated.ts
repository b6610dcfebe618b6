import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "key-rotated",
  area: "encryption",
  title: "The key is rotated once a year at least",
  why: "A key that leaks tells less, the less it has encrypted.",
  requirements: asked({ cis: ["AWS 4.6"], "iso-27001": ["8.24"], "nist-800-53": ["SC-12"] }),
  clouds: withAdopted(
    "key",
    "its rotation",
    everywhere(({ settings }) => {
      const { customerManagedKey, rotationDays } = settings.encryption;
      if (!customerManagedKey) return notApplicable("there is no key of your own");
      return rotationDays <= 365 ? met(`every ${rotationDays} days`) : notMet(`every ${rotationDays} days alone`);
    }),
  ),
};
