import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-new-credentials",
  area: "alerting",
  title: "An alert fires when users and credentials are made",
  why: "Who got in by chance makes a way in of their own.",
  requirements: asked({
    soc2: ["CC6.2"],
    "pci-dss-4": ["10.4.1.1"],
    "iso-27001": ["5.16"],
    "nist-800-53": ["AC-2(4)"],
  }),
  ...firing("access-key-created", "password-set-for-another", "user-created"),
};
