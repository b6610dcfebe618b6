import { awsExistingParts } from "../core/contract/aws-existing-parts.ts";
import { clouds } from "../core/contract/cloud.ts";
import { volumeNames, volumeTable } from "../core/cost/volumes.ts";

/** What can be called, and what can be asked about. */
export const commands = ["check", "explain", "replay", "catalog", "completion"] as const;

export type Command = (typeof commands)[number];

/** What the package comes with. */
export const catalogKinds = ["alerts", "questions", "controls", "presets", "activities"] as const;

export type CatalogKind = (typeof catalogKinds)[number];

/** The shells whose completion can be had. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

/** An option; one with a `value` takes one, and may be given again. */
export interface Option {
  readonly short?: string;
  readonly value?: { readonly called: string; readonly of: readonly string[]; readonly example: string };
  /** In the list of all options, and in completion. */
  readonly summary: string;
}

export const options = {
  cloud: {
    value: { called: "CLOUD", of: clouds, example: "aws" },
    summary: "only aws, gcp or azure; may be given again",
  },
  adopt: {
    value: { called: "PART", of: awsExistingParts, example: "bucket" },
    summary: "as if AWS adopted bucket, key, logGroup or topic; may be given again",
  },
  volume: {
    value: { called: "NAME=COUNT", of: volumeNames.map((name) => `${name}=`), example: "management=10M" },
    summary: "how much happens a month, for an estimate of the cost; may be given again",
  },
  json: { summary: "for programs" },
  ndjson: { summary: "for programs, a line for each record" },
  help: { short: "h", summary: "how a command is called, with examples" },
  version: { summary: "the version" },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as OptionName[];

/** Every command has these. */
export const commonOptions: readonly OptionName[] = ["help", "version"];

/** A command as its help, the mistakes in its call and completion know it. */
export interface CommandEntry {
  /** What follows its name. */
  readonly call: string;
  /** The same in the list of commands, where it is longer than that list has room for. */
  readonly shortCall?: string;
  readonly summary: string;
  /** What is between the call and the options. */
  readonly about: string;
  /** Its own options, each with what it does here. */
  readonly options: { readonly [Name in OptionName]?: string };
  /** Why it has not some option of another command. */
  readonly without: { readonly [Name in OptionName]?: string };
  readonly examples: readonly { readonly call: string; readonly does: string }[];
  readonly ends: string;
  /** Are its arguments files? */
  readonly takesFiles: boolean;
}

const ends = "Exit codes: 0 right, 1 errors in the file, 2 a mistake in the call.";
const endsShown = "Exit codes: 0 shown, 2 a mistake in the call.";

export const commandTable = {
  check: {
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
      volume: "explain estimates the cost",
    },
    examples: [
      { call: "check audit.yaml", does: "before a commit, or as a step of CI" },
      { call: "check audit/*.yaml --json", does: "several files, for a program" },
      { call: "check -", does: "what comes in on the standard input" },
    ],
    ends: `FILE may be - for the standard input. ${ends}`,
    takesFiles: true,
  },
  explain: {
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
    without: { ndjson: "it reads no events" },
    examples: [
      { call: "explain audit.yaml", does: "what three clouds make of it" },
      { call: "explain audit.yaml --cloud aws --cloud gcp", does: "what these two do" },
      { call: "explain audit.yaml --cloud aws --adopt bucket", does: "what the policy of a bucket of your own needs" },
      { call: "explain audit.yaml --json | jq .compliance", does: "what the controls come to, for an auditor" },
      { call: "explain audit.yaml --cloud aws --volume management=10M", does: "what it costs there" },
    ],
    ends: `FILE may be - for the standard input. ${ends}`,
    takesFiles: true,
  },
  replay: {
    call: "SPEC EVENTS... [--json|--ndjson]",
    shortCall: "SPEC EVENTS...",
    summary: "what it would have done with events that were recorded",
    about: `Reads EVENTS, which are files, folders or patterns in quotes, and says for each cloud what SPEC would have captured,
what would be stored though it does not ask for it, and what would be dropped; then which alerts would have told people,
how often, and an example of each; then what is no audit event, and why. Nothing is deployed and no cloud is asked.

Every form is read in which clouds and their tools write events: log files of S3, Cloud Storage and Azure Storage, what
aws, gcloud and az print, rows of Athena and Log Analytics, events of EventBridge, Pub/Sub and Event Hubs; packed by
gzip or zstd, and those of several clouds in one file. It is told by content.

It is as if placed in one AWS account, one Google Cloud project and one Azure subscription.`,
    options: {
      json: "the whole result",
      ndjson: "a line for each record: what became of it, by which part of the spec, and which alerts match it",
    },
    without: {
      cloud: "a record says itself which cloud it is of",
      adopt: "what is adopted is told no names",
      volume: "explain estimates the cost",
    },
    examples: [
      { call: "replay audit.yaml logs/", does: "every file in a folder" },
      { call: 'replay audit.yaml "logs/**/*.json.gz"', does: "those that a pattern names" },
      { call: "replay audit.yaml - --ndjson", does: "what comes in on the standard input, record by record" },
    ],
    ends: "EVENTS may be - for the standard input. Exit codes: 0 replayed, 1 errors in SPEC or a file that could not be read\nwhole, 2 a mistake in the call.",
    takesFiles: true,
  },
  catalog: {
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
      ndjson: "it reads no events",
      volume: "explain estimates the cost",
    },
    examples: [
      { call: "catalog alerts", does: "id, severity, groups and title of each" },
      { call: "catalog alerts root-use", does: "why it matters, what to do first, its filter in each cloud" },
      { call: "catalog questions denied-calls --cloud aws", does: "who was refused what, as AWS's queries" },
      { call: "catalog presets pci-dss-4", does: "what it asks of settings and why, and its controls" },
    ],
    ends: endsShown,
    takesFiles: false,
  },
  completion: {
    call: "bash|zsh|fish|powershell",
    shortCall: "SHELL",
    summary: "the script with which a shell completes these commands",
    about: `Prints the script with which SHELL completes commands, options and the ids of the catalog. It belongs into the file that
the shell reads when it starts, so that it is that of the installed version.`,
    options: {},
    without: {
      cloud: "it is the same for all clouds",
      adopt: "it is the same whatever is adopted",
      volume: "explain estimates the cost",
      json: "a script has no other form",
      ndjson: "a script has no other form",
    },
    examples: [
      { call: "completion bash", does: "in ~/.bashrc: source <(auditlog completion bash)" },
      { call: "completion zsh", does: "in ~/.zshrc, after compinit: source <(auditlog completion zsh)" },
      { call: "completion fish", does: "in ~/.config/fish/config.fish: auditlog completion fish | source" },
      {
        call: "completion powershell",
        does: "in $PROFILE: auditlog completion powershell | Out-String | Invoke-Expression",
      },
    ],
    ends: endsShown,
    takesFiles: false,
  },
} as const satisfies Record<Command, CommandEntry>;

/** Its own options and those of every command. */
export const optionsOf = (command: Command): readonly OptionName[] =>
  optionNames.filter((name) => name in commandTable[command].options || commonOptions.includes(name));
