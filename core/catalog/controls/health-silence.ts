import { type Control, everywhere, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "health-silence",
  area: "health",
  title: "Somebody is told when events stop coming",
  why: "A log that fell silent looks like a quiet day.",
  requirements: asked({ soc2: ["CC7.1"], "pci-dss-4": ["10.7.2"], "iso-27001": ["8.16"], "nist-800-53": ["AU-5"] }),
  clouds: everywhere(() => notMet("this release has no alarm on silence")),
};
