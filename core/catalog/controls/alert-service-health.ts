import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-service-health",
  area: "alerting",
  title: "An alert fires when the cloud reports trouble of its own",
  why: "What looks like an attack may be an outage, and the other way round.",
  requirements: asked({ cis: ["Azure 6.1.2.11"] }),
  ...firing("service-health"),
};
