import type { Control } from "../control.ts";
import { asked } from "../frameworks.ts";
import { recording } from "../recorded-data.ts";

export const control: Control = {
  id: "capture-databases",
  area: "capture",
  title: "Reads and writes of databases are recorded",
  why: "Records of people and cards are in databases more often than in objects.",
  requirements: asked({ hipaa: ["164.312(b)"], "pci-dss-4": ["10.2.1.1"] }),
  clouds: recording("database", "read", "write"),
};
