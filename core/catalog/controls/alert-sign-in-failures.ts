import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-sign-in-failures",
  area: "alerting",
  title: "An alert fires on failed sign-ins, one by one and in bulk",
  why: "Passwords are guessed before they are known.",
  requirements: asked({
    cis: ["AWS 5.6"],
    soc2: ["CC7.2"],
    hipaa: ["164.308(a)(5)(ii)(C)"],
    "pci-dss-4": ["10.4.1.1"],
    "iso-27001": ["8.5"],
    "nist-800-53": ["AC-7"],
  }),
  ...firing("sign-in-failure", "sign-in-failure-burst"),
};
