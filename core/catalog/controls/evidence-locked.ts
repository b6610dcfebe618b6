import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "evidence-locked",
  area: "immutability",
  title: "Nobody can shorten the time for which evidence is kept",
  why: "A policy that is not locked can be removed by an administrator, and so by who becomes one.",
  requirements: asked({ cis: ["Google Cloud 2.4"] }),
  clouds: withAdopted(
    "bucket",
    "its lock",
    everywhere(({ settings }) =>
      settings.retention.immutability === "compliance"
        ? met("retention.immutability is compliance")
        : notMet(`retention.immutability is ${settings.retention.immutability}, which locks nothing for good`),
    ),
  ),
};
