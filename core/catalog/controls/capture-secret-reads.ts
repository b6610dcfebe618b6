import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";
import { recording, recordsData } from "../recorded-data.ts";

export const control: Control = {
  id: "capture-secret-reads",
  area: "capture",
  title: "Reads of secrets are recorded",
  why: "Who has read a secret can do what it is for.",
  requirements: asked({ soc2: ["CC6.1"], "nist-800-53": ["AU-2"] }),
  clouds: {
    ...recording("secrets", "read"),
    aws: (plan) =>
      plan.settings.capture.management === "all" || recordsData(plan, "secrets", "read")
        ? met("CloudTrail records them with the management events")
        : notMet("capture.management is write, and capture.data does not have all reads of secrets"),
  },
};
