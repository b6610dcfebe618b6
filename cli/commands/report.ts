import type { CommandEntry } from "./entry.ts";
import { options } from "./options.ts";

export const reportCommand = {
  call: "SPEC [EVENTS...] [--html FILE] [--threads N]",
  shortCall: "SPEC [EVENTS...]",
  summary: "all of it as one page for a browser",
  about: `Writes one HTML page that needs nothing else: the plan with the origin of each value, what each cloud does about each
part of the spec, the alerts, and the controls of the presets in compliance with their evidence. With EVENTS, which are
read as replay reads them, also what becomes of them: over time, by cloud and activity, and which alerts tell of what.

The page loads nothing from anywhere and can be sent, printed and kept. The same SPEC and EVENTS make the same page on
the same day.`,
  options: {
    html: "where to: a file, written whole or not at all; without it, and as -, the standard output",
    threads: options.threads.summary,
  },
  without: {
    cloud: "the page shows all clouds side by side",
    adopt: "the page shows the spec as if nothing were adopted",
    json: "explain --json and replay --json have the same for programs",
    ndjson: "replay --ndjson has a line for each record",
  },
  examples: [
    { call: "report audit.yaml --html audit.html", does: "what the spec asks, for a reviewer or an auditor" },
    { call: "report audit.yaml logs/ --html audit.html", does: "and what it does with the events in a folder" },
    { call: "report audit.yaml > audit.html", does: "by the standard output" },
  ],
  ends: "SPEC, or one of EVENTS, may be - for the standard input. Exit codes: 0 written, 1 errors in SPEC or a file of\nEVENTS that could not be read whole, 2 a mistake in the call or a page that can't be written.",
  takesFiles: true,
} as const satisfies CommandEntry;
