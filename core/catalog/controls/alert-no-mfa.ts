import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-no-mfa",
  area: "alerting",
  title: "An alert fires when a second factor is missing or weakened",
  why: "A password alone is soon somebody else's.",
  requirements: asked({ cis: ["AWS 5.2"], soc2: ["CC6.1"], "iso-27001": ["8.5"], "nist-800-53": ["IA-2(1)"] }),
  ...firing("console-login-no-mfa", "mfa-weakened"),
};
