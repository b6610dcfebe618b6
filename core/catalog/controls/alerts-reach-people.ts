import { channelsFor } from "../../plan/channels.ts";
import { type Control, everywhere, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alerts-reach-people",
  area: "alerting",
  title: "Every alert reaches somebody",
  why: "An alert that nobody gets is none.",
  requirements: asked({
    cis: ["AWS 5", "Google Cloud 2", "Azure 6.1.2"],
    soc2: ["CC7.3"],
    hipaa: ["164.308(a)(6)(ii)"],
    "pci-dss-4": ["12.10.5"],
    gdpr: ["33(1)"],
    "iso-27001": ["8.16"],
    "nist-800-53": ["SI-4(5)"],
  }),
  clouds: everywhere(({ rules, channels }) => {
    const alerts = [
      ...rules.catalog.flatMap(({ alert, muted }) => (muted === undefined ? [alert.severity] : [])),
      ...rules.alerts.map(({ severity }) => severity),
    ];
    if (alerts.length === 0) return notMet("no alert is selected");
    if (channels.length === 0) return notMet("no channel is given: channels are an argument of the component");
    const untold = alerts.filter((severity) => channelsFor(channels, severity).length === 0);
    return untold.length === 0
      ? met(`channels: ${channels.map(({ name }) => name).join(", ")}`)
      : notMet(`no channel takes alerts of severity ${[...new Set(untold)].join(", ")}`);
  }),
};
