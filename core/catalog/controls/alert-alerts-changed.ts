import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-alerts-changed",
  area: "alerting",
  title: "An alert fires when alerts are changed",
  why: "Who has turned off the alarm has time.",
  requirements: asked({ soc2: ["CC7.2"], "pci-dss-4": ["10.7.2"], "nist-800-53": ["SI-4"] }),
  ...firing("alert-change", "alert-muted", "log-metric-change"),
};
