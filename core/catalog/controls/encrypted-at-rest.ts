import { type Control, everywhere, met } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "encrypted-at-rest",
  area: "encryption",
  title: "Events are encrypted where they are stored",
  why: "A disk that leaves a data center tells nothing.",
  requirements: asked({
    soc2: ["CC6.1"],
    hipaa: ["164.312(a)(2)(iv)"],
    gdpr: ["32(1)(a)"],
    "iso-27001": ["8.24"],
    "nist-800-53": ["SC-28"],
  }),
  clouds: everywhere(({ settings }) =>
    met(settings.encryption.customerManagedKey ? "with a key of your own" : "with the provider's key"),
  ),
};
