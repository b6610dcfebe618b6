import type { Control } from "../control.ts";
import { asked } from "../frameworks.ts";
import { recording } from "../recorded-data.ts";

export const control: Control = {
  id: "capture-storage-writes",
  area: "capture",
  title: "Writes and deletes of stored objects are recorded",
  why: "Only they tell what was changed or destroyed.",
  requirements: asked({
    cis: ["AWS 4.8", "Google Cloud 2.1"],
    hipaa: ["164.312(b)"],
    "pci-dss-4": ["10.2.1.1"],
  }),
  clouds: recording("storage", "write"),
};
