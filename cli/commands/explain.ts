import { volumeNames, volumeTable } from "../../core/cost/volumes.ts";
import { ends } from "./ends.ts";
import type { CommandEntry } from "./entry.ts";
import { options } from "./options.ts";

export const explainCommand = {
  call: "FILE [--cloud CLOUD]... [--adopt PART]... [--volume NAME=COUNT]... [--json]",
  shortCall: "FILE [--cloud CLOUD]",
  summary: "what each cloud makes of it",
  about: `Shows the plan with the origin of each value; what each cloud does about each setting; then each rule by its name, with
what each cloud makes of it in its own language, and what of it can be asked only when querying; then what the controls
of the presets in compliance come to: met, waived, not met or not applicable, and why; then what check says. Of what is
adopted it shows the statements that the owner's policies need.

With a volume, also what it costs a month on AWS. The volumes, each a number such as 250k, 1.5M or 2B:

${volumeNames.map((name) => `  ${name.padEnd(13)}${volumeTable[name].says}; ${volumeTable[name].usual.toLocaleString("en-US")} if not given`).join("\n")}`,
  options: {
    cloud: options.cloud.summary,
    adopt: options.adopt.summary,
    volume: options.volume.summary,
    json: "everything, with each native text exactly as the cloud gets it",
  },
  without: {},
  examples: [
    { call: "explain audit.yaml", does: "what three clouds make of it" },
    { call: "explain audit.yaml --cloud aws --cloud gcp", does: "what these two do" },
    { call: "explain audit.yaml --cloud aws --adopt bucket", does: "what the policy of a bucket of your own needs" },
    { call: "explain audit.yaml --json | jq .compliance", does: "what the controls come to, for an auditor" },
    { call: "explain audit.yaml --cloud aws --volume management=10M", does: "what it costs there" },
  ],
  ends: `FILE may be - for the standard input. ${ends}`,
  takesFiles: true,
} as const satisfies CommandEntry;
