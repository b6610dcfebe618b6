import { withAdopted } from "../adopted.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "searchable-3-months",
  area: "retention",
  title: "Events of the last three months can be searched at once",
  why: "While an attack goes on there is no time to fetch an archive.",
  requirements: asked({ "pci-dss-4": ["10.5.1"], "nist-800-53": ["AU-7"] }),
  clouds: withAdopted(
    "logGroup",
    "its retention",
    everywhere(({ settings }) => {
      const { searchableDays } = settings.retention;
      return searchableDays >= 90
        ? met(`searchable for ${searchableDays} days`)
        : notMet(`searchable for ${searchableDays} days, not 90`);
    }),
  ),
};
