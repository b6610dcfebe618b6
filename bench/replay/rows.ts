import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSpec } from "../../cli/request.ts";
import { duckDbBacktest } from "../../core/backtest/duckdb-backtest.ts";
import { askedAlerts } from "../../core/replay/told.ts";
import { findExecutable } from "../../tools/process.mjs";
import { packLog } from "../logs/pack.ts";
import { writeLog } from "../logs/write.ts";
import { mb, type Row, times } from "../table.ts";
import { canMeasure, leastOf, measured, type Taken } from "./measured.ts";
import { narrowQuery } from "./narrow-sql.ts";

/** Everything that the catalog has for AWS but what is about costs. */
const spec = `version: 1
capture: { management: all, identity: true, data: [{ service: storage, access: write }], bestEffort: [data, identity] }
alerts: { catalog: [cis, tamper, identity, data, network, keys] }
`;
const day = "2026-07-01";

/** Sizes whose memory stands side by side. */
const smallerMb = [100, 10] as const;

/** How much of the log is packed too: before it is packed. */
const packedMb = 300;

const rate = (megabytes: number, seconds: number): string => `${(megabytes / seconds).toFixed(0)} MB/s`;

interface Ground {
  readonly log: string;
  readonly megabytes: number;
  readonly folder: string;
  readonly root: string;
}

const replayOf = ({ root, folder }: Ground, log: string, threads: number): Taken =>
  measured(
    [
      process.execPath,
      join(root, "dist", "cli", "auditlog.cjs"),
      "replay",
      join(folder, "audit.yaml"),
      log,
      "--threads",
      String(threads),
    ],
    { ...process.env, XDG_CACHE_HOME: folder },
  );

const duckDb = ({ folder }: Ground, name: string, sql: string, threads: number): Taken => {
  const file = join(folder, `${name}.sql`);
  writeFileSync(file, sql);
  return measured([process.execPath, join(import.meta.dirname, "ask-duckdb.ts"), file, String(threads)]);
};

/** What else reads the same file; jq first, where there is one. */
const others = (ground: Ground): readonly (readonly [string, Taken])[] => {
  const { log } = ground;
  const { plan } = readSpec(spec, day);
  const exact = duckDbBacktest({ plan: plan!, ids: [], days: { from: undefined, before: undefined } }, "aws", [log]);
  const narrow = narrowQuery(log, askedAlerts(plan!, "aws"));
  const narrowly = `DuckDB, read_json of 10 columns: ${narrow.alerts} alerts, ${narrow.whole} of them with all that they ask`;
  const jq = findExecutable("jq");
  const selects = 'select(.eventName == "StopLogging" or .eventName == "DeleteTrail")';
  const parses = [process.execPath, join(import.meta.dirname, "parse-loop.ts"), log];
  return [
    ...(jq === undefined ? [] : [["jq, selecting two event names", measured([jq, "-c", selects, log])] as const]),
    ["JSON.parse of each line, and nothing else", measured(parses)],
    [narrowly, duckDb(ground, "narrow", narrow.text, 1)],
    ["DuckDB, the query of auditlog backtest: the same alerts", duckDb(ground, "exact", exact.text!, 1)],
  ];
};

const row = (what: string, measuredAs: string, ratio = "", budget = ""): Row => ({
  what,
  budget,
  measured: measuredAs,
  ratio,
});

/** The same records as S3 has them; before the log is cut. */
const packedRow = (ground: Ground): Row => {
  const megabytes = Math.min(packedMb, ground.megabytes);
  const packed = join(ground.folder, "packed");
  const files = packLog(ground.log, megabytes * 1e6, packed);
  const { coreSeconds, peakMb } = leastOf(3, () => replayOf(ground, packed, 1));
  const what = `replay: ${megabytes.toFixed(0)} MB of them as S3 has them, in ${files} packed files, for each second of a core`;
  return row(what, `${rate(megabytes, coreSeconds)}, ${mb(peakMb)}`);
};

const timesJq = 5;

const replayRows = (ground: Ground): Row[] => {
  const { log, megabytes } = ground;
  // What V8 compiled is kept by the first start.
  replayOf(ground, log, 1);
  const one = leastOf(3, () => replayOf(ground, log, 1));
  const two = leastOf(3, () => replayOf(ground, log, 2));
  if (one.stdout !== two.stdout) throw new Error("two threads find something else than one");
  const beside = others(ground);
  const jq = beside.find(([what]) => what.startsWith("jq"))?.[1];
  const least = jq === undefined ? undefined : (timesJq * megabytes) / jq.coreSeconds;
  const alerts = askedAlerts(readSpec(spec, day).plan!, "aws").length;
  const size = `${(megabytes / 1000).toFixed(1)} GB`;
  const rows = [
    row(
      `replay: ${alerts} alerts on ${size} of lines, for each second of a core`,
      rate(megabytes, one.coreSeconds),
      times(megabytes / one.coreSeconds, least),
      least === undefined ? "" : `${least.toFixed(0)} MB/s`,
    ),
    row("replay: by 2 threads, for each second of a core", rate(megabytes, two.coreSeconds)),
    row("replay: as one waits for it", rate(megabytes, one.seconds)),
    row("replay: by 2 threads, as one waits for it", rate(megabytes, two.seconds)),
    row(`replay: memory at its most, ${size}`, mb(one.peakMb)),
    row(`replay: by 2 threads, memory at its most, ${size}`, mb(two.peakMb)),
  ];
  rows.push(packedRow(ground));
  for (const smaller of smallerMb.filter((mega) => mega < megabytes)) {
    truncateSync(log, smaller * 1e6);
    rows.push(row(`replay: memory at its most, ${smaller} MB`, mb(replayOf(ground, log, 1).peakMb)));
  }
  const theirs = beside.map(([what, taken]) =>
    row(
      `  ${what}`,
      `${rate(megabytes, taken.coreSeconds)}, ${mb(taken.peakMb)}`,
      times(one.coreSeconds, taken.coreSeconds),
    ),
  );
  return [...rows, ...theirs];
};

/** The rows of the table: replay, and others that read the same file. */
export const rowsOfReplay = (root: string, megabytes: number): Row[] => {
  if (!canMeasure()) return [{ what: "replay: measured on Linux, with GNU time", budget: "", measured: "", ratio: "" }];
  const folder = mkdtempSync(join(tmpdir(), "auditlog-bench-replay-"));
  try {
    const log = join(folder, "cloudtrail.ndjson");
    writeLog(log, megabytes * 1e6);
    writeFileSync(join(folder, "audit.yaml"), spec);
    return replayRows({ log, megabytes: statSync(log).size / 1e6, folder, root });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
