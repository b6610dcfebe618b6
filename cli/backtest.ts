import { athenaBacktest } from "../core/backtest/athena-backtest.ts";
import type { Asking, BacktestQuery } from "../core/backtest/backtest.ts";
import { bigQueryBacktest } from "../core/backtest/bigquery-backtest.ts";
import { duckDbBacktest } from "../core/backtest/duckdb-backtest.ts";
import { kqlBacktest } from "../core/backtest/kql-backtest.ts";
import { archiveTable } from "../core/compile/aws/questions.ts";
import type { Cloud } from "../core/contract/cloud.ts";
import { clouds } from "../core/contract/cloud.ts";
import { isError } from "../core/contract/issues.ts";
import type { AuditPlan } from "../core/plan/plan.ts";
import { askedAlerts } from "../core/replay/told.ts";
import { archivePatterns } from "./archive-patterns.ts";
import type { BacktestCall } from "./calls/backtest.ts";
import { didYouMean } from "./calls/given.ts";
import { askDuckDb, QueryFailed } from "./duckdb.ts";
import { type Io, readText, UsageError } from "./io.ts";
import { type Backtested, backtestedJson, backtestedLines, type FoundInCloud, foundIn } from "./report/backtest.ts";
import { queriesJson, queryLines } from "./report/backtest-queries.ts";
import { issueLines } from "./report/issues.ts";
import { jsonText, plain } from "./report/text.ts";
import { readSpec } from "./request.ts";

const refuseUnknown = (plan: AuditPlan, asked: readonly Cloud[], names: readonly string[]): void => {
  const known = [...new Set(clouds.flatMap((cloud) => askedAlerts(plan, cloud).map(({ id }) => id)))];
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageError(
      `the spec tells of no alert ${name}; ${didYouMean(name, known)}${known.length === 0 ? "it tells of none" : `it tells of ${known.join(", ")}`}`,
    );
  }
  if (asked.every((cloud) => askedAlerts(plan, cloud).length === 0)) {
    throw new UsageError("the spec tells of no alerts; name some in alerts.catalog, or describe them in alerts.custom");
  }
};

const queryOf = (
  { engine, table }: BacktestCall,
  files: readonly string[],
  asking: Asking,
  cloud: Cloud,
): BacktestQuery => {
  switch (engine) {
    case "duckdb":
      return duckDbBacktest(asking, cloud, files);
    case "athena":
      return athenaBacktest(asking, table ?? archiveTable);
    case "bigquery":
      return bigQueryBacktest(asking, table ?? "");
    case "kql":
      return kqlBacktest(asking, table);
    default:
      return engine satisfies never;
  }
};

const refuseTooLong = (queries: readonly BacktestQuery[]): void => {
  for (const { target, tooLong } of queries) {
    if (tooLong === undefined) continue;
    const [found, max] = [tooLong.found, tooLong.max].map((count) => count.toLocaleString("en-US"));
    throw new UsageError(
      `${target} takes queries of ${max} bytes, and this one has ${found}; ask of fewer alerts, each by an --alert`,
    );
  }
};

const found = async (queries: readonly BacktestQuery[]): Promise<readonly FoundInCloud[]> => {
  const all: FoundInCloud[] = [];
  for (const query of queries) all.push(foundIn(query, query.text === undefined ? [] : await askDuckDb(query.text)));
  return all;
};

const runHere = async (io: Io, { spec, isJson }: BacktestCall, queries: readonly BacktestQuery[]): Promise<number> => {
  try {
    const result: Backtested = { spec, clouds: await found(queries) };
    io.stdout(
      isJson ? `${jsonText(backtestedJson(result))}\n` : `${backtestedLines(result, io.hasColour).join("\n")}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof QueryFailed)) throw error;
    io.stderr(`auditlog: DuckDB could not answer: ${plain(error.message)}\n`);
    return 1;
  }
};

/** Writes, or runs, the query that a spec's alerts are of an archive: 0; 1 where the spec has an error or the query fails. */
export const backtest = async (io: Io, call: BacktestCall): Promise<number> => {
  const { plan, issues } = readSpec(readText(io, call.spec), io.today);
  if (plan === undefined || issues.some(isError)) {
    io.stderr(`${issueLines(call.spec, issues, false).join("\n")}\n`);
    return 1;
  }
  refuseUnknown(plan, call.clouds, call.alerts);
  if (call.engine === "duckdb" && call.table !== undefined) {
    throw new UsageError("duckdb reads files, and no table; leave out --table");
  }
  const asking: Asking = { plan, ids: call.alerts, days: call.days };
  const files = archivePatterns(io, call.files);
  const queries = call.clouds.map((cloud) => queryOf(call, files, asking, cloud));
  refuseTooLong(queries);
  if (call.isRun) return runHere(io, call, queries);
  io.stdout(
    call.isJson ? `${jsonText(queriesJson(call.spec, queries))}\n` : `${queryLines(call.spec, queries).join("\n")}\n`,
  );
  return 0;
};
