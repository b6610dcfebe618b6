import type { CommandEntry } from "./entry.ts";
import { options } from "./options.ts";

export const testCommand = {
  call: "[FILE...] [--coverage] [--junit FILE] [--json]",
  shortCall: "[FILE...]",
  summary: "whether its tests pass: events, and what is to become of them",
  about: `Runs the tests of each FILE, or of audit.yaml where none is given. Each is an event, or a sequence of them, and what is
to become of it: whether it is stored, and which alerts tell people.

  tests:
    - { name: root pages us, event: fixtures/root.json, expect: { stored: true, alerts: [root-use] } }
    - name: twenty denials within ten minutes tell
      events: [{ event: fixtures/denied.json, repeat: 20, everySeconds: 25 }]
      expect: { alerts: [many-denials] }

A test that fails says what was expected and what came, which part of the spec decided it, and what was nearest. Nothing
is deployed and no cloud is asked: it is as if placed in one AWS account, one Google Cloud project and one Azure
subscription.`,
  options: {
    coverage: options.coverage.summary,
    junit: options.junit.summary,
    json: "{ file, passed, failed, broken, tests, issues }; a list of these for several files",
  },
  without: {
    cloud: "a record says itself which cloud it is of",
    adopt: "what is adopted is told no names",
    ndjson: "--json has a list for several files",
  },
  examples: [
    { call: "test", does: "the tests of audit.yaml" },
    { call: "test audit/*.yaml --junit report.xml", does: "several files, as a step of CI" },
    { call: "test audit.yaml --coverage", does: "and what no test reaches" },
  ],
  ends: "FILE may be - for the standard input. Exit codes: 0 all pass, 1 one fails or FILE has errors, 2 a mistake in the call.",
  takesFiles: true,
} as const satisfies CommandEntry;
