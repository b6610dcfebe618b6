import { engines, engineTable } from "../../core/backtest/engines.ts";
import type { CommandEntry } from "./entry.ts";
import { options } from "./options.ts";

export const backtestCommand = {
  call: "SPEC [FILES...] [--engine ENGINE] [--run] [--alert NAME]... [--from DAY] [--to DAY] [--json]",
  shortCall: "SPEC [FILES...]",
  summary: "the same of archives that are too large for replay",
  about: `Writes a query that says of each alert of SPEC how many events in an archive match it that SPEC stores, the first and
the last, how often people would have been told, and how many match that SPEC does not store, of which nobody is told.
An archive is read once for all alerts, whatever their number.

${engines.map((name) => `  ${name.padEnd(10)}${engineTable[name].says}`).join("\n")}

With --run, DuckDB is asked and the answer shown: by the package @duckdb/node-api where it is installed, in the folder
you are in or by NODE_PATH, or else by the program duckdb on your PATH. The numbers are those of replay.

Where an engine can't say all of a filter the query finds more, never less, and its first lines say so.`,
  options: {
    engine: options.engine.summary,
    run: options.run.summary,
    alert: options.alert.summary,
    from: options.from.summary,
    to: options.to.summary,
    table: options.table.summary,
    cloud: options.cloud.summary,
    json: "the queries, and with --run what they found",
  },
  without: { adopt: "an archive is what it is", ndjson: "it counts events, and does not list them" },
  examples: [
    { call: "backtest audit.yaml archive/ --cloud aws --run", does: "what would have been told" },
    { call: 'backtest audit.yaml "s3://bucket/AWSLogs/**/*.json.gz"', does: "the queries, for DuckDB" },
    { call: "backtest audit.yaml --engine athena --from 2026-03-01", does: "the query, for Athena, from a day on" },
    { call: "backtest audit.yaml archive/ --run --alert root-use --from 2026-03-01", does: "one alert, from a day on" },
  ],
  ends: "SPEC may be - for the standard input. Exit codes: 0 written or run, 1 errors in SPEC or a query that failed, 2 a mistake\nin the call.",
  takesFiles: true,
} as const satisfies CommandEntry;
