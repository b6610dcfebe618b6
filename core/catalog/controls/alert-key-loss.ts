import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-key-loss",
  area: "alerting",
  title: "An alert fires when a key is disabled or its deletion is scheduled",
  why: "What it encrypted is lost with it.",
  requirements: asked({ cis: ["AWS 5.7"], soc2: ["CC7.2"], "iso-27001": ["8.24"], "nist-800-53": ["SC-12"] }),
  ...firing("key-disabled-or-deleted"),
};
