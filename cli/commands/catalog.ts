import { endsShown } from "./ends.ts";
import type { CommandEntry } from "./entry.ts";

export const catalogCommand = {
  call: "[alerts|questions|controls|presets|activities] [ID] [--cloud CLOUD]... [--json]",
  shortCall: "[KIND] [ID]",
  summary: "what comes with it: alerts, questions, controls, presets, classes of events",
  about: `Lists the alerts that come with the package, which alerts.catalog of a spec selects; the
questions that can be asked of the log, as queries to paste; the controls that frameworks ask
for, which waivers of a spec name; the presets, which its compliance names; or the classes of events, which filters ask
for: "logging.change" in activities. With an ID, everything about one of them.`,
  options: { cloud: "of questions, only CLOUD's queries; may be given again", json: "everything, for programs" },
  without: {
    adopt: "the catalog is the same whatever is adopted",
  },
  examples: [
    { call: "catalog alerts", does: "id, severity, groups and title of each" },
    { call: "catalog alerts root-use", does: "why it matters, what to do first, its filter in each cloud" },
    { call: "catalog questions denied-calls --cloud aws", does: "who was refused what, as AWS's queries" },
    { call: "catalog presets pci-dss-4", does: "what it asks of settings and why, and its controls" },
  ],
  ends: endsShown,
  takesFiles: false,
} as const satisfies CommandEntry;
