import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "capture-no-gaps",
  area: "capture",
  title: "No cloud may leave uncaptured what is asked for",
  why: "With bestEffort a gap is a row in a table, and no error.",
  requirements: asked({
    soc2: ["CC7.2"],
    "pci-dss-4": ["10.2.1"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AU-12"],
  }),
  clouds: everywhere(({ settings }) =>
    settings.capture.bestEffort.length === 0
      ? met("capture.bestEffort is empty: a gap would be an error")
      : notMet(`capture.bestEffort allows gaps in ${settings.capture.bestEffort.join(" and ")}`),
  ),
};
