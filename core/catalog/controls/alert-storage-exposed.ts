import type { Control } from "../control.ts";
import { firing } from "../firing.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "alert-storage-exposed",
  area: "alerting",
  title: "An alert fires when storage is opened to others",
  why: "Most data leaks begin with a bucket that everybody can read.",
  requirements: asked({
    cis: ["AWS 5.8", "Google Cloud 2.11"],
    soc2: ["CC6.1"],
    hipaa: ["164.308(a)(6)(ii)"],
    gdpr: ["33(1)"],
    "iso-27001": ["8.12"],
    "nist-800-53": ["SI-4"],
  }),
  ...firing("storage-made-public", "storage-policy-change"),
};
