import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "key-rotated-90-days",
  area: "encryption",
  title: "The key is rotated every 90 days",
  why: "A key that leaks tells less, the less it has encrypted.",
  requirements: asked({ cis: ["Google Cloud 1.11"] }),
  clouds: withAdopted(
    "key",
    "its rotation",
    everywhere(({ settings }) => {
      const { customerManagedKey, rotationDays } = settings.encryption;
      if (!customerManagedKey) return notApplicable("there is no key of your own");
      return rotationDays <= 90 ? met(`every ${rotationDays} days`) : notMet(`every ${rotationDays} days alone`);
    }),
  ),
};
