import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "capture-nothing-excluded",
  area: "capture",
  title: "Nothing that is captured is left out of the archive",
  why: "What is excluded today may be what an investigation asks for tomorrow.",
  requirements: asked({
    cis: ["Google Cloud 2.3", "Azure 6.1.1.2"],
    "pci-dss-4": ["10.2.1"],
    "nist-800-53": ["AU-12"],
  }),
  clouds: everywhere(({ rules }) =>
    rules.exclude.length === 0
      ? met("capture.exclude is empty")
      : notMet(`capture.exclude leaves out ${rules.exclude.map(({ name }) => name).join(", ")}`),
  ),
};
