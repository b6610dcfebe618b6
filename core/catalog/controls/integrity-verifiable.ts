import { type Check, type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const byImmutability: Check = ({ settings }) =>
  settings.retention.immutability === "none"
    ? notMet("the cloud signs no digests of its logs, and retention.immutability is none")
    : met(`no version can be replaced: retention.immutability is ${settings.retention.immutability}`);

export const control: Control = {
  id: "integrity-verifiable",
  area: "immutability",
  title: "It can be shown that evidence was not changed",
  why: "In a dispute the log is worth what can be proven of it.",
  requirements: asked({
    cis: ["AWS 4.2"],
    soc2: ["CC7.1"],
    hipaa: ["164.312(c)(2)"],
    "pci-dss-4": ["10.3.4"],
    "iso-27001": ["5.28", "8.15"],
    "nist-800-53": ["AU-9(3)"],
  }),
  clouds: {
    aws: () => met("CloudTrail's log file validation, by construction"),
    gcp: byImmutability,
    azure: byImmutability,
  },
};
