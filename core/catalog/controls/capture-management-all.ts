import { type Check, type Control, met, notApplicable, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";
import { managedHere } from "../recorded-data.ts";

const check: Check = ({ settings }) =>
  settings.capture.management === "all"
    ? met("capture.management is all")
    : notMet("capture.management is write: what is only looked at leaves no trace");

export const control: Control = {
  id: "capture-management-all",
  area: "capture",
  title: "Management events are recorded, reads included",
  why: "Who looks around before an attack shows only in reads.",
  requirements: asked({
    cis: ["AWS 4.1", "Google Cloud 2.1"],
    soc2: ["CC7.2"],
    hipaa: ["164.312(b)"],
    "pci-dss-4": ["10.2.1.2", "10.2.1.7"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AU-2", "AU-12"],
  }),
  clouds: {
    aws: check,
    gcp: managedHere(check),
    azure: () => notApplicable("the activity log has no reads, and every change is recorded"),
  },
};
