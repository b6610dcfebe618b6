import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

export const control: Control = {
  id: "archive-redundant",
  area: "storage",
  title: "The archive survives the loss of a data center",
  why: "Evidence that has one copy is lost with it.",
  requirements: asked({
    soc2: ["A1.2"],
    hipaa: ["164.308(a)(7)(ii)(A)"],
    "pci-dss-4": ["10.3.3"],
    gdpr: ["32(1)(b)"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AU-9(2)"],
  }),
  clouds: {
    aws: ({ placements }) => {
      const replica = placements.aws?.replicaRegion;
      const zones = "S3 keeps copies in three availability zones at least";
      return met(replica === undefined ? zones : `${zones}, and a replica in ${replica}`);
    },
    gcp: () => met("Cloud Storage keeps copies in two zones at least"),
    azure: ({ placements }) =>
      placements.azure?.redundancy === "LRS"
        ? notMet("redundancy LRS keeps all copies in one data center")
        : met(`redundancy ${placements.azure?.redundancy}`),
  },
};
