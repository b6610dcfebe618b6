import { unlessAdopted } from "../adopted.ts";
import { type Control, met, notMet } from "../control.ts";
import { asked } from "../frameworks.ts";

const named = (readers: readonly string[] = []) =>
  readers.length === 0
    ? notMet("no readers are given: who may read is not said here")
    : met(`readers: ${readers.join(", ")}`);

export const control: Control = {
  id: "readers-named",
  area: "access",
  title: "Who may read the archive is named",
  why: "Access that is written down can be reviewed.",
  requirements: asked({
    soc2: ["CC6.3"],
    hipaa: ["164.312(a)(1)"],
    "pci-dss-4": ["10.3.1"],
    gdpr: ["5(1)(f)"],
    "iso-27001": ["8.3"],
    "nist-800-53": ["AU-9(4)"],
  }),
  clouds: {
    aws: unlessAdopted("bucket", "who else may read it", ({ placements }) => named(placements.aws?.readers)),
    gcp: ({ placements }) => named(placements.gcp?.readers),
    azure: ({ placements }) => named(placements.azure?.readers.map(({ name }) => name)),
  },
};
