import { engines } from "../../core/backtest/engines.ts";
import { awsExistingParts } from "../../core/contract/aws-existing-parts.ts";
import { clouds } from "../../core/contract/cloud.ts";
import { volumeNames } from "../../core/cost/volumes.ts";

/** An option; one with a `value` takes one, and may be given again. */
export interface Option {
  readonly short?: string;
  readonly value?: { readonly called: string; readonly of: readonly string[]; readonly example: string };
  /** In the list of all options, and in completion. */
  readonly summary: string;
  /** Why a command does without it, where the command has no reason of its own. */
  readonly elsewhere: string;
}

export const options = {
  cloud: {
    value: { called: "CLOUD", of: clouds, example: "aws" },
    summary: "only aws, gcp or azure; may be given again",
    elsewhere: "it is the same for all clouds",
  },
  adopt: {
    value: { called: "PART", of: awsExistingParts, example: "bucket" },
    summary: "as if AWS adopted bucket, key, logGroup or topic; may be given again",
    elsewhere: "it is the same whatever is adopted",
  },
  volume: {
    value: { called: "NAME=COUNT", of: volumeNames.map((name) => `${name}=`), example: "management=10M" },
    summary: "how much happens a month, for an estimate of the cost; may be given again",
    elsewhere: "explain estimates the cost",
  },
  coverage: { summary: "which alerts, and which parts of capture, no test reaches", elsewhere: "only test has tests" },
  junit: {
    value: { called: "FILE", of: [], example: "report.xml" },
    summary: "a report in FILE, as JUnit's XML that build servers read",
    elsewhere: "only test has tests",
  },
  engine: {
    value: { called: "ENGINE", of: engines, example: "duckdb" },
    summary: "which engine is asked; duckdb unless given",
    elsewhere: "it asks no engine",
  },
  run: { summary: "asks DuckDB, and shows what it found", elsewhere: "nothing is asked: only backtest asks an engine" },
  alert: {
    value: { called: "NAME", of: [], example: "root-use" },
    summary: "only this alert; may be given again",
    elsewhere: "it is about all alerts",
  },
  from: {
    value: { called: "DAY", of: [], example: "2026-03-01" },
    summary: "from this day of UTC on",
    elsewhere: "it reads whatever it is given",
  },
  to: {
    value: { called: "DAY", of: [], example: "2026-03-31" },
    summary: "up to this day of UTC, and with it",
    elsewhere: "it reads whatever it is given",
  },
  state: {
    value: { called: "FILE", of: [], example: "state.json" },
    summary: "what is deployed, as pulumi stack export prints it; may be given again",
    elsewhere: "it is about a spec",
  },
  preview: {
    value: { called: "FILE", of: [], example: "preview.json" },
    summary: "what is planned, as pulumi preview --json --show-sames prints it; may be given again",
    elsewhere: "it is about a spec",
  },
  table: {
    value: { called: "NAME", of: [], example: "logs.cloudtrail_logs" },
    summary: "the table that is asked, if it is not the usual one",
    elsewhere: "it asks no table",
  },
  markdown: { summary: "for a comment of a pull request", elsewhere: "only diff is for one" },
  stack: {
    value: { called: "NAME", of: [], example: "prod" },
    summary: "what is deployed in a stack, whose state pulumi is asked for; may be given again",
    elsewhere: "it is about a spec",
  },
  json: { summary: "for programs", elsewhere: "a script has no other form" },
  ndjson: { summary: "for programs, a line for each record", elsewhere: "it reads no events" },
  html: {
    value: { called: "FILE", of: [], example: "audit.html" },
    summary: "a page for a browser, into FILE; - is the standard output",
    elsewhere: "report makes a page",
  },
  threads: {
    value: { called: "N", of: ["1", "2", "4", "8"], example: "4" },
    summary: "how many threads read; as many as there are cores where there is much to read",
    elsewhere: "only replay reads as much",
  },
  help: { short: "h", summary: "how a command is called, with examples", elsewhere: "every command has it" },
  version: { summary: "the version", elsewhere: "every command has it" },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as OptionName[];
