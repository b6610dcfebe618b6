import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-audit-log-changed",
  area: "alerting",
  title: "An alert fires when the audit log is changed or stopped",
  why: "Who wants to stay unseen turns the log off first.",
  requirements: asked({
    cis: ["AWS 5.5", "Google Cloud 2.6"],
    soc2: ["CC7.2"],
    hipaa: ["164.308(a)(1)(ii)(D)"],
    "pci-dss-4": ["10.2.1.6", "10.7.2"],
    "iso-27001": ["8.16"],
    "nist-800-53": ["AU-5", "SI-4"],
  }),
  ...firing("audit-capture-change", "audit-log-change", "audit-log-stopped"),
};
