import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "capture-identity",
  area: "capture",
  title: "Sign-ins and directory changes are recorded",
  why: "Most attacks begin with somebody's credentials.",
  requirements: asked({
    cis: ["Google Cloud 2.2", "Azure 6.1.1.9"],
    soc2: ["CC7.2"],
    hipaa: ["164.308(a)(5)(ii)(C)"],
    "pci-dss-4": ["10.2.1.4", "10.2.1.5"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AC-2(4)", "AU-2"],
  }),
  clouds: {
    aws: () => met("CloudTrail records them with the management events"),
    gcp: ({ settings, placements }) => {
      if (placements.gcp?.scope !== "organization") return notMet("they reach Cloud Logging at the organization alone");
      return settings.capture.identity
        ? met("capture.identity, at the organization")
        : notMet("capture.identity is false");
    },
    azure: ({ settings }) =>
      settings.capture.identity
        ? met("capture.identity: Microsoft Entra's logs are exported")
        : notMet("capture.identity is false"),
  },
};
