import { unlessAdopted } from "../adopted.ts";
import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "archive-tls-only",
  area: "storage",
  title: "The archive refuses what is not encrypted in transit",
  why: "Events are read over networks that others may listen to.",
  requirements: asked({
    cis: ["AWS 3.1.1"],
    soc2: ["CC6.7"],
    hipaa: ["164.312(e)(1)"],
    gdpr: ["32(1)(a)"],
    "iso-27001": ["8.24"],
    "nist-800-53": ["SC-8"],
  }),
  clouds: {
    aws: unlessAdopted("bucket", "that it refuses plain HTTP", () =>
      met("the bucket's policy denies plain HTTP, by construction"),
    ),
    gcp: () =>
      notMet(
        "Cloud Storage refuses plain HTTP only under the organization policy storage.secureHttpTransport, which is yours to set",
      ),
    azure: () => met("TLS 1.2 and HTTPS alone, by construction"),
  },
};
