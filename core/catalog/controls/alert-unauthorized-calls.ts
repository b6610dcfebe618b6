import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-unauthorized-calls",
  area: "alerting",
  title: "An alert fires on calls that are not allowed",
  why: "Who tries doors does not know which are open.",
  requirements: asked({
    cis: ["AWS 5.1"],
    soc2: ["CC7.2"],
    "pci-dss-4": ["10.4.1.1"],
    "iso-27001": ["8.16"],
    "nist-800-53": ["SI-4"],
  }),
  ...firing("unauthorized-calls"),
};
