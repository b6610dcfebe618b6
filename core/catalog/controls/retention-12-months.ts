import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "retention-12-months",
  area: "retention",
  title: "Events are kept for 12 months at least",
  why: "An investigation, and an auditor, look back a year.",
  requirements: asked({ soc2: ["CC7.2"], "pci-dss-4": ["10.5.1"], "iso-27001": ["8.15"], "nist-800-53": ["AU-11"] }),
  clouds: withAdopted(
    "bucket",
    "its lifecycle",
    everywhere(({ settings }) => {
      const { days } = settings.retention;
      return days >= 365 ? met(`kept for ${days} days`) : notMet(`kept for ${days} days, not 365`);
    }),
  ),
};
