import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "evidence-immutable",
  area: "immutability",
  title: "Evidence can't be changed or deleted unless it is unlocked first",
  why: "Who has broken in changes what tells of it.",
  requirements: asked({
    soc2: ["CC7.2"],
    hipaa: ["164.312(c)(1)"],
    "pci-dss-4": ["10.3.2"],
    gdpr: ["5(1)(f)"],
    "iso-27001": ["5.33", "8.15"],
    "nist-800-53": ["AU-9"],
  }),
  clouds: withAdopted(
    "bucket",
    "its lock",
    everywhere(({ settings }) =>
      settings.retention.immutability === "none"
        ? notMet("retention.immutability is none")
        : met(`retention.immutability is ${settings.retention.immutability}`),
    ),
  ),
};
