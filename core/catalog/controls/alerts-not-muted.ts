import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alerts-not-muted",
  area: "alerting",
  title: "No alert that is selected is muted",
  why: "A mute is a decision that somebody has to stand for.",
  requirements: asked({ soc2: ["CC7.3"], "pci-dss-4": ["10.4.1.1"], "nist-800-53": ["SI-4(5)"] }),
  clouds: everywhere(({ rules }) => {
    const muted = rules.catalog.flatMap((one) => (one.muted === undefined ? [] : [`${one.alert.id} (${one.muted})`]));
    return muted.length === 0 ? met("alerts.mute is empty") : notMet(`muted: ${muted.join(", ")}`);
  }),
};
