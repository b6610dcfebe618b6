import { unlessAdopted } from "../adopted.ts";
import { type Control, met } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "archive-not-public",
  area: "storage",
  title: "The archive can't be made public",
  why: "Audit logs tell an attacker who may do what.",
  requirements: asked({
    cis: ["AWS 3.1.4", "Google Cloud 5.1"],
    soc2: ["CC6.1"],
    hipaa: ["164.312(a)(1)"],
    "pci-dss-4": ["10.3.1"],
    gdpr: ["32(1)(b)"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AU-9"],
  }),
  clouds: {
    aws: unlessAdopted("bucket", "that it is not public", () => met("S3 Block Public Access, by construction")),
    gcp: () => met("public access prevention and uniform access, by construction"),
    azure: () => met("no public blobs and no shared key, by construction"),
  },
};
