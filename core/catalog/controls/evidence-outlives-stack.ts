import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "evidence-outlives-stack",
  area: "storage",
  title: "Destroying the stack destroys no evidence",
  why: "Who may deploy could otherwise delete all of it at once.",
  requirements: asked({
    hipaa: ["164.316(b)(2)(i)"],
    "pci-dss-4": ["10.3.2"],
    "iso-27001": ["5.28"],
    "nist-800-53": ["AU-11"],
  }),
  clouds: everywhere(({ settings }) =>
    settings.evidence === "kept" ? met("evidence is kept") : notMet("evidence is disposable"),
  ),
};
