import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-root-use",
  area: "alerting",
  title: "An alert fires when the root user acts",
  why: "Nothing limits the root user, and nobody needs it daily.",
  requirements: asked({
    cis: ["AWS 5.3"],
    soc2: ["CC6.1"],
    "pci-dss-4": ["10.4.1.1"],
    "iso-27001": ["8.2"],
    "nist-800-53": ["AC-6(9)"],
  }),
  ...firing("root-use"),
};
