import { ends } from "./ends.ts";
import type { CommandEntry } from "./entry.ts";

export const checkCommand = {
  call: "FILE... [--json]",
  shortCall: "FILE...",
  summary: "what is wrong with it, or done otherwise than asked",
  about: `Checks each FILE for all three clouds. Each line is FILE:LINE:COLUMN: SEVERITY: SETTING: what it is; what to do.

  error      nothing would be deployed
  warning    a cloud does less or otherwise than asked, or somebody has to act
  notice     a cloud does more than asked, or there is something to know

It is checked as if placed in one AWS account, one Google Cloud project and one Azure subscription: what a stack places
elsewhere, such as in an organization, is checked by pulumi preview.`,
  options: { json: "{ file, errors, warnings, notices, issues }; a list of these for several files" },
  without: {
    cloud: "all clouds are checked",
    adopt: "it is checked as if nothing were adopted",
    ndjson: "--json has a list for several files",
  },
  examples: [
    { call: "check audit.yaml", does: "before a commit, or as a step of CI" },
    { call: "check audit/*.yaml --json", does: "several files, for a program" },
    { call: "check -", does: "what comes in on the standard input" },
  ],
  ends: `FILE may be - for the standard input. ${ends}`,
  takesFiles: true,
} as const satisfies CommandEntry;
