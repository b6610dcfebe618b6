import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-evidence-tampering",
  area: "alerting",
  title: "An alert fires when stored events are deleted or unlocked",
  why: "Protection that is lifted is often lifted to delete.",
  requirements: asked({
    soc2: ["CC7.2"],
    hipaa: ["164.312(c)(1)"],
    "pci-dss-4": ["10.3.4"],
    "iso-27001": ["8.16"],
    "nist-800-53": ["AU-9"],
  }),
  ...firing("audit-archive-change", "lock-removed", "log-retention-change", "log-store-deleted"),
};
