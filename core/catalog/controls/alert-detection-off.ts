import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-detection-off",
  area: "alerting",
  title: "An alert fires when detection services are turned off",
  why: "They see what nobody wrote an alert for.",
  requirements: asked({
    cis: ["Azure 6.1.2.5", "Azure 6.1.2.6"],
    soc2: ["CC7.2"],
    hipaa: ["164.308(a)(1)(ii)(D)"],
    "pci-dss-4": ["10.7.2"],
    "iso-27001": ["8.16"],
    "nist-800-53": ["SI-4"],
  }),
  ...firing("detection-off"),
};
