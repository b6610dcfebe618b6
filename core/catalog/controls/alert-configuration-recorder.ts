import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-configuration-recorder",
  area: "alerting",
  title: "An alert fires when the recorder of configuration is changed",
  why: "It tells what a resource was like before.",
  requirements: asked({ cis: ["AWS 5.9"], "nist-800-53": ["CM-6"] }),
  ...firing("configuration-recorder-change"),
};
