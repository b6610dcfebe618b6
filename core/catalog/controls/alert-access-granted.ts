import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-access-granted",
  area: "alerting",
  title: "An alert fires when permissions and roles are changed",
  why: "What somebody may do is what an attacker with their credentials may do.",
  requirements: asked({
    cis: ["AWS 5.4", "Google Cloud 2.5", "Google Cloud 2.7"],
    soc2: ["CC6.3"],
    hipaa: ["164.308(a)(4)(ii)(C)"],
    "pci-dss-4": ["10.4.1.1"],
    "iso-27001": ["5.18"],
    "nist-800-53": ["AC-2(4)"],
  }),
  ...firing("custom-role-change", "elevated-access", "iam-policy-change", "owner-granted", "trust-policy-change"),
};
