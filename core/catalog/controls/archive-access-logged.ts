import { unlessAdopted } from "../adopted.ts";
import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";
import { managedHere, recordsData } from "../recorded-data.ts";

export const control: Control = {
  id: "archive-access-logged",
  area: "storage",
  title: "Who reads the archive is recorded",
  why: "Who covers traces looks at them first.",
  requirements: asked({
    cis: ["AWS 4.4"],
    hipaa: ["164.312(b)"],
    "pci-dss-4": ["10.2.1.3"],
    "iso-27001": ["8.15"],
    "nist-800-53": ["AC-6(9)"],
  }),
  clouds: {
    aws: unlessAdopted("bucket", "whether its reads are logged", () =>
      met("S3 server access logs in a second bucket, by construction"),
    ),
    gcp: managedHere((plan) =>
      recordsData(plan, "storage", "read")
        ? met("capture.data has all reads of storage, the archive's among them")
        : notMet("capture.data does not have all reads of storage, the archive's among them"),
    ),
    azure: () => notMet("this release exports no logs of the storage account's reads"),
  },
};
