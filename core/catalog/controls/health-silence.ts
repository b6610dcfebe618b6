import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const dayHours = 24;

export const control: Control = {
  id: "health-silence",
  area: "health",
  title: "Somebody is told within a day when events stop coming",
  why: "A log that fell silent looks like a quiet day.",
  requirements: asked({ soc2: ["CC7.1"], "pci-dss-4": ["10.7.2"], "iso-27001": ["8.16"], "nist-800-53": ["AU-5"] }),
  clouds: everywhere(({ settings }) => {
    const { silenceAfterHours: hours } = settings.health;
    if (hours === undefined) return notMet("health.silenceAfterHours is not set");
    const after = `after ${hours} ${hours === 1 ? "hour" : "hours"}`;
    return hours <= dayHours ? met(after) : notMet(`${after} alone`);
  }),
};
