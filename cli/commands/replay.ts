import type { CommandEntry } from "./entry.ts";
import { options } from "./options.ts";

export const replayCommand = {
  call: "SPEC|--state FILE|--preview FILE|--stack NAME EVENTS... [--json|--ndjson] [--html FILE] [--threads N]",
  shortCall: "SPEC EVENTS...",
  summary: "what it would have done with events that were recorded",
  about: `Reads EVENTS, which are files, folders or patterns in quotes, and says for each cloud what SPEC would have captured,
what would be stored though it does not ask for it, and what would be dropped; then which alerts would have told people,
how often, and an example of each; then what is no audit event, and why. Nothing is deployed and no cloud is asked.

Every form is read in which clouds and their tools write events: log files of S3, Cloud Storage and Azure Storage, what
aws, gcloud and az print, rows of Athena and Log Analytics, events of EventBridge, Pub/Sub and Event Hubs; packed by
gzip or zstd, and those of several clouds in one file. It is told by content.

With --state, --preview or --stack it says the same of what is deployed or planned, whoever made it: of trails, rules,
metric filters, sinks, diagnostic settings and alerts. What it does not understand it lists, with the reason.

It is as if placed in one AWS account, one Google Cloud project and one Azure subscription.`,
  options: {
    state: "instead of SPEC, what is deployed, as pulumi stack export prints it; may be given again",
    preview: "instead of SPEC, what is planned, as pulumi preview --json --show-sames prints it",
    stack: "instead of SPEC, what is deployed in a stack: pulumi stack export is run, without its secrets",
    json: "the whole result",
    ndjson: "a line for each record: what became of it, by which part of the spec, and which alerts match it",
    html: "also a page for a browser, of the result and the plan or the stack, into FILE; - prints it alone",
    threads: options.threads.summary,
  },
  without: {
    cloud: "a record says itself which cloud it is of",
    adopt: "what is adopted is told no names",
  },
  examples: [
    { call: "replay audit.yaml logs/", does: "every file in a folder" },
    { call: 'replay audit.yaml "logs/**/*.json.gz"', does: "those that a pattern names" },
    { call: "replay --state state.json logs/", does: "by what is deployed, whoever made it" },
    { call: "replay audit.yaml - --ndjson", does: "what comes in on the standard input, record by record" },
  ],
  ends: "EVENTS may be - for the standard input. Exit codes: 0 replayed, 1 errors in SPEC or a file that could not be read\nwhole, 2 a mistake in the call.",
  takesFiles: true,
} as const satisfies CommandEntry;
