import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-data-taken",
  area: "alerting",
  title: "An alert fires when data is shared outside or deleted in bulk",
  why: "A breach has to be told within days, so it has to be seen within hours.",
  requirements: asked({
    soc2: ["CC6.7"],
    hipaa: ["164.308(a)(6)(ii)"],
    gdpr: ["33(1)"],
    "iso-27001": ["8.12"],
    "nist-800-53": ["SI-4"],
  }),
  ...firing("mass-deletion", "snapshot-shared"),
};
