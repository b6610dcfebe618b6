import { type Control, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const elsewhere = () => notApplicable("it is asked of Cloud KMS alone");

export const control: Control = {
  id: "key-rotated-90-days",
  area: "encryption",
  title: "The key in Cloud KMS is rotated every 90 days",
  why: "A key that leaks tells less, the less it has encrypted.",
  requirements: asked({ cis: ["Google Cloud 1.11"] }),
  clouds: {
    aws: elsewhere,
    gcp: ({ settings }) => {
      const { customerManagedKey, rotationDays } = settings.encryption;
      if (!customerManagedKey) return notApplicable("there is no key of your own");
      return rotationDays <= 90 ? met(`every ${rotationDays} days`) : notMet(`every ${rotationDays} days alone`);
    },
    azure: elsewhere,
  },
};
