import type { CommandEntry } from "./entry.ts";

export const diffCommand = {
  call: "A B|--stack NAME [EVENTS...] [--cloud CLOUD] [--markdown|--json]",
  shortCall: "A B [EVENTS...]",
  summary: "what a change does: two specs, or a spec and what is deployed",
  about: `Says how B differs from A. Each is a spec, or what pulumi stack export or pulumi preview --json --show-sames printed:
told apart by content. Of two specs the settings that change, with who said them, and the rules; of both the filters
that each cloud evaluates, as a diff. With EVENTS, which are files, folders or patterns in quotes, also which of them
only one stores or tells people of: how many, by activity and operation, with examples and where they stand.

A spec and a stack are compared in the clouds that the stack has something in. Names that only a deployment knows are
left open, and alerts about what the stack itself made are not compared event by event.`,
  options: {
    stack: "instead of B, what is deployed in a stack, whose state pulumi is asked for; two of them for A and B",
    cloud: "only aws, gcp or azure; may be given again",
    markdown: "for a comment of a pull request: what would make it too long for one is left out, and it says so",
    json: "{ a, b, differs, settings, rules, filters, events, notUnderstood }",
  },
  without: {
    adopt: "what is adopted is told no names",
    ndjson: "--json has the differences and not every record",
  },
  examples: [
    { call: "diff main.yaml audit.yaml logs/", does: "what a change does to recorded events" },
    { call: "diff audit.yaml --stack prod logs/", does: "the same, asking pulumi, and what it does to events" },
    { call: "diff audit.yaml state.json", does: "whether what is deployed is what the spec says" },
    { call: "diff state.json preview.json --markdown", does: "what a deployment would change, for a pull request" },
  ],
  ends: `A, B or EVENTS may be - for the standard input. Exit codes, as those of git diff --exit-code: 0 no difference,
1 differences, 2 it can't be said: errors in a spec, a file that could not be read whole, a mistake in the call.`,
  takesFiles: true,
} as const satisfies CommandEntry;
